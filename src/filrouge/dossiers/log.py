"""The log of a person: every line of the journal that concerns them, in plain words.

Date, what was read or changed, team or role, and why: the name of the worker is not given here
(CJEU C-579/21: it is due only when indispensable, on a reasoned request).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filrouge.access.files import LABELS, RULES, Compartment
from filrouge.access.policy import ROLES
from filrouge.audit.models import JournalEntry
from filrouge.people.kinds import CANDIDATE
from filrouge.people.models import Candidate
from filrouge.vocabulary import lists

from . import words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ENTRY = "dossiers.enter_candidate"
"""About a candidate and the person they become: it stands among the lines of the person."""
WORDS: dict[str, StrPromise] = {
    "people.list_candidates": gettext_lazy("Your name appeared in the list of candidates"),
    "people.read_candidate": gettext_lazy("What was noted of you as a candidate was read"),
    "people.write_candidate": gettext_lazy("Your candidacy was opened to write in it"),
    "people.create_candidate": gettext_lazy("Your candidacy was noted"),
    "people.correct_candidate": gettext_lazy("Your candidacy was corrected"),
    "people.decide_candidate": gettext_lazy("A decision on your candidacy was written"),
    "dossiers.read_file": gettext_lazy("Your file was read"),
    "dossiers.search_file": gettext_lazy("Words were looked for in your file"),
    "dossiers.review_file": gettext_lazy("How you are was looked at again, with you"),
    "dossiers.read_shared_notes": gettext_lazy("Notes shared between teams were read"),
    "dossiers.share_note": gettext_lazy("A note about you was shared with the other team"),
    "dossiers.withdraw_note": gettext_lazy("A note about you is no longer shared"),
    "followup.review_score": gettext_lazy("Your score of functioning was written"),
    "followup.review_symptoms": gettext_lazy("Your answers about symptoms were written"),
    "followup.review_use": gettext_lazy("Your answers about substances were written"),
    "followup.review_incomes": gettext_lazy("Your incomes were written"),
    "followup.confirm_incomes": gettext_lazy("Your incomes were confirmed"),
    "dossiers.list_files": gettext_lazy("Your name appeared in the list of files"),
    "dossiers.search_files": gettext_lazy("Your name appeared in a search"),
    "dossiers.open_note": gettext_lazy("Your name was shown where an encounter is noted"),
    "dossiers.write_encounter": gettext_lazy("An encounter with you was read, to delete it"),
    "followup.note_encounter": gettext_lazy("An encounter with you was noted"),
    "followup.hold_encounter": gettext_lazy("A planned encounter with you was noted as held"),
    "followup.miss_encounter": gettext_lazy("A planned encounter with you was noted as missed"),
    "followup.cancel_encounter": gettext_lazy("A planned encounter with you was cancelled"),
    "followup.plan_again": gettext_lazy("An encounter with you was planned again"),
    "followup.correct_encounter": gettext_lazy("An encounter with you was corrected"),
    "followup.delete_encounter": gettext_lazy("An encounter with you was deleted"),
    "dossiers.read_access": gettext_lazy("Somebody looked up who may open your file"),
    "dossiers.read_network": gettext_lazy("The map of your ties was read"),
    "dossiers.export_network": gettext_lazy("A list of your partners was taken, without you"),
    "dossiers.list_upkeep": gettext_lazy("Your name appeared in a list of facts to look at again"),
    "dossiers.read_stale_fact": gettext_lazy("An old fact of your file was looked at again"),
    "daily.answer_fact": gettext_lazy("An old fact of your file was confirmed or left for later"),
    "dossiers.read_log": gettext_lazy("This list of consultations was read"),
    "dossiers.list_attachments": gettext_lazy("The list of your documents was read"),
    "dossiers.read_attachment": gettext_lazy("A document of yours was read"),
    "dossiers.download_attachment": gettext_lazy("A document of yours was shown or downloaded"),
    "dossiers.add_attachment": gettext_lazy("A document was added to your file"),
    "dossiers.remove_attachment": gettext_lazy("A document of yours was deleted"),
    "dossiers.read_reviews": gettext_lazy("An opening of your file was looked at for review"),
    "dossiers.read_housing_desk": gettext_lazy("Your name appeared at the desk of housing"),
    "dossiers.read_dwelling": gettext_lazy("A dwelling where you live or lived was looked up"),
    "dossiers.read_housing": gettext_lazy("Your stays and titles were read"),
    "dossiers.write_housing": gettext_lazy("Your stays, titles or moves were opened to be written"),
    "dossiers.read_inspection": gettext_lazy("An inspection of your home was read"),
    "dossiers.download_inspection_photo": gettext_lazy("A photo of your home was shown"),
    "dossiers.write_letter": gettext_lazy("A letter about your home was prepared"),
    "dossiers.read_account": gettext_lazy("Your rents, guarantees and advances were read"),
    "dossiers.write_account": gettext_lazy("Your account of housing was opened to be written"),
    "dossiers.list_late": gettext_lazy("Your name appeared in a list of rents not paid"),
    "dossiers.list_advances": gettext_lazy("Your name appeared in a list of advances"),
    "dossiers.list_dues": gettext_lazy("Your name appeared in the rents due of a month"),
    "dossiers.read_landlord_account": gettext_lazy("Your name appeared in a landlord's account"),
    "dossiers.export_ledger": gettext_lazy("Your payments left in a file for accounting"),
    ENTRY: gettext_lazy("Your accompaniment began"),
    "dossiers.write_ending": gettext_lazy("Your file was opened to write an end or a return"),
    "dossiers.write_file": gettext_lazy("Your file was opened to write in it"),
    "dossiers.hand_out": gettext_lazy("Your file was opened to note material handed over to you"),
    "dossiers.read_agenda": gettext_lazy("Your name appeared in the agenda of a team"),
    "dossiers.read_today": gettext_lazy("Your name appeared in the day of a worker"),
    "dossiers.read_tasks": gettext_lazy("Your name appeared in a list of tasks"),
    "dossiers.read_group": gettext_lazy("Your name appeared in a group activity"),
    "dossiers.read_round": gettext_lazy("Your name appeared in a round in the street"),
    "dossiers.search_all": gettext_lazy("Your name appeared in a quick search"),
    "dossiers.move_encounter": gettext_lazy("A planned encounter with you was opened to move it"),
    "harm_reduction.hand_out": gettext_lazy("Material handed over to you was noted"),
    "harm_reduction.take_back_handout": gettext_lazy(
        "Material noted as handed over to you was taken back"
    ),
    "dossiers.list_handover": gettext_lazy("Your name was shown where files change hands"),
    "dossiers.hand_over": gettext_lazy("Your file passes from one worker to another"),
    "dossiers.end_follow_up": gettext_lazy("The end of your accompaniment was written"),
    "followup.leave_encounter": gettext_lazy("You were taken off a planned encounter"),
    "followup.pass_encounter": gettext_lazy("A planned encounter with you went to a colleague"),
    "followup.pass_task": gettext_lazy("A task about you went to a colleague"),
    "people.create_person": gettext_lazy("Your file was begun"),
    "people.correct_person": gettext_lazy("Your identity in the file was corrected"),
    "dossiers.recent_files": gettext_lazy("Your name appeared among the files opened lately"),
    "followup.add_task": gettext_lazy("A task about you was noted"),
    "followup.correct_task": gettext_lazy("A task about you was said otherwise"),
    "followup.delete_task": gettext_lazy("A task about you was taken away"),
    "followup.do_task": gettext_lazy("A task about you was done"),
    "followup.undo_task": gettext_lazy("A task about you is to be done again"),
    "followup.note_group": gettext_lazy("A group activity where you were was noted"),
    "followup.correct_group": gettext_lazy("A group activity where you were was corrected"),
    "followup.delete_group": gettext_lazy("A group activity where you were was deleted"),
    "followup.note_attendance": gettext_lazy("Whether you were at a group activity was noted"),
    "housing.record_inspection": gettext_lazy("An inspection of your home was noted"),
    "housing.add_photo": gettext_lazy("A photo of your home was added"),
    "housing.plan_move": gettext_lazy("A move of yours was planned"),
    "housing.change_move": gettext_lazy("The plan of your move was changed"),
    "housing.organise_move": gettext_lazy("Your move was organised"),
    "housing.carry_out_move": gettext_lazy("Your move was noted as done"),
    "housing.cancel_move": gettext_lazy("The plan of your move was given up"),
    "housing.set_furniture_aside": gettext_lazy("Furniture was set aside for your move"),
    "housing.put_furniture_back": gettext_lazy("Furniture set aside for your move went back"),
    "housing.tick_step": gettext_lazy("A step of your title of occupation was ticked"),
    "housing.untick_step": gettext_lazy("A step of your title of occupation is to be done again"),
    "housing.confirm_month": gettext_lazy("The rent you owe for a month was written"),
    "housing.write_entry": gettext_lazy("A line was written in your account of housing"),
    "housing.reverse_entry": gettext_lazy("A line of your account of housing was reversed"),
    "housing.place_guarantee": gettext_lazy("A rental guarantee for you was written"),
    "housing.settle_guarantee": gettext_lazy("The rental guarantee for you was settled"),
    "housing.give_advance": gettext_lazy("An advance made to you was written"),
    "housing.open_arrears": gettext_lazy("Arrears of yours were written"),
    "housing.pay_instalment": gettext_lazy("A payment of your plan for arrears was written"),
    "housing.end_arrears": gettext_lazy("Arrears of yours were closed"),
    "figures.read_records": gettext_lazy("Records behind a figure of the report were read"),
    "imports.store_run": gettext_lazy("Records of yours were taken from a workbook"),
    "imports.undo_run": gettext_lazy("Records of yours taken from a workbook were taken back"),
    "privacy.export_person": gettext_lazy("A copy of your whole file was made"),
    "privacy.erase_person": gettext_lazy("Your file was erased"),
    "access.open_link": gettext_lazy("A worker was linked to your file"),
    "access.renew_link": gettext_lazy("A worker's link to your file was renewed"),
    "access.end_link": gettext_lazy("A worker's link to your file was ended"),
    "access.recuse": gettext_lazy("Your file was closed to one worker"),
    "access.block": gettext_lazy("Your file was closed to one worker, as you asked"),
    "access.reopen": gettext_lazy("Your file was opened again to one worker"),
    "access.restrict": gettext_lazy("Your file was restricted"),
    "access.lift_restriction": gettext_lazy("The restriction of your file was lifted"),
    "access.break_glass": gettext_lazy("Your file was opened without a link, for an hour"),
    "access.review_opening": gettext_lazy("An opening of your file without a link was reviewed"),
}
OTHER = gettext_lazy("Something that concerns you was read or changed")
VERBS: dict[str, StrPromise] = {
    "create": gettext_lazy("Added to your file: %(kind)s"),
    "correct": gettext_lazy("Corrected in your file: %(kind)s"),
    "delete": gettext_lazy("Deleted from your file: %(kind)s"),
}
"""The acts that every kind of record of a file has."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """One line of the log. `entry` is the key of the journal's line."""

    entry: int
    at: datetime
    what: str
    parts: str
    who: str
    why: str


def consultations(person_id: int, most: int | None = None) -> list[Consultation]:
    """The log of a person, newest first, in the language of the page."""
    lines = list(JournalEntry.objects.concerning(person_id).select_related("actor")[:most])
    lines += before_entry(person_id)
    lines.sort(key=lambda one: one.pk, reverse=True)
    return [told(entry) for entry in lines[:most]]


def before_entry(person_id: int) -> list[JournalEntry]:
    """What the journal says of a person from the time when they were a candidate, newest first.

    Its lines name the candidate: there was no file yet.
    """
    candidate = Candidate.objects.filter(became=person_id).values_list("pk", flat=True).first()
    if candidate is None:
        return []
    subject = CANDIDATE.table
    found = JournalEntry.objects.filter(subject__in=[subject, CANDIDATE.subject(candidate)])
    return [
        line
        for line in found.exclude(action=ENTRY).select_related("actor").order_by("-pk")
        if line.subject != subject or candidate in line.detail.get("candidates", ())
    ]


def told(entry: JournalEntry) -> Consultation:
    """A line of the journal in words; an act that has none yet is never left out."""
    detail = entry.detail
    return Consultation(
        entry=entry.pk,
        at=entry.at,
        what=_what(entry.action),
        parts=", ".join(_parts(detail)),
        who=_who(entry),
        why=", ".join(_why(entry)),
    )


def _what(action: str) -> str:
    """An act in words: its own, else those of its kind of record."""
    app, _dot, act = action.partition(".")
    verb, _line, model = act.partition("_")
    kind = words.KINDS.get(f"{app}.{model}")
    if action not in WORDS and kind and verb in VERBS:
        return str(VERBS[verb]) % {"kind": str(kind).lower()}
    return str(WORDS.get(action, OTHER))


def _parts(detail: dict[str, Any]) -> list[str]:
    codes = set(detail.get("compartments", ()))
    return [str(LABELS[one]) for one in Compartment if one.value in codes]


def _who(entry: JournalEntry) -> str:
    """Role, as it was when known, and teams; never a name."""
    if entry.actor is None:
        return _("the software")
    role = ROLES.get(entry.detail.get("role") or entry.actor.role)
    teams = [lists.get("care_team").label(code).upper() for code in entry.actor.team_codes]
    words = [str(role.label) if role else _("another role")]
    return " · ".join([*words, *(team for team in teams if team != "HOUSING")])


def _why(entry: JournalEntry) -> list[str]:
    known = {rule.code: str(rule.label) for rule in RULES}
    plain = {
        "link": _("accompanies you personally"),
        "team": _("works in the team that accompanies you"),
        "break_glass": _("opening without a link, for an hour"),
        "break_glass_narratives": _("opening without a link, for an hour, notes included"),
    }
    codes = entry.detail.get("because", ())
    found = [plain.get(code, known.get(code, "")) for code in codes]
    if not found and entry.action == "figures.read_records":
        found = [_("checking a figure of the report")]
    return [capfirst(found[0]), *found[1:]] if found else []
