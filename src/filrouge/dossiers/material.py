"""Material handed over as the thread tells it: one line a hand-over, its items counted.

A hand-over is stored one row an item. Which items is never told beside a name.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from filrouge.harm_reduction.models import MaterialIssue


def _same() -> QuerySet[Any]:
    """The rows of the hand-over that a row belongs to; none when nobody wrote which one."""
    return MaterialIssue.objects.filter(handout=OuterRef("handout"), person=OuterRef("person"))


def once(rows: QuerySet[Any]) -> QuerySet[Any]:
    """One row of each hand-over, the first."""
    return rows.exclude(Exists(_same().filter(pk__lt=OuterRef("pk"))))


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same with `items`, how many there were in all."""
    total = _same().order_by().values("handout").annotate(total=Sum("quantity")).values("total")
    found: QuerySet[Any] = rows.annotate(items=Coalesce(Subquery(total), "quantity"))
    return found
