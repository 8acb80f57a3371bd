"""Reading the report being written: editions, chapters, who is writing, what the guard finds."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from filrouge.common.periods import Period
from filrouge.figures.facts.scope import Scope

from .document import Document, Value
from .frozen import previous_document
from .guard.check import check
from .guard.findings import Finding
from .models import Chapter, ChapterText, Comment, Draft, Edition, Justification
from .rendering import composed
from .text.compose import compose_edition
from .text.values import all_values

FRESH = timedelta(minutes=30)
"""A draft touched since then means that somebody is writing."""
TURNED = ("direction", "majority")
"""Rules of the guard that tell where a text of last year is no longer true."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list: how many chapters are in each state (code, word, count)."""

    edition: Edition
    states: tuple[tuple[str, str, int], ...]
    total: int


def editions() -> list[EditionLine]:
    """Every edition, latest first, in two queries."""
    counts: Counter[tuple[int, str]] = Counter()
    rows = Chapter.objects.order_by().values_list("edition", "state").annotate(Count("pk"))
    for edition, state, count in rows:
        counts[edition, state] = count
    return [
        EditionLine(
            one,
            tuple(
                (code, str(word), counts[one.pk, code])
                for code, word in Chapter.State.choices
                if counts[one.pk, code]
            ),
            sum(counts[one.pk, code] for code in Chapter.State.values),
        )
        for one in Edition.objects.select_related("responsible")
    ]


def chapters_of(edition: Edition) -> list[Chapter]:
    """The chapters in order, with who answers, who wrote last and the number of open remarks."""
    return list(
        edition.chapters.select_related("responsible", "changed_by")
        .defer("body")
        .annotate(open_remarks=Count("comments", filter=Q(comments__settled_at=None)))
        .order_by("position", "pk")
    )


def parts(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """The chapters by part: each begins with one of level 1."""
    found: list[list[Chapter]] = []
    for one in chapters:
        if one.level == 1 or not found:
            found.append([])
        found[-1].append(one)
    return found


def writers(chapters: Collection[Chapter], *, but: Any) -> dict[int, list[Draft]]:
    """By chapter, the fresh drafts of others: who is writing, never what."""
    found: dict[int, list[Draft]] = {}
    fresh = Draft.objects.filter(
        chapter__in=[one.pk for one in chapters], saved_at__gte=timezone.now() - FRESH
    )
    for draft in (
        fresh.exclude(author=but).select_related("author").defer("body").order_by("saved_at")
    ):
        found.setdefault(draft.chapter_id, []).append(draft)
    return found


def own_draft(chapter: Chapter, user: Any) -> Draft | None:
    """What the reader typed and did not save, when it says something else than the chapter."""
    draft = Draft.objects.filter(chapter=chapter, author=user).first()
    return draft if draft and draft.body != chapter.body else None


def last_year(chapter: Chapter) -> Chapter | None:
    """The same chapter in the edition before, when it was written."""
    found = (
        Chapter.objects.filter(code=chapter.code, edition__year__lt=chapter.edition.year)
        .select_related("edition")
        .order_by("-edition__year")
        .first()
    )
    return found if found and found.body.strip() else None


def remarks(chapter: Chapter) -> list[Comment]:
    """Open remarks first, then settled ones, oldest first."""
    found = chapter.comments.select_related("author", "settled_by").order_by("at", "pk")
    return sorted(found, key=lambda one: one.settled_at is not None)


def versions(chapter: Chapter) -> QuerySet[ChapterText]:
    """The versions, latest first, without their words."""
    return chapter.texts.select_related("author").defer("body").order_by("-number")


def texts(chapter: Chapter, numbers: Collection[int]) -> dict[int, str]:
    """The words of some versions; version 0 is the empty chapter it was."""
    found = dict(chapter.texts.filter(number__in=numbers).values_list("number", "body"))
    return {0: "", **found}


# --- the guard -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding of the guard and, when somebody wrote why it stands, that justification."""

    finding: Finding
    justification: Justification | None

    @property
    def justifiable(self) -> bool:
        """Some findings, an unknown key first, are mended and never explained."""
        return not self.finding.blocking and self.finding.rule != "unknown"

    @property
    def open(self) -> bool:
        """Whether it stops an approval: neither mended nor explained."""
        return not (self.justifiable and self.justification)


def findings(edition: Edition) -> list[Judged]:
    """Everything the guard says of the edition as it is written now, in its order."""
    return judged(edition, compose_edition(edition), _figures(edition.year))


def judged(edition: Edition, document: Document, figures: Mapping[str, Value]) -> list[Judged]:
    """What the guard says of a composed edition, each with its justification."""
    written = {one.fingerprint: one for one in edition.justifications.select_related("author")}
    found = check(document, figures, previous=previous_document(edition))
    return [Judged(one, written.get(one.fingerprint)) for one in found]


def _figures(year: int) -> dict[str, Value]:
    period = Period.year(year)
    return all_values(period, Scope(period))


def open_findings(edition: Edition) -> list[Finding]:
    """The findings that stop an approval and a publication: nobody justified them."""
    return [one.finding for one in findings(edition) if one.open]


def findings_of(chapter: Chapter) -> list[Finding]:
    """Those that stop the approval of one chapter."""
    return [one for one in open_findings(chapter.edition) if one.section == chapter.code]


def turned(chapter: Chapter, before: Chapter) -> list[Finding]:
    """What last year's text would say wrongly of this year: a direction that turned, a majority."""
    document = composed(chapter, before.body)
    found = check(document, _figures(chapter.edition.year))
    return [one for one in found if one.rule in TURNED]
