"""The workbook of the package, read once."""

import pytest

from filrouge.demo import api
from tests.demo.reading import Book, read


@pytest.fixture(scope="session")
def book() -> Book:
    (path,) = api.workbooks()
    return read(path)
