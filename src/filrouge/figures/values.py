"""A figure as it is printed: exact value, rounded text, base, what it is compared with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.common.rounding import Exact, half_up
from filrouge.vocabulary import lists

from .kernel.formulas import Result, Value
from .kernel.indicator import Indicator, Texts

NARROW = "\u202f"  # thin no-break space between thousands and before a percent sign


@dataclass(frozen=True)
class Figure:
    """The value of an indicator for a period. `text` is for machines, `display` for readers."""

    indicator: Indicator
    period: Period
    result: Result
    previous: Sequence[tuple[int, str]] = ()
    source: str = ""

    @property
    def id(self) -> str:
        return self.indicator.id

    @property
    def value(self) -> Value:
        return self.result.value

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def version(self) -> int:
        return self.indicator.version

    @property
    def numerator(self) -> Exact | None:
        return self.result.numerator

    @property
    def denominator(self) -> Exact | None:
        return self.result.denominator

    @property
    def base(self) -> int | None:
        """What a share or a mean stands on, a whole number; None for a plain count."""
        base = self.result.denominator
        if base is None or self.indicator.measure in ("change", "points"):
            return None
        return int(half_up(base))

    @property
    def rounded(self) -> Decimal | None:
        """The number as printed, or None for a text, a list or no value."""
        number = self.result.number
        if number is None:
            return None
        if self.indicator.decimals is None:
            return recorded(Fraction(number))
        return half_up(number, self.indicator.decimals)

    @property
    def text(self) -> str:
        """Machine form: "2.7", "Anderlecht; Evere"; empty when there is no value."""
        if isinstance(self.value, tuple):
            return "; ".join(self.value)
        if isinstance(self.value, str):
            return self.value
        return "" if self.rounded is None else f"{self.rounded:f}"

    @property
    def display(self) -> str:
        """Reader's form: "1 859", "22 %", "+2 points", "493,24 €"; a dash when there is none."""
        if isinstance(self.value, tuple):
            return ", ".join(map(self._item, self.value)) or "—"
        if isinstance(self.value, str):
            return self.value
        return "—" if self.rounded is None else shown(self.rounded, self.indicator)

    def _item(self, item: str) -> str:
        """An element of a list; a list of codes is read by their labels."""
        vocabulary = self.indicator.options.get("shown_as")
        if not vocabulary:
            return item
        code, equals, number = item.partition("=")
        label = lists.get(vocabulary).label(code)
        return f"{label} ({number})" if equals else label

    @property
    def texts(self) -> Texts:
        """The texts of the indicator in the reader's language, French when it has none."""
        language = (get_language() or "fr")[:2]
        return self.indicator.texts.get(language) or self.indicator.texts["fr"]

    @property
    def label(self) -> str:
        return self.texts.label or self.id

    @property
    def sentence(self) -> str:
        """The figure as a sentence, with its value and its base."""
        places = {"value": self.display, "base": "", "numerator": ""}
        for name in ("base", "numerator"):
            number = getattr(self, name)
            places[name] = "" if number is None else number_text(half_up(number))
        sentence = self.texts.sentence or "{value}"
        for name, value in places.items():
            sentence = sentence.replace(f"{{{name}}}", value)
        return sentence

    @property
    def empty_reason(self) -> str:
        """Why there is no value, in a sentence; "" when there is one."""
        if self.value not in (None, ()):
            return ""
        return EMPTY.get(self.result.empty, EMPTY["no_record"])()


EMPTY = {
    "no_record": lambda: _("No record of the period gives this figure."),
    "empty_base": lambda: _("There is nobody and nothing in the base: no share can be computed."),
    "unknown_part": lambda: _("One of the figures it is made of has no value."),
    "no_previous": lambda: _("No earlier published value to compare with."),
    "uneven_months": lambda: _("The number differs from month to month: read the series instead."),
    "other_year": lambda: _("This figure is published for one year only."),
    "not_typed": lambda: _("This figure comes from outside and was not typed for the year."),
}


def recorded(number: Fraction) -> Decimal:
    """A number as it was recorded, with as many decimals as it has (four at most)."""
    for decimals in range(5):
        rounded = half_up(number, decimals)
        if Fraction(rounded) == number:
            break
    return rounded


def number_text(number: Decimal) -> str:
    """A number for the reader: thin space between thousands, the language's decimal mark."""
    whole, _point, decimals = f"{abs(number):,f}".partition(".")
    mark = "." if (get_language() or "fr").startswith("en") else ","
    sign = "\u2212" if number < 0 else ""
    return sign + whole.replace(",", NARROW) + (mark + decimals if decimals else "")


def shown(number: Decimal, indicator: Indicator) -> str:
    """A number with its unit, and its sign when it is a change."""
    if indicator.suffix == "year":  # a date, not a quantity
        return f"{number:f}"
    text = number_text(number)
    if number > 0 and indicator.measure in ("change", "points"):
        text = f"+{text}"
    unit = indicator.suffix or indicator.unit
    if unit in COUNTED:
        return COUNTED[unit](int(abs(number))) % {"number": text}
    pattern = PATTERNS.get(unit)
    return pattern() % {"number": text} if pattern else text


PATTERNS = {
    "percent": lambda: _("%(number)s\u202f%%"),
    "EUR": lambda: _("%(number)s\u202f€"),
    "minutes": lambda: _("%(number)s min"),
}
COUNTED: Mapping[str, Callable[[int], str]] = {
    "points": lambda n: ngettext("%(number)s point", "%(number)s points", n),
    "years": lambda n: ngettext("%(number)s year", "%(number)s years", n),
    "days": lambda n: ngettext("%(number)s day", "%(number)s days", n),
    "hours": lambda n: ngettext("%(number)s hour", "%(number)s hours", n),
}
"""Units that take a plural: by the whole part, as "1,5 jour" does."""
