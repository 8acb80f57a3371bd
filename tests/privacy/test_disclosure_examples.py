"""The worked examples of docs/disclosure.md are what the program gives."""

from __future__ import annotations

import re
from pathlib import Path

from filrouge.common.periods import Period
from filrouge.privacy.disclosure import ALL, Codes, Published, Table, publish

PAGE = Path(__file__).parents[2] / "docs" / "disclosure.md"
YEAR, TEN_MONTHS = Period.year(2024), Period.months(2024, 1, 10)


def example(name: str) -> dict[str, list[str]]:
    """The rows of an example, by their first cell."""
    text = PAGE.read_text().partition(f"<!-- example: {name} -->\n")[2].partition("\n\n")[0]
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in text.splitlines()[2:]]
    return {row[0]: row[1:] for row in rows}


def printed(published: Published, *row: str) -> list[str]:
    """A row as the page prints it, the total last."""
    cells = {codes: shown for codes, shown in published.shown.items() if codes[:-1] == row}
    return ["-" if shown is None else str(shown) for shown in cells.values()]


def line(numbers: list[str], period: Period = YEAR) -> Table:
    counts: dict[Codes, int] = {(str(at),): int(one) for at, one in enumerate(numbers[:-1])}
    return Table("followed", period, ("sex",), counts)


def test_one_line() -> None:
    rows = example("one line")
    assert printed(publish(line(rows["true"]))) == rows["printed"]


def test_rows_and_columns() -> None:
    rows = example("rows and columns")
    counts: dict[Codes, int] = {
        (name, str(at)): int(one)
        for name in ("Evere", "Ixelles")
        for at, one in enumerate(rows[f"{name}, true"][:-1])
    }
    found = publish(Table("followed", YEAR, ("commune", "sex"), counts))
    for name, code in (("Evere", "Evere"), ("Ixelles", "Ixelles"), ("total", ALL)):
        assert printed(found, code) == rows[f"{name}, printed"]


def test_two_periods() -> None:
    rows = example("two periods")
    first = publish(line(rows["ten months, printed"], TEN_MONTHS))
    assert printed(first) == rows["ten months, printed"]
    found = publish(line(rows["year, true"]), already=[first])
    assert printed(found) == rows["year, printed"]
