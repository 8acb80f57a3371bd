"""What the hand-written statements share: two dialects, and the common table expressions."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from filrouge.common.periods import Period
from filrouge.common.rounding import exact

type Value = Fraction | int | tuple[str, ...] | None
type Values = dict[str, Value]
FAR = "'9999-12-31'"


class Sql:
    """Texts of a period in the dialect of the database in use."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self.start = f"'{period.start.isoformat()}'"
        self.end = f"'{period.end.isoformat()}'"
        self.sqlite = connection.vendor == "sqlite"
        self.queries = 0

    def prepare(self) -> None:
        """PostgreSQL plans best for common table expressions, whose sizes it cannot know: without
        these settings it takes ten times longer for two statements."""
        if not self.sqlite:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL jit = off; SET LOCAL enable_nestloop = off")

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        return self._read(text)[1]

    def row(self, text: str) -> dict[str, Any]:
        """The only row of a statement, by column name."""
        names, (row,) = self._read(text)
        return dict(zip(names, row, strict=True))

    def measured(self, expressions: dict[str, str], source: str) -> dict[str, Any]:
        """The only row of a statement, one expression per id. PostgreSQL cuts long column names:
        values are told apart by their place."""
        (row,) = self.rows(f"SELECT {', '.join(expressions.values())} {source}")
        return dict(zip(expressions, row, strict=True))

    def _read(self, text: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        self.queries += 1
        with connection.cursor() as cursor:
            cursor.execute(text)
            names = [column[0] for column in cursor.description]
            return names, [tuple(map(_plain, row)) for row in cursor.fetchall()]

    def least(self, *parts: str) -> str:
        return f"{'MIN' if self.sqlite else 'LEAST'}({', '.join(parts)})"

    def greatest(self, *parts: str) -> str:
        return f"{'MAX' if self.sqlite else 'GREATEST'}({', '.join(parts)})"

    def date(self, text: str) -> str:
        return text if self.sqlite else f"CAST({text} AS date)"

    def days(self, first: str, last: str) -> str:
        """Days from a date to another, a whole number."""
        if self.sqlite:
            return f"CAST(julianday({last}) - julianday({first}) AS integer)"
        return f"({self.date(last)} - {self.date(first)})"

    def next_day(self, day: str) -> str:
        return f"date({day}, '+1 day')" if self.sqlite else f"({day} + 1)"

    def part(self, day: str, first: int, length: int) -> str:
        """Digits of a date written YYYY-MM-DD, as a number."""
        return f"CAST(SUBSTR(CAST({day} AS text), {first}, {length}) AS integer)"

    def in_period(self, day: str) -> str:
        return f"{day} BETWEEN {self.start} AND {self.end}"

    def followed_on(self, person: str, day: str) -> str:
        return (
            f"EXISTS (SELECT 1 FROM followup_followup o WHERE o.person_id = {person} "
            f'AND o.start <= {day} AND (o."end" IS NULL OR o."end" >= {day}))'
        )

    @staticmethod
    def covers(stay: str, day: str) -> str:
        """A stay holds on a day: not on that of the departure, but for a death."""
        return (
            f"({stay}.start <= {day} AND ({stay}.stop IS NULL OR {stay}.stop > {day} "
            f"OR ({stay}.destination = 'death' AND {stay}.stop = {day})))"
        )

    @property
    def followed(self) -> str:
        """CTE `followed`: one row per person whose follow-up touches the period."""
        last = f'COALESCE("end", {FAR})'
        first_day = self.greatest(
            self.date(self.start), f"MIN(CASE WHEN {last} >= {self.start} THEN start END)"
        )
        days = self.days(
            self.greatest("start", self.date(self.start)), self.least(last, self.date(self.end))
        )
        return f"""
        followed AS (
          SELECT person_id,
            {self.least(self.date(self.end), f"MAX({last})")} AS reference,
            {first_day} AS first_day,
            MAX(CASE WHEN {last} > {self.end} THEN 1 ELSE 0 END) AS active,
            MAX(CASE WHEN end_reason = 'death' AND {self.in_period('"end"')} THEN 1 ELSE 0 END)
              AS deceased,
            SUM({self.greatest("0", f"{days} + 1")}) AS days
          FROM followup_followup WHERE start <= {self.end}
          GROUP BY person_id HAVING MAX({last}) >= {self.start}
        )"""

    @property
    def entries(self) -> str:
        """CTE `entry`: the first entry of each person into a dwelling."""
        return """
        entry AS (SELECT person_id, MIN(start) AS first_entry FROM housing_stay GROUP BY person_id)
        """

    @property
    def stays(self) -> str:
        """CTE `stay`: stays in one dwelling that follow each other within a day, made one."""
        order = f"PARTITION BY person_id ORDER BY start, COALESCE(stop, {FAR}), id"
        follows = f"start BETWEEN LAG(stop) OVER w AND {self.next_day('LAG(stop) OVER w')}"
        return f"""
        raw AS (
          SELECT id, person_id, dwelling_id, start, "end" AS stop, destination FROM housing_stay
        ),
        marked AS (
          SELECT raw.*,
            CASE WHEN dwelling_id = LAG(dwelling_id) OVER w AND {follows} THEN 0 ELSE 1 END AS fresh
          FROM raw WINDOW w AS ({order})
        ),
        numbered AS (
          SELECT marked.*, SUM(fresh) OVER w AS island, COALESCE(LEAD(fresh) OVER w, 1) AS last
          FROM marked WINDOW w AS ({order})
        ),
        stay AS (
          SELECT person_id, dwelling_id, island, MIN(start) AS start,
            MAX(CASE WHEN last = 1 THEN stop END) AS stop,
            MAX(CASE WHEN last = 1 THEN destination END) AS destination
          FROM numbered GROUP BY person_id, island, dwelling_id
        )"""


def _plain(value: Any) -> Any:
    """PostgreSQL adds whole numbers up as decimals."""
    return exact(value) if isinstance(value, Decimal) else value


def ratio(top: Any, bottom: Any, scale: Fraction | int = 1) -> Fraction | None:
    """`scale` x top / bottom, exact; None when the bottom is nothing."""
    if not bottom:
        return None
    return exact(top or 0) * scale / exact(bottom)
