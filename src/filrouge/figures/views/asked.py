"""What an address asks for; anything it cannot mean is a 404."""

from django.http import Http404
from django.utils.translation import gettext as _

from filrouge.access.policy import Capability
from filrouge.common.periods import Period

from .. import engine
from ..definitions import catalogue
from ..facts.base import Fact
from ..kernel.indicator import Indicator

COMPARTMENTS = {
    "identity": Capability.VIEW_IDENTITY,
    "care": Capability.VIEW_CARE,
    "housing": Capability.VIEW_HOUSING,
    "open": Capability.VIEW_OPEN_RECORDS,
}


def period_of(slug: str) -> Period:
    """Raises Http404 with a sentence when the slug is no period."""
    try:
        period = Period.parse(slug)
    except ValueError as error:
        raise Http404(str(error)) from error
    if not readable(period):
        raise Http404(_("Choose days between 1900 and 2200."))
    return period


def readable(period: Period) -> bool:
    """Free dates may lie anywhere: far years would overflow the calendar."""
    return period.start.year >= 1900 and period.end.year <= 2200


def indicator_of(id_: str, period: Period | None = None) -> Indicator:
    """Raises Http404 with a sentence when nothing is defined under this id.

    Some figures exist for what is met in a period only (a group, a cycle): they need it.
    """
    try:
        return engine.find(id_, period) if period else catalogue()[id_]
    except KeyError:
        raise Http404(_("No figure has the identifier “%(id)s”.") % {"id": id_[:80]}) from None


def rights_for(fact: Fact) -> frozenset[Capability]:
    """Every right it takes to read the records of a fact.

    Records that show who they are about also take the right to know it.
    """
    needed = {COMPARTMENTS[fact.compartment]}
    if "number" in fact.columns:
        needed.add(Capability.VIEW_IDENTITY)
    return frozenset(needed)
