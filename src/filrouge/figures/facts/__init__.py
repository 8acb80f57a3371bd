"""Every fact, by name. A figure reads facts only, never a table."""

from . import events, homes, partners, persons, reviews
from .base import Fact
from .scope import DIMENSIONS, Scope

ALL: dict[str, Fact] = {
    fact.name: fact
    for module in (persons, homes, reviews, events, partners)
    for fact in module.FACTS
}

__all__ = ["ALL", "DIMENSIONS", "Fact", "Scope"]
