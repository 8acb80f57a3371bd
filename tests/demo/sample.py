"""The sample workbooks: ids to be met, and rows of which nothing may be copied."""

import csv
from pathlib import Path

from tests.demo.reading import Book, read

FOLDER = Path(__file__).parents[1] / "data" / "2024"


def sample(name: str) -> Book:
    return read(FOLDER / f"{name}_2024.xlsx")


def expected_ids(workbook: str) -> set[str]:
    """Ids of the expected values that rest on one workbook."""
    with (FOLDER / "expected_2024.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"] for row in csv.DictReader(lines) if row["workbook"] == workbook}
