"""Intervals that must not overlap, held by the database on both vendors.

PostgreSQL has exclusion constraints; SQLite gets two triggers. Django rebuilds SQLite tables and
silently drops their triggers, so they are written again after every migration and their presence
is asserted at start-up (`missing_rules`).
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast, override

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.constraints import BaseConstraint
from django.utils.translation import gettext_lazy as _

FAR = "9999-12-31"


class NoOverlap(BaseConstraint):
    """Two rows with equal `same` fields have no day in common.

    `start` is the first day; `end` the last one when `last_day_included` (null: still running), or
    the first day no longer valid otherwise. With `apart=(field, value)` a row whose field has that
    value excludes every row of another value, and rows of other values are free.
    """

    def __init__(
        self,
        *,
        name: str,
        same: tuple[str, ...],
        start: str = "start",
        end: str = "end",
        last_day_included: bool = True,
        apart: tuple[str, str] | None = None,
        violation_error_message: Any = None,
    ) -> None:
        self.same = tuple(same)
        self.start = start
        self.end = end
        self.last_day_included = last_day_included
        self.apart = tuple(apart) if apart else None
        super().__init__(
            name=name,
            violation_error_code="overlap",
            violation_error_message=violation_error_message
            or _("These dates overlap another record."),
        )

    @override
    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        for default in ("violation_error_code", "violation_error_message"):
            kwargs.pop(default, None)
        kwargs |= {"same": self.same, "start": self.start, "end": self.end}
        kwargs |= {"last_day_included": self.last_day_included, "apart": self.apart}
        return path, args, kwargs

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

    def _column(self, model: type[models.Model], field: str) -> str:
        return str(cast("models.Field[Any, Any]", model._meta.get_field(field)).column)

    def _exclusion(self, model: type[models.Model], quote: Any) -> str:
        bounds = "[]" if self.last_day_included else "[)"
        parts = [f"{quote(self._column(model, field))} WITH =" for field in self.same]
        if self.apart:
            column, value = quote(self._column(model, self.apart[0])), self.apart[1]
            parts.append(f"(({column} = '{value}')::int) WITH <>")
        start, end = (quote(self._column(model, field)) for field in (self.start, self.end))
        parts.append(f"daterange({start}, {end}, '{bounds}') WITH &&")
        return f"CONSTRAINT {quote(self.name)} EXCLUDE USING gist ({', '.join(parts)})"

    @override
    def constraint_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        assert model is not None and schema_editor is not None
        if schema_editor.connection.vendor != "postgresql":
            return ""  # SQLite: the triggers of `write_triggers` say it.
        return self._exclusion(model, schema_editor.quote_name)

    @override
    def create_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        assert model is not None and schema_editor is not None
        if schema_editor.connection.vendor != "postgresql":
            return ""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self._exclusion(model, schema_editor.quote_name)}"

    @override
    def remove_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        assert model is not None and schema_editor is not None
        if schema_editor.connection.vendor != "postgresql":
            return ""
        table, name = map(schema_editor.quote_name, (model._meta.db_table, self.name))
        return f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}"

    @override
    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        start, end = getattr(instance, self.start), getattr(instance, self.end)
        if start is None or None in [getattr(instance, field) for field in self.same]:
            return  # A blank is equal to nothing, as the database says.
        later = "gte" if self.last_day_included else "gt"
        earlier = "lte" if self.last_day_included else "lt"
        rows = model._default_manager.using(using).filter(
            models.Q(**{f"{self.end}__isnull": True}) | models.Q(**{f"{self.end}__{later}": start}),
            **{field: getattr(instance, field) for field in self.same},
        )
        if end is not None:
            rows = rows.filter(**{f"{self.start}__{earlier}": end})
        if self.apart:
            field, value = self.apart
            mine = models.Q(**{field: value})
            rows = rows.filter(~mine if getattr(instance, field) == value else mine)
        if rows.exclude(pk=instance.pk).exists():
            raise ValidationError(
                self.get_violation_error_message(), code=self.violation_error_code
            )

    def trigger_sql(self, model: type[models.Model]) -> Iterator[tuple[str, str]]:
        """Name and text of the two SQLite triggers (insert, update) that say the same.

        Only names of our own models enter the text.
        """
        table, key = model._meta.db_table, model._meta.pk.column
        start, end = self._column(model, self.start), self._column(model, self.end)
        meets = "<=" if self.last_day_included else "<"
        tests = [
            f'o."{self._column(model, f)}" = NEW."{self._column(model, f)}"' for f in self.same
        ]
        tests += [
            f'o."{start}" {meets} COALESCE(NEW."{end}", \'{FAR}\')',
            f'NEW."{start}" {meets} COALESCE(o."{end}", \'{FAR}\')',
        ]
        if not self.last_day_included:  # an empty stay overlaps nothing
            tests += [f'o."{start}" < COALESCE(o."{end}", \'{FAR}\')']
            tests += [f'NEW."{start}" < COALESCE(NEW."{end}", \'{FAR}\')']
        if self.apart:
            column, value = self._column(model, self.apart[0]), self.apart[1]
            tests.append(f"(o.\"{column}\" = '{value}') <> (NEW.\"{column}\" = '{value}')")
        for event, itself in (("INSERT", ""), ("UPDATE", f' AND o."{key}" <> NEW."{key}"')):
            name = f"{self.name}_{event.lower()}"
            yield (
                name,
                # Only names of our own models enter this text.
                f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" '  # noqa: S608
                f'WHEN EXISTS (SELECT 1 FROM "{table}" o WHERE {" AND ".join(tests)}{itself}) '
                f"BEGIN SELECT RAISE(ABORT, 'overlap: {self.name}'); END",
            )


def rules() -> Iterator[tuple[type[models.Model], NoOverlap]]:
    """Every no-overlap rule of the installed apps with its model."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, NoOverlap):
                yield model, constraint


def write_triggers(using: str = DEFAULT_DB_ALIAS) -> None:
    """Write the triggers of every rule whose table exists again (SQLite; nothing elsewhere)."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model, rule in rules():
            if model._meta.db_table not in tables:
                continue
            for name, sql in rule.trigger_sql(model):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                cursor.execute(sql)


def missing_rules(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of the no-overlap rules that the database does not hold."""
    connection = connections[using]
    sqlite = connection.vendor == "sqlite"
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if sqlite
        else "SELECT conname FROM pg_constraint WHERE contype = 'x'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    wanted = [
        name
        for model, rule in rules()
        for name in ([n for n, _sql in rule.trigger_sql(model)] if sqlite else [rule.name])
    ]
    return sorted(set(wanted) - present)
