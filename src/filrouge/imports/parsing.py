"""Reading one cell: what is tolerated, what is refused.

Source: `docs/format.md`, "Reading rules common to all sheets". A reader takes the value of a
non-blank cell and gives a plain Python value, or raises `BadCell`. It may `warn` without refusing.
"""

import math
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, override

from filrouge.common.numbers import decimal_in
from filrouge.common.text import clean, label_key

from .diagnostics import plain, said

EARLIEST_YEAR = 1900
YEARS_AHEAD = 2
YEARS_AHEAD_PLANNED = 30
MINUTES_MAX = 600
MONEY_MAX = 9_999_999

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:h]\s*(\d{2})(?::(\d{2}))?|h)", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEARS = re.compile(r"(\d{4})\s?[-–—/]\s?(\d{4})")
_EXCEL_DAY_ONE = (datetime(1899, 12, 30), datetime(1899, 12, 31), datetime(1900, 1, 1))

YES = frozenset({"oui", "o", "x", "vrai", "1"})
NO = frozenset({"non", "n", "faux", "0"})


class BadCell(Exception):
    """A value that cannot be read. `code` names the sentence of `messages`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {name: said(value) for name, value in params.items()}


@dataclass
class Context:
    """The reporting year of the workbook, and what to say about a cell without refusing it."""

    year: int
    warnings: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def warn(self, code: str, **params: object) -> None:
        self.warnings.append((code, {name: str(value) for name, value in params.items()}))


class CellType(ABC):
    """How the cells of a column are read."""

    blank: Any = None
    """What a blank cell means."""

    @abstractmethod
    def read(self, value: Any, context: Context) -> Any:
        """The value of a cell that is not blank. Raises `BadCell`."""


@dataclass(frozen=True)
class Text(CellType):
    """Free text, kept as typed but for surrounding blanks; numbers and dates become text."""

    maximum: int = 200
    blank = ""

    @override
    def read(self, value: Any, context: Context) -> str:
        text = value.strip() if isinstance(value, str) else plain(value)
        if len(text) > self.maximum:
            raise BadCell("text_too_long", maximum=self.maximum)
        return text.replace("\x00", "")


@dataclass(frozen=True)
class Code(Text):
    """A short name that other rows refer to: runs of blanks are one blank."""

    maximum: int = 40

    @override
    def read(self, value: Any, context: Context) -> str:
        return clean(super().read(value, context))


@dataclass(frozen=True)
class Figure(Text):
    """A published or typed value: a number as its exact decimal text, a month, or other text."""

    @override
    def read(self, value: Any, context: Context) -> str:
        if isinstance(value, date):
            return value.strftime("%Y-%m") if value.day == 1 else value.strftime("%Y-%m-%d")
        try:
            number = decimal_of(value)
        except BadCell:
            return super().read(value, context)
        return f"{number.normalize():f}"


@dataclass(frozen=True)
class Date(CellType):
    """A day: a date cell, or text j/m/aaaa or aaaa-mm-jj. `planned_end` may be 30 years ahead."""

    planned_end: bool = False

    @override
    def read(self, value: Any, context: Context) -> date:
        day = self._day(value, context)
        ahead = YEARS_AHEAD_PLANNED if self.planned_end else YEARS_AHEAD
        limit = date(context.year + ahead, 12, 31)
        if day > limit:
            raise BadCell("date_out_of_range", limit=limit)
        if day.year < EARLIEST_YEAR:
            raise BadCell("impossible_date")
        return day

    @staticmethod
    def _day(value: Any, context: Context) -> date:
        if isinstance(value, datetime):
            if value.time() != time(0):
                context.warn("time_ignored")
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            text = clean(value)
            if found := _DAY_FIRST.fullmatch(text):
                day, month, year = map(int, found.groups())
            elif found := _ISO.fullmatch(text):
                year, month, day = map(int, found.groups())
            else:
                raise BadCell("impossible_date")
            try:
                return date(year, month, day)
            except ValueError as error:
                raise BadCell("impossible_date") from error
        raise BadCell("impossible_date")


@dataclass(frozen=True)
class Month(CellType):
    """A month, as "2024-03": text aaaa-mm, or a date cell of its first day."""

    blank = ""

    @override
    def read(self, value: Any, context: Context) -> str:
        if isinstance(value, date) and value.day == 1:
            return value.strftime("%Y-%m")
        found = _MONTH.fullmatch(clean(plain(value)))
        if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < EARLIEST_YEAR:
            raise BadCell("not_a_month")
        return f"{found[1]}-{int(found[2]):02}"


@dataclass(frozen=True)
class Years(CellType):
    """The first and last year of "2023-2024"."""

    @override
    def read(self, value: Any, context: Context) -> tuple[int, int]:
        found = _YEARS.fullmatch(clean(plain(value)))
        if not found or not EARLIEST_YEAR <= int(found[1]) <= int(found[2]):
            raise BadCell("not_years")
        return int(found[1]), int(found[2])


@dataclass(frozen=True)
class Time(CellType):
    """A time of day: a time cell, or text 9:30, 09:30, 9h30, 9h."""

    @override
    def read(self, value: Any, context: Context) -> time:
        if isinstance(value, datetime):
            if value.replace(hour=0, minute=0, second=0, microsecond=0) not in _EXCEL_DAY_ONE:
                return _to_second(value.time())
            raise BadCell("impossible_time")
        if isinstance(value, time):
            return _to_second(value)
        if isinstance(value, timedelta):
            value = value / timedelta(days=1)
        if isinstance(value, float) and 0 <= value < 1:
            seconds = min(round(value * 86_400), 86_399)
            return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
        if isinstance(value, str) and (found := _TIME.fullmatch(clean(value))):
            try:
                return time(int(found[1]), int(found[2] or 0), int(found[3] or 0))
            except ValueError as error:
                raise BadCell("impossible_time") from error
        raise BadCell("impossible_time")


def _to_second(value: time) -> time:
    """A spreadsheet stores a time as a fraction of a day: bring back the second that was meant."""
    if not value.microsecond:
        return value
    seconds = value.hour * 3600 + value.minute * 60 + value.second + (value.microsecond >= 500_000)
    seconds = min(seconds, 86_399)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


@dataclass(frozen=True)
class Number(CellType):
    """An exact decimal. `above` excludes its bound; the other bounds are included."""

    minimum: int | None = None
    maximum: int | None = None
    above: int | None = None
    decimals: int = 4

    @override
    def read(self, value: Any, context: Context) -> Decimal:
        number = decimal_of(value)
        if self.above is not None and number <= self.above:
            raise BadCell("not_positive")
        low, high = self.minimum, self.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            raise BadCell(
                "out_of_range",
                minimum="…" if low is None else low,
                maximum="…" if high is None else high,
            )
        return number if number.is_zero() else round(number, self.decimals)


@dataclass(frozen=True)
class Minutes(Number):
    """A duration in minutes: above 0, at most 600."""

    maximum: int | None = MINUTES_MAX
    decimals: int = 2

    @override
    def read(self, value: Any, context: Context) -> Decimal:
        number = decimal_of(value)
        if number <= 0 or round(number, self.decimals) <= 0:
            raise BadCell("negative_duration")
        if number > MINUTES_MAX:
            raise BadCell("out_of_range", minimum=1, maximum=MINUTES_MAX)
        return round(number, self.decimals)


@dataclass(frozen=True)
class Whole(Number):
    """A whole number; text digits are tolerated."""

    minimum: int | None = 0
    maximum: int | None = 2_000_000_000

    @override
    def read(self, value: Any, context: Context) -> int:  # type: ignore[override]
        number = decimal_of(value)
        if number != number.to_integral_value():
            raise BadCell("not_whole")
        return int(super().read(value, context))


@dataclass(frozen=True)
class Money(CellType):
    """Euros, read as whole cents, half-up. `correction`: below 0 corrects an earlier line."""

    correction: bool = False

    @override
    def read(self, value: Any, context: Context) -> int:
        euros = decimal_of(value)
        rounded = euros.quantize(Decimal("0.01"), ROUND_HALF_UP)
        lowest = -MONEY_MAX if self.correction else 0
        if rounded < lowest or rounded > MONEY_MAX:
            raise BadCell("out_of_range", minimum=lowest, maximum=MONEY_MAX)
        if rounded < 0:
            context.warn("negative_amount")
        if abs(euros - rounded) > Decimal("0.000001"):
            context.warn("rounded_amount", rounded=rounded)
        return int(rounded * 100)


@dataclass(frozen=True)
class YesNo(CellType):
    """Yes or no; blank stays blank, and the sheet says what it means."""

    @override
    def read(self, value: Any, context: Context) -> bool:
        if isinstance(value, bool):
            return value
        key = label_key(plain(value))
        if key in YES:
            return True
        if key in NO:
            return False
        raise BadCell("not_yes_no")


def decimal_of(value: Any) -> Decimal:
    """The exact decimal that was typed. Raises `BadCell` for anything that is not a number."""
    if isinstance(value, bool):
        raise BadCell("text_in_number")
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) > 1e12:
            raise BadCell("text_in_number")
        return Decimal(repr(value))
    if isinstance(value, str):
        number = decimal_in(value)
        if number is not None:
            return number
    raise BadCell("text_in_number")


def is_blank(value: Any) -> bool:
    """No value, or only blanks (non-breaking ones included)."""
    return value is None or (isinstance(value, str) and not value.strip())
