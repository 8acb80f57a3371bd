"""Small numbers of persons are not published: 1 to 4 become "< 5".

A number hidden alone could be found again by subtracting the others from a total the reader has;
the smallest of the others is then hidden too. Whoever writes may ask to show all (`small=show`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.figures.values import Figure

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
        if self.hidden:
            return SMALL if self.hidden == "small" else MASKED
        return self.figure.display


def cell(label: str, figure: Figure, *, people: bool, code: str = "") -> Cell:
    """A figure not yet protected."""
    counted = figure.result.number if figure.numerator is None else figure.numerator
    return Cell(label, figure, people, None if counted is None else Fraction(counted), code=code)


def protect(cells: Sequence[Cell], totals: Collection[Fraction] = ()) -> list[Cell]:
    """The cells with small numbers hidden, and another one where a total would tell them.

    `totals` are numbers the reader knows or can read: the whole, the base.
    """
    found = [replace(one, hidden="small") if _is_small(one) else one for one in cells]
    for members in _alike(found):
        hidden = [at for at in members if found[at].hidden]
        if _one_solution(found, hidden) and _can_be_found(found, members, totals):
            others = [at for at in members if at not in hidden and found[at].counted]
            if others:
                at = min(others, key=lambda at: found[at].counted or 0)
                found[at] = replace(found[at], hidden="other")
    return found


def _one_solution(cells: Sequence[Cell], hidden: Sequence[int]) -> bool:
    """Whether the sum of the hidden numbers tells each of them: one alone, all 1, all 4."""
    counts = {cells[at].counted for at in hidden}
    return len(hidden) == 1 or counts in ({Fraction(1)}, {Fraction(K - 1)})


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


def _is_small(one: Cell) -> bool:
    return one.people and few(one.figure)


def _alike(cells: Sequence[Cell]) -> list[list[int]]:
    """The places of the cells that count persons of one fact: those that may add up."""
    alike: dict[str, list[int]] = {}
    for at, one in enumerate(cells):
        if one.people and one.counted is not None:
            alike.setdefault(one.figure.indicator.fact, []).append(at)
    return list(alike.values())


def _can_be_found(
    cells: Sequence[Cell], members: Sequence[int], totals: Collection[Fraction]
) -> bool:
    """Whether the cells make a total: one given, a base, or another cell of the exhibit."""
    counts = [cells[at].counted or Fraction(0) for at in members]
    whole = sum(counts, Fraction(0))
    bases = {Fraction(cells[at].figure.denominator or 0) for at in members}
    # A cell that is the sum of the others counts twice in the whole.
    doubled = any(
        2 * count == whole
        for at, count in zip(members, counts, strict=True)
        if not cells[at].hidden
    )
    return whole in totals or whole in bases or doubled


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
