"""The head of a file: who, since when, by whom, how things stand. All of it is derived, none
stored; a part that is closed to the reader says nothing, and its absence is never told as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filrouge.access.domain_links import current_links
from filrouge.access.files import Compartment
from filrouge.access.links import CareLink
from filrouge.followup import rhythms
from filrouge.followup.models import Encounter, FollowUp, FollowUpTerm, Goal
from filrouge.followup.rules import DEATH
from filrouge.housing.models import Stay, Title
from filrouge.people.models import Person
from filrouge.vault.fields import take_keys
from filrouge.vocabulary import lists

CRISIS_DAYS = 14
TITLE_DAYS = 30
GOALS = 3
"""Goals shown above the thread: the newest that still run."""


class State(StrEnum):
    """Where a follow-up stands."""

    PREPARING = "preparing"
    HOUSED = "housed"
    WITHOUT_HOME = "without_home"
    RUNNING = "running"
    ENDED = "ended"
    NONE = "none"


STATES = {
    State.PREPARING: gettext_lazy("in preparation"),
    State.HOUSED: gettext_lazy("housed"),
    State.WITHOUT_HOME: gettext_lazy("without a home"),
    State.RUNNING: gettext_lazy("accompanied"),
    State.ENDED: gettext_lazy("accompaniment ended"),
    State.NONE: gettext_lazy("not accompanied"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the thread: a word for the state, facts, and what must be seen first."""

    state: State
    word: str
    facts: list[tuple[str, str]]
    alerts: list[str] = field(default_factory=list)
    died: bool = False
    """Nothing is planned any more, no task given: what was lived is still written down."""


def head(person: Person, opened: frozenset[Compartment], today: date | None = None) -> Head:
    """Derive the head of a file for whoever may open these parts."""
    today = today or timezone.localdate()
    follow_ups = list(FollowUp.objects.filter(person=person.pk).order_by("start"))
    housing, notes = Compartment.HOUSING in opened, Compartment.PSYCHOSOCIAL in opened
    stays = _stays(person.pk) if housing else None
    titles = list(Title.objects.filter(person=person.pk).order_by("start")) if housing else []
    state = state_of(follow_ups, stays, today)
    over = state in {State.ENDED, State.NONE}
    alerts: list[str] = []
    facts = [*_followed(person.pk, follow_ups, state, today)]
    if stays is not None and not over:
        facts = [*_lodged(stays, today), *_title(titles, today), *facts]
        alerts += title_alerts(titles, today) if _running(stays, today) else []
    if notes:
        following, alert = _met(person.pk, today, over=over)
        facts = [*following, *facts, *([] if over else _goals(person.pk))]
        alerts = [*alert, *alerts]
    died = any(one.end_reason == DEATH for one in follow_ups)
    return Head(state, str(STATES[state]), facts, alerts, died)


def _stays(person_id: int) -> list[Stay]:
    return list(Stay.objects.filter(person=person_id).select_related("dwelling").order_by("start"))


def state_of(follow_ups: Sequence[FollowUp], stays: Sequence[Stay] | None, today: date) -> State:
    """The state of an accompaniment (domain, workflows). Without the housing part (`None`), only
    whether it runs. Before the first stay it is in preparation."""
    if not follow_ups:
        return State.NONE
    last = follow_ups[-1]
    if last.end is not None and last.end < today:
        return State.ENDED
    if last.start > today:
        return State.PREPARING
    if stays is None:
        return State.RUNNING
    if _running(stays, today):
        return State.HOUSED
    return State.WITHOUT_HOME if any(s.start <= today for s in stays) else State.PREPARING


def _running(stays: Sequence[Stay], today: date) -> list[Stay]:
    return [one for one in stays if one.start <= today and (one.end is None or today < one.end)]


def _followed(
    person_id: int, follow_ups: Sequence[FollowUp], state: State, today: date
) -> Iterator[tuple[str, str]]:
    terms = FollowUpTerm.objects.filter(person=person_id, effective_on__lte=today)
    team = terms.exclude(team="").order_by("-effective_on", "initial", "-pk").first()
    links = current_links(person_id).filter(kind=CareLink.Kind.REFERENT, worker__is_active=True)
    referents = sorted(link.worker.display_name for link in links.select_related("worker"))
    if follow_ups:
        first, last = follow_ups[0], follow_ups[-1]
        since = day(first.start)
        if len(follow_ups) > 1:
            since = _("%(first)s, again since %(last)s") % {"first": since, "last": day(last.start)}
        yield _("Accompanied since"), since
        if state is State.ENDED and last.end:
            reason = lists.get("end_reason").label(last.end_reason).lower()
            yield _("Ended on"), f"{day(last.end)} · {reason}"
    if team:
        yield _("Team"), lists.get("care_team").label(team.team)
    if referents:
        yield ngettext("Referent", "Referents", len(referents)), ", ".join(referents)
    elif state not in {State.ENDED, State.NONE}:
        yield ngettext("Referent", "Referents", 1), _("nobody")


def _lodged(stays: Sequence[Stay], today: date) -> Iterator[tuple[str, str]]:
    for stay in _running(stays, today):
        where = [stay.dwelling.code, lists.get("commune").label(stay.dwelling.commune)]
        yield _("Lodged"), " · ".join(filter(None, where))
    left = [stay.end for stay in stays if stay.end and stay.end <= today]
    if left and not _running(stays, today):
        yield _("Without a home since"), day(max(left))


def end_of_titles(titles: Sequence[Title], today: date) -> tuple[Title | None, date | None]:
    """The title of today and the day on which titles run out: one that follows without a gap
    carries on. `None` for the day: the title has no end."""
    running = [one for one in titles if one.start <= today and (not one.end or one.end >= today)]
    if not running:
        return None, None
    now = running[-1]
    end = now.end
    for one in titles:
        if end is not None and one.start <= end + timedelta(days=1):
            end = max(end, one.end) if one.end else None
    return now, end


def _title(titles: Sequence[Title], today: date) -> Iterator[tuple[str, str]]:
    now, end = end_of_titles(titles, today)
    if now is None:
        return
    kind = lists.get("title_kind").label(now.kind)
    yield _("Title"), kind if end is None else f"{kind} · {countdown(end, today)}"


def countdown(end: date, today: date) -> str:
    left = (end - today).days
    days = ngettext("in %(days)s day", "in %(days)s days", left) % {"days": left}
    return _("until %(day)s (%(left)s)") % {
        "day": day(end),
        "left": days if left else _("today"),
    }


def title_alerts(titles: Sequence[Title], today: date) -> Iterator[str]:
    """A title that runs out within 30 days, or has."""
    now, end = end_of_titles(titles, today)
    if now is not None and end is not None and (end - today).days <= TITLE_DAYS:
        yield _("The title of occupation ends: %(when)s.") % {"when": countdown(end, today)}
    elif now is None and titles and titles[-1].end and titles[-1].end < today:
        yield _("The title of occupation is over since %(day)s.") % {"day": day(titles[-1].end)}


def _met(person_id: int, today: date, *, over: bool) -> tuple[list[tuple[str, str]], list[str]]:
    """The next meeting, and what the meetings held say is urgent: nothing once it is over."""
    since = today - timedelta(days=CRISIS_DAYS)
    planned = Q(status="planned", day__gte=today)
    crisis = Q(status="held", topics__topic="crisis", day__range=(since, today))
    mine = Encounter.objects.filter(planned | crisis, attendances__person=person_id)
    found = list(mine.order_by("day", "time", "pk"))
    coming = next((one for one in found if one.status == "planned"), None)
    worst = next((one.day for one in reversed(found) if one.status == "held"), None)
    late = rhythms.not_met([person_id], today)
    if over:
        return [], []
    facts: list[tuple[str, str]] = []
    if coming is not None:
        kind = lists.get("encounter_kind").label(coming.kind).lower()
        hour = formats.time_format(coming.time, "H:i") if coming.time else ""
        facts.append((_("Next meeting"), " · ".join(filter(None, [day(coming.day), hour, kind]))))
    alerts = [_("Crisis on %(day)s.") % {"day": day(worst)}] if worst else []
    return facts, alerts + [_not_met(one.days) for one in late]


def _goals(person_id: int) -> Iterator[tuple[str, str]]:
    """What the person chose and still wants, in their own words."""
    goals = list(Goal.objects.filter(person=person_id, end=None).order_by("-start", "-pk")[:GOALS])
    take_keys(goals)
    said = " · ".join(_("“%(text)s”") % {"text": goal.text} for goal in goals)
    if said:
        yield _("Wants"), said


def _not_met(days: int | None) -> str:
    if days is None:
        return _("Not met for three months at least.")
    return ngettext("Not met for %(days)s day.", "Not met for %(days)s days.", days) % {
        "days": days
    }


def day(value: date) -> str:
    return formats.date_format(value, "j N Y")
