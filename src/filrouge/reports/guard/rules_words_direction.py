"""A rise said beside a fall, a fall beside a rise, a stability that is none, or unverifiable.

A claim is compared with, in this order: the change printed in its clause, two values written
there ("de 54 à 48", "54 contre 48 en 2023"), the earlier published value of the live figure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_prose import (
    HIDDEN,
    Quantity,
    Said,
    covered,
    passages_said,
    pattern,
)

TOLERANCE = 2
"""Percent (or points, for shares) below which a number may be called stable."""

MANY = 12
"""Claims of a sentence that are judged."""

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


@dataclass(frozen=True)
class Move:
    """A change that can be read: its direction, how much (percent or points), and in words."""

    sign: int
    size: Fraction | None
    shown: str

    def agrees(self, claim: Claim) -> bool:
        if 0 in claim.allowed and self.size is not None and abs(self.size) <= TOLERANCE:
            return True
        if 0 in claim.allowed and len(claim.allowed) == 1:
            return self.sign == 0
        return self.sign in claim.allowed


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
            start, end = said.clause(found.start())
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
        r"\b(?:sans|aucune?|pas d[e']|pas d'une|absence d[e'](?:une )?|ni|non une|plutot qu'une|ni d'une|n'est pas en|ne sont pas en) ?(?:\w+ )?$",
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
        if any(move.agrees(claim) for move in moves):
            return None
        return said.finding(
            "direction",
            _("“%(words)s” is said of a number that does not say so: %(move)s.")
            % {"words": claim.words.strip(), "move": moves[0].shown},
            _(
                "Change the word, or insert the change with format=trend: it always says the right one."
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


def pair_of(said: Said, start: int, end: int) -> Move | None:
    """Two values of one thing at two times, written in a span."""
    inside = [q for q in said.between(start, end) if q.value is not None and q.unit != "time"]
    inside = [q for q in inside if q.sign is None]
    for first, second in zip(inside, inside[1:], strict=False):
        if first.unit != second.unit:
            continue
        gap = said.typed[first.end : second.start]
        lead = said.typed[max(start, first.start - 30) : first.start]
        tail = said.typed[second.end : second.end + 28]
        if re.search(r"\bd[e'] ?$", lead) and re.fullmatch(
            r"[^.;]{0,45}?\b(?:a|vers|jusqu'a) ?(?:\w{1,8} )?", gap
        ):
            return _moved(first, second)
        if re.search(r"(?:contre|au lieu de|apres|\(en 20\d\d ?:) ?$|\ben 20\d\d[ ,:(]+$", gap):
            years = [(y.start, y.first) for y in said.sentence.years if y.first == y.last]
            return _dated(first, second, gap, lead, tail, years)
        if re.search(r"\(? ?$|\bpour ?$", gap) and re.match(
            r" ?(?:\w+ )?(?:en 20\d\d|l'an dernier|l'an passe|l'annee (?:precedente|derniere|passee))",
            tail,
        ):
            years = [(y.start, y.first) for y in said.sentence.years if y.first == y.last]
            return _dated(first, second, gap, lead, tail, years)
    return None


def _dated(
    first: Quantity, second: Quantity, gap: str, lead: str, tail: str, years: list[tuple[int, int]]
) -> Move | None:
    """The later value is the one whose year is later; "contre" puts the earlier one second."""
    if re.search(r"(?:contre|au lieu de) ?$", gap):
        return _moved(second, first)

    def year_near(quantity: Quantity) -> int | None:
        near = [
            (abs(at - quantity.start), year) for at, year in years if abs(at - quantity.start) < 40
        ]
        return min(near)[1] if near else None

    one, two = year_near(first), year_near(second)
    if one is not None and two is not None and one != two:
        return _moved(first, second) if one < two else _moved(second, first)
    if re.search(r"l'an (?:dernier|passe)|l'annee (?:precedente|derniere|passee)", tail):
        return _moved(second, first)
    return (
        _moved(first, second) if gap.rstrip().endswith("apres") is False else _moved(second, first)
    )


def _moved(earlier: Quantity, later: Quantity) -> Move | None:
    if earlier.value is None or later.value is None:
        return None
    delta = later.value - earlier.value
    size = delta if earlier.unit in ("percent", "points") else None
    if size is None and earlier.value:
        size = 100 * delta / earlier.value
    shown = _("from %(before)s to %(after)s") % {
        "before": printed(earlier.value),
        "after": printed(later.value),
    }
    return Move((delta > 0) - (delta < 0), size, shown)


def since_published(said: Said, quantity: Quantity) -> Move | None:
    """What a live figure did since the year named in the sentence, or since the last one."""
    figure = quantity.figure
    if figure is None or not figure.exact or not figure.previous or quantity.value is None:
        return None
    if quantity.live is not None and quantity.live.form in ("base", "numerator"):
        return None
    earlier = dict(figure.previous)
    named = [y.first for y in said.sentence.years if y.first in earlier]
    year = named[0] if named else figure.previous[0][0]
    try:
        before = Fraction(earlier[year])
    except ValueError:
        return None
    delta = Fraction(figure.text or figure.exact) - before
    size = (
        delta if figure.unit in ("percent", "points") else 100 * delta / before if before else None
    )
    shown = _("%(label)s went from %(before)s in %(year)s to %(after)s") % {
        "label": figure.label,
        "before": printed(before),
        "year": year,
        "after": printed(Fraction(figure.text or figure.exact)),
    }
    return Move((delta > 0) - (delta < 0), size, shown)


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
            "Give the earlier value beside it (period=previous or format=trend), or say it otherwise."
        ),
    )


def _predicate(claim: Claim) -> bool:
    """Whether the claim is the sentence's own statement: "la participation augmente"."""
    found = claim.said.typed[claim.start : claim.end]
    return (
        bool(re.search(r"(?:e|ent|ait|it|issent|t)$", found)) and " " not in found
    ) or found.startswith("en ")
