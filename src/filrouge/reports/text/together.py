"""One judgement of all that a document shows: exhibits, sentences, and the annex of all figures.

What one of them hides, no other may tell, nor may a subtraction: whole and parts, a number and one
within it, what an earlier publication printed. The decision is kept with the publication.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from typing import Any

from filrouge.figures import engine
from filrouge.figures.facts import Scope
from filrouge.figures.kernel.formulas import atoms
from filrouge.figures.kernel.indicator import Indicator
from filrouge.figures.values import Figure
from filrouge.privacy.secrets_kept import Solver

from ..past import Past
from .memory import recall
from .protection import (
    SHARED,
    Cell,
    K,
    add_exhibit,
    add_number,
    cell,
    few,
    is_small,
    small_cell,
)
from .ties import Ties, concerns_people

RULES = 2
"""Version of the rules; 1 judged the annex number by number."""
_EVERY = "hf.tenants.followed"
"""The figure of everybody accompanied: whoever reads for a group reads it for the group."""
_COMPARING = ("change", "points", "rises")
_SHOWN = 10
"""How much more is lost with a number that the document shows than with one of the annex."""


class Together:
    """The exhibits and sentences of one document: what one hides, no other may tell.

    With a `scope`, numbers are known by the records behind them, and judged with what was published
    `before`. `group` names the group that a figure is read for, by id ("" for everybody).
    """

    def __init__(
        self,
        scope: Scope | None = None,
        before: Past | None = None,
        group: Callable[[str], str] = lambda id_: "",
    ) -> None:
        self.judged = False
        self.exposed: list[str] = []
        self._scope = scope
        self._before = before or Past()
        self._solver = Solver()
        self._group = group
        self._ties = Ties(self._solver, group(_EVERY))
        self._annex: dict[str, list[str]] = {}
        self._printed: dict[tuple[str, ...], Figure] = {}
        self._said: set[str] = set()
        self._hidden: dict[str, str] = {}

    # --- what is shown -------------------------------------------------------------------------

    def annex(self, indicators: Iterable[Indicator]) -> None:
        """Figures that leave with the document, whether it shows them or not."""
        if self._scope is not None:
            for one in indicators:
                if concerns_people(self._scope, one):
                    self._annex[one.id] = self._ties.tells(self._scope, one)

    def says(self, figure: Figure, code: str = "") -> None:
        """A sentence says this figure: another one is rather hidden than this."""
        names = self._names(figure, code)
        self._said.update(names)
        self._printed[tuple(names)] = figure

    def remember(self, cells: Sequence[Cell], totals: Collection[Fraction]) -> None:
        """What an exhibit prints and hides, and its sums."""
        first = [replace(one, hidden="small" if small_cell(one) else "") for one in cells]
        names = [self._names(one.figure, one.code) for one in cells]
        if all(self.tied(one.figure) for one in cells):
            for one, told in zip(first, names, strict=True):
                if one.people and one.counted is not None and told:
                    add_number(self._solver, told[0], one)
        else:
            add_exhibit(self._solver, first, [one[0] if one else "" for one in names], totals)
        for one, told in zip(cells, names, strict=True):
            if one.counted and not one.hidden:
                self._printed[tuple(told)] = one.figure

    def opened(self, cells: Sequence[Cell]) -> None:
        """A writer asks to show these as they are: they are no secret any more."""
        for one in cells:
            for name in self._names(one.figure, one.code):
                if number := self._solver.numbers.get(name):
                    number.goals, number.hidden, number.printable = (), False, False

    def tied(self, figure: Figure) -> bool:
        """Whether the records behind a figure are known, not only its number."""
        scope = self._scope
        if scope is None or figure.period != scope.period:
            return False
        return concerns_people(scope, figure.indicator)

    def _names(self, figure: Figure, code: str) -> list[str]:
        if self._scope is not None and self.tied(figure):
            within = code or self._group(figure.id)
            return self._ties.tells(self._scope, figure.indicator, within)
        return [_name(cell("", figure, people=True, code=code))]

    # --- the judgement -------------------------------------------------------------------------

    def settle(self) -> bool:
        """Judge all at once; True when something printed has to be hidden."""
        self._ties.tie()
        recall(self._ties, self._before.decisions)
        self._weigh()
        self.exposed = self._solver.settle()
        if self.exposed:
            # No proof that these are kept: all that was hidden for them stays hidden.
            for name in self.exposed:
                self._solver.numbers[name].goals = ()
            for number in self._solver.numbers.values():
                number.printable &= not number.hidden
            self._solver.settle()
        self._hidden = {
            name: "small" if is_small(Fraction(one.value)) else "other"
            for name, one in self._solver.numbers.items()
            if one.hidden and one.value
        }
        self.judged = True
        return any(not self._hidden.keys().isdisjoint(names) for names in self._printed)

    def _weigh(self) -> None:
        """What is said is hidden last, then what is shown, then what many figures stand on."""
        numbers = self._solver.numbers
        told = Counter(name for names in self._annex.values() for name in set(names))
        for names in self._printed:
            told.update({name: _SHOWN for name in names})
        for name, number in numbers.items():
            number.weight = told[name]
            number.spare = name in self._said

    def seen(self, one: Cell) -> Cell:
        """A cell, hidden when the document hides it elsewhere."""
        if one.hidden or not (one.people or self.tied(one.figure)):
            return one
        words = self.hides(one.figure, one.code)
        return replace(one, hidden=words) if words else one

    def hides(self, figure: Figure, code: str = "") -> str:
        """Why a figure may not be said: "small", "other"; "" when it may."""
        names = self._names(figure, code)
        if self._scope is not None and self._compares(figure.indicator):
            return "other"
        if isinstance(figure.value, tuple):
            # A list hides its small numbers one by one.
            return "other" if any(self._hidden.get(name) == "other" for name in names) else ""
        if self._hidden.keys().isdisjoint(names):
            return ""
        mean = figure.indicator.measure in ("mean", "median", "min", "max")
        return "small" if few(figure) and not mean else "other"

    def _compares(self, indicator: Indicator) -> bool:
        """Whether a figure would tell a number that an earlier report did not print."""
        years = self._before.forgotten.get(str(indicator.options.get("of")), ())
        return indicator.measure in _COMPARING and bool(years)

    def _annex_masked(self) -> list[str]:
        """The figures of the annex that may not be said, small ones included."""
        known = engine.known(self._scope) if self._scope else {}
        return [
            id_
            for id_, names in self._annex.items()
            if self._compares(known[id_])
            or any(
                known[id_].measure != "by_month" or self._hidden[name] == "other"
                for name in names
                if name in self._hidden
            )
        ]

    # --- what is kept with the publication -----------------------------------------------------

    def decision(self) -> dict[str, Any]:
        """What was decided and by which rules: enough to judge the next publication with it."""
        if self._scope is None:
            return {}
        numbers = self._solver.numbers
        return {
            "rules": RULES,
            "k": K,
            "period": self._scope.period.slug,
            "masked": self._annex_masked(),
            "forgotten": {id_: sorted(years) for id_, years in self._before.forgotten.items()},
            "exposed": list(self.exposed),
            "numbers": {
                name: {
                    "value": str(one.value),
                    "shown": not one.hidden,
                    "low": str(one.low),
                    "high": "" if one.high is None else str(one.high),
                    "goals": [str(goal) for goal in one.goals],
                    "either": one.either,
                }
                for name, one in numbers.items()
            },
            "names": {name: real for name, real in self._ties.alias.items() if name != real},
            "lines": [[whole, *parts] for whole, parts in self._solver.lines],
        }


@contextmanager
def together(shared: Together | None = None) -> Iterator[Together]:
    """Within it, every exhibit that is protected is remembered, and judged with the others."""
    shared = shared or Together()
    token = SHARED.set(shared)
    try:
        yield shared
    finally:
        SHARED.reset(token)


def _name(one: Cell) -> str:
    """A number of persons, the same whether it is printed as a count or as part of a share."""
    indicator = one.figure.indicator
    of = indicator.id
    if indicator.measure in ("count", "share"):
        of = repr(atoms(indicator)[:1])
    return "|".join([of, one.figure.period.slug, one.code, str(one.counted)])
