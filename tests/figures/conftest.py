"""Readers of these tests work in both teams: the records behind a figure are open to them."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def user_of(user_of: Callable[[str], Any]) -> Callable[[str], Any]:
    def make(role: str) -> Any:
        user = user_of(role)
        if not user.teams:
            user.teams = ";act;icm;"
            user.save(update_fields=["teams"])
        return user

    return make
