"""What a fact is: rows of one grain, counted on one date, aggregated in one pass."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, override

from django.db.models import Count, Q, QuerySet, Sum

from filrouge.access import isolation
from filrouge.common.rounding import exact
from filrouge.followup.models import EncounterPerson

from ..kernel import rows as kernel
from ..kernel.conditions import Row, Where, fields, matcher, query
from ..kernel.indicator import Atom
from .scope import UNKNOWN, Scope

type Within = tuple[str, str] | None


FEW_FILES = 5_000


class OpenFiles:
    """The persons whose file, for one compartment, is open to a reader."""

    def __init__(self, persons: QuerySet[Any]) -> None:
        self._persons = persons.order_by().values_list("pk", flat=True)

    @cached_property
    def ids(self) -> frozenset[int]:
        return frozenset(self._persons)

    @property
    def asked(self) -> frozenset[int] | QuerySet[Any, Any]:
        """What a query is given: asked of each row, the rules of access would cost as much as the
        figure; beyond a few thousand persons their numbers no longer fit in one query."""
        return self.ids if len(self.ids) <= FEW_FILES else self._persons


ALL_ROWS = slice(None)
type Groups = dict[str, dict[Atom, Any]]
"""Values of atoms by group; the whole is the only group, "", when no dimension is asked."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Name, grain and counting date, the right that opens its records, and their source table.

    `vocabularies` gives the list whose labels name the codes of a field on screen.
    """

    name: str
    grain: str
    compartment: str
    table: str
    columns: tuple[str, ...]
    breakdowns: tuple[str, ...] = ()
    vocabularies: Mapping[str, str] = field(default_factory=dict)

    def aggregate(self, scope: Scope, atoms: Sequence[Atom], dimension: str = "") -> Groups:
        raise NotImplementedError

    def every(self, scope: Scope) -> Sequence[Row]:
        """All rows, for reading only."""
        return self.rows(scope, ())

    def rows(
        self,
        scope: Scope,
        where: Where,
        page: slice = ALL_ROWS,
        within: Within = None,
        files: OpenFiles | None = None,
    ) -> list[dict[str, Any]]:
        """The rows behind an atom: `id` (of `table`), `person_ids`, and the columns.

        `within` keeps one group of a breakdown: the dimension and its code. `files` keeps the rows
        whose every person has a file open to the reader; a row about nobody is always kept.
        """
        raise NotImplementedError

    def counted(
        self, scope: Scope, where: Where, within: Within, files: OpenFiles | None
    ) -> tuple[int, int]:
        """How many rows there are, and how many of them `files` keeps away."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class RowFact(Fact):
    """A fact made in memory from the lives of a period (some thousands of rows at most)."""

    build: Callable[[Scope], Iterable[Row]]

    @override
    @isolation.purpose("figures")
    def every(self, scope: Scope) -> Sequence[Row]:
        cache: dict[str, list[Row]] = scope.__dict__.setdefault("rows_of", {})
        if self.name not in cache:
            cache[self.name] = list(self.build(scope))
        return cache[self.name]

    @override
    def aggregate(self, scope: Scope, atoms: Sequence[Atom], dimension: str = "") -> Groups:
        rows = self.every(scope)
        if not dimension:
            return {"": kernel.aggregate(rows, atoms)}
        groups: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[group_of(scope, row, dimension)].append(row)
        return {name: kernel.aggregate(members, atoms) for name, members in groups.items()}

    @override
    def rows(
        self,
        scope: Scope,
        where: Where,
        page: slice = ALL_ROWS,
        within: Within = None,
        files: OpenFiles | None = None,
    ) -> list[dict[str, Any]]:
        found = self._found(scope, where, within)
        if files is not None:
            found = [row for row in found if files.ids.issuperset(row["person_ids"])]
        return [dict(row) for row in found[page]]

    @override
    def counted(
        self, scope: Scope, where: Where, within: Within, files: OpenFiles | None
    ) -> tuple[int, int]:
        found = self._found(scope, where, within)
        if files is None:
            return len(found), 0
        return len(found), sum(not files.ids.issuperset(row["person_ids"]) for row in found)

    def _found(self, scope: Scope, where: Where, within: Within) -> list[Row]:
        passes = matcher(where)
        found = [row for row in self.every(scope) if passes(row)]
        if within:
            found = [row for row in found if group_of(scope, row, within[0]) == within[1]]
        return found


def group_of(scope: Scope, row: Row, dimension: str) -> str:
    """The group of a row: its own value of the dimension, else that of its first person."""
    if dimension in row:
        return str(row[dimension] or UNKNOWN)
    persons = row["person_ids"]
    return scope.dimensions[dimension].get(persons[0], UNKNOWN) if persons else UNKNOWN


def _split(atom: Atom, grouped_by: Sequence[str]) -> tuple[Where, Atom]:
    """What the filter says of the fields grouped by, and the atom without that."""
    here = tuple(part for part in atom.where if part[0].partition("__")[0] in grouped_by)
    left = tuple(part for part in atom.where if part not in here)
    return here, replace(atom, where=left)


@dataclass(frozen=True, kw_only=True)
class TableFact(Fact):
    """A fact that stays in the database: every atom is a conditional aggregate of one query.

    Only additive atoms (count, known, sum). `paths` gives the ORM path of each field; `lead` that
    of the person a breakdown counts the row under, `shared` that of the encounter whose persons it
    is about (none: about nobody). With `grouped_by` the
    database adds up per combination of the values of these fields, and what a filter says of them
    is tested on these few combinations instead of on every row. The fields of an index, in its
    order, cost no sorting.
    """

    queryset: Callable[[Scope], QuerySet[Any]]
    paths: Mapping[str, str]
    grouped_by: tuple[str, ...] = ()
    lead: str = ""
    shared: str = ""
    person_ids: Callable[[Scope, list[int]], dict[int, tuple[int, ...]]] | None = None

    @override
    @isolation.purpose("figures")
    def aggregate(self, scope: Scope, atoms: Sequence[Atom], dimension: str = "") -> Groups:
        if not dimension:
            return {
                "": self._added_up(scope, atoms) if self.grouped_by else self._whole(scope, atoms)
            }
        columns = {atom: f"a{number}" for number, atom in enumerate(atoms)}
        groups: defaultdict[str, dict[Atom, Any]] = defaultdict(lambda: dict.fromkeys(atoms, 0))
        people = self.queryset(scope).order_by().values(self.lead)
        for row in people.annotate(**self._named(columns)):
            group = groups[scope.dimensions[dimension].get(row[self.lead], UNKNOWN)]
            for atom, name in columns.items():
                group[atom] += self._exact(row[name])
        return dict(groups)

    def _whole(self, scope: Scope, atoms: Sequence[Atom]) -> dict[Atom, Any]:
        columns = {atom: f"a{number}" for number, atom in enumerate(atoms)}
        found = self.queryset(scope).aggregate(**self._named(columns))
        return {atom: self._exact(found[name]) for atom, name in columns.items()}

    def _added_up(self, scope: Scope, atoms: Sequence[Atom]) -> dict[Atom, Any]:
        split = {atom: _split(atom, self.grouped_by) for atom in atoms}
        rest = dict.fromkeys(left for _, left in split.values())
        columns = {atom: f"a{number}" for number, atom in enumerate(rest)}
        tested = sorted({name for here, _ in split.values() for name in fields(here)})
        totals: defaultdict[tuple[Any, ...], Counter[Atom]] = defaultdict(Counter)
        keys = (
            self.queryset(scope).order_by().values(*(self.paths[name] for name in self.grouped_by))
        )
        for row in keys.annotate(**self._named(columns)):
            total = totals[tuple(row[self.paths[name]] for name in tested)]
            for atom, name in columns.items():
                total[atom] += row[name] or 0
        values: dict[Atom, Any] = dict.fromkeys(atoms, 0)
        for atom, (here, left) in split.items():
            passes = matcher(here)
            for key, total in totals.items():
                if passes(dict(zip(tested, key, strict=True))):
                    values[atom] += self._exact(total[left])
        return values

    def _named(self, columns: Mapping[Atom, str]) -> dict[str, Any]:
        return {name: self._column(atom) for atom, name in columns.items()}

    def _column(self, atom: Atom) -> Any:
        # An aggregate without a filter costs the database less than one with a filter always true.
        condition = query(atom.where, self.paths) if atom.where else None
        match atom.aggregate:
            case "count":
                return Count("pk", filter=condition)
            case "known":
                return Count(self.paths[atom.field], filter=condition)
            case "sum":
                return Sum(self.paths[atom.field], filter=condition)
            case other:
                raise ValueError(f"{self.name}: {other} is not additive")

    @staticmethod
    def _exact(value: Any) -> Fraction | int:
        return value if isinstance(value, int) else exact(value or 0)

    @override
    @isolation.purpose("figures")
    def rows(
        self,
        scope: Scope,
        where: Where,
        page: slice = ALL_ROWS,
        within: Within = None,
        files: OpenFiles | None = None,
    ) -> list[dict[str, Any]]:
        shown = {name: self.paths[name] for name in self.columns if name in self.paths}
        rows = self._found(scope, where, within)
        if files is not None and self.shared:
            rows = rows.filter(self._open(files))
        found = [
            {"id": row["pk"], **{name: row[path] for name, path in shown.items()}}
            for row in rows.order_by(*shown.values(), "pk").values("pk", *shown.values())[page]
        ]
        persons = self.person_ids(scope, [row["id"] for row in found]) if self.person_ids else {}
        for row in found:
            row["person_ids"] = persons.get(row["id"], ())
        return found

    @override
    @isolation.purpose("figures")
    def counted(
        self, scope: Scope, where: Where, within: Within, files: OpenFiles | None
    ) -> tuple[int, int]:
        found = self._found(scope, where, within).order_by()
        if files is None or not self.shared:
            return found.count(), 0
        count = found.aggregate(all=Count("pk"), open=Count("pk", filter=self._open(files)))
        return count["all"], count["all"] - count["open"]

    def _open(self, files: OpenFiles) -> Q:
        """Rows whose first person and everybody else met have an open file."""
        together = EncounterPerson.objects.filter(encounter__person_count__gt=1)
        strangers = together.exclude(person__in=files.asked).values("encounter")
        return Q(**{f"{self.lead}__in": files.asked}) & ~Q(**{f"{self.shared}__in": strangers})

    def _found(self, scope: Scope, where: Where, within: Within) -> QuerySet[Any]:
        rows = self.queryset(scope).filter(query(where, self.paths))
        if within:
            groups = scope.dimensions[within[0]]
            members = [person for person, code in groups.items() if code == within[1]]
            inside = Q(**{f"{self.lead}__in": members})
            unplaced = ~Q(**{f"{self.lead}__in": list(groups)})
            rows = rows.filter(inside | unplaced if within[1] == UNKNOWN else inside)
        return rows
