"""The quantities of a French sentence: digits, letters, shares, ratios, without dates."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from filrouge.reports.document import Live, Value
from filrouge.reports.guard.lexicon import (
    BEFORE_NOUN,
    COLLECTIVE,
    DAYS,
    ELLIPSIS,
    MONTHS,
    WORD,
    in_letters,
    number_tokens,
    stem,
)

_MONTH = "|".join(
    (*MONTHS, "fevrier", "aout", "decembre", "janv\\.", "févr\\.", "sept\\.", "oct\\.")
)
_DAY = "|".join(DAYS)
_S = r"[ \u00a0\u202f]"
_STREET = (
    r"rue|avenue|av\.|boulevard|bd|bld|chaussée|place|quai|square|impasse|allée|clos|drève|parvis"
    r"|straat|laan|steenweg|plein"
)
_NUMBERED = (
    r"articles?|art\.|arts\.|§+|n°|nº|no|numéros?|pages?|p\.|pp\.|chapitres?|chap\.|figures?|fig\."
    r"|tableaux?|annexes?|lois?|versions?|phases?|niveaux?|étages?|tomes?|points?|axes?|étapes?|odd"
    r"|objectifs?|lignes?|trams?|bus|agenda|mesures?|catégories?|volumes?|sections?|question|salle"
    r"|local|bte|boîte|covid|priorité|recommandation|ligne|vih|groupes?|part|partie|scénario|isbn"
)
# Spans that hold digits and are no quantity. Each has bounded repetitions: no text makes it slow.
_NOT_QUANTITIES = re.compile(
    "|".join(
        (
            r"\b24{_S}?[hH]?/24\b|\b7{_S}?[jJ]?/7\b".replace("{_S}", _S),
            r"[A-Za-z]-\d+\b",
            r"(?i:https?://\S{1,300}|www\.\S{1,300})|\S{1,64}@\S{1,80}",
            rf"(?i:\b\d{{1,2}}(?:er)?(?:{_S}?(?:,|et|ou|au|-|–|/){_S}?\d{{1,2}}(?:er)?){{0,6}}"
            rf"{_S}(?:{_MONTH})\b(?:{_S}(?:19|20)\d\d\b)?)",
            rf"(?i:\b(?:{_DAY}){_S}\d{{1,2}}\b)",
            r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b",
            rf"(?i:\b\d{{1,2}}{_S}?h{_S}?(?:\d\d)?\b)",
            rf"(?i:\b(?:à|vers|dès){_S}\d{{1,2}}{_S}heures?\b(?:{_S}\d\d\b)?)",
            r"(?i:\b\d{1,3}(?:er|re|ère|ème|e|ᵉ|nde?|ᵉʳ)s?\b)",
            r"\+\d{2,3}(?:[ ./()\u00a0\u202f-]{0,3}\d{1,3}){3,6}",
            r"\b0\d{1,3}(?:[ ./\u00a0\u202f-]{1,3}\d{2,3}){2,4}\b",
            r"\bBE\d\d(?: ?\d{4}){3}\b|\b[A-Z]{1,4}-?\d+\b|\b\d+-?[A-Z][A-Za-z]*\d*\b",
            rf"(?i:(?<!\w)(?:{_NUMBERED}){_S}?\d+(?:[.,/-]\d+)*(?:{_S}(?:et|à){_S}\d+\b(?!{_S}?%))?)",
            rf"\b(?i:{_STREET})(?:{_S}(?:d[eu]s?{_S}|de{_S}l[a’']{_S}?|d[’'])?[A-ZÀ-Ý][\w’'-]{{0,30}})"
            rf"{{1,4}},?{_S}\d{{1,4}}\b(?:[-/]\d{{1,4}})?",
            rf"\b\d{{1,4}}(?:[-/]\d{{1,4}})?,?{_S}(?i:{_STREET}){_S}",
            rf"\b[1-9]\d{{3}}{_S}(?:à{_S})?[A-ZÀ-Ý][\w-]+",
            r"\b(\d{1,2})/\1\b",
            r"\b\d+(?:\.\d+){2,}\b",
            r"^\s{0,4}\(?\d{1,3}[).°]\s",
            r"\[\d{1,3}\]",
        )
    )
)
_YEARS = re.compile(
    rf"(?<![\d,.])((?:19|20)\d\d){_S}?(?:(?:-|–|/|à|et|au){_S}?(?=\d{{4}})|[-–/](?=\d\d(?!\d)))"
    rf"((?:19|20)\d\d|\d\d)(?!\d)(?!{_S}?[%€])"
    rf"|(?<![\d,.\u00a0\u202f])((?:19|20)\d\d)(?![\d%€]|,\d|\.\d|{_S}[%€]|{_S}euros?\b|{_S}heures?\b)"
)
_DIGITS = re.compile(rf"(?<![\w,.])[+−-]?\d{{1,3}}(?:(?:{_S}|\.)\d{{3}})+(?!\d)(?:,\d+)?"
                     r"|(?<![\w])[+−-]?\d+(?:[,.]\d+)?")  # fmt: skip
_UNIT = re.compile(
    rf"{_S}{{0,2}}(?:(?P<percent>%|pour{_S}cent\b|pc\b|p\.{_S}?100)|(?P<points>points?\b)"
    rf"|(?P<euro>€|euros?\b|eur\b|k€)|(?P<time>ans?\b|années?\b|mois\b|semaines?\b|jours?\b"
    rf"|heures?\b|minutes?\b|journées?\b|demi-journées?\b)|(?P<times>fois\b))",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"{_S}(millions?|milliards?|milliers?)\b(?:{_S}d[e’'])?", re.IGNORECASE)
_APPROX = re.compile(
    r"(?P<nearly>près d[e’']un?e?|près d[e’']|presque|pas loin de)"
    r"|(?P<about>environ|autour d[e’']|à peu près|quelque|approximativement|grosso modo|~|±)"
    r"|(?P<least>au moins|au minimum|minimum)|(?P<most>au plus|au maximum|maximum|jusqu[’']à)"
    r"|(?P<over>plus d[e’']|au-delà d[e’']|supérieure?s? à|dépass\w{1,8}|>)"
    r"|(?P<under>moins d[e’']|à peine|inférieure?s? à|<)",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"{_S}(?P<about>environ\b|à{_S}peu{_S}près)|(?P<over>{_S}?\+(?!\d))")
_RATIO_BASE = re.compile(rf"{_S}sur{_S}(?:les{_S}|un{_S}total{_S}de{_S}|nos{_S}|ces{_S})?$")
_PARTS = {
    "moitié": Fraction(1, 2), "tiers": Fraction(1, 3), "quart": Fraction(1, 4),
    "cinquième": Fraction(1, 5), "sixième": Fraction(1, 6), "septième": Fraction(1, 7),
    "huitième": Fraction(1, 8), "dixième": Fraction(1, 10),
}  # fmt: skip
_FRACTION = re.compile(
    rf"\b(?P<top>une?|deux|trois|quatre|la|le|les{_S}deux|les{_S}trois|dernier|premier|l[ae]{_S}dernière)"
    rf"{_S}(?:bon(?:ne)?{_S}|petite?{_S}|dernier{_S}|dernière{_S}|autre{_S})?"
    rf"(?P<part>moitié|tiers|quarts?|cinquièmes?|sixièmes?|dixièmes?|septièmes?|huitièmes?)\b"
    rf"(?!{_S}d[’']heure|{_S}temps|-temps|{_S}lieu|{_S}d[’']horaire|{_S}social|{_S}payant|{_S}\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in a sentence; `start` and `end` are its characters there, unit included.

    `unit` is "" for a count, else "percent", "points", "euro", "time" (years to minutes) or
    "times". `noun` is the stem of what is counted, "" when it is understood; `noun_text` is the
    word. `approx` is "", "about", "nearly", "over", "least", "under" or "most". `live` is set when
    the number is printed by a live figure, whose `figure` holds numerator and denominator.
    `interval` marks the two ends of "18 à 25" and of "entre 5 et 10".
    """

    text: str
    start: int
    end: int
    value: Fraction
    decimals: int
    unit: str
    noun: str = ""
    noun_text: str = ""
    approx: str = ""
    letters: bool = False
    interval: bool = False
    live: Live | None = None
    figure: Value | None = None

    @property
    def typed(self) -> bool:
        return self.live is None

    @property
    def is_count(self) -> bool:
        """A whole number of things, said as such."""
        return self.unit == "" and self.decimals == 0 and not self.interval


@dataclass(frozen=True, slots=True)
class Ratio:
    """A proportion said with words or two numbers: "une sur six", "un tiers", "13 sur 87"."""

    start: int
    end: int
    top: Fraction
    base: Fraction
    kind: str  # "out_of" (un sur six), "part" (un tiers) or "counts" (13 sur 87)
    approx: str = ""
    text: str = ""

    @property
    def value(self) -> Fraction:
        return self.top / self.base


@dataclass(frozen=True, slots=True)
class Years:
    """A year or a range of years ("2022-2026"); equal ends for a single one."""

    start: int
    end: int
    first: int
    last: int


def years_in(text: str) -> tuple[Years, ...]:
    """Years alone and in ranges; "2023-24" is 2023 to 2024."""
    found = []
    for match in _YEARS.finditer(text):
        if match[3]:
            found.append(Years(match.start(), match.end(), int(match[3]), int(match[3])))
            continue
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        found.append(Years(match.start(), match.end(), first, max(first, last)))
    return tuple(found)


class Mask:
    """Spans of a sentence that are no quantities, looked up by position."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _end in self.spans]

    def covers(self, position: int) -> bool:
        index = bisect_right(self.starts, position) - 1
        # Spans may nest: the few before are looked at too.
        return any(s <= position < e for s, e in self.spans[max(0, index - 2) : index + 1])


def masked(text: str, years: Sequence[Years]) -> Mask:
    """Where dates, hours, addresses, telephone numbers, references and years stand."""
    spans = [match.span() for match in _NOT_QUANTITIES.finditer(text)]
    return Mask([*spans, *((one.start, one.end) for one in years)])


def numbers_in(text: str, mask: Mask) -> tuple[Number, ...]:
    """Every quantity of the text in order, live ones not yet told apart."""
    found = [*_in_digits(text, mask), *_in_letters(text, mask)]
    found.sort(key=lambda one: one.start)
    return tuple(_with_intervals(text, [_completed(text, one) for one in found]))


def _in_digits(text: str, mask: Mask) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        digits = re.search(r"\d", match[0])
        assert digits is not None
        if mask.covers(match.start() + digits.start()):
            continue
        raw = match[0]
        signed = raw[0] in "+-−"
        start = match.start() + (1 if signed else 0)
        raw = raw[1:] if signed else raw
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", raw):
            raw = raw.replace(".", "")
        plain = re.sub(r"[ \u00a0\u202f]|\.(?=\d{3}[.,])", "", raw).replace(",", ".")
        if len(plain) > 18:
            continue
        value = Decimal(plain)
        exponent = value.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        yield Number(match[0], start, match.end(), Fraction(value), max(decimals, 0), "")


def _in_letters(text: str, mask: Mask) -> Iterator[Number]:
    words = list(WORD.finditer(text))
    tokens = number_tokens()
    index = 0
    while index < len(words):
        word = words[index]
        low = word[0].lower()
        if low in COLLECTIVE and (number := _collective(text, words, index)):
            yield number
        if low not in tokens or mask.covers(word.start()):
            index += 1
            continue
        run = [low]
        last = index
        while last + 1 < len(words) and len(run) < 12:
            gap = text[words[last].end() : words[last + 1].start()]
            following = words[last + 1][0].lower()
            if gap not in (" ", "-", "\u00a0", "\u202f", "‑") or not (
                following in tokens or following == "et"
            ):
                break
            run.append(following)
            last += 1
        read = _letters_read(run)
        if read is None or not _counts(text, words, index, read):
            index += 1
            continue
        value, length = read
        end = words[index + length - 1].end()
        yield Number(
            text[word.start() : end], word.start(), end, Fraction(value), 0, "", letters=True
        )
        index += length


def _letters_read(run: list[str]) -> tuple[int, int] | None:
    """The number a run of words says. "et" joins only before "un" and "onze" (vingt et un)."""
    for place, word in enumerate(run):
        if word == "et" and (
            place + 1 >= len(run) or run[place + 1] not in {"un", "une", "onze"} or place == 0
        ):
            run = run[:place]
            break
    return in_letters(run)


def _counts(text: str, words: list[re.Match[str]], index: int, read: tuple[int, int]) -> bool:
    """Whether number words count: "un" alone is an article, "neuf" may mean new."""
    _value, length = read
    low = words[index][0].lower()
    if length == 1 and low in {"un", "une"}:
        return False
    if low == "cent" and length == 1 and text[: words[index].start()].rstrip().endswith("pour"):
        return False
    if low == "neuf" and length == 1:
        following = words[index + 1] if index + 1 < len(words) else None
        return (
            following is not None
            and following.start() - words[index].end() == 1
            and following[0][-1] in "sxz"
        )
    return True


def _collective(text: str, words: list[re.Match[str]], index: int) -> Number | None:
    """ "une vingtaine", "deux douzaines": about so many. "des dizaines" counts nothing."""
    if index == 0:
        return None
    before = words[index - 1]
    low = before[0].lower()
    times = 1 if low in {"un", "une"} else (in_letters([low]) or (0, 0))[0]
    following = text[words[index].end() : words[index].end() + 4].strip(" \u00a0\u202f")
    if not times or not following.startswith(("d", "D")):
        return None
    end = words[index].end()
    value = Fraction(times * COLLECTIVE[words[index][0].lower()])
    return Number(text[before.start() : end], before.start(), end, value, 0, "", approx="about",
                  letters=True)  # fmt: skip


def _completed(text: str, number: Number) -> Number:
    """The number with its scale, unit, approximation and noun."""
    end, value, approx = number.end, number.value, number.approx
    if scale := _SCALE.match(text, end):
        factor = {"millie": 10**3, "millio": 10**6, "millia": 10**9}[scale[1].lower()[:6]]
        value, end, approx = value * factor, scale.end(), approx or "about"
    unit = ""
    if match := _UNIT.match(text, end):
        unit = match.lastgroup or ""
        noun_end = match.end()
    else:
        noun_end = end
    if not approx:
        approx = _approximation(text, number.start, noun_end)
    noun, shown = _noun(text, noun_end, of=bool(number.approx) or value != number.value)
    if match is not None:
        end = noun_end
    if match is not None and unit in ("time", "times"):
        noun, shown = stem(match[0].strip()), match[0].strip()
    elif unit:
        noun, shown = _share_noun(text, noun_end)
    return replace(
        number, end=end, value=value, unit=unit, approx=approx, noun=noun, noun_text=shown
    )


def _approximation(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 22) : start].rstrip(" \u00a0\u202f")
    last = ""
    for match in _APPROX.finditer(before):
        # Only what touches the number: "plus de" belongs to what follows it at once.
        if match.end() == len(before) or before[match.end() :].strip().lower() in {
            "de",
            "d’",
            "les",
        }:
            last = match.lastgroup or ""
    if not last and (match2 := _AFTER.match(text, end)):
        last = match2.lastgroup or ""
    return last


def _noun(text: str, end: int, *, of: bool = False) -> tuple[str, str]:
    """What is counted: the first word after the number that is no adjective written before it."""
    position = end
    for _step in range(4):
        match = WORD.search(text, position, position + 40)
        if match is None or text[position : match.start()].strip(" \u00a0\u202f)") not in (
            "",
            "’",
            "'",
        ):
            return "", ""
        low = match[0].lower()
        if of and low in {"de", "d", "des"}:
            position = match.end()
            continue
        if low in ELLIPSIS and low not in BEFORE_NOUN:
            return "", ""
        if low not in BEFORE_NOUN:
            # A median point joins the two forms: "locataire·s".
            return stem(match[0]), match[0]
        position = match.end()
    return "", ""


def _share_noun(text: str, end: int) -> tuple[str, str]:
    """Whose share: "22 % des locataires", "22 % de femmes"."""
    match = re.compile(
        rf"{_S}(?:d[eu]s?|de{_S}la|de{_S}l[’']|d[’'])(?:{_S}(?:nos|ces|ses|leurs))?{_S}?"
    ).match(text, end)
    return _noun(text, match.end()) if match else ("", "")


def _with_intervals(text: str, found: list[Number]) -> list[Number]:
    """Marks both ends of "18 à 25 ans", "5-10", "entre 5 et 10"."""
    for index in range(len(found) - 1):
        left, right = found[index], found[index + 1]
        gap = text[left.end : right.start].strip(" \u00a0\u202f").lower()
        before = text[max(0, left.start - 8) : left.start].lower().rstrip()
        joined = gap in {"-", "–", "à"} and not _moves(text, left)
        if joined or (gap == "et" and before.endswith("entre")):
            found[index] = replace(left, interval=True, unit=left.unit or right.unit)
            found[index + 1] = replace(right, interval=True)
    return found


_MOVE = re.compile(
    r"(?:pass|mont|grimp|descend|recul|chut|augment|évolu|progress|diminu|baiss|tomb|all|va|hauss)"
    r"\w{0,8}(?:\s\w{1,12}){0,4}\s(?:de|d[’'])\s?$",
    re.IGNORECASE,
)


def _moves(text: str, left: Number) -> bool:
    """Whether "de 43 à 56" says a change, not an interval."""
    return bool(_MOVE.search(text[max(0, left.start - 70) : left.start]))


def ratios_in(text: str, numbers: Sequence[Number]) -> tuple[Ratio, ...]:
    """ "une personne sur six", "trois locataires sur quatre", "un tiers", "13 sur 87"."""
    found = []
    for match in _FRACTION.finditer(text):
        top = {"deux": 2, "trois": 3, "quatre": 4}.get(match["top"].lower().split()[-1], 1)
        part = _PARTS[
            match["part"].lower().rstrip("s") if match["part"].lower() != "tiers" else "tiers"
        ]
        approx = _approximation(text, match.start(), match.end())
        found.append(
            Ratio(match.start(), match.end(), Fraction(top) * part.numerator,
                  Fraction(part.denominator), "part", approx, match[0])
        )  # fmt: skip
    for index, number in enumerate(numbers):
        before = text[max(0, number.start - 60) : number.start]
        if not number.is_count or number.value == 0 or not _RATIO_BASE.search(before):
            continue
        if index and number.start - numbers[index - 1].end <= 45:
            top_number = numbers[index - 1]
            between = text[top_number.end : number.start]
            if top_number.is_count and "," not in between and "." not in between:
                small = number.value <= 12 and number.letters
                kind = "out_of" if small else "counts"
                found.append(
                    Ratio(top_number.start, number.end, top_number.value, number.value, kind,
                          top_number.approx, text[top_number.start : number.end])
                )  # fmt: skip
                continue
        match_un = re.search(
            rf"\bune?(?:·e)?(?:{_S}[\w’·-]{{1,30}}){{0,4}}{_S}sur{_S}$", before, re.IGNORECASE
        )
        if match_un:
            start = number.start - len(before) + match_un.start()
            approx = _approximation(text, start, number.end)
            found.append(
                Ratio(start, number.end, Fraction(1), number.value, "out_of", approx,
                      text[start : number.end])
            )  # fmt: skip
    return tuple(found)
