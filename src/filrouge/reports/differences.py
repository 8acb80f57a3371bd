"""What was published beside what would be computed today: which figures differ, and why.

The publication never changes; later records, corrections and definitions show here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.common.periods import Period
from filrouge.figures.definitions import catalogue
from filrouge.figures.frozen import Standing, counted, reasons

from . import frozen
from .document import Value
from .models import Publication
from .readiness import computed


@dataclass(frozen=True, slots=True)
class Difference:
    """A published figure that would be said otherwise today.

    `current` is "" when the indicator is gone. `same_value` marks what only stands on something
    else: the printed number would be the same.
    """

    key: str
    label: str
    published: str
    current: str
    because: str
    same_value: bool = False


def differences(publication: Publication) -> list[Difference]:
    """Every figure of a publication that differs today, values that changed first."""
    kept = frozen.read(publication.content)
    return between(kept.figures, computed(Period.parse(kept.document.period)))


def between(published: Mapping[str, Value], today: Mapping[str, Value]) -> list[Difference]:
    """The figures of one computation that differ in another, in the order of the first."""
    found = [one for key, value in published.items() if (one := _difference(value, today.get(key)))]
    return sorted(found, key=lambda one: one.same_value)


def _difference(was: Value, now: Value | None) -> Difference | None:
    if now is None:
        gone = _("the indicator does not exist any more")
        return Difference(was.key, was.label, was.display, "", _sentence([gone]))
    because = [*_records(was, now), *_standing(was, now)]
    same = (was.text, was.items) == (now.text, now.items)
    if same and not because:
        return None
    if not because:
        because = [
            _("the figures it is made of changed")
            if was.records is None
            else _("what the same records say changed")
        ]
    return Difference(
        was.key, was.label, was.display or "—", now.display or "—", _sentence(because), same
    )


def _standing(was: Value, now: Value) -> list[str]:
    # Where the rows counted are the numerator, their number was told already.
    told = was.records != now.records and was.numerator == str(was.records)
    return reasons(
        Standing(was.version, was.base, "" if told else was.numerator),
        Standing(now.version, now.base, now.numerator),
        counted(catalogue().get(was.id)),
    )


def _records(was: Value, now: Value) -> list[str]:
    """What happened to the records counted."""
    if was.records is None or now.records is None:
        return []
    more = now.records - was.records
    if not more:
        changed = was.digest != now.digest
        return [_("as many records are counted, but not the same ones")] if changed else []
    sentence = (
        ngettext(
            "%(count)s more record is counted (%(was)s → %(now)s)",
            "%(count)s more records are counted (%(was)s → %(now)s)",
            more,
        )
        if more > 0
        else ngettext(
            "%(count)s record fewer is counted (%(was)s → %(now)s)",
            "%(count)s records fewer are counted (%(was)s → %(now)s)",
            -more,
        )
    )
    shown = counted(None)
    return [
        sentence
        % {
            "count": shown(str(abs(more))),
            "was": shown(str(was.records)),
            "now": shown(str(now.records)),
        }
    ]


def _sentence(parts: list[str]) -> str:
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
