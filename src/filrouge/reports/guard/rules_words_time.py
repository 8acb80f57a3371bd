"""What is counted at a date and what over the year; rhythms that the counts contradict."""

import re
from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.lexicon import stem
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_prose import (
    Quantity,
    Said,
    covered,
    every,
    lexicon,
    passages_said,
    pattern,
    whole,
)

_DONE = re.compile(
    r"\b(?:a|ont|avons|avait|avaient)\s(?:\w+\s){0,2}?\w+(?:é|ée|és|ées|i|is|u|us|ue|ues|it|ert)\b"
)
_PEOPLE = frozenset(
    map(stem, ("personnes", "locataires", "hommes", "femmes", "bénéficiaires", "gens", "usagers"))
)


def stock_flow(reading: Reading) -> Iterator[Finding]:
    """ "Currently" beside a figure of the whole year, "over the year" beside one at a date."""
    for said in every(reading):
        if finding := _live(said):
            yield finding
    yield from _same_number(reading)


def _now(said: Said, start: int, end: int) -> re.Match[str] | None:
    but = pattern("stock_flow", "now_but")
    for one in pattern("stock_flow", "now").finditer(said.typed, start, end):
        if not covered(but, said.typed, one.start()):
            return one
    return None


def _during(said: Said, start: int, end: int) -> re.Match[str] | None:
    return pattern("stock_flow", "during").search(said.typed, start, end)


def _done(said: Said, start: int, end: int) -> bool:
    """ "à ce jour, l'équipe a réalisé...": something done counts over time, and says so."""
    return bool(_DONE.search(said.text.lower(), start, end))


def _live(said: Said) -> Finding | None:
    for number in said.quantities:
        figure = number.figure
        if figure is None or number.live is None or number.sign is not None:
            continue
        if figure.measure in (
            "context",
            "list_count",
            "list_items",
            "years_since",
            "change",
            "points",
        ):
            continue
        start, end = _wide(said, number.start)
        now, during = _now(said, start, end), _during(said, start, end)
        if now and not during and figure.time == "flow" and not _done(said, start, end):
            return _time_finding(said, number, now, _("counts the whole period"), _stock_remedy())
        if during and not now and figure.time == "stock":
            return _time_finding(
                said, number, during, _("is counted at a date"),
                _("Say the date, or insert the figure of the whole year."),
            )  # fmt: skip
    return None


def _stock_remedy() -> str:
    return _(
        "Write “over the year”, or insert the figure at the date (for instance those "
        "active at the end of the year)."
    )


def _time_finding(
    said: Said, number: Quantity, word: re.Match[str], is_: str, remedy: str
) -> Finding:
    label = number.figure.label if number.figure else ""
    return said.finding(
        "stock_flow",
        _("“%(words)s” is written beside %(number)s (%(label)s), which %(is)s.")
        % {
            "words": said.text[word.start() : word.end()],
            "number": said.text[number.start : number.end],
            "label": label,
            "is": is_,
        },
        remedy,
    )


def _wide(said: Said, position: int) -> tuple[int, int]:
    """The clause between strong marks: "actuellement, 56 hommes et 31 femmes" is one."""
    start, end = 0, len(said.typed)
    for mark in re.finditer(
        r"[;:]|\b(?:tandis|alors) qu[e']|, dont\b|\bmais\b|\bpuis\b", said.typed
    ):
        if mark.end() <= position:
            start = mark.end()
        elif mark.start() >= position:
            return start, mark.start()
    return start, end


def _same_number(reading: Reading) -> Iterator[Finding]:
    """One typed number used as counted over the year here and as present now there."""
    flows: dict[tuple[Fraction, str], Said] = {}
    stocks: list[tuple[tuple[Fraction, str], Said, re.Match[str]]] = []
    for said in every(reading):
        for number in said.quantities:
            if not number.counts or number.value is None or number.value < 5 or not number.noun:
                continue
            if number.live is not None and number.figure and number.figure.time == "flow":
                key = (number.value, _kind(number))
                flows.setdefault(key, said)
                continue
            start, end = _wide(said, number.start)
            now = _now(said, start, end)
            key = (number.value, _kind(number))
            if now and number.live is None and not _done(said, start, end):
                stocks.append((key, said, now))
            elif _during(said, start, end):
                flows.setdefault(key, said)
    for key, said, now in stocks:
        if key in flows and flows[key] is not said:
            yield said.finding(
                "stock_flow",
                _(
                    "%(number)s is given as the number “%(words)s”, and elsewhere as "
                    "that of the whole year."
                )
                % {"number": printed(key[0]), "words": said.text[now.start() : now.end()]},
                _stock_remedy(),
            )


def _kind(number: Quantity) -> str:
    return "people" if number.noun in _PEOPLE else number.noun


# --- rhythms --------------------------------------------------------------------------------------


def frequency(reading: Reading) -> Iterator[Finding]:
    """A monthly meeting of eight teams makes about 96 meetings, not 27."""
    for passage in passages_said(reading):
        for index, said in enumerate(passage):
            if said.claims:
                following = passage[index + 1] if index + 1 < len(passage) else None
                if finding := _rhythm(said, following):
                    yield finding


def _rhythm(said: Said, following: Said | None) -> Finding | None:
    if pattern("frequency", "partial").search(said.typed):
        return None
    for words, times in lexicon()["frequency"]["times"].items():
        one = whole((words,)).search(said.typed)
        if not one or not _met_near(said, one):
            continue
        held = _held(said, one)
        where = said
        if held is None and following is not None:
            held, where = _held(following, None), following
        if held is None:
            continue
        number = held
        groups = _groups(said, one, number)
        expected = groups * times
        low = Fraction(3, 4) if times < 52 else Fraction(3, 5)
        assert number.value is not None
        if "regulierement" in words:
            wrong = number.value < expected and times * groups > number.value
        else:
            wrong = not low * expected <= number.value <= Fraction(3, 2) * expected
        if wrong:
            return said.finding(
                "frequency",
                _("“%(words)s” would make about %(expected)s; %(number)s were held.")
                % {
                    "words": said.text[one.start() : one.end()],
                    "expected": printed(expected),
                    "number": where.text[number.start : number.end].strip(),
                },
                _("Give the number held, or the number of each team, instead of the rhythm."),
            )
    return None


def _met_near(said: Said, one: re.Match[str]) -> bool:
    """Whether the rhythm is that of meetings (or of letters), not of a rent."""
    near = said.typed[max(0, one.start() - 45) : one.end() + 25]
    return bool(
        pattern("frequency", "met").search(near)
        or re.search(r"\bse (?:reuni|retrouv|rencontr|voi)\w*", near)
    )


def _held(said: Said, rhythm: re.Match[str] | None) -> Quantity | None:
    """The count of meetings of a sentence."""
    met = {
        stem(w)
        for w in (
            "séances",
            "réunions",
            "rencontres",
            "supervisions",
            "intervisions",
            "permanences",
            "ateliers",
            "numéros",
            "éditions",
            "lettres",
            "comités",
            "concertations",
            "assemblées",
            "sessions",
            "newsletters",
            "infolettres",
            "envois",
        )
    }
    for number in said.quantities:
        if not number.counts or number.noun not in met:
            continue
        tail = said.typed[number.end : number.end + 40]
        if re.match(r"[^,;.]{0,25}\b(?:par|chaque|tous les|toutes les) ", tail):
            continue
        if rhythm and re.match(r" ?\w+ $", said.typed[number.end : rhythm.start()] + " "):
            continue  # "une réunion mensuelle", "deux réunions mensuelles"
        return number
    return None


def _groups(said: Said, one: re.Match[str], held: Quantity) -> Fraction:
    groups = {
        stem(w)
        for w in (
            "équipes",
            "groupes",
            "institutions",
            "services",
            "organisations",
            "associations",
            "sites",
            "maisons",
            "cercles",
        )
    }
    for number in said.quantities:
        if number is not held and number.counts and number.noun in groups and number.value:
            return number.value
    return Fraction(1)
