"""The rules of the support workbook that span cells."""

from .base import Book


def check_support(book: Book) -> None:
    """Nothing yet."""
