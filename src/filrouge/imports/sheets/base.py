"""How a sheet is declared: its columns, its key and what its rows refer to.

A new workbook is mostly a list of such declarations.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from filrouge.common.text import label_key
from filrouge.imports.parsing import CellType


@dataclass(frozen=True)
class Column:
    """A column: its header in the format, the name its values get, and how they are read.

    `private` marks names and notes, which no message or page of an import repeats.
    """

    header: str
    name: str
    type: CellType
    mandatory: bool = False
    private: bool = False

    @cached_property
    def key(self) -> str:
        return label_key(self.header)


@dataclass(frozen=True)
class Refers:
    """A column whose value must be found in another sheet; blank refers to nothing.

    `aliases` names the column of other names of the target. `unless`: the rows, told by a column
    and a value of it, where any text will do.
    """

    column: str
    sheet: str
    target: str
    code: str
    list_code: str = ""
    aliases: str = ""
    unless: tuple[str, str] | None = None


@dataclass(frozen=True)
class Needs:
    """A column that is mandatory when another holds one of some codes.

    `only`: it then stays blank for every other code.
    """

    column: str
    by: str
    codes: tuple[str, ...]
    only: bool = False


@dataclass(frozen=True)
class Order:
    """Two columns of which the second, a date or a year, is not before the first."""

    first: str
    then: str
    code: str


START_END = Order("start", "end", "end_before_start")


@dataclass(frozen=True)
class SheetSpec:
    """One sheet of a workbook.

    `key`: the columns no two rows may share. `pair`: the same, where the rule is that two rows
    contradict each other. `once`: groups of columns that no two rows share, when all are filled.
    `may_repeat`: whether an exact repetition of a row counts twice (a warning) or is refused.
    `names` are columns that name organisations, `workers` those with codes of workers; `aliases`,
    the column of other names, makes the sheet a directory of the names in its first column.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    once: tuple[tuple[str, ...], ...] = ()
    refers: tuple[Refers, ...] = ()
    needs: tuple[Needs, ...] = ()
    orders: tuple[Order, ...] = (START_END,)
    names: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    aliases: str = ""
    may_repeat: str = "never"
    blank_yes_no: tuple[str, ...] = ()
    may_be_empty: bool = False

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def header(self, name: str) -> str:
        return self.by_name[name].header


@dataclass(frozen=True)
class WorkbookSpec:
    """A kind of yearly workbook. `year_from` is the sheet and column that tell its year.

    `directory` is the sheet in which the names of organisations are resolved, if any.
    """

    kind: str
    title: str
    sheets: tuple[SheetSpec, ...]
    year_from: tuple[str, str]
    directory: SheetSpec | None = None

    @cached_property
    def by_key(self) -> dict[str, SheetSpec]:
        return {label_key(sheet.name): sheet for sheet in self.sheets}


@dataclass(slots=True)
class Row:
    """One line of a sheet as it was read. `bad` names the columns that could not be read."""

    number: int
    values: dict[str, Any]
    raw: list[Any]
    bad: set[str] = field(default_factory=set)
    refused: bool = False

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def good(self, *names: str) -> bool:
        """Whether all these columns were read."""
        return not self.bad or self.bad.isdisjoint(names)


@dataclass
class ParsedSheet:
    """The rows of a sheet, refused ones included, and where its columns stand (from 0)."""

    spec: SheetSpec
    title: str
    rows: list[Row]
    places: dict[str, int]
    headers: dict[str, str]
    readable: bool = True

    @property
    def accepted(self) -> list[Row]:
        return [row for row in self.rows if not row.refused]


@dataclass
class ParsedWorkbook:
    """A workbook of a known kind and year. `sheets` is by the name of the format."""

    spec: WorkbookSpec
    year: int
    file_name: str
    sheets: dict[str, ParsedSheet]

    @property
    def source(self) -> str:
        """What makes two files versions of the same workbook."""
        return f"{self.spec.kind}_{self.year}"

    def rows(self, sheet: str) -> list[Row]:
        """Rows that were not refused; none when the sheet is absent or refused."""
        found = self.sheets.get(sheet)
        return found.accepted if found and found.readable else []
