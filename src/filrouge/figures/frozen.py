"""A figure of today beside the one a frozen edition published: what differs, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.common.rounding import half_up
from filrouge.context.models import FrozenFigure

from .kernel.indicator import Indicator
from .lines import published_text
from .values import PATTERNS, Figure, number_text


@dataclass(frozen=True, slots=True)
class Standing:
    """What a figure stands on: exact numerator as text, base as a whole number."""

    version: int
    base: int | None
    numerator: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that sets what was published beside what is computed today."""

    title: str
    text: str


def last_frozen(indicator: str) -> dict[int, FrozenFigure]:
    """What frozen editions say of a figure, by year: the last edition of each."""
    rows = FrozenFigure.objects.filter(indicator=indicator).order_by("publication")
    return {row.year: row for row in rows}


def note(figure: Figure, frozen: Mapping[int, FrozenFigure]) -> Note | None:
    """What the edition of the figure's own year published, when it is no longer what is computed.

    None outside a whole year, before publication, and when nothing differs.
    """
    kept = frozen.get(figure.period.start.year) if figure.period.is_year else None
    if kept is None or kept.value == figure.text:
        return None
    now = Standing(
        figure.version,
        figure.base,
        "" if figure.numerator is None else str(Fraction(figure.numerator)),
    )
    because = reasons(
        Standing(kept.version, kept.base, kept.numerator), now, counted(figure.indicator)
    )
    title = _("Published in the report of %(year)s (edition %(number)s): %(value)s") % {
        "year": kept.year,
        "number": kept.publication,
        "value": published_text(kept.value, figure.indicator),
    }
    if not because:
        return Note(title, _("Today: %(value)s.") % {"value": figure.display})
    text = _("Today: %(value)s, because %(reasons)s.") % {
        "value": figure.display,
        "reasons": ", ".join(because),
    }
    return Note(title, text)


def reasons(was: Standing, now: Standing, shown: Callable[[str], str]) -> list[str]:
    """What changed under a figure, each thing in words; `shown` writes an exact number."""
    found = []
    if was.version != now.version:
        found.append(
            _("the definition went from version %(was)s to version %(now)s")
            % {"was": was.version, "now": now.version}
        )
    if was.base is not None and now.base is not None and was.base != now.base:
        found.append(
            _("the base went from %(was)s to %(now)s")
            % {"was": shown(str(was.base)), "now": shown(str(now.base))}
        )
    if was.numerator and now.numerator and was.numerator != now.numerator:
        found.append(
            _("what is counted went from %(was)s to %(now)s")
            % {"was": shown(was.numerator), "now": shown(now.numerator)}
        )
    return found


def counted(indicator: Indicator | None) -> Callable[[str], str]:
    """How a numerator or a base is written: a whole number, or euros when cents are added up."""

    def shown(text: str) -> str:
        number = Fraction(text)
        if indicator is not None and indicator.field == "cents":
            return PATTERNS["EUR"]() % {"number": number_text(half_up(number / 100, 2))}
        return _trimmed(half_up(number, 2))

    return shown


def _trimmed(number: Decimal) -> str:
    whole = number.to_integral_value()
    return number_text(whole if whole == number else number)
