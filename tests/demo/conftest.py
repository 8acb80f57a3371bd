"""The workbooks of the package, read once."""

from pathlib import Path

import pytest

from filrouge import demo
from filrouge.demo.workbooks import MAKERS
from tests.demo.reading import Book, read

DATA = Path(demo.__path__[0]) / "data"


def committed(name: str) -> Path:
    """The workbook of the package, loaded by the demonstration or not yet."""
    return DATA / f"{name}_2024.xlsx"


@pytest.fixture(scope="session")
def books() -> dict[str, Book]:
    return {name: read(committed(name)) for name in MAKERS}


@pytest.fixture(scope="session")
def book(books: dict[str, Book]) -> Book:
    return books["housing_first"]


@pytest.fixture(scope="session")
def institution(books: dict[str, Book]) -> Book:
    return books["institution"]


@pytest.fixture(scope="session")
def connect(books: dict[str, Book]) -> Book:
    return books["connect"]


@pytest.fixture(scope="session")
def support(books: dict[str, Book]) -> Book:
    return books["support"]
