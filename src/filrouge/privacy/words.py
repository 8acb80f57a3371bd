"""Words for what a person gets: kinds of records, fields, acts of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TITLES: dict[str, StrPromise] = {
    "people.person": _("Who you are"),
    "followup.followup": _("Your follow-up"),
    "followup.followupterm": _("Team and funding"),
    "followup.encounter": _("Encounters"),
    "followup.encounterperson": _("Encounters written in somebody else's file"),
    "followup.networklink": _("Partners around you"),
    "followup.closetie": _("Those close to you"),
    "followup.confirmation": _("Facts looked at again"),
    "followup.functioningscore": _("Global functioning"),
    "followup.goal": _("What you want"),
    "followup.groupattendance": _("Group activities"),
    "followup.healthevent": _("Overdoses, stays in hospital"),
    "followup.lifeevent": _("Justice, administrators, other events"),
    "dossiers.sharednote": _("Notes shared between teams"),
    "followup.symptomreview": _("Symptoms"),
    "followup.usereview": _("Use of substances"),
    "harm_reduction.materialissue": _("Material handed over"),
    "housing.stay": _("Where you lived"),
    "housing.title": _("Titles of occupation"),
    "housing.ledgerentry": _("Lines of your account"),
    "housing.guarantee": _("Your rental guarantees"),
    "housing.advance": _("Money advanced to you"),
    "housing.arrears": _("Debts of housing"),
    "housing.instalment": _("Plans of repayment"),
    "housing.titlestep": _("Steps before a title ends"),
    "housing.inspection": _("Inspections of your home"),
    "housing.inspectionphoto": _("Photos of inspections"),
    "housing.keyhandover": _("Keys of your home"),
    "housing.moveplan": _("Moves planned"),
    "housing.moveplan_workers": _("Workers at your moves"),
    "housing.furnituremovement": _("Furniture for your moves"),
    "people.income": _("Income"),
    "access.block": _("Workers you do not want in your file"),
    "access.breakglass": _("Openings without a link"),
    "access.carelink": _("Workers linked to your file"),
    "access.restriction": _("Restrictions"),
    "privacy.hold": _("Holds: the file is kept for now"),
    "privacy.personrequest": _("Your requests"),
    "privacy.statement": _("Your own words, about the whole file"),
}
"""The heading of each kind of record in the copy; another kind has the name of its model."""
FOLDED: dict[str, str] = {
    "followup.encounterpartner": "encounter",
    "followup.encounterperson": "encounter",
    "followup.encountertopic": "encounter",
    "followup.encounterworker": "encounter",
    "followup.reviewedsubstance": "review",
    "privacy.statement": "encounter",
}
"""Kinds told inside the record that a field of theirs names, when that record is in the copy."""
FOLDED_LABELS: dict[str, StrPromise] = {
    "followup.encounterpartner": _("Partners"),
    "followup.encountertopic": _("Topics"),
    "followup.encounterworker": _("Workers"),
    "followup.reviewedsubstance": _("Substances"),
    "privacy.statement": _("Your own words"),
}
NOT_TOLD = frozenset({"id", "seal", "revision", "person", "lead", "encounter", "review"})
"""Numbers of the machine: they are in the JSON."""
LISTS: dict[str, str] = {
    "followup.encountertopic.topic": "topic",
    "followup.reviewedsubstance.substance": "substance",
}
LABELS: dict[str, StrPromise] = {
    "answered_on": _("Answered on"),
    "at": _("At"),
    "confirmed_by": _("Agreed to by"),
    "day": _("Day"),
    "due_on": _("Due on"),
    "effective_on": _("From"),
    "ends_at": _("Ended at"),
    "ground": _("Reason"),
    "item": _("Item"),
    "lifted_at": _("Lifted at"),
    "narratives": _("Notes included"),
    "opened_at": _("Opened at"),
    "opened_by": _("Opened by"),
    "outcome": _("Answer"),
    "person_count": _("Persons met"),
    "placed_by": _("Placed by"),
    "reason": _("Reason"),
    "received_on": _("Received on"),
    "recorded_at": _("Written down at"),
    "recorded_by": _("Written down by"),
    "reviewed_at": _("Reviewed at"),
    "reviewed_by": _("Reviewed by"),
    "since": _("Since"),
    "started_at": _("Opened at"),
    "stopped": _("Stopped"),
    "substance": _("Substance"),
    "text": _("In your words"),
    "topic": _("Topic"),
    "verdict": _("Judgement"),
    "worker": _("Worker"),
}
ACTS: dict[str, StrPromise] = {
    "dossiers.read_for_right": _("Your file was opened to write down a right that you use"),
    "privacy.record_request": _("A request of yours was written down"),
    "privacy.read_request": _("A request of yours was looked at to be carried out"),
    "privacy.answer_request": _("The answer to a request of yours was recorded"),
    "privacy.add_statement": _("Your own words were added to your file"),
    "privacy.place_hold": _("Your file must be kept for now"),
    "privacy.lift_hold": _("Your file need no longer be kept"),
    "privacy.read_hold": _("It was looked at whether your file must be kept"),
}
"""Acts of this app, for the person's log."""
