"""Which rows a number of persons counts, and what a reader can subtract from what.

Two numbers of the same rows are one number, whatever names they bear. A number that holds another,
the parts of a whole, a sum: what is left of each is a number of persons too, printed or not.
What holds what is read in the records, not in the words of the definitions: a reader knows less.
"""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from filrouge.figures import engine, facts
from filrouge.figures.facts import Scope
from filrouge.figures.facts.base import group_of
from filrouge.figures.kernel import formulas
from filrouge.figures.kernel.conditions import Where, fields, freeze, matcher
from filrouge.figures.kernel.indicator import Atom, Indicator
from filrouge.privacy.secrets_kept import Known, Solver

K, K_SENSITIVE = 5, 10
"""Fewest persons a number may stand for; the second where health crosses place, origin or age."""
OF_HEALTH = frozenset({"use", "symptoms", "functioning"})
POINTING = frozenset({"commune", "age_class", "nationality"})
OF_PERSONS = frozenset(
    {
        "anniversary",
        "candidate",
        "end",
        "followed",
        "functioning",
        "income",
        "move",
        "symptoms",
        "use",
        "visit_rhythm",
    }
)
"""Facts whose rows are persons, or events so personal that a few of them point to somebody."""
_WHOLE = ("difference", "total")
_ON_KNOWN = ("mean", "median", "min", "max", "nth", "known", "sum_known")

type Rows = frozenset[int]
type Where_ = tuple[Where, str]


class Ties:
    """The numbers of persons that figures tell, by name, with the sums that tie them.

    `group` is the group of a breakdown that all figures are read for: it is a whole by itself.
    """

    def __init__(self, solver: Solver, group: str = "") -> None:
        self.solver = solver
        self._group = group
        self.alias: dict[str, str] = {}
        """The name of a number by each of its definitions."""
        self._rows: defaultdict[tuple[str, str], dict[Rows, str]] = defaultdict(dict)
        self._where: defaultdict[tuple[str, str], dict[Where_, Rows]] = defaultdict(dict)
        self._scopes: dict[str, Scope] = {}

    # --- what a figure tells -------------------------------------------------------------------

    def tells(self, scope: Scope, indicator: Indicator, within: str = "") -> list[str]:
        """The numbers of persons that somebody knows who reads the figure."""
        measure = indicator.measure
        if measure in _WHOLE and not within and self._parts(scope, indicator):
            return [self._sum(scope, indicator)]
        if not indicator.fact:
            return self._through(scope, indicator, within)
        atoms: list[Atom] = []
        if indicator.fact in OF_PERSONS and measure in ("count", "share"):
            atoms = formulas.atoms(indicator)
        elif indicator.fact in OF_PERSONS and measure in _ON_KNOWN:
            atoms = [Atom(indicator.fact, "known", indicator.field, indicator.where)]
        elif indicator.fact in OF_PERSONS and measure == "by_month":
            where, month = dict(indicator.where), indicator.field
            each = (freeze({**where, month: number}) for number in range(1, 13))
            atoms = [Atom(indicator.fact, "count", "", one) for one in each]
        return [self.number(scope, atom, within) for atom in atoms]

    def _through(self, scope: Scope, indicator: Indicator, within: str) -> list[str]:
        """What a figure made of others tells: what they do."""
        known = engine.known(scope, indicator.needs)
        parts = [known[id_] for id_ in indicator.needs if id_ in known]
        found = [name for one in parts for name in self.tells(scope, one, within)]
        if indicator.measure in ("ratio", "one_in") and len(found) == 2:
            self._left(*found)
        return found

    def _parts(self, scope: Scope, indicator: Indicator) -> list[list[str]]:
        """The one number of each part of a sum; nothing when a part is not of persons."""
        known = engine.known(scope, indicator.needs)
        parts = [self.tells(scope, known[id_]) for id_ in indicator.needs if id_ in known]
        return parts if parts and all(len(one) == 1 for one in parts) else []

    def _sum(self, scope: Scope, indicator: Indicator) -> str:
        """A sum or a difference of other figures, tied to them."""
        name = f"{indicator.id}|{scope.period.slug}"
        if name in self.alias:
            return self.alias[name]
        self.alias[name] = name
        parts = [one for (one,) in self._parts(scope, indicator)]
        values = [Fraction(self.solver.numbers[one].value) for one in parts]
        if indicator.measure == "total":
            self._add(name, sum(values, Fraction(0)))
            self.solver.line(name, parts)
        else:
            self._add(name, values[0] - sum(values[1:], Fraction(0)))
            self.solver.line(parts[0], [name, *parts[1:]])
        return name

    def number(self, scope: Scope, atom: Atom, within: str = "") -> str:
        """The name of how many rows an atom counts: one for the same rows."""
        slug = scope.period.slug
        said = (atom.fact, atom.aggregate, atom.field, repr(atom.where), slug, within)
        definition = "|".join(said)
        if definition not in self.alias:
            self._scopes[slug] = scope
            rows = _rows(scope, atom, within)
            name = self._rows[atom.fact, slug].setdefault(rows, definition)
            if atom.aggregate == "count":
                self._where[atom.fact, slug][atom.where, within] = rows
            self.alias[definition] = name
            self._add(name, Fraction(len(rows)), _k(atom.fact, within))
            if within and within == self._group:
                self._others(name, definition, len(_rows(scope, atom, "")))
        return self.alias[definition]

    def _others(self, name: str, definition: str, every: int) -> None:
        """A group beside everybody: the report of all tells the others by subtraction."""
        whole = f"everybody|{definition}"
        self.solver.numbers[whole] = Known(Fraction(every), printable=False)
        self._left(name, whole)

    def _add(self, name: str, value: Fraction, k: int = K) -> None:
        number = self.solver.numbers.setdefault(name, Known(value, low=min(value, Fraction(K))))
        if 0 < value < K:
            # What is printed says that it is one of 1 to 4: not which.
            number.low, number.high = Fraction(1), Fraction(K - 1)
            _unsure(number)
        elif 0 < value < k:
            number.goals = (Fraction(k),)

    # --- what can be subtracted ----------------------------------------------------------------

    def tie(self) -> None:
        """Every whole with its parts, every number with those it holds."""
        for place in list(self._rows):
            told = [one for one in self._rows[place] if len(one) >= K]
            self._partitions(*place)
            for first, second in combinations(told, 2):
                small, big = sorted((first, second), key=len)
                if len(big) - len(small) < K and small < big:
                    self._split(big, [small], self._rows[place])

    def _partitions(self, fact: str, slug: str) -> None:
        """Numbers that differ by what they ask of one field, and the one that asks nothing."""
        scope = self._scopes[slug]
        alike: defaultdict[tuple[Where, str, str], dict[Rows, None]] = defaultdict(dict)
        for (where, within), rows in list(self._where[fact, slug].items()):
            for field in fields(where):
                rest = tuple(one for one in where if one[0].partition("__")[0] != field)
                alike[rest, within, field][rows] = None
            if within and within != self._group:
                alike[where, "", within.partition("=")[0]][rows] = None
        for (where, within, _field), parts in alike.items():
            told = self.solver.numbers.keys() | ()
            name = self.number(scope, Atom(fact, "count", "", where), within)
            if name not in told:
                # A whole that nothing prints: a reader knows of it, not how many it is.
                value = self.solver.numbers[name].value
                self.solver.numbers[name] = Known(value, hidden=True, printable=False)
            self._split(self._where[fact, slug][where, within], parts, self._rows[fact, slug])

    def _split(self, whole: Rows, parts: Iterable[Rows], names: dict[Rows, str]) -> None:
        """A whole is its parts and the rest, which may be a number of its own."""
        kept = [one for one in self._apart(parts) if one]
        if not kept or kept == [whole]:
            return
        left = whole.difference(*kept)
        if left and left not in names:
            told = "|".join(["rest", names[whole], *sorted(names[one] for one in kept)])
            names[left] = self._gap(told, Fraction(len(left)))
            if any(len(one) < K for one in kept):
                # Beside others that read "< 5", it may be known to be of as few, not of how many.
                _unsure(self.solver.numbers[names[left]])
        self.solver.line(names[whole], [names[one] for one in (*kept, left) if one])

    @staticmethod
    def _apart(parts: Iterable[Rows]) -> list[Rows]:
        """Those that share no row, the largest first."""
        found: list[Rows] = []
        for one in sorted(parts, key=len, reverse=True):
            if all(one.isdisjoint(other) for other in found):
                found.append(one)
        return found

    def _left(self, part: str, whole: str) -> None:
        """What is left of a whole without a part of it."""
        numbers = self.solver.numbers
        left = Fraction(numbers[whole].value) - Fraction(numbers[part].value)
        if part != whole and left >= 0:
            self.solver.line(whole, [part, self._gap(f"{whole} - {part}", left)])

    def _gap(self, name: str, value: Fraction) -> str:
        """A number nobody prints: it may not be known to be of fewer than five either."""
        goals = (Fraction(K),) if 0 < value < K else ()
        self.solver.numbers.setdefault(
            name, Known(value, goals=goals, hidden=True, printable=False)
        )
        return name


def _unsure(number: Known) -> None:
    """A small number may be another as small."""
    if 0 < number.value < K:
        number.goals = tuple(one for one in (number.value - 1, number.value + 1) if 0 < one < K)
        number.either = True


def concerns_people(scope: Scope, indicator: Indicator) -> bool:
    """Whether records of persons are behind a figure, directly or through others."""
    if indicator.fact:
        return indicator.fact in OF_PERSONS
    known = engine.known(scope, indicator.needs)
    return any(concerns_people(scope, known[id_]) for id_ in indicator.needs if id_ in known)


def _rows(scope: Scope, atom: Atom, within: str) -> Rows:
    """The places of the rows an atom counts, among all rows of its fact."""
    fact = facts.ALL[atom.fact]
    dimension, _equals, code = within.partition("=")
    passes = matcher(atom.where)
    found = []
    for at, row in enumerate(fact.every(scope)):
        if not passes(row) or (atom.field and row[atom.field] is None):
            continue
        if not dimension or group_of(scope, row, dimension) == code:
            found.append(at)
    return frozenset(found)


def _k(fact: str, within: str) -> int:
    crossed = fact in OF_HEALTH and within.partition("=")[0] in POINTING
    return K_SENSITIVE if crossed else K
