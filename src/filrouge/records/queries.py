"""Reading records: a filtered list with its words, what rests on a record, where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear

from filrouge.audit.models import JournalEntry, Provenance
from filrouge.common.text import label_key

from .declaration import Kind, kind_of, kinds
from .display import relations, told

RELATED_SHOWN = 8
HISTORY_SHOWN = 20
YEAR = "annee"


def rows(kind: Kind, asked: Mapping[str, str], *, but: str = "") -> QuerySet[Any]:
    """The records of a kind under the filters asked, except one (`but`)."""
    found = kind.model._default_manager.all()
    for name, described in kind.fields.items():
        value = asked.get(name, "")
        if not value or name == but:
            continue
        if isinstance(described, models.ForeignKey | models.ManyToManyField):
            found = found.filter(**{name: int(value)}) if value.isdecimal() else found.none()
        elif name in kind.several:
            found = found.filter(**{f"{name}__contains": f";{value};"})
        elif name in kind.filters:
            found = found.filter(**{name: _stored(described, value)})
    year = asked.get(YEAR, "")
    if kind.year and but != YEAR and year.isdecimal() and len(year) == 4:
        path = kind.year if _is_year(kind) else f"{kind.year}__year"
        found = found.filter(**{path: int(year)})
    return _searched(kind, found, asked.get("q", ""))


def _stored(described: models.Field[Any, Any], value: str) -> Any:
    if isinstance(described, models.BooleanField):
        return {"True": True, "False": False}.get(value)
    return "" if value == "-" else value


def _searched(kind: Kind, found: QuerySet[Any], text: str) -> QuerySet[Any]:
    for word in text.split()[:5]:
        matching = Q()
        for path in kind.search:
            key = path.endswith("key")
            value = label_key(word) if key else word
            matching |= Q(**{f"{path}__contains" if key else f"{path}__icontains": value})
        found = found.filter(matching)
    return found


def _is_year(kind: Kind) -> bool:
    return isinstance(kind.fields[kind.year], models.IntegerField)


def sorted_rows(kind: Kind, found: QuerySet[Any], asked: str) -> QuerySet[Any]:
    """The rows in the order asked (a column, `-` before it for the other way), read at once."""
    name, down = asked.removeprefix("-"), asked.startswith("-")
    order: list[Any] = []
    if name in sortable(kind):
        path = F(sort_path(kind, name))
        order = [path.desc(nulls_last=True) if down else path.asc(nulls_last=True)]
    order += [*kind.order, "-pk" if kind.order and kind.order[0].startswith("-") else "pk"]
    shown = (*kind.heading, *kind.columns)
    many = [name for name in shown if isinstance(kind.fields[name], models.ManyToManyField)]
    paths = relations(kind, shown)
    found = found.order_by(*order).prefetch_related(*many)
    return found.select_related(*paths) if paths else found


def sortable(kind: Kind) -> list[str]:
    """Columns that can order the list."""
    return [
        name
        for name in (kind.heading[0], *kind.columns)
        if not isinstance(kind.fields[name], models.ManyToManyField)
    ]


def sort_path(kind: Kind, name: str) -> str:
    """The column that orders a field: for a related record, what comes first in its name."""
    described = kind.fields[name]
    if not isinstance(described, models.ForeignKey):
        return name
    target = kind_of(described.related_model)
    return f"{name}__{sort_path(target, target.heading[0])}" if target else name


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter present in the list, with its count."""

    value: str
    label: str
    count: int


def choices(kind: Kind, name: str, asked: Mapping[str, str]) -> list[Choice]:
    """The values of a filter under the other filters, in the order of their list. One query."""
    found = rows(kind, asked, but=name).order_by()
    counted = found.values_list(name).annotate(number=Count("pk", distinct=True))
    made = [
        Choice(str(value) if value not in ("", None) else "-", told(kind, name, value), count)
        for value, count in counted
    ]
    if name in kind.several:
        return _split(kind, name, made)
    return sorted(made, key=lambda choice: (choice.value == "-", label_key(choice.label)))


def _split(kind: Kind, name: str, made: list[Choice]) -> list[Choice]:
    counts: dict[str, int] = {}
    for choice in made:
        for code in choice.value.split(";"):
            if code and code != "-":
                counts[code] = counts.get(code, 0) + choice.count
    return [Choice(code, told(kind, name, f";{code};"), counts[code]) for code in sorted(counts)]


def years(kind: Kind, asked: Mapping[str, str]) -> list[Choice]:
    """The years of the list under the other filters, latest first. One query."""
    found = rows(kind, asked, but=YEAR).order_by()
    year: Any = F(kind.year) if _is_year(kind) else ExtractYear(kind.year)
    counted = found.annotate(year_of=year).values_list("year_of").annotate(number=Count("pk"))
    made = [Choice(str(value), str(value), count) for value, count in counted if value]
    return sorted(made, key=lambda choice: choice.value, reverse=True)


def counts(programme: str) -> list[tuple[Kind, int]]:
    """How many records of each kind of a programme, in one query."""
    shown = kinds(programme)
    if not shown:
        return []
    first, *others = [_counted(kind) for kind in shown]
    union = first.union(*others, all=True) if others else first
    found = dict(union.values_list("slug", "number"))
    return [(kind, found.get(kind.slug, 0)) for kind in shown]


def _counted(kind: Kind) -> QuerySet[Any, Any]:
    slug = models.Value(kind.slug, output_field=models.CharField())
    grouped = kind.model._default_manager.order_by().annotate(slug=slug).values("slug")
    found: QuerySet[Any, Any] = grouped.annotate(number=Count("pk")).values_list("slug", "number")
    return found


@dataclass(frozen=True, slots=True)
class Related:
    """Records of a kind that point at one, by the field `name`."""

    kind: Kind
    name: str
    rows: list[Any]
    total: int


def related(kind: Kind, record: models.Model) -> list[Related]:
    """What points at a record: one query counts everything, one more reads each kind found."""
    links = [
        (other, name)
        for other in kinds()
        for name, described in other.fields.items()
        if isinstance(described, models.ForeignKey | models.ManyToManyField)
        and described.related_model is kind.model
    ]
    if not links:
        return []
    numbers = {
        f"number_{place}": Coalesce(Subquery(_number(other, name)), 0)
        for place, (other, name) in enumerate(links)
    }
    totals = kind.model._default_manager.filter(pk=record.pk).values_list().values(**numbers).get()
    made = []
    for place, (other, name) in enumerate(links):
        total = totals[f"number_{place}"]
        if total:
            found = sorted_rows(other, other.model._default_manager.filter(**{name: record}), "")
            made.append(Related(other, name, list(found[:RELATED_SHOWN]), total))
    return made


def _number(other: Kind, name: str) -> QuerySet[Any, Any]:
    found = other.model._default_manager.order_by().filter(**{name: OuterRef("pk")})
    counted: QuerySet[Any, Any] = found.values(name).annotate(number=Count("pk")).values("number")
    return counted


def origin(kind: Kind, record: models.Model) -> list[Provenance]:
    """Workbooks, sheets and rows a record came from."""
    return list(Provenance.objects.filter(table=kind.table, object_id=record.pk))


def history(kind: Kind, key: int) -> list[JournalEntry]:
    """The latest acts on a record, newest first."""
    acts = [kind.action(verb) for verb in ("create", "correct", "delete")]
    found = JournalEntry.objects.filter(action__in=acts, subject=kind.subject(key))
    return list(found[:HISTORY_SHOWN])
