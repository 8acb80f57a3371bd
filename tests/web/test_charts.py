"""Drawings: heights compare, gaps stay gaps, what comes from records is escaped."""

from __future__ import annotations

import re

import pytest

from filrouge.web import charts
from filrouge.web.components import Point


def heights(drawing: str) -> list[float]:
    return [float(height) for height in re.findall(r'height="([\d.]+)"', drawing)]


def widths(drawing: str) -> list[float]:
    return [float(width) for width in re.findall(r'width="([\d.]+)"', drawing)]


def test_bars_of_a_trend_start_at_zero_and_compare() -> None:
    assert heights(charts.sparkline([50, 100, 25])) == [11, 22, 5.5]


def test_an_unknown_year_leaves_a_gap() -> None:
    drawing = charts.sparkline([1, None, 1])
    assert drawing.count("<rect") == 2
    assert re.findall(r'x="([\d.]+)"', drawing) == ["51.7", "85"]


@pytest.mark.parametrize("values", [[], [None], [0, 0], [-3, 3]])
def test_odd_trends_are_drawn_all_the_same(values: list[float | None]) -> None:
    assert charts.sparkline(values).startswith("<svg")


def test_a_label_makes_the_drawing_speak_and_is_escaped() -> None:
    assert 'aria-label="a &lt;b&gt;"' in charts.sparkline([1], "a <b>")
    assert "aria-hidden" in charts.sparkline([1])


@pytest.mark.parametrize(
    ("value", "largest", "width"),
    [(50, 100, 50), (100, 100, 100), (0, 100, 0), (None, 100, 0), (1, 10_000, 0.6), (5, 0, 0)],
)
def test_a_bar_is_its_share_of_the_largest(
    value: float | None, largest: float, width: float
) -> None:
    assert widths(charts.bar(value, largest)) == [width]


def test_last_year_stands_under_the_bar() -> None:
    assert widths(charts.bar(50, 100, 25)) == [50, 25]


def test_a_line_breaks_where_nothing_is_known() -> None:
    points = [Point("2020", 1, "1"), Point("2021", 2, "2"), Point("2022", None), Point("2023", 3)]
    drawing = charts.line(points)
    assert drawing.count("<polyline") == 1
    assert drawing.count("<circle") == 3
    assert drawing.count('class="axis"') == 4


def test_a_line_of_nothing_and_of_one_point() -> None:
    assert charts.line([]).startswith("<svg")
    assert charts.line([Point("2024", 7, "7")]).count("<circle") == 1


def test_words_in_a_chart_are_escaped() -> None:
    assert "<script>" not in charts.line([Point("<script>", 1, "<script>")])
