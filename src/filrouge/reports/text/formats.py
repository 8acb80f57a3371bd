"""How a figure is said inside a French sentence: digits, words, a share, a change, a list.

The report is written in French, so the words it makes are French whatever the reader's language.
Numbers come from the figure itself (rounded as printed) or are rounded half up once, on the exact
value; nothing is rounded twice.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from num2words import num2words

from filrouge.common.rounding import Exact, half_up
from filrouge.figures import engine, nature
from filrouge.figures.kernel.formulas import Result
from filrouge.figures.kernel.indicator import Indicator
from filrouge.figures.lines import decimal
from filrouge.figures.making import shown_as
from filrouge.figures.values import NARROW, Figure, number_text

from .placeholders import PlaceError
from .protection import few

_UNITS = {
    "percent": ("pour cent", "pour cent"),
    "points": ("point", "points"),
    "EUR": ("euro", "euros"),
    "minutes": ("minute", "minutes"),
    "years": ("an", "ans"),
    "days": ("jour", "jours"),
    "hours": ("heure", "heures"),
}
FEWER = "moins de 5"
_SIMPLE = tuple(
    sorted(
        {Fraction(1, n) for n in range(2, 101)}
        | {Fraction(a, b) for b in (3, 4, 5, 10) for a in range(2, b)},
    )
)
_SPELLING = (
    (re.compile("quatre-vingt et un"), "quatre-vingt-un"),
    # "Cents" and "vingts" bear an s at the end of a number and before millions only.
    (re.compile(r"\bcents (?!million|milliard|virgule)"), "cent "),
    (re.compile(r"\bquatre-vingt(?=$| million| milliard| virgule)"), "quatre-vingts"),
)
"""What the library of words misspells in French."""
_NEAR = Fraction(3, 100)
"""How far a simple fraction may be from the share it stands for: three points."""


def said(figure: Figure, form: str, *, year: int | None = None) -> str:
    """The figure in a format; `year` names the published year a change is measured from.

    Raises `PlaceError` with the reason when the figure cannot be said so, or has no value.
    """
    if figure.empty_reason and form != "label":
        raise PlaceError(figure.empty_reason)
    if form in _CHANGES:
        return _CHANGES[form](*_change(figure, year))
    if year is not None:
        raise PlaceError(_("“year” goes with the formats change, trend and direction."))
    if not form:
        form = "list" if isinstance(figure.value, tuple) else "number"
    return FORMS[form](figure)


def number(figure: Figure) -> str:
    """Digits with the unit: "22 %"."""
    return figure.display


def value(figure: Figure) -> str:
    """Digits alone: "22"."""
    rounded = _rounded(figure)
    return f"{rounded:f}" if figure.indicator.suffix == "year" else number_text(rounded)


def words(figure: Figure) -> str:
    """In letters, as they are said in Brussels: "septante et un", "vingt-deux pour cent"."""
    rounded = _rounded(figure)
    said_so = in_letters(rounded)
    units = _UNITS.get(figure.indicator.suffix or figure.unit)
    return f"{said_so} {units[abs(rounded) >= 2]}" if units else said_so


def in_letters(amount: Decimal) -> str:
    """A number in letters; Belgium counts septante, quatre-vingts and nonante."""
    if abs(amount) >= 10**12:
        raise PlaceError(_("The number is too long to be written in letters."))
    whole = int(amount) if amount == amount.to_integral_value() else float(amount)
    text = str(num2words(whole, lang="fr_BE"))
    for wrong, right in _SPELLING:
        text = wrong.sub(right, text)
    return text


def share(figure: Figure) -> str:
    """A share with what it stands on: "22 % (520 sur 2 383)"."""
    if figure.unit != "percent" or not nature.is_share(figure.indicator):
        raise PlaceError(_("This figure is not a share: it has no base."))
    return f"{figure.display} ({numerator(figure)} sur {base(figure)})"


def base(figure: Figure) -> str:
    """What a share or a mean stands on."""
    return _half(figure, figure.denominator, "denominator")


def numerator(figure: Figure) -> str:
    """What is counted out of the base."""
    return _half(figure, figure.numerator, "numerator")


def _half(figure: Figure, amount: Exact | None, part: str) -> str:
    ind = figure.indicator
    if amount is None or ind.measure in ("change", "points"):
        raise PlaceError(_("This figure is not a share: it has no base."))
    other = ind.options.get(part)
    if not ind.fact and isinstance(other, str):
        return shown_as(amount, engine.find(other, figure.period))
    if ind.field == "cents":
        return number_text(half_up(Fraction(amount) / 100, 2)) + f"{NARROW}€"
    return number_text(half_up(amount))


def ratio(figure: Figure) -> str:
    """A share as people say it: "un·e sur sept", "deux sur trois"."""
    top, bottom = figure.numerator, figure.denominator
    if top is None or not bottom or not _is_part(figure.indicator):
        raise PlaceError(_("This figure is not a share: it has no base."))
    exact = Fraction(top) / Fraction(bottom)
    near = min(_SIMPLE, key=lambda one: (abs(one - exact), one.denominator))
    if not exact or abs(near - exact) > min(_NEAR, exact / 10):
        raise PlaceError(_("No simple fraction is near this share: give it in percent."))
    first = "un·e" if near.numerator == 1 else in_letters(Decimal(near.numerator))
    return f"{first} sur {in_letters(Decimal(near.denominator))}"


def _is_part(indicator: Indicator) -> bool:
    return nature.is_share(indicator) or nature.share_of_people(indicator)


def listed(figure: Figure) -> str:
    """The elements of a list: "a, b et c"."""
    *others, last = items(figure)
    return f"{', '.join(others)} et {last}" if others else last


def count(figure: Figure) -> str:
    """How many elements a list has."""
    return number_text(Decimal(len(items(figure))))


def items(figure: Figure) -> tuple[str, ...]:
    """The elements of a list, as read. Raises `PlaceError` for a figure that is no list."""
    if not isinstance(figure.value, tuple):
        raise PlaceError(_("This figure is not a list."))
    # One element at a time: an element may hold a comma.
    return tuple(replace(figure, result=Result((one,))).display for one in figure.value)


def protected(figure: Figure) -> str:
    """The figure, or "moins de 5" in the place of 1 to 4."""
    return FEWER if few(figure) else number(figure)


def _rounded(figure: Figure) -> Decimal:
    if figure.rounded is None:
        raise PlaceError(_("This figure is not a number."))
    return figure.rounded


def change_since(figure: Figure, text: str) -> Decimal | None:
    """How far it is from an earlier published value, in points for a share, else in percent.

    Rounded to a whole number on the exact value; None when the two cannot be compared.
    """
    before, now = decimal(text), figure.result.number
    if before is None or now is None:
        return None
    gap = Fraction(now) - Fraction(before)
    if in_points(figure):
        return half_up(gap)
    return half_up(100 * gap / abs(Fraction(before))) if before else None


def in_points(figure: Figure) -> bool:
    """Whether its changes are told in points: those of a share."""
    return figure.unit in ("percent", "points")


def _change(figure: Figure, year: int | None) -> tuple[Decimal, bool]:
    if figure.indicator.measure in ("change", "points"):
        return _rounded(figure), figure.indicator.measure == "points"
    earlier = dict(figure.previous)
    if not earlier:
        raise PlaceError(_("No earlier published value to compare with."))
    wanted = max(earlier) if year is None else year
    if wanted not in earlier:
        raise PlaceError(
            _("No value was published for %(year)s: there is one for %(known)s.")
            % {"year": wanted, "known": ", ".join(map(str, sorted(earlier)))}
        )
    found = change_since(figure, earlier[wanted])
    if found is None:
        raise PlaceError(_("The earlier published value cannot be compared."))
    return found, in_points(figure)


def amount_of(change: Decimal, points: bool) -> str:
    """A change without its sign: "4 %", "2 points"."""
    number = number_text(abs(change))
    if points:
        return f"{number} point{'s' if abs(change) >= 2 else ''}"
    return f"{number}{NARROW}%"


def signed(change: Decimal, points: bool) -> str:
    """A change with its sign: "+4 %", "−2 points"."""
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    return sign + amount_of(change, points)


def trend(change: Decimal, points: bool) -> str:
    """ "une hausse de 4 %", "une baisse de 2 points", "stable"."""
    if not change:
        return "stable"
    return f"une {'hausse' if change > 0 else 'baisse'} de {amount_of(change, points)}"


def direction(change: Decimal, points: bool) -> str:
    """ "hausse", "baisse" or "stabilité"."""
    return "hausse" if change > 0 else "baisse" if change < 0 else "stabilité"


_CHANGES: Mapping[str, Callable[[Decimal, bool], str]] = {
    "change": signed,
    "trend": trend,
    "direction": direction,
}
FORMS: Mapping[str, Callable[[Figure], str]] = {
    "number": number,
    "value": value,
    "words": words,
    "share": share,
    "list": listed,
    "count": count,
    "sentence": lambda figure: figure.sentence,
    "ratio": ratio,
    "base": base,
    "numerator": numerator,
    "label": lambda figure: figure.label,
    "protected": protected,
}
