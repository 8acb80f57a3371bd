"""The four workbooks of the demonstration organisation, each with its own sheets."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from filrouge.demo import generator
from filrouge.demo.connect import workbook as connect
from filrouge.demo.generator import SEED, YEAR
from filrouge.demo.institution import workbook as institution
from filrouge.demo.support import workbook as support
from filrouge.demo.writing import Sheet, write

__all__ = ["SEED", "TITLES", "YEAR", "write_all", "write_workbook"]


class Maker(Protocol):
    """Makes the sheets of one workbook."""

    def __call__(self, *, year: int, seed: int, scale: int) -> Iterator[Sheet]: ...


MAKERS: dict[str, Maker] = {
    "housing_first": generator.sheets,
    "institution": institution.sheets,
    "connect": connect.sheets,
    "support": support.sheets,
}
TITLES = {
    "housing_first": "Housing First",
    "institution": "Institution",
    "connect": "Connect",
    "support": "Support",
}


def write_workbook(
    folder: Path, name: str, *, year: int = YEAR, seed: int = SEED, scale: int = 1
) -> tuple[Path, dict[str, int]]:
    """Write one workbook by its name; return its path and the number of records per sheet.

    Raises ValueError for a scale below 1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}_{year}.xlsx"
    made = MAKERS[name](year=year, seed=seed, scale=scale)
    return path, write(path, made, title=TITLES[name])


def write_all(
    folder: Path,
    *,
    year: int = YEAR,
    seed: int = SEED,
    scale: int = 1,
    told: Callable[[Path, dict[str, int]], None] | None = None,
) -> None:
    """Write the four workbooks of one organisation; `told` hears of each when it is done."""
    for name in MAKERS:
        path, counts = write_workbook(folder, name, year=year, seed=seed, scale=scale)
        if told is not None:
            told(path, counts)
