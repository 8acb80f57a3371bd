"""Places and organisations nobody can tell apart, and names written in two ways."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _

from filrouge.common.text import loose_key
from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_prose import (
    Said,
    every,
    fold,
    lexicon,
    pattern,
)
from filrouge.vocabulary import lists

# --- which one? -----------------------------------------------------------------------------------


@cache
def _shared_beginnings() -> dict[str, list[str]]:
    """First words that several communes share, and these communes: "woluwe" names two."""
    found: dict[str, list[str]] = {}
    for term in lists.get("commune").terms:
        first, hyphen, _rest = term.fr.partition("-")
        if hyphen and first != "Saint":
            found.setdefault(fold(first), []).append(term.fr)
    return {first: names for first, names in found.items() if len(names) > 1}


@cache
def _districts() -> dict[str, str]:
    """Districts by folded name, with the commune they lie in."""
    return {
        fold(alias): term.fr
        for term in lists.get("commune").terms
        for alias in term.aliases
        if not fold(term.fr).startswith(fold(alias)) and not fold(alias).startswith(fold(term.fr))
    }


@cache
def _communes() -> re.Pattern[str]:
    names = sorted((fold(s) for t in lists.get("commune").terms for s in t.spellings), key=len)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, reversed(names)))})(?![\w-])")


def names(reading: Reading) -> Iterator[Finding]:
    """A place or an organisation that several could be."""
    for said in _everything(reading):
        if finding := _ambiguous(said) or _district(said) or _nameless(said):
            yield finding


def _everything(reading: Reading) -> Iterator[Said]:
    """Sentences, and the cells of typed tables."""
    yield from every(reading)


def _ambiguous(said: Said) -> Finding | None:
    for first, several in _shared_beginnings().items():
        one = re.search(rf"(?<![\w-]){first}(?![\w-])(?! saint)", said.typed)
        if one and said.text[one.start()].isupper():
            return said.finding(
                "perimeter",
                _("“%(name)s” names %(several)s.")
                % {"name": said.text[one.start() : one.end()], "several": _(" and ").join(several)},
                _("Write the whole name of the commune."),
            )
    return None


def _district(said: Said) -> Finding | None:
    """A district counted among communes."""
    for district, commune in _districts().items():
        one = re.search(rf"(?<![\w-]){district}(?![\w-])", said.typed)
        if not one or not said.text[one.start()].isupper():
            continue
        others = [o for o in _communes().finditer(said.typed) if o[0] not in _districts()]
        called = re.search(
            rf"\b(?:cpas|commune|(?:administration|maison) communale)"
            rf" (?:de |d')(?:la |l')?{district}",
            said.typed,
        )
        among = (
            re.search(r"\bcommunes?\b", said.typed)
            and others
            and not re.search(rf"(?:quartiers?|district) (?:de |d')?{district}", said.typed)
        )
        inside = re.search(rf"{district} ?\((?:[^)]*){fold(commune)}", said.typed)
        if (called or among) and not inside:
            return said.finding(
                "perimeter",
                _("%(district)s is a district of %(commune)s, not a commune.")
                % {"district": said.text[one.start() : one.end()], "commune": commune},
                _("Name the commune, or write the district in brackets after it."),
            )
    return None


def _nameless(said: Said) -> Finding | None:
    """ "CPAS" alone in a list of organisations: of which commune?"""
    generic = set(lexicon()["perimeter"]["generic"])
    if said.passage.kind == "item" and _listed_organisations(said):
        words = re.sub(r"\s*\(\d+\)\s*|[ .;,]+$", "", said.typed.strip()).strip()
        if words in generic:
            return _nameless_finding(said, said.text.strip())
        return None
    for found in re.finditer(r"(?:[:(] ?|, )([^,:;()]+)(?=,| et |\)|\.|;)", said.typed):
        part = found[1].strip()
        if (
            part in generic
            and part in ("cpas", "le cpas", "ocmw")
            and _proper_neighbours(said, found.start(1))
        ):
            return _nameless_finding(said, said.text[found.start(1) : found.end(1)].strip())
    return None


def _listed_organisations(said: Said) -> bool:
    heading = fold(said.passage.heading)
    return bool(
        pattern("perimeter", "listed").search(heading)
        or pattern("perimeter", "listed").search(said.typed)
    )


def _proper_neighbours(said: Said, position: int) -> bool:
    """Whether it stands among proper names: two other parts of the list begin with a capital."""
    parts = re.split(r"[,:;()]| et ", said.text)
    return sum(1 for part in parts if re.match(r"\s*(?:l[ea’']s? ?)?[A-ZÀ-Ý]", part)) >= 3


def _nameless_finding(said: Said, words: str) -> Finding:
    return said.finding(
        "perimeter",
        _("“%(name)s” is the name of many: which one?") % {"name": words},
        _("Choose the organisation in the directory: “CPAS d’Ixelles”, not “CPAS”."),
    )


# --- two spellings --------------------------------------------------------------------------------

_NAME = re.compile(r"(?<![\w’'])(?:[LD][’']\w|[A-ZÀ-Ý])[\wÀ-ÿ·-]{2,}")
_ACRONYM = re.compile(r"[A-Z]{4,}")


def spelling(reading: Reading) -> Iterator[Finding]:
    """A name or an acronym written in two ways."""
    counts, where = _names_written(reading)
    told: set[str] = set()
    for rare, usual in (*_same_but_marks(counts, where), *_swapped(counts)):
        if rare not in told:
            told.add(rare)
            yield where[rare].finding(
                "spelling",
                _("“%(rare)s” is written “%(usual)s” elsewhere.") % {"rare": rare, "usual": usual},
                _("Keep one spelling all through the report."),
            )


def _names_written(reading: Reading) -> tuple[Counter[str], dict[str, Said]]:
    """Every name with a capital inside a sentence, how often, and where last."""
    counts: Counter[str] = Counter()
    where: dict[str, Said] = {}
    for passage in reading.passages:
        for sentence in passage.sentences:
            said = Said(passage, sentence, reading.document.values)
            for one in _NAME.finditer(said.text):
                name = one[0].replace("'", "’")
                if "\x00" in said.typed[one.start() : one.end()]:
                    continue
                if one.start() == 0 and not _ACRONYM.fullmatch(name) and name not in counts:
                    continue
                counts[name] += 1
                where.setdefault(name, said)
    return counts, where


def _same_but_marks(counts: Counter[str], where: dict[str, Said]) -> Iterator[tuple[str, str]]:
    """L'Îlot and L'ilot, DIOGÈNES and DIOGENES: same letters, other accents or capitals."""
    forms: dict[str, list[str]] = {}
    for name in counts:
        forms.setdefault(loose_key(name), []).append(name)
    for several in forms.values():
        ranked = sorted(several, key=lambda name: (-counts[name], name))
        for rare in ranked[1:]:
            if _truly_two(rare, ranked[0]):
                yield rare, ranked[0]


def _truly_two(rare: str, usual: str) -> bool:
    """Accents differ, or a capital after an elision; whole capitals are a title's way."""
    if rare.upper() == usual.upper():
        elided = re.match(r"[LD]’", rare) and re.match(r"[LD]’", usual)
        inner = rare[1:] != usual[1:] and not rare.isupper() and not usual.isupper()
        # "L’équipe" opens a sentence as "l’équipe": only names keep a capital inside.
        return bool(inner and not elided) or bool(elided and usual[2].isupper() and len(rare) < 9)
    return rare.isupper() == usual.isupper()


def _swapped(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """EPHAD for EHPAD: the same letters in another order."""
    letters: dict[str, list[str]] = {}
    for name in counts:
        if _ACRONYM.fullmatch(name):
            letters.setdefault("".join(sorted(name)), []).append(name)
    for several in letters.values():
        ranked = sorted(several, key=lambda name: (-counts[name], name))
        for rare in ranked[1:]:
            if counts[rare] < counts[ranked[0]] and _one_swap(rare, ranked[0]):
                yield rare, ranked[0]


def _one_swap(one: str, other: str) -> bool:
    places = [i for i in range(len(one)) if one[i] != other[i]]
    return len(places) == 2 and places[1] - places[0] == 1
