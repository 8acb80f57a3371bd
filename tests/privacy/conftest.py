"""A person whose file holds one record of each kind."""

from __future__ import annotations

import pytest

from filrouge.people.models import Person
from filrouge.vault import keys
from tests.dossiers import lives


@pytest.fixture
def heron(db: None) -> Person:
    """A person with one record of each kind, each written field holding a word of its own."""
    keys.forget()
    one = lives.person(41, followed=True)
    lives.records(one)
    return one
