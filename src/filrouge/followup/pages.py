"""Pages of a person's file: follow-ups, teams, scores, symptoms, partners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import Kind, register

from . import pages_life  # noqa: F401  (declares the kinds of a life)
from .following import after_follow_up, follow_up_in_a_life, resumed
from .models import (
    CloseTie,
    FollowUp,
    FollowUpTerm,
    FunctioningScore,
    MeetingRhythm,
    NetworkLink,
    SymptomReview,
    UseReview,
)
from .rules import before_death, commune_in, public_centre


def _first_of_all(record: Any, values: Mapping[str, Any]) -> None:
    """Team and funding at the start are noted once; whatever is added is a change."""
    if record.pk is None:
        known = FollowUpTerm.objects.filter(person_id=record.person_id, initial=True)
        record.initial = not known.exists()


def _answered_since(record: Any, values: Mapping[str, Any]) -> None:
    """Why a question has no answer goes once it has one."""
    said = (part.partition("=")[0] for part in record.unanswered.split(";") if part)
    silent = {name for name in said if getattr(record, name, None) is None}
    kept = [part for part in record.unanswered.split(";") if part.partition("=")[0] in silent]
    record.unanswered = ";".join(kept)


def _of_a_centre(record: Any, values: Mapping[str, Any]) -> None:
    """For a public centre the detail names its commune: figures count centres by it."""
    centre = record.partner_id is not None and public_centre(record.partner.name)
    named = commune_in(record.detail) if centre and record.detail else None
    if named:
        record.commune = named
    elif not centre:
        record.commune = ""


def _one_centre_a_commune(record: Any, values: Mapping[str, Any]) -> None:
    if record.commune or not record.detail or not public_centre(record.partner.name):
        return
    raise ValidationError({"detail": gettext("Write the commune of this public centre.")})


_OF_TIES = {
    "strength": _("Strength of the tie, as the person says"),
    "wish": _("What the person wishes of it"),
}
_KNOWN = _("Choose one of the list.")


def _refused_ties(table: str) -> dict[str, tuple[str, Any]]:
    return {
        f"{table}_strength_known": ("strength", _KNOWN),
        f"{table}_wish_known": ("wish", _KNOWN),
    }


register(
    Kind(
        slug="suivis",
        model=FollowUp,
        of="person",
        plural=_("Follow-ups"),
        singular=_("Follow-up"),
        heading=("start",),
        columns=("end", "end_reason"),
        order=("-start",),
        hidden=("resumed",),
        lists={"end_reason": "end_reason"},
        labels={"end": _("Last day (included)"), "end_reason": _("Reason of the end")},
        prepare=resumed,
        checks=follow_up_in_a_life,
        after=after_follow_up,
        refusals={
            "followup_reason_with_end": (
                "end_reason",
                _("An end has a reason, and a reason has an end."),
            ),
            "followup_no_overlap": (
                "start",
                _("Another follow-up of this person covers these days."),
            ),
        },
    ),
    Kind(
        slug="equipes",
        model=FollowUpTerm,
        of="person",
        plural=_("Teams and fundings"),
        singular=_("Team and funding"),
        heading=("effective_on", "team", "funding"),
        order=("-effective_on",),
        hidden=("initial",),
        lists={"team": "care_team", "funding": "care_funding"},
        labels={
            "effective_on": _("From"),
            "team": _("Team (blank: unchanged)"),
            "funding": _("Funding (blank: unchanged)"),
        },
        prepare=_first_of_all,
        refusals={
            "term_once_a_day": (
                "effective_on",
                _("A change is already recorded on this day: correct that one."),
            )
        },
    ),
    Kind(
        slug="egf",
        model=FunctioningScore,
        of="person",
        plural=_("Scores of global functioning"),
        singular=_("Global functioning (EGF)"),
        heading=("day", "score"),
        columns=("moment",),
        order=("-day",),
        lists={"moment": "score_moment"},
        labels={"score": _("Score (0 to 100, 0: not enough is known)"), "moment": _("Moment")},
        checks=before_death,
        refusals={"score_up_to_100": ("score", _("A score is a whole number from 0 to 100."))},
    ),
    Kind(
        slug="problematiques",
        model=SymptomReview,
        of="person",
        plural=_("Reviews of symptoms"),
        singular=_("Symptoms"),
        heading=("day",),
        order=("-day",),
        labels={
            "depression": _("Depression"),
            "paranoia": _("Paranoia"),
            "hallucinations": _("Hallucinations"),
            "aggression": _("Aggression"),
            "cognitive": _("Cognitive disorders"),
        },
        prepare=_answered_since,
        checks=before_death,
    ),
    Kind(
        slug="consommations",
        model=UseReview,
        of="person",
        plural=_("Reviews of the use of substances"),
        singular=_("Use of substances"),
        heading=("day",),
        order=("-day",),
        labels={
            "crack_smoked": _("Crack smoked"),
            "injection": _("Injection"),
            "overdose_ever": _("Overdose, ever"),
        },
        checks=before_death,
    ),
    Kind(
        slug="reseau",
        model=NetworkLink,
        of="person",
        plural=_("Partners"),
        singular=_("Partner"),
        heading=("partner", "function"),
        columns=("start", "end"),
        order=("-start",),
        hidden=("commune",),
        lists={"function": "network_function", "wish": "tie_wish"},
        labels={
            "partner": _("Partner"),
            "detail": _("Detail (for a public centre: its commune)"),
            "end": _("Last day (included)"),
            **_OF_TIES,
        },
        prepare=_of_a_centre,
        checks=_one_centre_a_commune,
        refusals=_refused_ties("network"),
    ),
    Kind(
        slug="proches",
        model=CloseTie,
        of="person",
        plural=_("Those close to the person"),
        singular=_("Somebody close"),
        heading=("kind", "start"),
        columns=("end",),
        order=("-start",),
        lists={"kind": "close_tie_kind", "wish": "tie_wish"},
        labels={
            "label": _("Who (no family name: “my sister”, “Mina from the 2nd floor”)"),
            "kind": _("Who they are to the person"),
            "end": _("Last day (included)"),
            **_OF_TIES,
        },
        refusals=_refused_ties("close_tie") | {"close_tie_kind_known": ("kind", _KNOWN)},
    ),
    Kind(
        slug="rythme",
        model=MeetingRhythm,
        of="person",
        plural=_("Rhythms of meetings"),
        singular=_("Rhythm of meetings"),
        heading=("start", "days"),
        order=("-start",),
        labels={
            "start": _("From"),
            "days": _("Met at least once in so many days (7: every week)"),
        },
        refusals={
            "rhythm_days_sane": ("days", _("A rhythm is a number of days from 1 to 92.")),
            "rhythm_once_a_day": ("start", _("A rhythm already begins on this day: correct it.")),
        },
    ),
)
