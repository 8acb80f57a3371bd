"""What may be said of an encounter: the same rules as an import's, a sentence for each field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from filrouge.common.days import slip_of
from filrouge.vocabulary import lists

from . import rules

HELD, ABSENT, CANCELLED, PLANNED = "held", "tenant_absent", "cancelled", "planned"
LONGEST_MIN = 600
"""Minutes: no encounter and no way to it takes longer."""
LONGEST_NOTE = 20_000
LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an encounter. `persons`, `workers` and `partners` (organisations) are keys.

    The first person leads.
    """

    persons: Sequence[int]
    kind: str
    day: date | None
    status: str = HELD
    time: time | None = None
    duration_min: Decimal | None = None
    travel_min: Decimal | None = None
    topics: Sequence[str] = ()
    workers: Sequence[int] = ()
    note: str = ""
    place: str = ""
    cancelled_by: str = ""
    partners: Sequence[int] = ()


def checked(said: Said) -> Said:
    """What may be stored, each once. Raises `ValidationError` with a sentence for each field."""
    said = replace(
        said,
        persons=list(dict.fromkeys(said.persons)),
        workers=list(dict.fromkeys(said.workers)),
        topics=list(dict.fromkeys(said.topics)),
        partners=list(dict.fromkeys(said.partners)),
        cancelled_by=said.cancelled_by if said.status == CANCELLED else "",
    )
    wrong = {"day": _wrong_day(said), **_wrong_codes(said), **_too_much(said)}
    if not said.persons:
        wrong["persons"] = _("Say who it was with: at least one person.")
    if any(wrong.values()):
        raise ValidationError({name: words for name, words in wrong.items() if words})
    return said


def _wrong_codes(said: Said) -> dict[str, str]:
    """Words that are in no list, and an absence where nobody can be missed."""
    wrong: dict[str, str] = {}
    for name, listed in (("kind", "encounter_kind"), ("status", "encounter_status")):
        if getattr(said, name) not in lists.get(listed).codes:
            wrong[name] = _("Choose one.")
    if set(said.topics) - set(lists.get("topic").codes):
        wrong["topics"] = _("One of these topics is not in the list.")
    if said.cancelled_by and said.cancelled_by not in lists.get("cancelled_by").codes:
        wrong["status"] = _("Choose one.")
    if not wrong and not rules.absence_fits(said.kind, said.status):
        wrong["status"] = _("“Absent” is for home visits and outings only: choose “cancelled”.")
    return wrong


def _too_much(said: Said) -> dict[str, str]:
    """Minutes out of bounds, texts too long."""
    wrong: dict[str, str] = {}
    for name in ("duration_min", "travel_min"):
        minutes = getattr(said, name)
        if minutes is not None and not 0 < minutes <= LONGEST_MIN:
            wrong[name] = _("A number of minutes, from 1 to 600.")
    if len(said.note) > LONGEST_NOTE:
        wrong["note"] = _("The note is too long: 20,000 characters at most.")
    if len(said.place) > LONGEST_PLACE:
        wrong["place"] = _("The place is too long: 200 characters at most.")
    return wrong


def _wrong_day(said: Said) -> str:
    """Why the day cannot be, or nothing."""
    if said.day is None:
        return _("Say on which day.")
    if slip := slip_of(said.day):
        return slip
    if said.status in {HELD, ABSENT} and said.day > timezone.localdate():
        return _("This day has not come yet: plan the encounter instead.")
    if said.status in {HELD, PLANNED}:
        died = [day for day in rules.deaths_of(said.persons).values() if said.day > day]
        if died:
            told = formats.date_format(min(died), "j N Y")
            return _("The person died on %(day)s: nothing can be recorded after it.") % {
                "day": told
            }
    return ""


def not_past(day: date | None) -> None:
    """What is planned is for today or later. Raises `ValidationError`."""
    if day is not None and day < timezone.localdate():
        sentence = _("An encounter is planned for today or later; note it if it took place.")
        raise ValidationError({"day": sentence})


def outside(said: Said) -> bool:
    """Whether a held encounter falls outside a follow-up of any of its persons."""
    assert said.day is not None
    if said.status != HELD:
        return False
    return rules.followed_of(said.persons, said.day) != set(said.persons)


def warnings_of(said: Said) -> list[str]:
    """A sentence for each figure in which this encounter would be missing."""
    found = []
    if outside(said):
        found.append(_("This day is outside the follow-up: the encounter is kept, in no figure."))
    if rules.figures_read_it(said.kind, said.status):
        if not said.topics:
            found.append(_("Without a topic, it is missing from the figures by topic."))
        if said.duration_min is None:
            found.append(_("Without a duration, it is missing from the mean duration."))
    return found
