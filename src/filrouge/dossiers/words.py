"""Words for what a file holds: kinds of records, their fields, the lists that name their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from filrouge.access.files import Compartment

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

C = Compartment
OF_RECORDS: dict[str, Compartment] = {
    "identity": C.IDENTITY,
    "housing": C.HOUSING,
    "care": C.PSYCHOSOCIAL,
}
"""The compartment of a record by what its model says; `OF_MODELS` first."""
OF_MODELS: dict[str, Compartment] = {
    "followup.functioningscore": C.HEALTH,
    "followup.symptomreview": C.HEALTH,
    "followup.usereview": C.HEALTH,
    "harm_reduction.materialissue": C.HEALTH,
}
KINDS: dict[str, StrPromise] = {
    "followup.followup": _("Follow-up"),
    "followup.followupterm": _("Team and funding"),
    "people.income": _("Income"),
    "housing.stay": _("Stay"),
    "housing.title": _("Title of occupation"),
    "followup.encounter": _("Encounter"),
    "followup.networklink": _("Partner"),
    "followup.functioningscore": _("Global functioning"),
    "followup.symptomreview": _("Symptoms"),
    "followup.usereview": _("Use of substances"),
    "followup.meetingrhythm": _("Rhythm of meetings"),
    "harm_reduction.materialissue": _("Material handed over"),
}
DAYS = ("day", "effective_on", "start")
"""The field that dates a record, the first that its model has."""
LISTS: dict[str, str] = {
    "people.person.sex": "sex",
    "people.income.kind": "income_kind",
    "followup.followup.end_reason": "end_reason",
    "followup.followupterm.team": "care_team",
    "followup.followupterm.funding": "care_funding",
    "followup.encounter.kind": "encounter_kind",
    "followup.encounter.status": "encounter_status",
    "followup.networklink.function": "network_function",
    "followup.networklink.commune": "commune",
    "followup.functioningscore.moment": "score_moment",
    "housing.stay.destination": "stay_destination",
    "housing.title.kind": "title_kind",
    "harm_reduction.materialissue.item": "material",
}
LABELS: dict[str, StrPromise] = {
    "aggression": _("Aggression"),
    "birth_date": _("Date of birth"),
    "cognitive": _("Cognitive disorders"),
    "commune": _("Commune"),
    "crack_smoked": _("Crack smoked"),
    "depression": _("Depression"),
    "destination": _("Destination"),
    "detail": _("Detail"),
    "duration_min": _("Duration (min)"),
    "dwelling": _("Dwelling"),
    "end": _("End"),
    "end_reason": _("Reason of the end"),
    "ethos": _("ETHOS category"),
    "exit_reason": _("Reason of leaving"),
    "days": _("Days between two meetings"),
    "first_name": _("First name"),
    "function": _("Function"),
    "funding": _("Funding"),
    "hallucinations": _("Hallucinations"),
    "has_administrator": _("Administrator of goods"),
    "initial": _("At the start"),
    "injection": _("Injection"),
    "item": _("Item"),
    "kind": _("Kind"),
    "last_name": _("Last name"),
    "moment": _("Moment"),
    "note": _("Note"),
    "number": _("Number"),
    "outside_follow_up": _("Outside the follow-up"),
    "overdose_ever": _("Overdose, ever"),
    "paranoia": _("Paranoia"),
    "partner": _("Partner"),
    "quantity": _("Quantity"),
    "referred_on": _("Referred on"),
    "referrer": _("Referred by"),
    "resumed": _("Resumed"),
    "rolling": _("Rolling lease"),
    "score": _("Score"),
    "sex": _("Sex"),
    "start": _("Start"),
    "status": _("Status"),
    "street_months_24": _("Months in the street, of the last 24"),
    "street_months_36": _("Months in the street, of the last 36"),
    "street_months_total": _("Months in the street, in all"),
    "team": _("Team"),
    "time": _("Time"),
    "travel_min": _("Travel (min)"),
}
FALSE_LEFT_OUT = frozenset({"initial", "outside_follow_up", "resumed"})
"""Marks: only a yes says something."""
NOT_SHOWN = frozenset({"id", "revision", "recorded_at", "person", "lead", "person_count", "seal"})
"""What is told otherwise: the person is the file, the others met are counted, never named."""
