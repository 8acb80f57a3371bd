"""Every fact, by name. A figure reads facts only, never a table."""

from . import (
    channels,
    events,
    exchange,
    homes,
    institution,
    intervision,
    outreach,
    partners,
    peer_support,
    persons,
    positions,
    requests,
    reviews,
    supervisions,
    trainings,
)
from .base import Fact
from .scope import DIMENSIONS, Scope

MODULES = (
    persons,
    homes,
    reviews,
    events,
    partners,
    intervision,
    exchange,
    outreach,
    channels,
    requests,
    supervisions,
    peer_support,
    trainings,
    institution,
    positions,
)
ALL: dict[str, Fact] = {fact.name: fact for module in MODULES for fact in module.FACTS}

__all__ = ["ALL", "DIMENSIONS", "Fact", "Scope"]
