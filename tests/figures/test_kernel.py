"""Each measure on rows one can count by hand, and the filters it rests on."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.common.rounding import Exact
from filrouge.figures.kernel import formulas, rows
from filrouge.figures.kernel.conditions import freeze, matcher
from filrouge.figures.kernel.formulas import Result
from filrouge.figures.kernel.indicator import Atom, Indicator

ROWS: list[dict[str, Any]] = [
    {"sex": "M", "age": 24, "minutes": 30, "ticked": ("a", "b"), "month": 1, "gain": 5},
    {"sex": "F", "age": 40, "minutes": None, "ticked": ("a",), "month": 2, "gain": 0},
    {"sex": "F", "age": 72, "minutes": 45, "ticked": (), "month": 2, "gain": None},
    {"sex": "X", "age": 41, "minutes": 0, "ticked": ("c",), "month": 4, "gain": -5},
]


class Case:
    """Formulas over `ROWS`, with typed and published values given by the test."""

    year: int | None = 2024
    months = Fraction(12)
    days = 366

    def __init__(
        self, figures: Mapping[str, Exact | None] | None = None, **published: Mapping[int, int]
    ) -> None:
        self.figures = figures or {}
        self.published = published

    def raw(self, atom: Atom) -> Any:
        return rows.aggregate(ROWS, [atom])[atom]

    def figure(self, id_: str) -> Result:
        return Result(self.figures[id_])

    def previous(self, id_: str, years_back: int = 1) -> Exact | None:
        return self.published.get(id_, {}).get(2024 - years_back)

    def context(self, id_: str, years_ahead: int = 0) -> str | None:
        return {"start": "2013", "since": "2020-09", "share": "9.1"}.get(id_)

    def ever(self, id_: str) -> str | None:
        return self.context(id_)

    def items(self, name: str, years_ahead: int = 0) -> list[str]:
        return ["b", "à", "C"] if name == "known" else []

    def codes(self, vocabulary: str) -> list[str]:
        return ["a", "b", "c"]

    def label(self, vocabulary: str, code: str) -> str:
        return code.upper()


def value(measure: str, by: Case | None = None, field: str = "", **options: Any) -> Any:
    where = freeze(options.pop("where", {}))
    unit = options.pop("unit", "count")
    fact = "" if {"of", "parts", "numerator", "list", "context_key"} & options.keys() else "rows"
    ind = Indicator(
        "id", 1, unit, measure, "test/x", fact=fact, field=field, where=where, options=options
    )
    return formulas.evaluate(ind, by or Case()).value


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({}, 4),
        ({"sex": "F"}, 2),
        ({"sex__ne": "F"}, 2),
        ({"sex__in": ["M", "X"]}, 2),
        ({"age__gte": 40, "age__lt": 72}, 2),
        ({"gain__gt": 0}, 1),
        ({"gain": 0}, 1),  # nothing recorded is not zero
        ({"gain__lt": 0}, 1),
        ({"gain__isnull": True}, 1),
        ({"ticked__has": "a"}, 2),
    ],
)
def test_count_where(where: dict[str, Any], count: int) -> None:
    assert value("count", where=where) == count


def test_an_unknown_field_or_lookup_is_an_error_not_a_zero() -> None:
    with pytest.raises(KeyError):
        matcher(freeze({"height": 1}))(ROWS[0])
    with pytest.raises(KeyError):
        matcher(freeze({"age__near": 1}))


def test_blanks_never_count_as_zero_in_a_mean() -> None:
    assert value("mean", field="minutes") == 25  # 30, 45 and a true 0
    assert value("known", field="minutes") == 3
    assert value("mean", field="minutes", where={"age": 40}) is None
    assert value("mean", field="age", scale="1/12") == Fraction(177, 48)


def test_simple_measures() -> None:
    assert value("sum", field="minutes") == 75
    assert (value("min", field="age"), value("max", field="age")) == (24, 72)
    assert value("min", field="age", where={"sex": "Y"}) is None
    assert value("median", field="age") == Fraction(81, 2)
    assert value("distinct", field="sex") == 3
    assert value("distinct", field="ticked") == 3


def test_share_stands_on_its_base() -> None:
    assert value("share", where={"sex": "F"}) == 50
    assert value("share", where={"sex": "F"}, base_where={"age__gt": 24}) == Fraction(200, 3)
    assert value("share", where={"sex": "F"}, base_where={"age__gt": 99}) is None
    assert value("share_of_sums", fields=["minutes", "age"]) == Fraction(7500, 177)


def test_figures_made_of_figures() -> None:
    by = Case({"a": 10, "b": 4, "none": None, "zero": 0})
    assert value("total", by, parts=["a", "b"]) == 14
    assert value("total", by, parts=["a", "none"]) is None
    assert value("difference", by, parts=["a", "b"]) == 6
    assert value("same", by, of="a") == 10
    assert value("ratio", by, numerator="b", denominator="a") == Fraction(2, 5)
    assert value("ratio", by, numerator="b", denominator="a", unit="percent") == 40
    assert value("ratio", by, numerator="b", denominator="zero") is None
    assert value("one_in", by, numerator="b", denominator="a") == "1/3"  # 2.5, half-up
    assert value("one_in", by, numerator="zero", denominator="a") is None
    assert value("per_month", by, of="a") == Fraction(5, 6)
    assert value("per_day", by, of="a") == Fraction(5, 183)
    assert value("scaled", by, of="a", scale="1/4") == Fraction(5, 2)


def test_percent_and_points_are_two_things() -> None:
    by = Case({"rate": Fraction(7800, 87), "count": 87}, rate={2023: 88}, count={2023: 80})
    assert value("points", by, of="rate") == Fraction(7800, 87) - 88
    assert value("change", by, of="count") == Fraction(35, 4)
    assert value("change", Case({"count": 87}), of="count") is None
    assert value("change", Case({"count": 87}, count={2023: 0}), of="count") is None


def test_years_of_increase() -> None:
    by = Case({"women": 31}, women={2023: 28, 2022: 24, 2021: 25})
    assert value("rises", by, of="women") == 2
    assert value("rises", Case({"women": 20}, women={2023: 28}), of="women") == 0
    assert value("rises", Case({"women": 20}), of="women") is None


def test_lists() -> None:
    assert value("names", field="sex") == ("F", "M", "X")
    assert value("ranked", field="ticked") == ("a", "b", "c")
    assert value("most_frequent", field="ticked", top=2, name_list="v") == ("A", "B", "C")
    assert value("most_frequent", field="ticked", top=1, name_list="v") == ("A",)
    assert value("list_items", list="known") == ("à", "b", "C")
    assert value("list_count", list="known") == 3
    assert value("list_count", list="unknown") == 0


def test_monthly_rhythm_needs_every_month_up_to_the_last() -> None:
    assert value("by_month", field="month")[:5] == ("1", "2", "0", "1", "0")
    assert value("monthly_rhythm", field="month") is None
    assert value("monthly_rhythm", field="month", where={"month": 1}) == 1
    assert value("monthly_rhythm", field="month", where={"month": 2}) is None  # nobody in January


def test_typed_figures() -> None:
    assert value("context", context_key="share") == Fraction(91, 10)
    assert value("context", context_key="other") is None
    assert value("years_since", context_key="start") == 11
    assert value("years_since", context_key="since") == 4


@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(shuffled: list[dict[str, Any]]) -> None:
    atoms = [
        Atom("rows", name, "age") for name in ("count", "sum", "min", "max", "known", "distinct")
    ]
    atoms += [Atom("rows", "tally", "ticked"), Atom("rows", "sum", "minutes", (("sex", "M"),))]
    assert rows.aggregate(shuffled, atoms) == rows.aggregate(ROWS, atoms)


def test_a_tally_is_told_by_code_the_most_frequent_first() -> None:
    assert value("counted", field="ticked") == ("a=2", "b=1", "c=1")
    assert value("counted", field="ticked", where={"sex": "Y"}) == ()


def test_a_start_typed_as_a_year_or_a_month_gives_its_year() -> None:
    assert value("start_year", context_key="since") == 2020
    assert value("start_year", context_key="start") == 2013
    assert value("start_year", context_key="never typed") is None


def test_a_figure_of_one_year_has_no_value_in_another() -> None:
    assert value("count", only_year=2024) == 4
    assert value("count", only_year=2023) is None


def test_a_sum_of_nothing_may_be_unknown() -> None:
    assert value("sum", field="minutes", where={"sex": "Y"}) == 0
    assert value("sum", field="minutes", where={"sex": "Y"}, zero_is_unknown=True) is None
    assert value("sum", field="minutes", zero_is_unknown=True) == 75


def test_a_sum_of_recorded_values_is_unknown_when_none_is_recorded() -> None:
    assert value("sum_known", field="minutes") == 75
    assert value("sum_known", field="minutes", where={"sex": "X"}) == 0  # a true 0
    assert value("sum_known", field="minutes", where={"age": 40}) is None


def test_names_that_come_several_times_tell_how_many() -> None:
    assert value("names_counted", field="ticked") == ("a (2)", "b", "c")
    assert value("names_counted", field="ticked", where={"sex": "Y"}) == ()


def test_the_largest_share_is_of_the_known_values() -> None:
    assert value("largest_share", field="ticked") == 50
    assert value("largest_share", field="ticked", where={"age": 72}) is None


def test_a_year_has_52_weeks_and_another_period_those_of_its_days() -> None:
    by = Case({"posts": 104})
    assert value("per_week", by, of="posts") == 2
    by.year, by.days = None, 91
    assert value("per_week", by, of="posts") == 8
