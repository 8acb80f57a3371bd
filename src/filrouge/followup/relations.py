"""What a follow-up says of who may open a file: the team that accompanies the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery

from filrouge.common.periods import months_later

from .models import FollowUp, FollowUpTerm

if TYPE_CHECKING:
    from filrouge.access.files import Moment
    from filrouge.access.models import User

HOUSING = "housing"
"""The housing team serves everybody who is followed."""
MONTHS_AFTER = 3
"""A file stays open to its team for the end of the work after a follow-up has ended."""


def team_of(worker: User, now: Moment) -> Q:
    """Persons followed (or until lately) by a team of the worker, the latest team counting."""
    since = months_later(now.day, -MONTHS_AFTER)
    followed = FollowUp.objects.filter(person=OuterRef("pk"), start__lte=now.day).filter(
        Q(end__isnull=True) | Q(end__gte=since)
    )
    if HOUSING in worker.team_codes:
        return Q(Exists(followed))
    terms = FollowUpTerm.objects.filter(person=OuterRef("person"), effective_on__lte=now.day)
    latest = terms.exclude(team="").order_by("-effective_on", "initial", "-pk").values("team")[:1]
    return Q(Exists(followed.annotate(now=Subquery(latest)).filter(now__in=worker.team_codes)))
