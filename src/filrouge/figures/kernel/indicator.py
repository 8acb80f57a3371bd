"""What a figure is, before any record is read."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .conditions import Where


@dataclass(frozen=True)
class Atom:
    """One thing to count on a fact: how (`count`, `sum`...), what field, which rows."""

    fact: str
    aggregate: str
    field: str = ""
    where: Where = ()


@dataclass(frozen=True)
class Texts:
    """An indicator in one language. The sentence has places {value}, {base} and {numerator}."""

    label: str
    definition: str
    sentence: str = ""
    choice: str = ""
    member: str = ""
    """What the member of a family is called in this language; "" outside a family."""


@dataclass(frozen=True)
class Indicator:
    """A definition, made of data only. A changed meaning is a new version.

    `measure` names a formula of `formulas.py`; `options` are its arguments. `decimals` None means
    "as recorded". `suffix` names what is counted where the unit does not ("years", "days").
    `family` is the pattern this indicator was expanded from, `member` its code.
    """

    id: str
    version: int
    unit: str
    measure: str
    chapter: str
    decimals: int | None = 0
    suffix: str = ""
    fact: str = ""
    field: str = ""
    where: Where = ()
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    family: str = ""
    member: str = ""
    texts: Mapping[str, Texts] = dataclasses.field(default_factory=dict, hash=False)

    @property
    def programme(self) -> str:
        return self.chapter.partition("/")[0]

    @property
    def needs(self) -> tuple[str, ...]:
        """Ids of the indicators this one is computed from."""
        names = []
        for key in ("of", "numerator", "denominator", "base"):
            if isinstance(value := self.options.get(key), str):
                names.append(value)
        names.extend(self.options.get("parts", ()))
        return tuple(names)
