"""Which numbers of persons may be printed, together, so that none tells of fewer than five.

A number from 1 to 4 is hidden (1 to 9 where a special category crosses commune, nationality or
age: Working Party 29, opinion 05/2014: singling out, linking, inferring). Zero tells of nobody. A
hidden number must not come back by a sum, nor by a subtraction from what is printed beside it or
was printed before: other numbers are hidden until, for each secret, another table *of whole
numbers* exists that agrees with all that is printed and where the secret is k or more. Such a
table is a proof against any reader, whatever he computes. What a reader may use: all printed
numbers, all sums, that nothing is negative, that no zero is hidden, that a period holds those
within it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from filrouge.common.periods import Period

from .secrets_kept import Known, Solver

K, K_SENSITIVE = 5, 10
ALL = "*"
"""The code of a margin: every row, every column."""

type Codes = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Numbers of persons of one fact, by one or two dimensions; the sums are its own.

    `edition` sets apart tables of one fact and period that need not agree: another edition, another
    date of reading, a wider choice of persons. `totals` says that the sums are printed too.
    """

    fact: str
    period: Period
    by: tuple[str, ...]
    counts: Mapping[Codes, int]
    edition: str = ""
    totals: bool = True
    sensitive: bool = False

    @property
    def k(self) -> int:
        return K_SENSITIVE if self.sensitive else K

    def cells(self) -> dict[Codes, int]:
        """Every number by its codes, the sums under `ALL`; a crossing left out is nobody."""
        if len(self.by) == 1:
            return {**self.counts, (ALL,): sum(self.counts.values())}
        rows, columns = (list(dict.fromkeys(one[at] for one in self.counts)) for at in (0, 1))
        found: dict[Codes, int]
        found = {(row, col): self.counts.get((row, col), 0) for row in rows for col in columns}
        for row in rows:
            found[row, ALL] = sum(found[row, col] for col in columns)
        for col in (*columns, ALL):
            found[ALL, col] = sum(found[row, col] for row in rows)
        return found

    def sums(self) -> list[tuple[Codes, list[Codes]]]:
        """Each total and what it is the sum of."""
        cells = self.cells()
        found = []
        for whole in cells:
            for at, code in enumerate(whole):
                if code == ALL:
                    rest = (whole[:at], whole[at + 1 :])
                    parts = [
                        one for one in cells if one[at] != ALL and (one[:at], one[at + 1 :]) == rest
                    ]
                    found.append((whole, parts))
        return found

    def name(self, codes: Codes) -> str:
        """The same number of persons has the same name in every table of its fact."""
        return "|".join([self.fact, self.period.slug, self.edition, self.place(codes)])

    def place(self, codes: Codes) -> str:
        """Of whom, without when."""
        said = (f"{by}={code}" for by, code in zip(self.by, codes, strict=True) if code != ALL)
        return "&".join(sorted(said))


@dataclass(frozen=True)
class Published:
    """A table as it may be printed: None stands for a hidden number.

    `why` gives "small" or "other" for each hidden one. `exposed` are secrets given
    away all the same, by what was published before: no table can take them back.
    """

    table: Table
    shown: Mapping[Codes, int | None]
    why: Mapping[Codes, str]
    exposed: tuple[str, ...] = ()


def publish(table: Table, *, already: Sequence[Published] = ()) -> Published:
    """The table with what must be hidden, given what the same readers already have."""
    solver = Solver()
    for before in already:
        _add_printed(solver, before)
    tables = [one.table for one in already]
    _compare_all(solver, tables)
    lost = solver.settle()
    for name in lost:
        solver.numbers[name].goals = ()
    _add(solver, table, already)
    _compare_all(solver, [*tables, table])
    if exposed := solver.settle():
        exposed = _withhold(solver, table, exposed)
    shown: dict[Codes, int | None] = {}
    why = {}
    for codes, count in table.cells().items():
        if table.totals or ALL not in codes:
            hidden = solver.numbers[table.name(codes)].hidden
            shown[codes] = None if hidden else count
            if hidden:
                why[codes] = "small" if 0 < count < table.k else "other"
    return Published(table, shown, why, (*lost, *exposed))


def _withhold(solver: Solver, table: Table, exposed: Sequence[str]) -> list[str]:
    """Print nothing of a table that cannot be made safe, not even its zeros; what is still told."""
    for codes in table.cells():
        number = solver.numbers[table.name(codes)]
        if number.printable:
            number.hidden, number.low = True, 0
    return [name for name in exposed if not solver.kept(name)]


def _add_printed(solver: Solver, before: Published) -> None:
    """What is out: its printed numbers are known for good, its hidden ones stay hidden."""
    for codes, count in before.table.cells().items():
        number = _named(solver, before.table, codes, count)
        number.printable = False
        if before.shown.get(codes) is not None:
            number.hidden = False
    _add_sums(solver, before.table)


def _add(solver: Solver, table: Table, already: Sequence[Published]) -> None:
    """What is about to be printed, the zeros included; what was judged before stays as it was."""
    judged = {one.table.name(codes) for one in already for codes in one.shown}
    for codes, count in table.cells().items():
        number = _named(solver, table, codes, count)
        if table.name(codes) not in judged and (table.totals or ALL not in codes):
            number.printable, number.hidden = True, False
            number.low = min(1, count)
    _add_sums(solver, table)


def _named(solver: Solver, table: Table, codes: Codes, count: int) -> Known:
    """The number of that name, hidden until somebody prints it."""
    number = solver.numbers.setdefault(
        table.name(codes), Known(count, hidden=True, printable=False)
    )
    if 0 < count < table.k:
        number.goals = (max(table.k, *number.goals, 0),)
    return number


def _add_sums(solver: Solver, table: Table) -> None:
    for whole, parts in table.sums():
        solver.line(table.name(whole), [table.name(part) for part in parts])


def _compare_all(solver: Solver, tables: Sequence[Table]) -> None:
    for first, second in combinations(tables, 2):
        _compare(solver, first, second)


def _compare(solver: Solver, first: Table, second: Table) -> None:
    """What sets apart the same persons counted twice is a number of persons too."""
    apart = (first.period, first.edition) != (second.period, second.edition)
    meet = first.period.start <= second.period.end and second.period.start <= first.period.end
    if first.fact != second.fact or not (apart and meet):
        return
    k = max(first.k, second.k)
    there = {first.place(codes): (codes, count) for codes, count in first.cells().items()}
    for codes, count in second.cells().items():
        if (place := second.place(codes)) not in there:
            continue
        old_codes, old = there[place]
        names = [first.name(old_codes), second.name(codes)]
        if old > count or (old == count and _holds(first.period, second.period)):
            names.reverse()
        small, big = names
        name, gap = f"{big} - {small}", abs(count - old)
        if name not in solver.numbers:
            goals = (k,) if 0 < gap < k else ()
            solver.numbers[name] = Known(gap, goals=goals, hidden=True, printable=False)
            solver.line(big, [small, name])


def _holds(wide: Period, narrow: Period) -> bool:
    return wide != narrow and wide.start <= narrow.start and narrow.end <= wide.end
