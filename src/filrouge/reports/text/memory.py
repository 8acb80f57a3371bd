"""What was published before, put before whoever judges what is published now.

A number of the same persons that did not change is one number: shown once, it is known; hidden
once, it stays hidden. One that changed stands beside the old one, and what sets them apart is a
number of persons too.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from filrouge.privacy.secrets_kept import Known

from .ties import K, Ties


def recall(ties: Ties, decisions: Sequence[Mapping[str, Any]]) -> None:
    """Add what earlier publications of the same period printed and hid."""
    for at, decision in enumerate(decisions, start=1):
        _recall(ties, decision, f"{at}/")


def _recall(ties: Ties, decision: Mapping[str, Any], mark: str) -> None:
    numbers = ties.solver.numbers
    now = _now(ties, decision)
    names: dict[str, str] = {}
    for name, kept in decision.get("numbers", {}).items():
        value = Fraction(kept["value"])
        same = [one for one in now.get(name, ()) if Fraction(numbers[one].value) == value]
        if same:
            names[name] = same[0]
            _as_before(numbers[same[0]], shown=kept["shown"])
            continue
        names[name] = mark + name
        numbers[mark + name] = Known(
            value,
            low=Fraction(kept["low"]),
            high=Fraction(kept["high"]) if kept["high"] else None,
            goals=tuple(Fraction(one) for one in kept["goals"]),
            either=kept["either"],
            hidden=not kept["shown"],
            printable=False,
        )
        for other in now.get(name, ()):
            _apart(ties, mark + name, other)
    for whole, *parts in decision.get("lines", ()):
        ties.solver.line(names[whole], [names[one] for one in parts])


def _now(ties: Ties, decision: Mapping[str, Any]) -> dict[str, list[str]]:
    """The numbers of today that bear a name of an earlier one."""
    found: dict[str, dict[str, None]] = {}
    old = {**{name: name for name in decision.get("numbers", {})}, **decision.get("names", {})}
    for definition, name in old.items():
        here = ties.alias.get(definition, definition)
        if here in ties.solver.numbers:
            found.setdefault(name, {})[here] = None
    return {name: list(ones) for name, ones in found.items()}


def _as_before(number: Known, *, shown: bool) -> None:
    """Shown once is shown for good; hidden once stays so."""
    if number.printable:
        number.hidden, number.printable = not shown, False


def _apart(ties: Ties, old: str, new: str) -> None:
    """What sets an edition apart from the one before."""
    numbers = ties.solver.numbers
    small, big = sorted((old, new), key=lambda name: Fraction(numbers[name].value))
    gap = Fraction(numbers[big].value) - Fraction(numbers[small].value)
    name = f"{big} - {small}"
    numbers[name] = Known(
        gap, goals=(Fraction(K),) if gap < K else (), hidden=True, printable=False
    )
    ties.solver.line(big, [small, name])
