"""What kind of quantity a figure is: a stock or a flow, a number of persons accompanied, a share.

A stock is a count on a day ("78 tenants on 31 December"); a flow is one over the period. The
catalogue says `time = "stock"` where an indicator of records counts at a date.
"""

from collections.abc import Mapping

from .definitions import catalogue
from .kernel.indicator import Indicator

_COUNTED = {"count", "distinct", "known", "sum", "sum_known", "last", "share_of_sums", "by_month"}
_SUMS = {"total", "difference", "same"}
_SHARES = {"share", "sum_share", "share_of_sums", "largest_share", "ratio", "one_in"}
_PERSON_FACTS = {
    "followed",
    "end",
    "income",
    "candidate",
    "visit_rhythm",
    "anniversary",
    "symptoms",
    "use",
    "functioning",
}
"""Facts of the compartments identity, care and housing with a row per person."""
_TELLING_FACTS = {"move"}
"""Facts of events so personal that a few of them point to somebody."""
_OF_PERSONS = {"count", "known", "by_month", "distinct"}
_NAMES_OF_PERSONS = {"number", "person_id"}


def time_of(indicator: Indicator, known: Mapping[str, Indicator] | None = None) -> str:
    """ "stock", "flow", or "" for what is neither: a share, a mean, a list, a typed number.

    `known` holds the indicators of the period when some are made from its data.
    """
    if indicator.unit == "list":
        return ""
    if told := indicator.options.get("time"):
        return str(told)
    if indicator.measure in _SUMS:
        parts = {time_of(one, known) for one in _parts(indicator, known)}
        # Stocks may be added; whatever holds a flow is one.
        return "flow" if "flow" in parts else "stock" if "stock" in parts else ""
    if indicator.measure not in _COUNTED or indicator.unit in ("percent", "points"):
        return ""
    return "flow" if indicator.fact else ""


def counts_people(indicator: Indicator, known: Mapping[str, Indicator] | None = None) -> bool:
    """Whether it counts persons accompanied: a small number of them is not published."""
    if indicator.measure in _SUMS:
        # All of them: 3 moves and 10 persons are no persons.
        parts = _parts(indicator, known)
        return bool(parts) and all(counts_people(one, known) for one in parts)
    if indicator.fact not in _PERSON_FACTS or indicator.unit not in ("count", "list"):
        return False
    if indicator.measure == "distinct":
        return indicator.field in _NAMES_OF_PERSONS
    return indicator.measure in _OF_PERSONS


def is_share(indicator: Indicator, known: Mapping[str, Indicator] | None = None) -> bool:
    """Whether it is a part of a whole, whose numerator and base mean something to a reader."""
    if indicator.measure == "same":
        return any(is_share(one, known) for one in _parts(indicator, known))
    if indicator.measure == "ratio" and indicator.unit != "percent":
        return False
    return indicator.measure in _SHARES


def share_of_people(indicator: Indicator, known: Mapping[str, Indicator] | None = None) -> bool:
    """Whether it is a share whose numerator counts persons accompanied."""
    if indicator.measure == "same":
        return any(share_of_people(one, known) for one in _parts(indicator, known))
    if indicator.measure == "share":
        return indicator.fact in _PERSON_FACTS
    if indicator.measure in ("ratio", "one_in"):
        top = _named(indicator, "numerator", known)
        base = _named(indicator, "denominator", known)
        return (
            top is not None
            and counts_people(top, known)
            and (base is not None and counts_people(base, known))
        )
    return False


def is_of_people(indicator: Indicator, known: Mapping[str, Indicator] | None = None) -> bool:
    """Whether a small number behind it could point to somebody.

    So it is with a count or a share of persons, and with a count of their moves.
    """
    telling = indicator.fact in _TELLING_FACTS and indicator.measure in ("count", "share")
    return telling or counts_people(indicator, known) or share_of_people(indicator, known)


def _named(
    indicator: Indicator, key: str, known: Mapping[str, Indicator] | None
) -> Indicator | None:
    named = indicator.options.get(key)
    if not isinstance(named, str):
        return None
    return (catalogue() if known is None else known).get(named)


def _parts(indicator: Indicator, known: Mapping[str, Indicator] | None) -> list[Indicator]:
    every = catalogue() if known is None else known
    return [every[id_] for id_ in indicator.needs if id_ in every]
