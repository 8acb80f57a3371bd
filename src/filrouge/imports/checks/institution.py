"""The rules of the institution workbook that span cells."""

from .base import Book


def check_institution(book: Book) -> None:
    """Nothing yet."""
