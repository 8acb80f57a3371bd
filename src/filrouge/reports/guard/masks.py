"""What holds digits and is no quantity: dates, years, hours, addresses, telephones, references."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from filrouge.reports.guard.lexicon import DAYS, MONTHS

_MONTH = "|".join(
    (*MONTHS, "fevrier", "aout", "decembre", "janv\\.", "févr\\.", "sept\\.", "oct\\.")
)
_DAY = "|".join(DAYS)
GAP = r"[ \u00a0\u202f]"
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
            r"\b24{GAP}?[hH]?/24\b|\b7{GAP}?[jJ]?/7\b".replace("{GAP}", GAP),
            r"[A-Za-z]-\d+\b",
            r"(?i:https?://\S{1,300}|www\.\S{1,300})|\S{1,64}@\S{1,80}",
            rf"(?i:\b\d{{1,2}}(?:er)?(?:{GAP}?(?:,|et|ou|au|-|–|/){GAP}?\d{{1,2}}(?:er)?){{0,6}}"
            rf"{GAP}(?:{_MONTH})\b(?:{GAP}(?:19|20)\d\d\b)?)",
            rf"(?i:\b(?:{_DAY}){GAP}\d{{1,2}}\b)",
            r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b",
            rf"(?i:\b\d{{1,2}}{GAP}?h{GAP}?(?:\d\d)?\b)",
            rf"(?i:\b(?:à|vers|dès){GAP}\d{{1,2}}{GAP}heures?\b(?:{GAP}\d\d\b)?)",
            r"(?i:\b\d{1,3}(?:er|re|ère|ème|e|ᵉ|nde?|ᵉʳ)s?\b)",
            r"\+\d{2,3}(?:[ ./()\u00a0\u202f-]{0,3}\d{1,3}){3,6}",
            r"\b0\d{1,3}(?:[ ./\u00a0\u202f-]{1,3}\d{2,3}){2,4}\b",
            r"\bBE\d\d(?: ?\d{4}){3}\b|\b[A-Z]{1,4}-?\d+\b|\b\d+-?[A-Z][A-Za-z]*\d*\b",
            rf"(?i:(?<!\w)(?:{_NUMBERED}){GAP}?\d+(?:[.,/-]\d+)*(?:{GAP}(?:et|à){GAP}\d+\b(?!{GAP}?%))?)",
            rf"\b(?i:{_STREET})(?:{GAP}(?:d[eu]s?{GAP}|de{GAP}l[a’']{GAP}?|d[’'])?[A-ZÀ-Ý][\w’'-]{{0,30}})"
            rf"{{1,4}},?{GAP}\d{{1,4}}\b(?:[-/]\d{{1,4}})?",
            rf"\b\d{{1,4}}(?:[-/]\d{{1,4}})?,?{GAP}(?i:{_STREET}){GAP}",
            rf"\b[1-9]\d{{3}}{GAP}(?:à{GAP})?[A-ZÀ-Ý][\w-]+",
            r"\b(\d{1,2})/\1\b",
            r"\b\d+(?:\.\d+){2,}\b",
            r"^\s{0,4}\(?\d{1,3}[).°]\s",
            r"\[\d{1,3}\]",
        )
    )
)
_YEARS = re.compile(
    rf"(?<![\d,.])((?:19|20)\d\d){GAP}?(?:(?:-|–|/|à|et|au){GAP}?(?=\d{{4}})|[-–/](?=\d\d(?!\d)))"
    rf"((?:19|20)\d\d|\d\d)(?!\d)(?!{GAP}?[%€])"
    rf"|(?<![\d,.\u00a0\u202f])((?:19|20)\d\d)(?![\d%€]|,\d|\.\d|{GAP}[%€]|{GAP}euros?\b|{GAP}heures?\b)"
)


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
