"""How a table that grows for years is read by its days, whatever the other conditions."""

from django.db.models import F
from django.db.models.expressions import CombinedExpression


def unindexed(field: str) -> CombinedExpression:
    """A key that SQLite compares without looking each of its values up in the key's index.

    Asked for the last month of fifty persons, SQLite reads all that the fifty ever had, unless the
    days are all that it can look up: its plan does not know how many rows a person has.
    """
    return F(field) + 0
