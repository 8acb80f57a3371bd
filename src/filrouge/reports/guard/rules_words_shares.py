"""Words that say a share ("majorité", "un tiers", "tous"), held against the share beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.reading import Reading, TypedList
from filrouge.reports.guard.rules_words_prose import (
    HIDDEN,
    Quantity,
    Said,
    covered,
    neighbours,
    passages_said,
    pattern,
    shares_of,
)

_NEAR = r"(?:pres d[e']|environ|presque|quelque|a peu pres|autour d[e'])"
_OVER = r"(?:plus d[e']|au moins|au-dela d[e']|un peu plus d[e']|largement plus d[e'])"
_UNDER = r"(?:moins d[e']|a peine|un peu moins d[e'])"
_LARGE = r"(?:large|grande|tres grande|forte|ecrasante|immense|vaste|tres large|nette)"
_APPROX = rf"(?:(?P<near>{_NEAR})|(?P<over>{_OVER})|(?P<under>{_UNDER}))? ?(?:la |le |les |un |une |l')?(?:dernier |premier |bon(?:ne)? |petite? |autre )?"
_OF = r"(?= (?:d|en |restante?|est |sont |a |ont )|[ ,.;:)(]*$|[,.;:)]| \()"
_PHRASES: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = (
    (
        re.compile(r"\b(?:la )?quasi[- ]totalite|\bpresque tou(?:s|tes)|\bla quasi-unanimite"),
        (90, 100),
    ),
    (
        re.compile(
            rf"\b{_LARGE} majorite|\blargement (?:majoritaires?|en majorite)|\blargement dans la majorite"
        ),
        (60, 100),
    ),
    (re.compile(r"\bl'essentiel d(?:e|es|u)\b|\bl'essentiel d'"), (60, 100)),
    (re.compile(r"\bmajorite\b|\bmajoritaires?\b|\bmajoritairement\b|\bla plupart\b"), (50, 100)),
    (re.compile(r"\bminorite\b|\bminoritaires?\b|\bminoritairement\b"), (0, 50)),
)
_FRACTIONS: tuple[tuple[str, Fraction], ...] = (
    ("deux tiers", Fraction(200, 3)), ("trois quarts", Fraction(75)), ("moitie", Fraction(50)),
    ("tiers", Fraction(100, 3)), ("quart", Fraction(25)), ("cinquieme", Fraction(20)),
    ("sixieme", Fraction(50, 3)), ("huitieme", Fraction(25, 2)), ("dixieme", Fraction(10)),
)  # fmt: skip
_FRACTION = re.compile(rf"\b{_APPROX}(?P<part>{'|'.join(name for name, _v in _FRACTIONS)})\b{_OF}")


@dataclass(frozen=True)
class Word:
    """A word that says a share: the interval that makes it true, ends excluded when `strict`."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    strict: bool

    def fits(self, share: Fraction) -> bool:
        return self.low < share < self.high or (not self.strict and share in (self.low, self.high))


def share_words(said: Said) -> list[Word]:
    """Majorities, minorities and fractions said in words."""
    text, found = said.typed, []
    innocent = pattern("majority", "innocent")
    for phrase, (low, high) in _PHRASES:
        for one in phrase.finditer(text):
            inside = any(w.start <= one.start() < w.end for w in found)
            if not inside and not covered(innocent, text, one.start()) and not _relative(text, one):
                low_ = Fraction(0) if low == 0 else Fraction(low)
                end = Fraction(101) if high == 100 else Fraction(high)
                found.append(Word(one.start(), one.end(), low_ - (low == 0), end, True))
    for one in _FRACTION.finditer(text):
        if covered(innocent, text, one.start("part")) or any(
            w.start <= one.start("part") < w.end for w in found
        ):
            continue
        value = dict(_FRACTIONS)[one["part"]]
        if one["part"] in (
            "tiers",
            "quart",
            "cinquieme",
            "sixieme",
            "huitieme",
            "dixieme",
        ) and not re.search(
            r"(?:un|le|l'autre|dernier|premier|bon|petit) ?$",
            text[: one.start("part")].rstrip() + " ",
        ):
            continue
        found.append(_fraction(one, value))
    return sorted(found, key=lambda w: w.start)


def _fraction(one: re.Match[str], value: Fraction) -> Word:
    slack = max(value * Fraction(1, 10), Fraction(2))
    if one["over"]:
        return Word(one.start(), one.end(), value, min(value + 30, Fraction(101)), True)
    if one["under"]:
        return Word(one.start(), one.end(), max(value - 30, Fraction(-1)), value, True)
    return Word(one.start(), one.end(), value - slack, value + slack, False)


def _relative(text: str, one: re.Match[str]) -> bool:
    """ "plus majoritaire que", "n'est plus la majorité": no claim of a share."""
    before, after = text[max(0, one.start() - 24) : one.start()], text[one.end() : one.end() + 30]
    if re.search(
        r"\b(?:pas|plus|ni|sans|non|jamais|sans etre|n'est|sans que) (?:une |la |de |etre |en )?$",
        before,
    ):
        return True
    return bool(re.match(r" (?:relative|au pouvoir)", after))


def majority(reading: Reading) -> Iterator[Finding]:
    """A majority that is none, a third that is a sixth."""
    for passage in passages_said(reading):
        for said in passage:
            if not said.claims:
                continue
            for word in share_words(said):
                shares, place = shares_beside(reading, passage, said, word)
                if shares and not any(word.fits(share) for share in shares):
                    yield _majority(said, word, shares, place)
                    break


def _majority(said: Said, word: Word, shares: list[Fraction], place: str) -> Finding:
    text = said.text[word.start : word.end].strip()
    share = shares[0] if place == "sentence" else max(shares)
    remedy = (
        _("Write “the largest group”, or the share itself: format=share prints it with its base.")
        if word.low >= 50 and share <= 50
        else _("Write the share itself (format=share, or format=ratio for “one in seven”).")
    )
    return said.finding(
        "majority",
        _("“%(words)s” is not %(share)s %%.") % {"words": text, "share": printed(share)},
        remedy,
    )


def shares_beside(
    reading: Reading, passage: list[Said], said: Said, word: Word
) -> tuple[list[Fraction], str]:
    """The shares a word may mean: in its clause, its sentence, else the list or table beside it."""
    start, end = said.clause(word.start)
    for a, b in ((start, end), (max(0, start - 1), _next_clause(said, end)), (0, len(said.typed))):
        if found := shares_in(said, a, b):
            return found, "sentence"
    if word.low < 50 or word.high < 100:
        return [], ""
    # A largest share below a half contradicts any majority, wherever it is printed beside.
    _before, after = neighbours(reading, said.passage)
    last = said.sentence is said.passage.sentences[-1]
    for part in after[:1] if last else []:
        found = shares_of(part)
        if len(found) > 1 and (said.text.rstrip().endswith(":") or _names(part, said)):
            return found, "beside"
    return [], ""


def _next_clause(said: Said, end: int) -> int:
    return next((b for a, b in said.clauses if a >= end), end)


def _names(part: object, said: Said) -> bool:
    """Whether what follows is about the same thing: a word of its title or of its list."""
    if isinstance(part, TypedList):
        return False
    title = getattr(part, "title", "") or getattr(part, "heading", "")
    from filrouge.reports.guard.lexicon import WORD, content

    stems = {content(w[0]) for w in WORD.finditer(title)} - {""}
    return bool(stems & said.sentence.stems)


def shares_in(said: Said, start: int, end: int) -> list[Fraction]:
    """The shares of a span: percents, "61 sur 141", "61 des 141", live figures that know theirs."""
    inside = said.between(start, end)
    found = [q.share for q in inside if q.share is not None]
    for top, base in zip(inside, inside[1:], strict=False):
        if part := _out_of(said, top, base):
            found.append(part)
    return found


def _out_of(said: Said, top: Quantity, base: Quantity) -> Fraction | None:
    gap = said.typed[top.end : base.start]
    if not (top.counts and base.counts and top.value is not None and base.value):
        return None
    if (
        HIDDEN in gap
        or re.search(r"\b(?:quarts?|tiers|moitie)\b", gap)
        or not re.fullmatch(
            r"[^.;:,]{0,40}?\b(?:sur|des|de(?: ces| nos| leurs)?|parmi)(?: les| un total de| ces| nos)? ",
            gap,
        )
    ):
        return None
    return 100 * top.value / base.value if top.value <= base.value else None


# --- all, none ------------------------------------------------------------------------------------

_LINK = re.compile(
    r"[^;.]{0,90}?(?:\(|, soit |, c'est-a-dire | soit |, a savoir |: ?| a |, )(?:soit |environ |a )?$"
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
    before = re.compile(rf"\b(?:{'|'.join(pattern_words('base_before'))}) ?$")
    return [
        one
        for one in pattern("universal", name).finditer(said.typed)
        if not before.search(said.typed[: one.start()])
    ]


def pattern_words(name: str) -> list[str]:
    from filrouge.reports.guard.rules_words_prose import lexicon

    return list(lexicon()["universal"][name])


def _beside_share(said: Said) -> Finding | None:
    for name, expected in (("all", 100), ("none", 0)):
        for one in universals(said, name):
            for share, start in _shares_with_place(said):
                gap = said.typed[one.end() : start]
                if start < one.end() or not _LINK.fullmatch(gap) or _PART.search(gap):
                    continue
                if any(
                    one.end() < u.start() < start
                    for n in ("all", "none")
                    for u in universals(said, n)
                ):
                    continue
                if abs(share - expected) >= Fraction(1, 20):
                    return said.finding(
                        "universal",
                        _("“%(words)s” stands beside %(share)s %%.")
                        % {"words": said.text[one.start() : one.end()], "share": printed(share)},
                        _("Write how many of how many (format=share), or keep “all” for 100 %."),
                    )
                break
    return None


def _shares_with_place(said: Said) -> list[tuple[Fraction, int]]:
    found = [(q.share, q.start) for q in said.quantities if q.share is not None]
    for top, base in zip(said.quantities, said.quantities[1:], strict=False):
        if part := _out_of(said, top, base):
            found.append((part, top.start))
    return sorted(found, key=lambda one: one[1])


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
            "“%(words)s” is deduced from a difference between two years: people left and people came."
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
