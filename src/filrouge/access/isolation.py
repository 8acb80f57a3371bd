"""Which compartments the work at hand may see: what PostgreSQL is told before each statement.

The database shows a row about a person only when the compartment of its table is in the setting
`filrouge.doors` of the connection (`row_security.py`). Here is what that setting must hold now:
nothing at first, the doors of the reader during a request (`middleware.Isolation`), or those of a
*purpose* where the program counts without showing, or writes by design. It is kept beside the
thread, not in the connection; `postgresql/base.py` tells the connection when both differ.
Source: docs/adr/0013-row-security.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from .compartments import Compartment

SETTING = "filrouge.doors"
EVERYTHING = frozenset(Compartment)
NOTHING: frozenset[Compartment] = frozenset()
PURPOSES: Mapping[str, frozenset[Compartment]] = {
    "command": EVERYTHING,
    "demo": EVERYTHING,
    "feed": frozenset({Compartment.IDENTITY, Compartment.PSYCHOSOCIAL}),
    "figures": EVERYTHING,
    "import": EVERYTHING,
    "lives": frozenset({Compartment.IDENTITY, Compartment.PSYCHOSOCIAL, Compartment.HEALTH}),
    "material": frozenset({Compartment.HEALTH}),
    "migration": EVERYTHING,
    "money": frozenset({Compartment.MONEY}),
    "references": EVERYTHING,
    "retention": EVERYTHING,
    "review": frozenset({Compartment.IDENTITY}),
    "rights": EVERYTHING,
}
"""Work that is not bounded by the doors of a reader, and what it sees. Listed in the ADR; the
places that enter one are listed in tests/secrecy/test_isolation.py."""

_open: ContextVar[frozenset[Compartment]] = ContextVar("filrouge_doors", default=NOTHING)


def current() -> frozenset[Compartment]:
    """The compartments that the work at hand may see."""
    return _open.get()


def setting() -> str:
    """The same as the database is told."""
    return ",".join(sorted(_open.get()))


@contextmanager
def doors(compartments: Iterable[Compartment]) -> Iterator[None]:
    """See these compartments and no other, whatever was seen before; then as before.

    Never around a `yield`: what asked for the next value would see them too.
    """
    token = _open.set(frozenset(compartments))
    try:
        yield
    finally:
        _open.reset(token)


@contextmanager
def purpose(name: str) -> Iterator[None]:
    """See what a purpose sees, also as a decorator. KeyError for a purpose that is not listed."""
    with doors(PURPOSES[name]):
        yield
