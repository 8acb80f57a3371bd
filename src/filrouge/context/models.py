"""Numbers and lists from outside the records: shown with their source, never in a total."""

from typing import override

from django.db import models

from filrouge.common.models import Record


class ContextFigure(Record):
    """A figure typed by hand with its source. `value` is a number or text such as "2020-09"."""

    indicator = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="context_once_a_year")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class PublishedFigure(Record):
    """The value published for an earlier year: what "previous year" means in a comparison.

    Kept as the exact decimal text that was typed.
    """

    indicator = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="published_once_a_year")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class ListItem(Record):
    """One element of a published list, in the order of the list."""

    name = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        indexes = [models.Index(fields=["name", "year"], name="list_by_year")]

    @override
    def __str__(self) -> str:
        return self.text


class PublishedDifference(Record):
    """A figure of a past report that the records contradict: what was printed, and why."""

    indicator = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    published = models.CharField(max_length=500)
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="difference_once_a_year")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class FrozenFigure(models.Model):
    """A figure as a frozen edition of the report published it: never changed, database included.

    What a comparison with that year stands on. `publication` is the number of the edition; the
    last one of a year is the one that counts. `value` is the machine text, `numerator` exact
    ("1859", "2549/928"), "" for a plain count.
    """

    indicator = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    publication = models.PositiveSmallIntegerField(default=1)
    value = models.TextField()
    base = models.BigIntegerField(null=True)
    numerator = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "publication"], name="frozen_once_an_edition"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.indicator} {self.year} ({self.publication})"
