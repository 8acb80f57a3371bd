"""Counts of people so small that somebody could be recognised."""

import re
from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.reports.document import Exhibit, Value
from filrouge.reports.guard.findings import Finding, excerpt
from filrouge.reports.guard.lexicon import stem, word_set
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Reading, Section
from filrouge.reports.guard.series import all_series

SMALL = range(1, 5)

_ACCOMPANIED = frozenset(
    stem(word)
    for word in word_set(
        "locataires locataire femmes hommes usagers usagères bénéficiaires décès patients patientes"
        " sans-abri personnes résidents habitants habitantes mineurs enfants"
    )
)
_SENSITIVE = re.compile(
    r"\b(?:décéd|décès|mort|hiv|vih|séropositi|hépatite|overdose|prison|incarcér|suicid|psychos"
    r"|schizophr|dépress|paranoï|handicap|enceinte|grossesse|expuls"
    r"|consomm|toxico|héroïne|cocaïne|crack|injecte|revenu|maladie|trouble|diagnosti)",
    re.IGNORECASE,
)


def small_cells(reading: Reading) -> Iterator[Finding]:
    """1 to 4 people accompanied, live or typed, in a sentence, a typed table or an exhibit."""
    for sentence in reading.sentences:
        spans = [(one.start, one.end) for one in sentence.ratios]
        for number in sentence.numbers:
            if any(start <= number.start < end for start, end in spans):
                continue
            if number.live is not None:
                if _shown_small(number):
                    yield _finding(sentence.section, sentence.text, number.live.key)
            elif _typed_small(sentence.text, number):
                yield _finding(sentence.section, sentence.text, "")
    for section, exhibit in reading.exhibits:
        yield from _exhibit(reading, section, exhibit)
    for series in all_series(reading):
        if series.kind != "table":
            continue
        title = f"{series.heading} {series.intro.text if series.intro else ''}"
        cells = [row for row in series.lines if row.amount and _is_small(row.amount)]
        people = any(
            word.lower() in title.lower() for word in ("locataires", "personnes accompagnées")
        )
        if cells and people and any(row.amount and row.amount.typed for row in cells):
            yield _finding(series.section, series.excerpt, "")


def _is_small(number: Number) -> bool:
    return number.is_count and number.value in SMALL and not number.approx


def _shown_small(number: Number) -> bool:
    """A live count of people printed as it is; protected ones read "moins de 5"."""
    value, live = number.figure, number.live
    if value is None or live is None or not value.of_people or live.form == "protected":
        return False
    return number.value in SMALL and number.unit == "" and not number.approx and small(value)


def small(value: Value) -> bool:
    """Whether the count, or the numerator of the share, is of 1 to 4 people."""
    told = value.numerator if value.unit == "percent" and value.numerator else value.exact
    try:
        return Fraction(told) in SMALL
    except (ValueError, ZeroDivisionError):
        return False


def _typed_small(text: str, number: Number) -> bool:
    """ "2 locataires sont décédés": people accompanied and something that must not be known."""
    if not _is_small(number) or number.noun not in _ACCOMPANIED:
        return False
    around = text[max(0, number.start - 60) : number.end + 90]
    named = number.noun == stem("locataires") and not number.letters
    return named or bool(_SENSITIVE.search(around))


def _exhibit(reading: Reading, section: Section, exhibit: Exhibit) -> Iterator[Finding]:
    """A row of a live exhibit that prints a small count of people."""
    values = reading.document.values
    known = {one.display for key in exhibit.keys if (one := values.get(key)) and one.of_people
             and one.unit != "percent" and small(one)}  # fmt: skip
    for row in exhibit.rows:
        if any(cell.strip() in known for cell in row[1:]):
            yield _finding(section, f"{exhibit.title} : {' | '.join(row)}", "")
            return


def _finding(section: Section, text: str, key: str) -> Finding:
    return Finding(
        rule="small",
        section=section.code,
        excerpt=excerpt(text),
        message=_("Fewer than 5 people accompanied: somebody could be recognised."),
        remedy=_("Write [%(id)s]{format=protected}.") % {"id": key}
        if key
        else _("Write “moins de 5”, or insert the live figure with format=protected."),
    )
