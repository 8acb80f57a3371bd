"""Makes a database k times as large by SQL alone: copies of every record about a person.

Organisations, landlords, workers, trainings and published figures are shared by the copies.
"""

from collections.abc import Iterator

from django.db import connection, models, transaction

from filrouge.common.overlap import rules, write_triggers
from filrouge.followup import models as followup
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.housing.models import Dwelling, RentLine, Stay, Title
from filrouge.people.models import Candidate, Income, Person

COPIED: tuple[type[models.Model], ...] = (
    Person,
    Income,
    Candidate,
    followup.FollowUp,
    followup.FollowUpTerm,
    followup.Encounter,
    followup.EncounterPerson,
    followup.EncounterWorker,
    followup.EncounterTopic,
    followup.FunctioningScore,
    followup.SymptomReview,
    followup.UseReview,
    followup.ReviewedSubstance,
    followup.NetworkLink,
    Dwelling,
    RentLine,
    Stay,
    Title,
    MaterialIssue,
)
"""In the order of their references: what is referred to comes first."""

NUMBERS = {(Person, "number")}
CODES = {(Dwelling, "code"), (Candidate, "code")}


def multiply(times: int) -> None:
    """Leave `times` copies of the data, the first one being what the database holds now."""
    highest = {model: _highest(model, "id") for model in COPIED}
    with _Unchecked(), connection.cursor() as cursor:
        for model in COPIED:
            names, values = zip(*_columns(model, highest), strict=True)
            table = model._meta.db_table
            cursor.execute(
                f"WITH RECURSIVE copy(k) AS "
                f"(SELECT 1 UNION ALL SELECT k + 1 FROM copy WHERE k < %s) "
                f"INSERT INTO {table} ({', '.join(names)}) "
                f"SELECT {', '.join(values)} FROM copy CROSS JOIN {table} WHERE id <= %s",
                [times - 1, highest[model]],
            )


def _highest(model: type[models.Model], field: str) -> int:
    return int(model._default_manager.aggregate(top=models.Max(field))["top"] or 0)


def _columns(
    model: type[models.Model], highest: dict[type[models.Model], int]
) -> Iterator[tuple[str, str]]:
    """Each column of a table with its value in the copy number k."""
    for field in model._meta.concrete_fields:
        column = f'"{field.column}"'
        if field.primary_key:
            yield column, f"{column} + k * {highest[model]}"
        elif field.related_model in highest:
            yield column, f"{column} + k * {highest[field.related_model]}"
        elif (model, field.name) in NUMBERS:
            yield column, f"{column} + k * {_highest(model, field.name)}"
        elif (model, field.name) in CODES:
            yield column, f"{column} || '-' || k"
        else:
            yield column, column


class _Unchecked:
    """A block without overlap and reference checks: copies of valid records are valid.

    A temporary database only. On leaving, the rules are back and the planner knows the new sizes
    (PostgreSQL would do it by itself a minute later, in the middle of the measures).
    """

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for model, rule in rules():
                    for name, _sql in rule.trigger_sql(model):
                        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                cursor.execute("PRAGMA foreign_keys = OFF")
                cursor.execute("PRAGMA synchronous = OFF")
            else:
                cursor.execute("SET session_replication_role = replica")
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def __exit__(self, *error: object) -> None:
        self.transaction.__exit__(*error)  # type: ignore[arg-type]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA foreign_keys = ON")
                write_triggers()
            else:
                cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
