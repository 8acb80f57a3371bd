"""Controlled lists as declarations name them: `sector`, or two in one, `sector+theme`."""

from __future__ import annotations

from functools import cache

from filrouge.common.text import label_key
from filrouge.vocabulary import lists
from filrouge.vocabulary.lists import Vocabulary


@cache
def listed(name: str) -> Vocabulary:
    """The list; several names between `+` make one list, each code once."""
    if "+" not in name:
        return lists.get(name)
    terms = {term.code: term for part in name.split("+") for term in lists.get(part).terms}
    return Vocabulary(name, tuple(terms.values()), label_key)
