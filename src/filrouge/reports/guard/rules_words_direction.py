"""A rise said beside a fall, a fall beside a rise, a stability that is none, or unverifiable.

A claim is compared with, in this order: the change printed in its clause, two values written
there ("de 54 à 48", "54 contre 48 en 2023"), the earlier published value of the live figure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_moves import Move, pair_of, since_published
from filrouge.reports.guard.rules_words_prose import (
    HIDDEN,
    Quantity,
    Said,
    covered,
    passages_said,
    pattern,
)

MANY = 12
"""Claims of a sentence that are judged."""

# What makes of "baisse" a noun: "une forte baisse".
_NOUN = re.compile(
    r"\b(?:une?|la|cette|leurs?|sa|aucune|toute|des?|d'|l') ?"
    r"(?:forte |nette |legere |petite |grande |simple |nouvelle )?$"
)
_TREND = {1: ("up",), -1: ("down",), 0: ("stable",)}


@dataclass(frozen=True)
class Claim:
    """`allowed` are the directions that make it true; `alone` when no other is in the sentence."""

    said: Said
    start: int
    end: int
    allowed: frozenset[int]
    alone: bool = True

    @property
    def words(self) -> str:
        return self.said.text[self.start : self.end]


def direction(reading: Reading) -> Iterator[Finding]:
    """Rise, fall or stability claimed against the numbers."""
    for passage in passages_said(reading):
        for index, said in enumerate(passage):
            if not said.claims:
                continue
            before = passage[index - 1] if index else None
            made = list(islice(claims(said), MANY))
            for claim in made:
                if finding := _judged(replace(claim, alone=len(made) == 1), before):
                    yield finding
                    break


def claims(said: Said) -> Iterator[Claim]:
    """The words that claim a direction, wishes and homonyms left out."""
    text = said.typed
    innocent, wished = pattern("direction", "innocent"), pattern("direction", "wished")
    for sign_, names in _TREND.items():
        for found in pattern("direction", names[0]).finditer(text):
            start, _end = said.clause(found.start())
            if covered(innocent, text, found.start()) or HIDDEN in found[0]:
                continue
            if wished.search(text[start : found.start()]) or wished.match(text, start):
                continue
            if pattern("direction", "needs_time").fullmatch(found[0]) and not _in_time(said, found):
                continue
            if sign_ == 0 and not _about_number(said, found):
                continue
            allowed = {sign_}
            if _negated(text, found):
                allowed = {-1, 0, 1} - allowed
            yield Claim(said, found.start(), found.end(), frozenset(allowed))


def _in_time(said: Said, found: re.Match[str]) -> bool:
    """Whether a comparison in time is meant: it says so, or stands beside a live figure."""
    inside = said.between(*said.clause(found.start()))
    beside = any(q.figure is not None and q.figure.previous for q in inside)
    return beside or bool(pattern("direction", "compared").search(said.typed))


def _about_number(said: Said, found: re.Match[str]) -> bool:
    """ "stable" and "maintien" claim something of a number only beside a word of quantity."""
    start, end = said.clause(found.start())
    clause = said.typed[start:end]
    if found[0].startswith("maintien"):
        return bool(
            pattern("direction", "stable_of").fullmatch(found[0].split()[-1].split("'")[-1])
        )
    # As an attribute: "reste stable", "est stable"; or with a number: "stable a 22 %".
    head = said.typed[max(start, found.start() - 40) : found.start()]
    attribute = re.search(r"\b(?:est|sont|reste\w*|demeure\w*|etait|etaient) (?:\w+ ){0,2}$", head)
    noun = pattern("direction", "stable_of").search(clause)
    noun = noun or pattern("direction", "measured").search(clause)
    numbered = re.match(r"(?:,? (?:a|avec|:|autour de)? ?\(?[\d\x00])", said.typed[found.end() :])
    verb = "maintien" in found[0] or "stabilis" in found[0] or "n'" in found[0] or "ne " in found[0]
    if attribute or verb:
        return bool(noun or numbered or said.between(start, end))
    return bool(noun or numbered)


def _negated(text: str, found: re.Match[str]) -> bool:
    """ "sans augmentation", "n'a pas augmenté", "ne diminue pas"."""
    before, after = text[max(0, found.start() - 28) : found.start()], text[found.end() :]
    if re.search(
        r"\b(?:sans|aucune?|pas d[e']|pas d'une|absence d[e'](?:une )?|ni|non une|plutot qu'une"
        r"|ni d'une|n'est pas en|ne sont pas en) ?(?:\w+ )?$",
        before,
    ):
        return True
    if re.search(r"\bn(?:e |')(?:\w+ )?(?:pas|plus|guere|jamais) $", before):
        return True
    return bool(
        re.search(r"\bn(?:e |')(?:\w+ )?$", before)
        and re.match(r" (?:pas|plus|guere|point)\b", after)
    )


def _judged(claim: Claim, before: Said | None) -> Finding | None:
    said = claim.said
    moves = moves_beside(claim)
    if not moves and before is not None and not said.quantities:
        moves = [m for m in (pair_of(before, 0, len(before.typed)),) if m]
    if moves:
        if any(move.agrees(claim.allowed) for move in moves):
            return None
        return said.finding(
            "direction",
            _("“%(words)s” is said of a number that does not say so: %(move)s.")
            % {"words": claim.words.strip(), "move": moves[0].shown},
            _(
                "Change the word, or insert the change with format=trend: it "
                "always says the right one."
            ),
        )
    return _unchecked(claim, before)


def moves_beside(claim: Claim) -> list[Move]:
    """The changes a claim can be compared with, those of its own clause first."""
    said = claim.said
    start, end = said.clause(claim.start)
    for a, b in ((start, end), (0, len(said.typed))):
        if (a, b) != (start, end) and not claim.alone:
            return []  # several claims: each keeps to its clause
        signed = [q for q in said.between(a, b) if q.sign is not None and not _own_delta(claim, q)]
        if signed:
            nearest = min(signed, key=lambda q: _distance(q, claim))
            return [_move_of(nearest)]
        if pair := pair_of(said, a, b):
            return [pair]
        lives = [m for q in _nearest(claim, said.between(a, b)) if (m := since_published(said, q))]
        if lives:
            return lives[:1]
    return []


def _own_delta(claim: Claim, quantity: Quantity) -> bool:
    """ "une baisse de 4 %": the amount of the claim itself, which has no direction."""
    return quantity.live is None and quantity.sign is None


def _distance(quantity: Quantity, claim: Claim) -> int:
    return min(abs(quantity.start - claim.end), abs(claim.start - quantity.end))


def _nearest(claim: Claim, quantities: list[Quantity]) -> list[Quantity]:
    lives = [q for q in quantities if q.figure is not None and q.value is not None]
    return sorted(lives, key=lambda q: _distance(q, claim))


def _move_of(quantity: Quantity) -> Move:
    shown = quantity.live.shown if quantity.live else ""
    if not shown:
        shown = ("+" if quantity.sign == 1 else "−") + printed(quantity.value or 0)
    assert quantity.sign is not None
    return Move(quantity.sign, quantity.value, shown)


def _unchecked(claim: Claim, before: Said | None) -> Finding | None:
    """A direction claimed with nothing to check it by."""
    said = claim.said
    if said.sourced or (before is not None and before.sourced):
        return None
    start, end = said.clause(claim.start)
    here = said.between(start, end) or said.quantities
    numbered = any(q.unit != "time" and q.value is not None for q in here)
    measured = pattern("direction", "measured").search(said.typed[start:end])
    compared = pattern("direction", "compared").search(said.typed)
    own = _predicate(claim) and pattern("direction", "own").search(said.typed[start:end])
    if not (measured and (compared or numbered or own)):
        return None
    return said.finding(
        "direction",
        _("“%(words)s” is claimed, and no earlier value lets a reader check it.")
        % {"words": claim.words.strip()},
        _(
            "Give the earlier value beside it (period=previous or format=trend), or "
            "say it otherwise."
        ),
    )


def _predicate(claim: Claim) -> bool:
    """Whether the claim is the sentence's own statement: "la participation augmente"."""
    text = claim.said.typed
    found = text[claim.start : claim.end]
    if found.startswith("en "):
        return True
    if _NOUN.search(text[: claim.start]):
        return False
    return bool(re.search(r"(?:e|t|it)$", found)) and " " not in found
