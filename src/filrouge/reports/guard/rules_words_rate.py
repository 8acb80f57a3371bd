"""Rates, percents, points and means that are not what they are called."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_moves import since_published
from filrouge.reports.guard.rules_words_prose import MEAN_BEFORE, Quantity, Said, every, lexicon

_RATE = re.compile(r"\btaux\b(?P<between>[^.;:,\x00]{0,60}?)(?:d[e']|a|est|etait|atteint|:)? ?$")
_MEDIAN = re.compile(
    r"\b(?:mediane?|valeur mediane) (?:\w+ ){0,3}?(?:d[e']|est d[e']|s'eleve a|atteint|:)? ?$"
)
_NO_MEAN = ("median", "nth", "min", "max", "sum", "sum_known", "total", "count", "distinct", "last")
_RATE_UNITS = ("percent", "ratio")


def rate(reading: Reading) -> Iterator[Finding]:
    """A rate for a difference, percents for points, points for percents, a mean for a median."""
    for said in every(reading):
        yield from _one(said)


def _one(said: Said) -> Iterator[Finding]:
    for quantity in said.quantities:
        finding = (
            _called_rate(said, quantity)
            or _wrong_unit(said, quantity)
            or _wrong_mean(said, quantity)
            or _points_as_percent(said, quantity)
        )
        if finding:
            yield finding
            return


def _called_rate(said: Said, quantity: Quantity) -> Finding | None:
    """ "un taux d'amélioration de 13 points": a difference is no rate."""
    start, _end = said.clause(quantity.start)
    lead = _RATE.search(said.typed[start : quantity.start])
    if not lead or quantity.value is None:
        return None
    if re.search(
        r"\b(?:augmente\w*|diminue\w*|progresse\w*|gagne\w*|perd\w*|baisse\w*|recule\w*|hausse|passe|monte|evolu\w+|varie\w*|change\w*)\b",
        lead["between"],
    ):
        return None  # "le taux a gagné 2 points" says what the rate did
    if quantity.live is None:
        wrong = quantity.unit in ("points", "euro") or (quantity.unit == "time")
        wrong = wrong and not re.search(r"taux (?:horaire|journalier)", said.typed)
    else:
        figure = quantity.figure
        wrong = figure is None or figure.unit not in _RATE_UNITS or figure.measure == "points"
    if not wrong:
        return None
    return said.finding(
        "rate",
        _("“taux” names a share or a ratio; %(number)s is not one.")
        % {"number": said.text[quantity.start : quantity.end].strip()},
        _("Call it a gain, a difference or a number, or give the rate with its base."),
    )


def _wrong_unit(said: Said, quantity: Quantity) -> Finding | None:
    """A live number printed without its unit, followed by the wrong one."""
    figure = quantity.figure
    if quantity.live is None or figure is None:
        return None
    after = said.typed[quantity.end :]
    points = re.match(r" ?points?\b", after)
    percent = re.match(r" ?(?:%|pour cent\b)", after)
    in_points = (
        figure.unit == "points"
        or figure.measure == "points"
        or (
            quantity.live.form == "change"
            and figure.unit == "percent"
            and figure.measure != "change"
        )
    )
    if percent and in_points and "%" not in quantity.live.shown:
        return _unit_finding(said, quantity, _("points"), "%")
    if (
        percent
        and figure.unit not in ("percent", "points")
        and quantity.live.form in ("number", "value", "words")
    ):
        return _unit_finding(said, quantity, _("no percents"), "%")
    if (
        points
        and figure.unit == "percent"
        and (figure.measure == "change" or quantity.live.form in ("number", "value", "words"))
    ):
        return _unit_finding(said, quantity, "%", _("points"))
    return None


def _unit_finding(said: Said, quantity: Quantity, right: str, wrong: str) -> Finding:
    return said.finding(
        "rate",
        _("%(number)s is in %(right)s, the text says %(wrong)s.")
        % {"number": said.text[quantity.start : quantity.end], "right": right, "wrong": wrong},
        _("Let the figure print its unit: take “format=value” away, or use format=change."),
    )


def _points_as_percent(said: Said, quantity: Quantity) -> Finding | None:
    """ "de 88 % à 90 %, soit +2 %": the difference of two shares is in points."""
    if (
        quantity.live is not None
        or quantity.unit not in ("percent", "points")
        or quantity.value is None
    ):
        return None
    lead = said.typed[: quantity.start]
    words = "|".join(lexicon()["rate"]["moved"])
    amount_of = re.compile(rf"\b(?:{words}) (?:\w+ )?(?:d[e']|:)? ?(?:pres de |environ )?$")
    moved = quantity.sign is not None or amount_of.search(lead)
    if not moved:
        return None
    earlier_later = _two_values(said, quantity)
    if earlier_later is None:
        return None
    before, now, is_share = earlier_later
    difference = abs(now - before)
    relative = abs(100 * (now - before) / before) if before else Fraction(0)
    amount = abs(quantity.value)
    close = Fraction(3, 5)
    if is_share and quantity.unit == "percent" and abs(amount - difference) <= close:
        return _delta_finding(said, quantity, _("points"), printed(before), printed(now))
    called_points = not is_share and quantity.unit == "points"
    if called_points and abs(amount - relative) <= 1 and abs(amount - difference) > close:
        return _delta_finding(said, quantity, "%", printed(before), printed(now))
    return None


def _delta_finding(said: Said, quantity: Quantity, right: str, before: str, now: str) -> Finding:
    return said.finding(
        "rate",
        _("From %(before)s to %(now)s, “%(written)s” is said; the unit is %(right)s.")
        % {
            "before": before,
            "now": now,
            "written": said.text[quantity.start : quantity.end],
            "right": right,
        },
        _("Insert the change with format=change: points for shares, percents for numbers."),
    )


def _two_values(said: Said, quantity: Quantity) -> tuple[Fraction, Fraction, bool] | None:
    """Earlier and later value the change is between, and whether they are shares."""
    others = [
        q for q in said.quantities if q is not quantity and q.sign is None and q.value is not None
    ]
    written = [q for q in others if q.unit in ("percent", "")]
    same = [[q for q in written if q.unit == unit] for unit in ("percent", "")]
    for first, second in (pair for several in same for pair in pairwise(several)):
        gap = said.typed[first.end : second.start]
        if first.unit == second.unit and re.fullmatch(
            r"[^.;]{0,40}\b(?:a|vers|contre|apres)\b ?(?:\w+ )?", gap
        ):
            before, now = (second, first) if "contre" in gap else (first, second)
            if before.value is not None and now.value is not None:
                return before.value, now.value, first.unit == "percent"
    for q in others:
        near = abs(q.start - quantity.start) < 90
        if near and (move := since_published(said, q)) and q.figure is not None:
            return move.before, move.after, q.figure.unit == "percent"
    return None


def _wrong_mean(said: Said, quantity: Quantity) -> Finding | None:
    figure = quantity.figure
    if (
        figure is None
        or quantity.live is None
        or quantity.live.form not in ("number", "value", "words")
    ):
        return None
    start, _end = said.clause(quantity.start)
    lead = said.typed[start : quantity.start]
    tail = said.typed[quantity.end : quantity.end + 40]
    mean = MEAN_BEFORE.search(lead) or re.match(r" (?:\w+ ){0,3}en moyenne\b", tail)
    if mean and figure.measure in _NO_MEAN:
        called = _("a median") if figure.measure == "median" else _("a number, not a mean")
        return _mean_finding(said, quantity, called, "moyenne")
    if _MEDIAN.search(lead) and figure.measure == "mean":
        return _mean_finding(said, quantity, _("a mean"), "médiane")
    return None


def _mean_finding(said: Said, quantity: Quantity, called: str, word: str) -> Finding:
    assert quantity.figure is not None
    return said.finding(
        "rate",
        _("“%(word)s” is written of %(number)s, which is %(called)s (%(label)s).")
        % {
            "word": word,
            "number": said.text[quantity.start : quantity.end],
            "called": called,
            "label": quantity.figure.label,
        },
        _("Use the word of the definition, or insert the figure that is what the sentence says."),
    )
