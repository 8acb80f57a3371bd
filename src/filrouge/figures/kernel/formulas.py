"""How each measure becomes a number: pure functions of counts, sums and other figures.

Every formula returns an exact `Result`; nothing is rounded here. An unknown is None, never zero.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any, Protocol

from filrouge.common.rounding import Exact, half_up
from filrouge.common.text import sort_key

from .conditions import freeze
from .indicator import Atom, Indicator

type Value = Fraction | int | str | tuple[str, ...] | None


@dataclass(frozen=True)
class Result:
    """An exact value with what it stands on. `empty` says why there is no value."""

    value: Value
    numerator: Exact | None = None
    denominator: Exact | None = None
    empty: str = ""

    @property
    def number(self) -> Exact | None:
        return self.value if isinstance(self.value, (Fraction, int)) else None


class Surroundings(Protocol):
    """What a formula may ask besides the counts of its own fact."""

    def raw(self, atom: Atom) -> Any: ...
    def figure(self, id_: str) -> Result: ...
    def previous(self, id_: str, years_back: int = 1) -> Exact | None: ...
    def context(self, id_: str, years_ahead: int = 0) -> str | None: ...
    def ever(self, id_: str) -> str | None: ...
    def items(self, name: str, years_ahead: int = 0) -> list[str]: ...
    def codes(self, vocabulary: str) -> list[str]: ...
    def label(self, vocabulary: str, code: str) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def months(self) -> Fraction: ...
    @property
    def days(self) -> int: ...


def atoms(indicator: Indicator) -> list[Atom]:
    """The atoms a measure reads on its own fact (none for measures made of other figures)."""
    if not indicator.fact:
        return []
    where, field = indicator.where, indicator.field
    match indicator.measure:
        case "share":
            base = dict(indicator.options.get("base_where", {}))
            wanted = [("count", "", freeze(base | dict(where))), ("count", "", freeze(base))]
        case "sum_share":
            base = dict(indicator.options.get("base_where", {}))
            wanted = [("sum", field, freeze(base | dict(where))), ("sum", field, freeze(base))]
        case "share_of_sums":
            wanted = [("sum", name, where) for name in indicator.options["fields"]]
        case "mean" | "sum_known":
            wanted = [("sum", field, where), ("known", field, where)]
        case measure:
            wanted = [(AGGREGATE_OF.get(measure, measure), field, where)]
    return [Atom(indicator.fact, *parts) for parts in wanted]


AGGREGATE_OF = {
    "median": "values",
    "nth": "values",
    "in_order": "listed",
    "ranked": "tally",
    "counted": "tally",
    "most_frequent": "tally",
    "largest_share": "tally",
    "names_counted": "tally",
    "by_month": "tally",
    "monthly_rhythm": "tally",
}
"""The aggregate a measure reads, where it does not bear the same name."""


def _ratio(top: Exact | None, bottom: Exact | None, scale: Exact = 1) -> Result:
    if top is None or bottom is None:
        return Result(None, top, bottom, "unknown_part")
    if bottom == 0:
        return Result(None, top, bottom, "empty_base")
    return Result(Fraction(top) * scale / Fraction(bottom), top, bottom)


def _plain(ind: Indicator, by: Surroundings) -> Result:
    value = by.raw(atoms(ind)[0])
    if value is None or (value == 0 and ind.options.get("zero_is_unknown")):
        return Result(None, empty="no_record")
    scale = ind.options.get("scale")
    return Result(value * Fraction(scale) if scale else value)


def _nth(ind: Indicator, by: Surroundings) -> Result:
    """The value of a rank (1 for the smallest)."""
    values = sorted(by.raw(atoms(ind)[0]))
    rank = ind.options["rank"]
    return Result(values[rank - 1]) if rank <= len(values) else Result(None, empty="no_record")


def _in_order(ind: Indicator, by: Surroundings) -> Result:
    """The elements in the order of the records."""
    return Result(tuple(map(str, by.raw(atoms(ind)[0]))))


def _sum_known(ind: Indicator, by: Surroundings) -> Result:
    """The sum of the recorded values; none recorded is no value."""
    total, known = (by.raw(atom) for atom in atoms(ind))
    return Result(total) if known else Result(None, empty="no_record")


def _share(ind: Indicator, by: Surroundings) -> Result:
    top, bottom = (by.raw(atom) for atom in atoms(ind))
    return _ratio(top, bottom, 100)


def _mean(ind: Indicator, by: Surroundings) -> Result:
    total, known = (by.raw(atom) for atom in atoms(ind))
    return _ratio(total, known, Fraction(ind.options.get("scale", 1)))


def _scaled_ratio(ind: Indicator, by: Surroundings) -> Result:
    top = by.figure(ind.options["numerator"]).number
    bottom = by.figure(ind.options["denominator"]).number
    return _ratio(top, bottom, 100 if ind.unit == "percent" else 1)


def _median(ind: Indicator, by: Surroundings) -> Result:
    values = by.raw(atoms(ind)[0])
    if not values:
        return Result(None, denominator=0, empty="empty_base")
    return Result(Fraction(median(map(Fraction, values))), denominator=len(values))


def _names(ind: Indicator, by: Surroundings) -> Result:
    vocabulary = ind.options.get("name_list")
    names = [by.label(vocabulary, c) if vocabulary else c for c in by.raw(atoms(ind)[0])]
    return Result(tuple(sorted(names, key=sort_key)))


def _ranked(ind: Indicator, by: Surroundings) -> Result:
    tally: Counter[str] = by.raw(atoms(ind)[0])
    return Result(tuple(sorted(tally, key=lambda code: (-tally[code], code))))


def _names_counted(ind: Indicator, by: Surroundings) -> Result:
    """The names in alphabetical order; "(n)" behind one that comes n times."""
    tally: Counter[str] = by.raw(atoms(ind)[0])
    names = sorted(tally, key=sort_key)
    return Result(tuple(f"{n} ({tally[n]})" if tally[n] > 1 else n for n in names))


def _largest_share(ind: Indicator, by: Surroundings) -> Result:
    """The share of the value that comes most."""
    tally: Counter[str] = by.raw(atoms(ind)[0])
    return _ratio(max(tally.values(), default=0), tally.total(), 100)


def _counted(ind: Indicator, by: Surroundings) -> Result:
    """ "code=number", the most frequent first, ties by code."""
    tally: Counter[str] = by.raw(atoms(ind)[0])
    ranked = sorted(tally.items(), key=lambda one: (-one[1], one[0]))
    return Result(tuple(f"{code}={number}" for code, number in ranked))


def _most_frequent(ind: Indicator, by: Surroundings) -> Result:
    """The `top` highest counts, ties kept, in decreasing order (ties in the order of the list)."""
    tally: Counter[str] = by.raw(atoms(ind)[0])
    floor = sorted(tally.values(), reverse=True)[: ind.options["top"]][-1:] or [1]
    name = ind.options["name_list"]
    kept = [code for code in by.codes(name) if tally[code] >= floor[0]]
    kept.sort(key=lambda code: -tally[code])
    return Result(tuple(by.label(name, code) for code in kept))


def _by_month(ind: Indicator, by: Surroundings) -> Result:
    tally: Counter[int] = by.raw(atoms(ind)[0])
    return Result(tuple(str(tally[month]) for month in ind.options.get("months", range(1, 13))))


def _monthly_rhythm(ind: Indicator, by: Surroundings) -> Result:
    """The common monthly number, when every month up to the last one met has the same."""
    tally: Counter[int] = by.raw(atoms(ind)[0])
    if not tally:
        return Result(None, empty="no_record")
    numbers = {tally[month] for month in range(1, max(tally) + 1)}
    return Result(numbers.pop()) if len(numbers) == 1 else Result(None, empty="uneven_months")


def _total(ind: Indicator, by: Surroundings) -> Result:
    numbers = [by.figure(part).number for part in ind.options["parts"]]
    if any(number is None for number in numbers):
        return Result(None, empty="unknown_part")
    return Result(sum(number for number in numbers if number is not None))


def _difference(ind: Indicator, by: Surroundings) -> Result:
    first, *others = (by.figure(part).number for part in ind.options["parts"])
    if first is None or any(other is None for other in others):
        return Result(None, empty="unknown_part")
    return Result(first - sum(other for other in others if other is not None))


def _same(ind: Indicator, by: Surroundings) -> Result:
    return by.figure(ind.options["of"])


def _change(ind: Indicator, by: Surroundings) -> Result:
    now, before = by.figure(ind.options["of"]).number, by.previous(ind.options["of"])
    if now is None or before is None or before == 0:
        return Result(None, now, before, "no_previous")
    return Result(100 * (Fraction(now) - before) / Fraction(before), now, before)


def _points(ind: Indicator, by: Surroundings) -> Result:
    now, before = by.figure(ind.options["of"]).number, by.previous(ind.options["of"])
    if now is None or before is None:
        return Result(None, now, before, "no_previous")
    return Result(Fraction(now) - before, now, before)


def _rises(ind: Indicator, by: Surroundings) -> Result:
    """Consecutive years of increase up to the year, read from the published values."""
    later, back = by.figure(ind.options["of"]).number, 1
    if later is None or by.previous(ind.options["of"]) is None:
        return Result(None, empty="no_previous")
    while (earlier := by.previous(ind.options["of"], back)) is not None and earlier < later:
        later, back = earlier, back + 1
    return Result(back - 1)


def _one_in(ind: Indicator, by: Surroundings) -> Result:
    """ "1/n", n = whole / part to the integer."""
    part = by.figure(ind.options["numerator"]).number
    whole = by.figure(ind.options["denominator"]).number
    share = _ratio(whole, part)
    if share.number is None:
        return Result(None, part, whole, share.empty)
    return Result(f"1/{half_up(share.number)}", part, whole)


def _context(ind: Indicator, by: Surroundings) -> Result:
    typed = by.context(ind.options.get("context_key", ind.id), ind.options.get("years_ahead", 0))
    if typed is None:
        return Result(None, empty="not_typed")
    try:
        return Result(Fraction(typed))
    except ValueError:
        return Result(typed)


def _years_since(ind: Indicator, by: Surroundings) -> Result:
    typed = by.ever(ind.options["context_key"])
    if typed is None or by.year is None:
        return Result(None, empty="not_typed")
    year, _, _month = typed.partition("-")
    # On 31 December every month of the year has begun: the years are full whatever the month.
    return Result(by.year - int(Fraction(year)))


def _start_year(ind: Indicator, by: Surroundings) -> Result:
    """The year of a start typed as a year or a month."""
    typed = by.context(ind.options["context_key"])
    if typed is None:
        return Result(None, empty="not_typed")
    return Result(int(Fraction(typed.partition("-")[0])))


def _list_count(ind: Indicator, by: Surroundings) -> Result:
    items = by.items(ind.options["list"], ind.options.get("years_ahead", 0))
    return Result(len(items))


def _list_items(ind: Indicator, by: Surroundings) -> Result:
    items = by.items(ind.options["list"], ind.options.get("years_ahead", 0))
    return Result(tuple(sorted(items, key=sort_key))) if items else Result(None, empty="not_typed")


def _vocabulary_size(ind: Indicator, by: Surroundings) -> Result:
    return Result(len(by.codes(ind.options["name_list"])))


def _per_month(ind: Indicator, by: Surroundings) -> Result:
    return _ratio(by.figure(ind.options["of"]).number, by.months)


def _per_day(ind: Indicator, by: Surroundings) -> Result:
    return _ratio(by.figure(ind.options["of"]).number, by.days)


def _per_week(ind: Indicator, by: Surroundings) -> Result:
    """A year has 52 weeks, another period as many as its days."""
    return _ratio(by.figure(ind.options["of"]).number, 52 if by.year else Fraction(by.days, 7))


def _scaled(ind: Indicator, by: Surroundings) -> Result:
    number = by.figure(ind.options["of"]).number
    return Result(None if number is None else number * Fraction(ind.options["scale"]))


FORMULAS: Mapping[str, Callable[[Indicator, Surroundings], Result]] = {
    "count": _plain,
    "distinct": _plain,
    "known": _plain,
    "sum": _plain,
    "min": _plain,
    "max": _plain,
    "share": _share,
    "share_of_sums": _share,
    "sum_share": _share,
    "last": _plain,
    "nth": _nth,
    "in_order": _in_order,
    "mean": _mean,
    "median": _median,
    "names": _names,
    "names_counted": _names_counted,
    "largest_share": _largest_share,
    "sum_known": _sum_known,
    "ranked": _ranked,
    "counted": _counted,
    "most_frequent": _most_frequent,
    "by_month": _by_month,
    "monthly_rhythm": _monthly_rhythm,
    "ratio": _scaled_ratio,
    "total": _total,
    "difference": _difference,
    "same": _same,
    "change": _change,
    "points": _points,
    "rises": _rises,
    "one_in": _one_in,
    "context": _context,
    "years_since": _years_since,
    "start_year": _start_year,
    "list_count": _list_count,
    "list_items": _list_items,
    "vocabulary_size": _vocabulary_size,
    "per_month": _per_month,
    "per_day": _per_day,
    "per_week": _per_week,
    "scaled": _scaled,
}


def evaluate(indicator: Indicator, by: Surroundings) -> Result:
    """The exact result of an indicator; KeyError for an unknown measure."""
    if (only := indicator.options.get("only_year")) and by.year != only:
        return Result(None, empty="other_year")
    return FORMULAS[indicator.measure](indicator, by)
