"""Tables, lists and sentences of shares: their total, their shares, what they should add up to."""

import re
from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.reports.guard import bases
from filrouge.reports.guard.findings import Finding, excerpt, said
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.relations import bases as bases_of
from filrouge.reports.guard.relations import counts, near, numerators, rounded, same_kind
from filrouge.reports.guard.rules_shares import impossible, pairs_in, possible
from filrouge.reports.guard.series import Row, Series, all_series, amounts, of_sentence, shares

LARGEST = 1000
"""The largest base looked for when a text states none."""

_DIVIDED = re.compile(r":|\brépart|\bréparti|\bse décompos|\bventil|\ble reste\b|\bsoit\b", re.I)
_MEASURED = re.compile(
    r"€|\beuro|\bbudget|\bfinanc|\bsubsid|\brecette|\bdépense|\bressource|\btemps\b|\bheures\b|\betp\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\bchacune?s?\b|\bpour les deux\b", re.IGNORECASE)


def totals(reading: Reading) -> Iterator[Finding]:
    """The lines of a table or list against its total line, or the total that introduces it."""
    for series in all_series(reading):
        found = amounts(series)
        if len(found) < 2 or any(one.approx or one.interval for one in found):
            continue
        if len({one.unit for one in found}) > 1 or found[0].unit in ("percent", "points", "times"):
            continue
        total = series.total
        if total is not None and total.amount is not None:
            whole = total.amount
            made = sum((one.value for one in found), Fraction(0))
            if made != whole.value and _typed([*found, whole]) and len(found) == len(series.lines):
                yield _total(series, made, whole, "sums")
        elif len(found) == len(series.lines):
            yield from _announced(series, found)


def _announced(series: Series, found: list[Number]) -> Iterator[Finding]:
    """ "Les 87 locataires se répartissent ainsi :" above lines that make 89."""
    if series.intro is None or series.intro.kind == "heading":
        return
    sentence = series.intro.sentences[-1] if series.intro.sentences else None
    if sentence is None:
        return
    unit = found[0].unit
    wholes = counts(sentence) if unit == "" else [n for n in sentence.numbers if n.unit == unit]
    made = sum((one.value for one in found), Fraction(0))
    if not wholes or any(one.value == made for one in wholes):
        return
    whole = wholes[-1]
    if whole.approx or whole.value == len(series.lines) or not _typed([*found, whole]):
        return
    divided = re.search(r"\brépart|\bse décompos|\bventil|\bcomme suit\b|\bselon\b", sentence.text)
    over = (
        made > whole.value
        and same_kind(whole, found)
        and whole.value >= max(one.value for one in found)
    )
    if near(made, whole.value, Fraction(1, 10)) or (divided and same_kind(whole, found)) or over:
        yield _total(series, made, whole, "sums")


def _typed(numbers: list[Number]) -> bool:
    return any(one.typed for one in numbers)


def _total(series: Series, made: Fraction, whole: Number, rule: str) -> Finding:
    return Finding(
        rule=rule,
        section=series.section.code,
        excerpt=excerpt(series.excerpt),
        message=_("The lines make %(made)s, and not %(printed)s.")
        % {
            "made": said(made, 2 if whole.unit == "euro" and made.denominator > 1 else None),
            "printed": said(whole.value, whole.decimals),
        },
        remedy=_("Correct one of the lines or the total, or insert a table of live figures."),
    )


def series_of_shares(reading: Reading) -> Iterator[Finding]:
    """Shares one a line, or three in a sentence: their amounts, their base, their total."""
    for series in all_series(reading):
        if shares(series):
            yield from _judged(series, bases.of_intro(series.intro, series.heading))
    for passage in reading.passages:
        if passage.kind == "item":
            continue
        for sentence in passage.sentences:
            series_or_none = of_sentence(sentence)
            if series_or_none is not None and not any(True for _one in pairs_in(sentence)):
                yield from _judged(series_or_none, bases.said_around(passage, sentence))


def _judged(series: Series, base: bases.Base | None) -> Iterator[Finding]:
    found = shares(series)
    if any(one.approx or one.interval for one in found) or not _typed(found):
        return
    both = [row for row in series.lines if row.amount is not None and row.share is not None]
    if len(both) >= 2 and len(both) == len(found):
        yield from _of_amounts(series, both, base)
    else:
        yield from _of_base(series, found, base)
    yield from _hundred(series, found)


def _of_amounts(series: Series, rows: list[Row], base: bases.Base | None) -> Iterator[Finding]:
    """Each share against its amount over the total printed, announced, or made by the lines."""
    pairs = [
        (r.amount, r.share, r.label) for r in rows if r.amount is not None and r.share is not None
    ]
    if len({amount.unit for amount, _s, _l in pairs}) > 1:
        return
    made = sum((amount.value for amount, _s, _l in pairs), Fraction(0))
    whole = made
    total = series.total
    if total is not None and total.amount is not None:
        whole = total.amount.value
    elif base is not None and base.number.unit == pairs[0][0].unit and base.number.value >= made:
        whole = base.number.value
    if whole <= 0:
        return
    wrong = [
        (label, amount, share, expected)
        for amount, share, label in pairs
        if (expected := rounded(100 * amount.value / whole, share.decimals)) != share.value
        and (amount.typed or share.typed)
    ]
    if total is None and len(wrong) * 2 > len(pairs) and _other_base(pairs):
        return
    for _label, amount, share, expected in wrong[:3]:
        yield Finding(
            rule="shares",
            section=series.section.code,
            excerpt=excerpt(series.excerpt),
            message=_("%(amount)s out of %(whole)s is %(share)s %%, and not %(printed)s %%.")
            % {
                "amount": said(amount.value, amount.decimals),
                "whole": said(whole, amount.decimals),
                "share": said(expected, share.decimals),
                "printed": said(share.value, share.decimals),
            },
            remedy=_("Compute every share from the amounts of the same table, rounded once."),
        )


def _other_base(pairs: list[tuple[Number, Number, str]]) -> bool:
    """Whether one whole base, which the text does not print, explains every share."""
    low, high = 1, 10**9
    for amount, share, _label in pairs:
        if amount.unit or amount.value == 0:
            continue
        span = bases_of(amount.value, share.value, share.decimals)
        low, high = max(low, span.start), min(high, span.stop - 1)
    return low <= high


def _of_base(series: Series, found: list[Number], base: bases.Base | None) -> Iterator[Finding]:
    """Each share over the base announced; without one, whether any base gives them all."""
    together = _together(found)
    if base is not None and base.number.unit == "" and 2 <= base.number.value <= 10**7:
        if series.kind == "sentence" and base.explicit:
            wrong = []  # said by the rule of shares in sentences
        elif base.explicit or together:
            wrong = [(one, base.number) for one in found if not possible(one, base.number)]
        else:
            return
        if wrong:
            yield impossible(series.section.code, series.excerpt, wrong)
            return
        whole = int(base.number.value)
        spans = [numerators(one.value, one.decimals, whole) for one in found]
        if (
            together
            and all(spans)
            and not (
                sum(span.start for span in spans) <= whole <= sum(span.stop - 1 for span in spans)
            )
        ):
            yield _not_hundred(series, found)
    elif together and len(found) >= 3 and not _MEASURED.search(series.excerpt):
        if max(one.decimals for one in found) and not _any_base(found):
            yield _no_base(series, found)


def _together(found: list[Number]) -> bool:
    """Whether they are meant to make 100: they nearly do."""
    return len(found) >= 3 and abs(sum((one.value for one in found), Fraction(0)) - 100) <= 6


def _any_base(found: list[Number]) -> bool:
    return any(
        all(numerators(one.value, one.decimals, base) for one in found)
        for base in range(2, LARGEST + 1)
    )


def _hundred(series: Series, found: list[Number]) -> Iterator[Finding]:
    """Shares meant to make 100 that do not, within what rounding allows."""
    values = []
    for row in series.lines:
        if row.share is not None:
            # "1,5 % pour la migration et le travail du sexe, chacun" counts twice.
            times = 2 if _EACH.search(row.text) and " et " in row.text else 1
            values.append((row.share, times))
    made = sum((one.value * times for one, times in values), Fraction(0))
    # "30 %" among "15,5 %" was rounded like them.
    finest = max((one.decimals for one in found), default=0)
    slack = sum((Fraction(times, 2 * 10**finest) for _one, times in values), Fraction(0))
    missed = abs(made - 100)
    if len(values) != len(series.lines) or len(values) < 3 or missed <= slack or missed > 6:
        return
    if series.kind == "sentence" and len(values) < 5 and not _DIVIDED.search(series.excerpt):
        return
    yield _not_hundred(series, found, made)


def _not_hundred(series: Series, found: list[Number], made: Fraction | None = None) -> Finding:
    total = made if made is not None else sum((one.value for one in found), Fraction(0))
    return Finding(
        rule="shares",
        section=series.section.code,
        excerpt=excerpt(series.excerpt),
        message=_("The shares make %(made)s %%, and not 100 %%: rounding does not explain it.")
        % {"made": said(total, max(one.decimals for one in found))},
        remedy=_("One line for each subject, computed from one base; insert a live table."),
    )


def _no_base(series: Series, found: list[Number]) -> Finding:
    return Finding(
        rule="shares",
        section=series.section.code,
        excerpt=excerpt(series.excerpt),
        message=_("No base from 2 to %(largest)s gives these shares together: %(shares)s %%.")
        % {
            "largest": LARGEST,
            "shares": " ; ".join(said(one.value, one.decimals) for one in found),
        },
        remedy=_("Print the base and compute every share from it with the same precision."),
    )
