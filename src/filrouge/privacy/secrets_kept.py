"""Numbers tied by sums, and the search for another table that agrees with all that is printed.

A hidden secret is kept when such a table exists where it is large enough; where the mark printed
says "fewer than five" by itself, when one exists where it is another number. The search moves
one number, then repairs each sum with another hidden number until all sums hold again. What it
finds is a proof; what it does not find is taken for a secret given away, and more is hidden.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

type Number = int | Fraction

_STEPS = 250


@dataclass(slots=True)
class Known:
    """A number: its value, what a reader knows of it when hidden, and what must stay possible.

    `goals` are values it must be possible to reach from its own, one of them with `either`;
    `spare` says that it is hidden in place of another only when nothing else is left, `weight` how
    much is lost with it.
    """

    value: Number
    low: Number = 0
    high: Number | None = None
    goals: tuple[Number, ...] = ()
    either: bool = False
    hidden: bool = False
    printable: bool = True
    spare: bool = False
    weight: int = 0

    def allows(self, value: Number) -> bool:
        return value >= self.low and (self.high is None or value <= self.high)


class Solver:
    """All the numbers some readers have, and the sums that tie them."""

    def __init__(self) -> None:
        self.numbers: dict[str, Known] = {}
        self._lines: list[tuple[tuple[str, int], ...]] = []
        self._seen: set[tuple[tuple[str, int], ...]] = set()
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        self._steps = 0
        self._dead: set[int] = set()
        self._proofs: dict[tuple[str, Number], dict[str, Number]] = {}

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """Each whole and its parts."""
        return [(terms[0][0], [name for name, _ in terms[1:]]) for terms in self._lines]

    def line(self, whole: str, parts: Iterable[str]) -> None:
        """The whole is the sum of its parts."""
        terms = ((whole, 1), *((part, -1) for part in parts))
        if terms in self._seen:
            return
        self._seen.add(terms)
        for name, _sign in terms:
            self._of[name].append(len(self._lines))
        self._lines.append(terms)
        self._proofs.clear()

    def settle(self) -> list[str]:
        """Hide until every secret is kept; the secrets that cannot be.

        To hide more only lets more tables agree: what is kept stays kept.
        """
        secrets = {name: one for name, one in self.numbers.items() if one.goals}
        for number in secrets.values():
            number.hidden |= number.printable
        lost = [name for name, one in secrets.items() if not (one.hidden and self._keeps(name))]
        if not lost:
            self._show_again(list(secrets))
        return lost

    def _show_again(self, secrets: list[str]) -> None:
        """What was hidden early and turns out to be needless, the largest first."""
        others = [one for one in self.numbers.values() if one.hidden and one.printable]
        for one in sorted(others, key=lambda one: (-one.weight, -one.value)):
            if not one.goals:
                one.hidden = False
                one.hidden = not all(self.kept(name) for name in secrets)

    def _keeps(self, name: str) -> bool:
        """Hide others until a secret is kept; False when all that can be is hidden in vain."""
        while not self.kept(name):
            other = self._to_hide(name)
            if other is None:
                return False
            self.numbers[other].hidden = True
        return True

    def kept(self, name: str) -> bool:
        """Whether the secret can be what it must be able to be, in a table that agrees."""
        number = self.numbers[name]
        reached = (self._reaches(name, goal) for goal in number.goals)
        return any(reached) if number.either else all(reached)

    # --- another table --------------------------------------------------------------------------

    def _reaches(self, name: str, goal: Number) -> bool:
        if self._still_proved(name, goal):
            return True
        moved: dict[str, Number] = {}
        while gap := goal - self._now(name, moved):
            unit = 1 if gap > 0 else -1
            if not (self._shifts(name, gap, moved) or self._shifts(name, unit, moved)):
                return False
        self._proofs[name, goal] = {other: by for other, by in moved.items() if by}
        return True

    def _still_proved(self, name: str, goal: Number) -> bool:
        """Whether the table found before moves only what is hidden now."""
        proof = self._proofs.get((name, goal))
        return proof is not None and all(self.numbers[one].hidden for one in proof)

    def _now(self, name: str, moved: dict[str, Number]) -> Number:
        return self.numbers[name].value + moved.get(name, 0)

    def _shifts(self, name: str, step: Number, moved: dict[str, Number]) -> bool:
        """Move one number by a step and repair every sum it is in; `moved` takes it when done."""
        self._steps, self._dead = 0, set()
        if not self.numbers[name].allows(self._now(name, moved) + step):
            return False
        path: dict[str, Number] = {name: step}
        open_: dict[int, Number] = {}
        self._apply(name, step, open_)
        if not self._repairs(open_, path, moved):
            return False
        for other, by in path.items():
            moved[other] = moved.get(other, 0) + by
        return True

    def _apply(self, name: str, step: Number, open_: dict[int, Number]) -> None:
        for line in self._of[name]:
            sign = next(sign for other, sign in self._lines[line] if other == name)
            left = open_.get(line, 0) + sign * step
            if left:
                open_[line] = left
            else:
                open_.pop(line, None)

    def _repairs(
        self, open_: dict[int, Number], path: dict[str, Number], moved: dict[str, Number]
    ) -> bool:
        """Whether hidden numbers can make every open sum true again."""
        if not open_:
            return True
        self._steps += 1
        if self._steps > _STEPS:
            return False
        line = min(open_, key=lambda at: len(self._lines[at]))
        alone = len(open_) == 1
        for name, sign in self._movable(line, open_):
            step = -open_[line] * sign
            if name in path or not self.numbers[name].allows(self._now(name, moved) + step):
                continue
            after = dict(open_)
            self._apply(name, step, after)
            if self._dead.intersection(after):
                continue
            path[name] = step
            if self._repairs(after, path, moved):
                return True
            del path[name]
        if alone:
            self._dead.add(line)
        return False

    def _movable(self, line: int, open_: dict[int, Number]) -> list[tuple[str, int]]:
        """The hidden numbers of a sum, those first that open the fewest other sums."""
        found = [one for one in self._lines[line] if self.numbers[one[0]].hidden]
        return sorted(found, key=lambda one: sum(1 for at in self._of[one[0]] if at not in open_))

    # --- what else to hide ----------------------------------------------------------------------

    def _to_hide(self, name: str) -> str | None:
        """The number to hide next for a secret: near it, closing most sums, and the smallest."""
        reached: dict[int, None] = dict.fromkeys(self._of[name])
        seen = {name}
        near = list(reached)
        while near:
            bare = [line for line in near if not self._others(line, name)] or near
            found = [
                one for line in bare for one, _sign in self._lines[line] if self._may_hide(one)
            ]
            if found:
                return min(found, key=lambda one: self._cost(one, reached))
            nexts: dict[int, None] = {}
            for line in near:
                for other in self._others(line, name):
                    if other not in seen:
                        seen.add(other)
                        nexts.update((at, None) for at in self._of[other] if at not in reached)
            reached.update(nexts)
            near = list(nexts)
        return None

    def _others(self, line: int, name: str) -> list[str]:
        hidden = (one for one, _sign in self._lines[line] if self.numbers[one].hidden)
        return [one for one in hidden if one != name]

    def _may_hide(self, name: str) -> bool:
        number = self.numbers[name]
        return number.printable and not number.hidden and number.value > 0

    def _cost(self, name: str, reached: dict[int, None]) -> tuple[bool, int, int, Number]:
        number = self.numbers[name]
        closing = sum(1 for line in self._of[name] if line in reached)
        return number.spare, number.weight, -closing, number.value
