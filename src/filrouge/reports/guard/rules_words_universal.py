"""Words that leave nobody out ("tous", "chacun", "aucun"), held against what stands beside."""

import re
from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.reading import Reading, TypedList
from filrouge.reports.guard.rules_words_prose import (
    Quantity,
    Said,
    lexicon,
    neighbours,
    passages_said,
    pattern,
)
from filrouge.reports.guard.rules_words_shares import shares_with_place

_LINK = re.compile(
    r"[^;.]{0,90}?(?:\(|, soit |, c'est-a-dire | soit |, a savoir |: ?| a |, )"
    r"(?:soit |environ |a )?$"
)
# "tous les locataires rencontrés, soit 82 sur 87": those met, and no others.
_RESTRICTED = re.compile(
    r"^(?:\s[\w’'-]+){1,3}?(?:\s\w+(?:és|ées|is|us|ues|ies)\s?[,(]|\s(?:qui|que|dont)\b)"
)
_PART = re.compile(
    r"\b(?:dont|parmi|mais|seul\w*|sauf|hormis|excepte|tandis|alors|confondue?s|chez|pour)\b"
)


def universal(reading: Reading) -> Iterator[Finding]:
    """All, each or none said beside a share that is not, or drawn from a mere difference."""
    for passage in passages_said(reading):
        for index, said in enumerate(passage):
            if not said.claims:
                continue
            finding = _beside_share(said) or _from_difference(
                said, passage[index - 1] if index else None
            )
            finding = finding or _each(reading, said)
            if finding:
                yield finding


def universals(said: Said, name: str) -> list[re.Match[str]]:
    """Universal words that are the subject, not the base of a share ("sur l'ensemble des")."""
    before = re.compile(rf"\b(?:{'|'.join(lexicon()['universal']['base_before'])}) ?$")
    found = pattern("universal", name).finditer(said.typed)
    return [one for one in found if not before.search(said.typed[: one.start()][-24:])]


def _beside_share(said: Said) -> Finding | None:
    words = [(one, 100) for one in universals(said, "all")]
    words += [(one, 0) for one in universals(said, "none")]
    words.sort(key=lambda word: word[0].start())
    shares = shares_with_place(said)
    for index, (one, expected) in enumerate(words):
        until = words[index + 1][0].start() if index + 1 < len(words) else len(said.typed)
        for share, start in shares:
            gap = said.typed[one.end() : start]
            if not one.end() <= start < until or not _LINK.fullmatch(gap) or _PART.search(gap):
                continue
            if _RESTRICTED.search(said.text[one.end() : start].lower()):
                continue
            if abs(share - expected) < Fraction(1, 20):
                break
            return said.finding(
                "universal",
                _("“%(words)s” stands beside %(share)s %%.")
                % {"words": said.text[one.start() : one.end()], "share": printed(share)},
                _("Write how many of how many (format=share), or keep “all” for everybody."),
            )
    return None


def _from_difference(said: Said, before: Said | None) -> Finding | None:
    """ "+7 at the integration income: the whole group of newcomers receives it"."""
    words = universals(said, "all")
    if not words:
        return None
    together = said.typed if before is None else f"{before.typed} {said.typed}"
    quantities = (*(before.quantities if before else ()), *said.quantities)
    moved = any(q.sign is not None for q in quantities) or re.search(
        r"\b(?:de plus|en plus|supplementaires?) (?:qu[e']|que l'an|par rapport)", together
    )
    deduced = pattern("universal", "deduced").search(together) or re.search(
        r"[:;] ?$", said.typed[: words[0].start()]
    )
    if not (moved and deduced):
        return None
    return said.finding(
        "universal",
        _(
            "“%(words)s” is deduced from a difference between two years: people left and "
            "people came."
        )
        % {"words": said.text[words[0].start() : words[0].end()]},
        _("Count it on the records of the persons concerned, and give that share with its base."),
    )


_EACH = re.compile(r"\b(?:chacune?|chaque|respectivement)\b")


def _each(reading: Reading, said: Said) -> Finding | None:
    """ "4 participants chacun" beside parts that are not all 4."""
    one = re.search(r"\bchacune?\b(?! d)", said.typed)
    if not one:
        return None
    start, _end = said.clause(one.start())
    held = [q for q in said.between(start, one.start()) if q.counts]
    if not held or held[-1].value is None or one.start() - held[-1].end > 40:
        return None
    wanted = held[-1].value
    parts = _parts(reading, said, one)
    total = _total(said, held, one)
    if total is None and (len(parts) < 2 or all(part == wanted for part in parts)):
        return None
    return said.finding(
        "universal",
        _("“%(words)s” says %(number)s for each, and the parts beside it are not equal.")
        % {"words": said.text[one.start() : one.end()], "number": printed(wanted)},
        _("Give the number of each, or the smallest and the largest."),
    )


def _parts(reading: Reading, said: Said, one: re.Match[str]) -> list[Fraction]:
    """The numbers of the parts: in brackets in the sentence, or in the list that follows."""
    typed = said.typed
    found = [
        q.value
        for q in said.quantities
        if q.counts
        and q.value is not None
        and re.search(r"\($", typed[: q.start].rstrip())
        and re.match(r"[^,;]{0,20}\)", typed[q.end :])
    ]
    if len(found) > 1:
        return found
    if (
        not said.text.rstrip().endswith((":", "."))
        or said.sentence is not said.passage.sentences[-1]
    ):
        return []
    _before, after = neighbours(reading, said.passage)
    if after and isinstance(after[0], TypedList) and said.text.rstrip().endswith(":"):
        last = [list(item.numbers)[-1:] for item in after[0].items]
        return [n[0].value for n in last if n and n[0].is_count]
    return []


def _total(said: Said, held: list[Quantity], one: re.Match[str]) -> Fraction | None:
    """The total that "3 groups of 4 each" does not make, when it is written."""
    if len(held) < 2 or held[-2].value is None or held[-1].value is None:
        return None
    made = held[-2].value * held[-1].value
    for q in said.quantities:
        if q.start > one.end() and q.counts and q.value is not None and q.value > held[-1].value:
            lead = said.typed[one.end() : q.start]
            if re.search(r"\b(?:soit|au total|en tout|total de)\b", lead) and q.value != made:
                return q.value
    return None
