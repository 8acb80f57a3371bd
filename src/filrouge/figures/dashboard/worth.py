"""What a dashboard says of its own figures: how much is known, what is missing, who can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from filrouge.common.rounding import half_up
from filrouge.records.declaration import kind_of
from filrouge.vocabulary import lists
from filrouge.web.charts import bar

from ..facts.scope import UNKNOWN, Scope
from ..values import NARROW, number_text
from .counting import Tally, missing_by_worker
from .coverage import COVERAGE, Gauge

MOST_WORKERS = 12
"""Workers named for one gap: those who have most to complete."""


@dataclass(frozen=True)
class Known:
    """A gauge as drawn: its bar, and the same in words ("79 of 87", "91 %")."""

    label: str
    bar: SafeString
    words: str
    share: str
    percent: int


@dataclass(frozen=True)
class Gap:
    """What is missing: how many records, and for each team or worker how many of them."""

    number: str
    label: str
    mended_by: str
    teams: tuple[tuple[str, str], ...]
    workers: tuple[tuple[str, str], ...]
    others: int
    url: str


@dataclass(frozen=True)
class Worth:
    gauges: list[Known]
    gaps: list[Gap]


def worth(programme: str, scope: Scope, *, team: str, workers: bool, opened: bool) -> Worth:
    """The gauges of a programme, of one team or of all.

    `workers`: the reader may see who held encounters; `opened`: may open the lists of records.
    """
    gauges, gaps = [], []
    by_worker = missing_by_worker(scope, team) if workers and programme == "housing_first" else {}
    for gauge in COVERAGE[programme]:
        tally = gauge.count(scope)
        if team:
            tally = {team: tally[team]} if team in tally else {}
        known = sum(said for said, _base in tally.values())
        base = sum(number for _said, number in tally.values())
        if not base:
            continue
        gauges.append(_gauge(str(gauge.label), known, base))
        if known < base:
            gaps.append(
                _gap(gauge, tally, by_worker.get(gauge.code, {}), scope if opened else None)
            )
    return Worth(gauges, gaps)


def _gauge(label: str, known: int, base: int) -> Known:
    percent = half_up(Fraction(100 * known, base))
    if known < base:
        # What is not complete is never said to be.
        percent = min(percent, Decimal(99))
    words = _("%(known)s of %(base)s") % {"known": _number(known), "base": _number(base)}
    return Known(label, bar(float(percent), 100), words, f"{percent}{NARROW}%", int(percent))


def _gap(
    gauge: Gauge, tally: Tally, by_worker: Mapping[str, int], scope: Scope | None = None
) -> Gap:
    missing = {group: base - known for group, (known, base) in tally.items() if known < base}
    workers = sorted(by_worker.items(), key=lambda item: (-item[1], item[0]))
    return Gap(
        _number(sum(missing.values())),
        str(gauge.missing),
        str(gauge.mended_by),
        tuple((_team(group), _number(missing[group])) for group in sorted(missing) if group),
        tuple((code, _number(count)) for code, count in workers[:MOST_WORKERS]),
        max(0, len(workers) - MOST_WORKERS),
        _address(gauge, scope) if scope else "",
    )


def _address(gauge: Gauge, scope: Scope) -> str:
    """The list of the records, narrowed to what is missing where the list can."""
    kind = kind_of(gauge.table) if gauge.table else None
    if kind is None or kind.reserved:
        return ""
    asked = urlencode({"annee": scope.period.start.year}) if kind.year else ""
    query = "&".join(part for part in (asked, gauge.narrowed) if part)
    return f"{reverse('records:list', args=[kind.slug])}?{query}"


def _team(code: str) -> str:
    return _("unknown") if code == UNKNOWN else lists.get("care_team").label(code)


def _number(count: int) -> str:
    return number_text(half_up(count))
