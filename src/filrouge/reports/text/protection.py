"""Small numbers of persons are not published: 1 to 4 become "< 5".

A number hidden alone could be found again by subtracting the others from a total the reader has;
others are then hidden too, until the hidden one could be another (`docs/disclosure.md`).
Whoever writes may ask to show all (`small=show`).
"""

from collections.abc import Collection, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from django.utils.translation import gettext as _

from filrouge.figures.values import Figure
from filrouge.privacy.secrets_kept import Known, Solver

from ..document import Value

K = 5
"""Fewest persons a published number may stand for; none at all may be told."""
SMALL = "<\u202f5"
MASKED = "masqué"


@dataclass(frozen=True)
class Cell:
    """A figure in an exhibit. `people` marks what counts persons; `hidden` is "", "small", "other".

    `counted` is the number of persons behind it (the numerator of a share), None when unknown.
    """

    label: str
    figure: Figure
    people: bool
    counted: Fraction | None
    hidden: str = ""
    code: str = ""

    @property
    def display(self) -> str:
        return hidden_words(self.hidden) if self.hidden else self.figure.display


def hidden_words(hidden: str) -> str:
    """What is printed in the place of a hidden number."""
    return SMALL if hidden == "small" else MASKED


def cell(label: str, figure: Figure, *, people: bool, code: str = "") -> Cell:
    """A figure not yet protected."""
    counted = figure.result.number if figure.numerator is None else figure.numerator
    return Cell(label, figure, people, None if counted is None else Fraction(counted), code=code)


def protect(cells: Sequence[Cell], totals: Collection[Fraction] = ()) -> list[Cell]:
    """The cells with small numbers hidden, and others where a sum would tell which they are.

    `totals` are numbers the reader knows or can read: the whole, the base. Within `together`, what
    another exhibit of the document hides is hidden here as well.
    """
    found = [replace(one, hidden="small") if small_cell(one) else one for one in cells]
    shared = SHARED.get()
    if shared is not None:
        found = [shared.seen(one) for one in found]
        if shared.judged:
            return found
    names = [str(at) for at in range(len(found))]
    solver = Solver()
    add_exhibit(solver, found, names, totals)
    solver.settle()
    found = [
        replace(one, hidden="other")
        if not one.hidden and name in solver.numbers and solver.numbers[name].hidden
        else one
        for name, one in zip(names, found, strict=True)
    ]
    if shared is not None:
        shared.remember(found, totals)
    return found


def add_exhibit(
    solver: Solver, cells: Sequence[Cell], names: Sequence[str], totals: Collection[Fraction]
) -> None:
    """The numbers of persons of an exhibit, and the sums a reader can make of them.

    The words printed say much: "< 5" is 1 to 4, a masked number is 5 or more.
    """
    for members in _alike(cells):
        for at in members:
            add_number(solver, names[at], cells[at])
        counts = {at: cells[at].counted or Fraction(0) for at in members}
        whole = sum(counts.values(), Fraction(0))
        bases = {Fraction(cells[at].figure.denominator or 0) for at in members}
        if whole in totals or whole in bases:
            fixed = "|".join(["whole", str(whole), *(names[at] for at in members)])
            solver.numbers[fixed] = Known(whole, printable=False)
            solver.line(fixed, [names[at] for at in members])
        for at in members:
            # A cell that is the sum of the others counts twice in the whole.
            if 2 * counts[at] == whole and not cells[at].hidden:
                solver.line(names[at], [names[other] for other in members if other != at])
                break


def add_number(solver: Solver, name: str, one: Cell) -> None:
    count = one.counted or Fraction(0)
    number = solver.numbers.setdefault(name, Known(count, low=min(count, Fraction(K))))
    number.hidden |= bool(one.hidden)
    if one.hidden == "small":
        number.low, number.high = min(count, Fraction(1)), max(count, Fraction(K - 1))
        number.goals = tuple(goal for goal in (count - 1, count + 1) if is_small(goal))
        number.either = True


class Shared(Protocol):
    """What the exhibits and sentences of one document have in common."""

    judged: bool

    def seen(self, one: Cell) -> Cell: ...
    def remember(self, cells: Sequence[Cell], totals: Collection[Fraction]) -> None: ...
    def opened(self, cells: Sequence[Cell]) -> None: ...


SHARED: ContextVar[Shared | None] = ContextVar("exhibits of one document", default=None)


def is_small(count: Fraction | int | None) -> bool:
    """Whether a number of persons is too small to be told."""
    return count is not None and 0 < count < K


def few(figure: Figure) -> bool:
    """Whether a figure stands for 1 to 4: its number, the numerator or the base of a share.

    A list of numbers does when one of them is so small.
    """
    if isinstance(figure.value, tuple):
        return any(is_small(_number(one)) for one in figure.value)
    if figure.numerator is None:
        return is_small(figure.result.number)
    return is_small(figure.numerator) or is_small(figure.denominator)


def small_cell(one: Cell) -> bool:
    return one.people and few(one.figure)


def _alike(cells: Sequence[Cell]) -> list[list[int]]:
    """The places of the cells that count persons of one fact: those that may add up."""
    alike: dict[str, list[int]] = {}
    for at, one in enumerate(cells):
        if one.people and one.counted is not None:
            alike.setdefault(one.figure.indicator.fact, []).append(at)
    return list(alike.values())


def note_on(cells: Sequence[Cell]) -> str:
    """What is hidden among some cells and why; "" when nothing is."""
    return note_of({one.display for one in cells if one.hidden})


def note_of(words: Collection[str]) -> str:
    """Why the words that stand for hidden numbers are there; "" when there are none."""
    said = []
    if SMALL in words:
        said.append(
            _(
                "Numbers of fewer than %(k)s persons are not published: "
                "they are shown as “%(small)s”."
            )
            % {"k": K, "small": SMALL}
        )
    if MASKED in words:
        said.append(
            _("Another number is masked, without which a subtraction would give the hidden one.")
        )
    return " ".join(said)


def for_publication(value: Value) -> Value:
    """The value as an annex may print it: small numbers of persons are blotted out of every field.

    Each value is judged alone: whoever prints many of them together does not publish less.
    """
    if not value.of_people:
        return value
    previous = tuple(
        (year, text)
        for year, text in value.previous
        if value.unit != "count" or not is_small(_number(text))
    )
    value = replace(value, previous=previous)
    if value.items:
        items = without_small(value.items)
        if items == value.items:
            return value
        return replace(
            value, items=items, text="; ".join(items), display=", ".join(items), sentence=""
        )
    counted = (value.numerator, value.denominator) if value.numerator else (value.exact,)
    if not any(is_small(_number(one)) for one in counted):
        return value
    return replace(
        value,
        exact="",
        text=SMALL,
        display=SMALL,
        numerator="",
        denominator="",
        base=None,
        sentence="",
        digest="",
    )


def without_small(items: Sequence[str]) -> tuple[str, ...]:
    """A list of numbers of persons, the small ones hidden."""
    return tuple(SMALL if is_small(_number(one)) else one for one in items)


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except ValueError:
        return None
