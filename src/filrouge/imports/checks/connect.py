"""The rules of the connect workbook that span cells."""

from .base import Book


def check_connect(book: Book) -> None:
    """Nothing yet."""
