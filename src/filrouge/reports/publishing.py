"""Freezing an edition: what is published is kept whole, and never changes again.

A publication holds the composed document and every figure of the year; its files are made of that
content alone. A correction is a further number, the earlier ones stay.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.context.models import FrozenFigure

from . import frozen
from .document import Value
from .models import Artefact, Chapter, Edition, Publication
from .readiness import Readiness
from .refusal import RefusedError


@transaction.atomic
def publish_edition(*, actor: Any, edition: Edition, reason: str = "") -> Publication:
    """Freeze an edition and make its files, all or nothing.

    Chapters become frozen, every figure becomes what the next years compare with, the journal
    keeps the number and the digest. A correction (a further number) says its `reason`.
    Raises `RefusedError`, one sentence a line, when something stands in the way.
    """
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    number = _next_number(held)
    reason = " ".join(reason.split())
    readiness = Readiness(held)
    obstacles = readiness.obstacles
    if number > 1 and not reason:
        obstacles.append(_("Say in a sentence why the published edition is corrected."))
    if obstacles:
        raise RefusedError("\n".join(obstacles))
    content = frozen.written(readiness.document, readiness.figures, _justifications(held))
    publication = Publication.objects.create(
        edition=held,
        number=number,
        at=timezone.now(),
        by=actor,
        reason=reason[:500],
        content=content,
        digest=frozen.digest(content),
    )
    for kind, file in sorted(frozen.rendered(content).items()):
        Artefact.objects.create(
            publication=publication, kind=kind, content=file, digest=frozen.digest(file)
        )
    _keep_for_comparison(readiness.figures.values(), held.year, number)
    held.chapters.update(state=Chapter.State.FROZEN)
    journal.record(
        actor=actor,
        action="reports.publish_edition",
        subject=f"edition {held.year}",
        detail={
            "number": number,
            "digest": publication.digest,
            "chapters": len(readiness.chapters),
            "figures": len(readiness.figures),
        },
    )
    return publication


@transaction.atomic
def reopen_edition(*, actor: Any, edition: Edition) -> Edition:
    """Let a published edition be corrected: its chapters are approved again, no longer frozen.

    What was published stays as it is. Raises `RefusedError` when it is not frozen.
    """
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    reopened = held.chapters.filter(state=Chapter.State.FROZEN).update(state=Chapter.State.APPROVED)
    if not reopened:
        raise RefusedError(_("This edition is not frozen: its chapters can be written already."))
    journal.record(
        actor=actor,
        action="reports.reopen_edition",
        subject=f"edition {held.year}",
        detail={"chapters": reopened, "after": _next_number(held) - 1},
    )
    return held


def _next_number(edition: Edition) -> int:
    last = edition.publications.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _justifications(edition: Edition) -> Iterable[Mapping[str, str]]:
    """What was explained in writing instead of mended, as it is printed."""
    rows = edition.justifications.select_related("author").order_by("at", "pk")
    return [
        {
            "rule": row.rule,
            "excerpt": row.excerpt,
            "reason": row.reason,
            "author": str(row.author),
            "at": timezone.localdate(row.at).isoformat(),
        }
        for row in rows
    ]


def _keep_for_comparison(figures: Iterable[Value], year: int, number: int) -> None:
    """Make the published values what comparisons with this year stand on."""
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            indicator=value.id,
            year=year,
            publication=number,
            value=value.text,
            base=value.base,
            numerator=value.numerator,
            version=value.version,
        )
        for value in figures
        if value.text
    )
