"""Which drafts are new, which change a record, which change nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from filrouge.common.overlap import FAR, NoOverlap

from .models import ImportedRecord
from .records import STEPS
from .records.base import Draft, Step
from .sheets.base import ParsedWorkbook

CHUNK = 500


@dataclass
class Match:
    """The drafts of a step, sorted. `gone`: records of this workbook that the file left out."""

    new: list[Draft] = field(default_factory=list)
    changed: list[tuple[Draft, ImportedRecord]] = field(default_factory=list)
    same: list[tuple[Draft, ImportedRecord]] = field(default_factory=list)
    newer: list[tuple[Draft, ImportedRecord]] = field(default_factory=list)
    gone: list[ImportedRecord] = field(default_factory=list)

    @property
    def met(self) -> list[tuple[Draft, ImportedRecord]]:
        return [*self.changed, *self.same, *self.newer]


def match(step: Step, drafts: list[Draft], workbook: ParsedWorkbook) -> Match:
    """Compare drafts with what earlier imports stored.

    A row is first found by its identity. A row whose identity was corrected (a date, a type) is
    found by its place: same workbook, same sheet, same row, and neither side found otherwise.
    """
    known = {
        record.identity: record
        for record in ImportedRecord.objects.filter(table=step.model._meta.db_table)
    }
    result = Match()
    left: list[Draft] = []
    for draft in drafts:
        record = known.pop(draft.digest, None)
        if record is None:
            left.append(draft)
        else:
            _sort(result, draft, record, workbook)
    mine = {
        (record.sheet, record.row): record
        for record in known.values()
        if record.source == workbook.source
    }
    for draft in left:
        found = None if step.named else mine.pop((draft.sheet, draft.row), None)
        if found is None:
            result.new.append(draft)
        else:
            result.changed.append((draft, found))
    result.gone = list(mine.values())
    return result


def _sort(result: Match, draft: Draft, record: ImportedRecord, workbook: ParsedWorkbook) -> None:
    if record.fingerprint == draft.fingerprint:
        result.same.append((draft, record))
    elif rank(record.source) > rank(workbook.source):
        result.newer.append((draft, record))
    else:
        result.changed.append((draft, record))


def rank(source: str) -> tuple[int, int]:
    """Which of two workbooks wins where they disagree: the later year, then a fixed order."""
    kind, _underscore, year = source.rpartition("_")
    return int(year), -list(STEPS).index(kind)


def chunks[T](items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items, a bounded number at a time: databases limit the parameters of a query."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def unique_sets(model: type[models.Model]) -> list[tuple[str, ...]]:
    """The columns that the database lets no two records share."""
    meta = model._meta
    alone: list[tuple[str, ...]] = [
        (f.attname,) for f in meta.concrete_fields if f.unique and not f.primary_key
    ]
    return alone + [
        tuple(str(getattr(meta.get_field(name), "attname", name)) for name in rule.fields)
        for rule in meta.constraints
        if isinstance(rule, models.UniqueConstraint)
    ]


def taken(model: type[models.Model], drafts: list[Draft]) -> Iterator[tuple[Draft, int]]:
    """Drafts and the stored record, whoever made it, that already has their unique columns."""
    for columns in unique_sets(model) if drafts else ():
        filled = [draft for draft in drafts if _is_filled(draft, columns)]
        stored: dict[tuple[Any, ...], int] = {}
        for some in chunks(sorted({draft.values[columns[0]] for draft in filled})):
            rows = model._base_manager.filter(**{f"{columns[0]}__in": some})
            for key, *values in rows.values_list("pk", *columns):
                stored[tuple(values)] = key
        for draft in filled:
            key = stored.get(tuple(draft.values[name] for name in columns))
            if key is not None:
                yield draft, key


def _is_filled(draft: Draft, columns: tuple[str, ...]) -> bool:
    """A blank is shared by any number of records; a column that no workbook gives is one."""
    return all(draft.values.get(name) not in (None, "") for name in columns)


def overlap_rules(model: type[models.Model]) -> list[NoOverlap]:
    return [rule for rule in model._meta.constraints if isinstance(rule, NoOverlap)]


def overlapping(step: Step, drafts: Iterable[Draft], ours: set[int]) -> Iterator[tuple[Draft, int]]:
    """Drafts that a stored record outside this file (`ours`: those inside) keeps from standing."""
    rules = overlap_rules(step.model)
    drafts = list(drafts)
    if not rules or not drafts:
        return
    kept: dict[int, list[dict[str, Any]]] = {}
    people = sorted({draft.values["person_id"] for draft in drafts})
    for some in chunks(people):
        for row in step.model._base_manager.filter(person_id__in=some).values():
            if row["id"] not in ours:
                kept.setdefault(row["person_id"], []).append(row)
    for draft in drafts:
        for row in kept.get(draft.values["person_id"], ()):
            if any(_meet(rule, draft.values, row) for rule in rules):
                yield draft, row["id"]
                break


def _meet(rule: NoOverlap, one: dict[str, Any], two: dict[str, Any]) -> bool:
    for name in rule.same:
        column = name if name in one else f"{name}_id"
        if one[column] != two[column]:
            return False
    if rule.apart:
        name, value = rule.apart
        if (one[name] == value) == (two[name] == value):
            return False
    spans = []
    for row in (one, two):
        start, end = row[rule.start].isoformat(), row[rule.end]
        spans.append((start, end.isoformat() if end else FAR))
    (start, end), (other_start, other_end) = spans
    if rule.last_day_included:
        return bool(start <= other_end and other_start <= end)
    empty = start == end or other_start == other_end
    return not empty and bool(start < other_end and other_start < end)
