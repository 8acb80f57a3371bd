"""The plan of an edition: which chapters, in which order, and who answers for each.

`Chapter.revision` counts changes of the plan, `Chapter.version` those of the text: a colleague who
writes does not hinder one who names a responsible person.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from filrouge.audit import journal

from .models import Chapter, Edition
from .refusal import RefusedError

FIRST_YEAR, LAST_YEAR = 1990, 2100
DEFAULT = Path(__file__).with_name("plan_default.toml")
COPIED = ("code", "position", "level", "programme", "title", "guidance", "responsible_id")
"""What a chapter takes from last year's; its text is not copied."""
RESERVED = frozenset({"plan", "ajouter", "coherence", "lire", "publier", "publication"})
"""Words that are addresses of an edition: no chapter bears one as its code."""


@transaction.atomic
def open_edition(*, actor: Any, year: int) -> Edition:
    """Begin the report of a year with the plan of the edition before it, else the usual plan.

    Raises `RefusedError` when that year has one already.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RefusedError(_("Choose a year that a report can be about."))
    if Edition.objects.filter(year=year).exists():
        raise RefusedError(_("The edition %(year)s is open already.") % {"year": year})
    before = Edition.objects.filter(year__lt=year).order_by("-year").first()
    edition = Edition.objects.create(year=year, **_heading(before))
    chapters = (
        [
            Chapter(edition=edition, **{name: getattr(one, name) for name in COPIED})
            for one in before.chapters.all()
        ]
        if before
        else [Chapter(edition=edition, **values) for values in default_plan()]
    )
    Chapter.objects.bulk_create(chapters)
    _write(actor, "open_edition", edition, chapters=len(chapters), of=before.year if before else 0)
    return edition


def _heading(before: Edition | None) -> dict[str, Any]:
    if before is None:
        return {"title": "Rapport d’activité", "organisation": settings.FILROUGE_ORGANISATION}
    names = ("title", "subtitle", "organisation", "responsible_id")
    return {name: getattr(before, name) for name in names}


def default_plan() -> list[dict[str, Any]]:
    """The chapters of a first edition, from `plan_default.toml`."""
    plan = tomllib.loads(DEFAULT.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = []
    for part in plan["part"]:
        programme = part["programme"]
        rows = [(part["code"], 1, part["title"], part.get("guidance", ""))]
        rows += [
            (f"{part['code']}-{code}", 2, *plan["chapters"][code]) for code in part["chapters"]
        ]
        found += [
            {"code": code, "level": level, "title": title, "guidance": guidance,
             "programme": programme}
            for code, level, title, guidance in rows
        ]  # fmt: skip
    return [{**one, "position": place} for place, one in enumerate(found, start=1)]


@transaction.atomic
def change_edition(*, actor: Any, edition: Edition, values: Mapping[str, Any]) -> Edition:
    """Change the title, subtitle, organisation or responsible person of an edition."""
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    _open(held)
    for name in ("title", "subtitle", "organisation", "responsible"):
        setattr(held, name, values[name])
    held.revision += 1
    held.save()
    _write(actor, "change_edition", held)
    return held


@transaction.atomic
def add_chapter(*, actor: Any, edition: Edition, after: str, values: Mapping[str, Any]) -> Chapter:
    """Add an empty chapter after the one whose code is `after` (at the end when there is none).

    Its code, the address, comes from its title and stays the same when the title changes.
    """
    chapters = _plan(edition)
    _open(edition)
    codes = {*RESERVED, *(one.code for one in chapters)}
    place = next((n for n, one in enumerate(chapters, start=1) if one.code == after), len(chapters))
    chapter = Chapter(edition=edition, position=0, code=_code(values["title"], codes))
    _fill(chapter, values)
    chapter.position = place + 1
    chapter.save(force_insert=True)
    _renumber([*chapters[:place], chapter, *chapters[place:]])
    _write(actor, "add_chapter", edition, chapter=chapter.code)
    return chapter


@transaction.atomic
def change_chapter(
    *, actor: Any, chapter: Chapter, revision: int, values: Mapping[str, Any]
) -> Chapter:
    """Rename a chapter, or change its level, programme, guidance or responsible person.

    Raises `RefusedError` when its place in the plan changed since `revision` was read.
    """
    held = Chapter.objects.select_for_update().get(pk=chapter.pk)
    _open(held.edition)
    if held.revision != revision:
        raise RefusedError(
            _("A colleague changed this chapter of the plan since you opened it: look again.")
        )
    _fill(held, values)
    held.revision += 1
    held.save(update_fields=[*FIELDS, "revision"])
    _write(actor, "change_chapter", held.edition, chapter=held.code)
    return held


FIELDS = ("title", "level", "programme", "guidance", "responsible")


def _fill(chapter: Chapter, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        setattr(chapter, name, values[name])


@transaction.atomic
def move_chapter(*, actor: Any, chapter: Chapter, up: bool) -> bool:
    """Move a chapter one place; a chapter of level 1 takes its part along, past a whole part.

    Returns whether anything moved: the first cannot go up, nor the last down.
    """
    chapters = _plan(chapter.edition)
    _open(chapter.edition)
    blocks = _parts(chapters) if chapter.level == 1 else [[one] for one in chapters]
    place = next(n for n, block in enumerate(blocks) if block[0].pk == chapter.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(blocks):
        return False
    blocks[place], blocks[other] = blocks[other], blocks[place]
    _renumber([one for block in blocks for one in block])
    _write(actor, "move_chapter", chapter.edition, chapter=chapter.code, up=up)
    return True


@transaction.atomic
def delete_chapter(*, actor: Any, chapter: Chapter) -> None:
    """Take an empty chapter out of the plan. Raises `RefusedError` when anything was written."""
    held = Chapter.objects.select_for_update().get(pk=chapter.pk)
    _open(held.edition)
    if held.body or held.texts.exists() or held.comments.exists():
        raise RefusedError(
            _("Something was written in this chapter: it stays, so that nothing is lost.")
        )
    if held.drafts.exists():
        raise RefusedError(_("Somebody is writing in this chapter: it stays."))
    edition = held.edition
    held.delete()
    _renumber(list(edition.chapters.order_by("position")))
    _write(actor, "delete_chapter", edition, chapter=chapter.code)


def _plan(edition: Edition) -> list[Chapter]:
    """The chapters in their order, held until the end of the transaction."""
    return list(
        Chapter.objects.select_for_update().filter(edition=edition).order_by("position", "pk")
    )


def _parts(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    found: list[list[Chapter]] = []
    for one in chapters:
        if one.level == 1 or not found:
            found.append([])
        found[-1].append(one)
    return found


def _renumber(chapters: Sequence[Chapter]) -> None:
    for place, one in enumerate(chapters, start=1):
        one.position = place
    Chapter.objects.bulk_update(chapters, ["position"])


def _code(title: str, taken: set[str]) -> str:
    code = slugify(title.replace("’", " ").replace("'", " "))[:70] or "chapitre"
    if code not in taken:
        return code
    return next(name for n in range(2, 1_000) if (name := f"{code}-{n}") not in taken)


def _open(edition: Edition) -> None:
    """Refuse when the edition is frozen."""
    if edition.chapters.filter(state=Chapter.State.FROZEN).exists():
        raise RefusedError(_("This edition is frozen: its plan does not change any more."))


def _write(actor: Any, verb: str, edition: Edition, **detail: Any) -> None:
    journal.record(
        actor=actor, action=f"reports.{verb}", subject=f"edition {edition.year}", detail=detail
    )
