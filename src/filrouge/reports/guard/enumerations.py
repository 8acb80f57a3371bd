"""Names one after the other: what a colon or a parenthesis announces, and typed lists."""

import re
from dataclasses import dataclass

from filrouge.common.text import loose_key
from filrouge.reports.guard.lexicon import WORD, content, number_tokens
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Passage, Section, Sentence, TypedList, TypedTable

_OPENING = re.compile(
    r":|\bà savoir\b|\bnotamment\b|\bqui sont\b|\bce sont\b|\bde[ \u00a0]?nommés\b|[—–(]",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"\bnotamment\b|\bentre autres\b|\bpar exemple\b|\bcomme\b|\btels?\b|\btelles?\b|\betc\b|…|\.\.\."
    r"|\bparmi (?:lesquel|eux|elles)|\bdont\b|\bsurtout\b|\bprincipalement\b|\bles plus\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:et|ou|&|ainsi que)\s", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|sera|seront|avons|avait|peut|peuvent|doit|doivent|n[’']|qu[ei]"
    r"|se|nous|il|elle|ils|elles|on)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Names:
    """What a text lists. `least` and `most` differ when an "et" may belong to a name.

    `announced` holds the counts said before it, `open_ended` tells an incomplete list.
    """

    section: Section
    text: str
    announced: tuple[Number, ...]
    intro: str
    items: tuple[str, ...]
    least: int
    most: int
    open_ended: bool
    live: bool = False

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(map(name_key, self.items))


def name_key(item: str) -> str:
    """A name without its parentheses, its article and its punctuation."""
    bare = re.sub(r"\([^)]{0,200}\)", " ", item)
    bare = re.sub(
        r"^\W*(?:les?|la|l[’']|des?|du|d[’']|une?)\s?(?=\w)", "", bare.strip(), flags=re.I
    )
    return loose_key(bare.strip(" .;:,–—-«»"))


def in_sentence(sentence: Sentence) -> list[Names]:
    """Enumerations of names after a colon or in parentheses."""
    found = []
    for opening in _OPENING.finditer(sentence.text):
        if len(found) >= 4:
            break
        end = len(sentence.text)
        if opening[0] == "(":
            close = sentence.text.find(")", opening.end())
            end = close if close > 0 else end
        names = _enumeration(sentence, opening, sentence.text[opening.end() : end])
        if names is not None:
            found.append(names)
    return found


def _enumeration(sentence: Sentence, opening: re.Match[str], text: str) -> Names | None:
    told = text.strip().rstrip(".!").strip()
    if len(told) > 1500 or "," not in told and not _AND.search(told) and ";" not in told:
        return None
    pieces = _pieces(told)
    if pieces is None:
        return None
    items, least, most = pieces
    before = sentence.text[: opening.start()]
    announced = _announced(sentence, opening.start(), least)
    last = max((one.end for one in sentence.numbers if one.end <= opening.start()), default=0)
    end = opening.end() + len(text)
    live = any(opening.start() < stop and start < end for start, stop, _live in sentence.lives)
    opened = bool(
        _OPEN_ENDED.search(before[last:])
        or _OPEN_ENDED.search(told)
        or _OPEN_ENDED.search(opening[0])
    )
    return Names(
        sentence.section, sentence.text, announced, before, items, least, most, opened, live
    )


def _announced(sentence: Sentence, colon: int, listed: int) -> tuple[Number, ...]:
    """The count nearest to the colon; "16 des 19 communes" may announce either."""
    before = [one for one in sentence.numbers if one.end <= colon and one.interval is False]
    if not before or not before[-1].is_count or before[-1].value < 2:
        return ()
    last = before[-1]
    bridge = sentence.text[last.end : colon]
    if len(bridge) > 90 or re.search(r"[.;:]", bridge):
        return ()
    if "," in bridge and abs(last.value - listed) > max(1, listed // 5):
        return ()  # the words after the comma are another subject
    if len(before) > 1 and before[-2].is_count:
        between = sentence.text[before[-2].end : last.start]
        if re.fullmatch(r"(?:\s[\w’'-]{1,25}){0,3}\s(?:des|sur(?:\sles)?|de\snos)\s", between):
            return (before[-2], last)
    return (last,)


def _pieces(told: str) -> tuple[tuple[str, ...], int, int] | None:
    """The names and how many they may be; None when the text is no enumeration of names."""
    outside = re.sub(r"\([^)]{0,300}\)", lambda m: "\x00" * len(m[0]), told)
    separator = ";" if ";" in outside else ","
    cuts = [place for place, char in enumerate(outside) if char == separator]
    starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(told)]
    items = [told[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    items = [one for one in items if one]
    if separator == ";":
        items = [re.sub(r"^(?:et|ou)\s", "", one, flags=re.IGNORECASE) for one in items]
        least = most = len(items)
    else:
        last = items[-1]
        if re.match(r"(?:et|ou|ainsi que)\s", last, re.IGNORECASE):
            items[-1] = re.sub(r"^(?:et|ou|ainsi que)\s", "", last, flags=re.IGNORECASE)
            least = most = len(items)
        else:
            joined = list(_AND.finditer(last))
            if joined:
                cut = joined[-1]
                items[-1:] = [last[: cut.start()].strip(), last[cut.end() :].strip()]
            # Two "et" in the last piece: one of them belongs to a name.
            least = len(items)
            most = len(items) + max(0, len(joined) - 1)
            if len(items) == 2 and not cuts and not joined:
                return None
    if not 2 <= len(items) <= 200 or any(not _is_name(one) for one in items):
        return None
    return tuple(items), least, most


def _is_name(item: str) -> bool:
    """A name is short, has no verb and no quantity of its own."""
    bare = re.sub(r"\([^)]{0,300}\)", " ", item)
    words = WORD.findall(bare)
    if not 1 <= len(words) <= 14 or _VERB.search(bare):
        return False
    if words[0].lower() in number_tokens() - {"un", "une"}:
        return False
    return not re.search(r"\d", bare) or bare.strip()[:1].isupper()


def of_list(listed: TypedList) -> Names:
    """A typed list and the counts of the sentence that introduces it."""
    opening = listed.intro.sentences[-1] if listed.intro and listed.intro.sentences else None
    announced: tuple[Number, ...] = ()
    text = opening.text if opening else ""
    if opening is not None and listed.intro is not None:
        ends = opening.text.rstrip().endswith(":") or listed.intro.kind == "heading"
        plain = [n for n in opening.numbers if n.is_count and n.value >= 2]
        announced = tuple(plain) if ends and len(plain) == 1 else ()
    if announced and _measured([list(one.numbers) for one in listed.items], announced[0]):
        announced = ()
    items = tuple(_title(one) for one in listed.items)
    opened = bool(_OPEN_ENDED.search(text)) or any("etc" in one.lower() for one in items)
    live = any(sentence.lives for one in listed.items for sentence in one.sentences)
    return Names(listed.section, text, announced, text, items, len(items), len(items), opened, live)


def _measured(lines: list[list[Number]], announced: Number) -> bool:
    """Whether the lines divide what is announced ("87 locataires", four classes) or name it."""
    filled = [line for line in lines if line]
    if len(filled) * 2 <= len(lines):
        return False
    if any(line[0].unit == "percent" for line in filled):
        return True
    if abs(announced.value - len(lines)) > max(2, len(lines) // 5):
        return True
    return sum(line[0].value for line in filled) == announced.value


def _title(item: Passage) -> str:
    """The name a line opens with: what stands before a colon, a dash or a full stop."""
    return re.split(r"\s[:–—]\s|[\u00a0\u202f]:|\n", item.text.rstrip(" .;,"), maxsplit=1)[0]


def of_table(table: TypedTable) -> Names | None:
    """The first column of a typed table, without its total line."""
    opening = table.intro.sentences[-1] if table.intro and table.intro.sentences else None
    if opening is None or not table.rows:
        return None
    names = tuple(
        row[0].text
        for row in table.rows
        if row
        and row[0].text
        and not re.match(r"\W*(?:total|ensemble|sous-total)", row[0].text, re.I)
    )
    plain = [one for one in opening.numbers if one.is_count and one.value >= 2]
    ends = opening.text.rstrip().endswith(":") or (table.intro and table.intro.kind == "heading")
    announced = tuple(plain) if ends and len(plain) == 1 else ()
    cells = [[n for cell in row[1:] for n in cell.numbers] for row in table.rows]
    if announced and _measured(cells, announced[0]):
        announced = ()
    about = f"{opening.text} {table.header[0].text if table.header else ''}"
    opened = bool(_OPEN_ENDED.search(opening.text))
    size = len(names)
    return Names(table.section, opening.text, announced, about, names, size, size, opened)


def subject(text: str) -> frozenset[str]:
    """The words of content that announce a list."""
    return frozenset(filter(None, (content(word) for word in WORD.findall(text))))
