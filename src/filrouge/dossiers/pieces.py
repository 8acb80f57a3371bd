"""The documents of a file as lines of its thread: the day one was added, its name, by whom."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from filrouge.access.files import LABELS, Compartment
from filrouge.vault.fields import take_keys

from .asked import DOCUMENT, DOCUMENTS, Asked
from .attachment import Attachment
from .sections import Line


def lines(person_id: int, opened: frozenset[Compartment], asked: Asked) -> Iterator[Line]:
    """Those of the open parts, newest first; of the others nothing, not even that there are any."""
    if not asked.keeps(DOCUMENT, Compartment.IDENTITY):
        return
    found = Attachment.objects.filter(person=person_id, compartment__in=opened)
    if asked.account:
        found = found.filter(added_by=asked.account)
    pieces = list(found.order_by("-added_at", "-pk")[: asked.most])
    take_keys(pieces)
    for piece in pieces:
        day = timezone.localdate(piece.added_at)
        part = str(LABELS[Compartment(piece.compartment)])
        yield Line(
            day,
            capfirst(_("document")),
            [(_("Part of the file"), part)],
            piece.name,
            table=Attachment._meta.db_table,
            group=DOCUMENTS,
            key=piece.pk,
            recorded=day,
            link=reverse("dossiers:attachment", args=[person_id, piece.seal]),
        )
