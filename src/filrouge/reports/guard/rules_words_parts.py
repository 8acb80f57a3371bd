"""Parts that are no parts: people not yet accompanied, deaths among those who lost a home."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_counts import OF_WHICH, facts_of
from filrouge.reports.guard.rules_words_prose import Quantity, Said, every, lexicon, pattern


def parts(reading: Reading) -> Iterator[Finding]:
    """A part given of a whole it does not belong to."""
    for said in every(reading):
        if finding := _elsewhere(said) or _mixed(said):
            yield finding


def _elsewhere(said: Said) -> Finding | None:
    """ "87 personnes, dont 4 en préparation": those are counted apart."""
    apart = [set(pair) for pair in lexicon()["perimeter"]["apart"]]
    counts = [q for q in said.quantities if q.counts and q.figure is not None]
    for whole, part in pairwise(counts):
        if not OF_WHICH.search(said.typed[whole.end : part.start]):
            continue
        facts = facts_of(_id(whole)), facts_of(_id(part))
        if any(len(pair & facts[0]) == 1 and pair & facts[1] == pair - facts[0] for pair in apart):
            return said.finding(
                "perimeter",
                _("%(part)s is not a part of %(whole)s: %(label)s are counted apart.")
                % {
                    "part": said.text[part.start : part.end],
                    "whole": said.text[whole.start : whole.end],
                    "label": part.figure.label if part.figure else "",
                },
                _("Write “and, apart from them,” instead of “of which”."),
            )
    return None


def _id(quantity: Quantity) -> str:
    return quantity.figure.id if quantity.figure else ""


def _mixed(said: Said) -> Finding | None:
    """ "10 sorties : rue, institution, décès": a death is not a home lost."""
    left = pattern("perimeter", "left")
    for quantity in said.quantities:
        noun = left.match(said.typed, quantity.end + 1) if quantity.counts else None
        if noun is None:
            continue
        rest = said.typed[noun.end() : noun.end() + 120].partition(";")[0]
        dead = pattern("perimeter", "dead").search(rest)
        if not dead or pattern("perimeter", "apart_said").search(rest):
            continue
        if re.search(r"\bdont\b|:|\(", rest[: dead.start()]):
            return said.finding(
                "perimeter",
                _("%(number)s counts deaths with those who left their home.")
                % {"number": said.text[quantity.start : noun.end()]},
                _("Give the deaths apart, and say how the share kept in housing treats them."),
            )
    return None
