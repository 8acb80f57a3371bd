"""A record of a file as one sentence: what a colleague would say of it.

A model that is not here is told by its fields, one by one. `TELLERS` gives, for a model, the
fields that the sentence says, so that the others are told after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.followup.models import Strength
from filrouge.vocabulary import lists

from . import story_homes

SYMPTOMS = ("depression", "paranoia", "hallucinations", "aggression", "cognitive")
MODES = ("crack_smoked", "injection", "overdose_ever")

type Teller = Callable[[Any, Any], str]
"""Given a record and the one before it, newest first (or None): the sentence."""


def day(value: date) -> str:
    return formats.date_format(value, "j N Y")


def joined(parts: Iterable[str], by: str = " · ") -> str:
    return by.join(part for part in parts if part)


def label(name: str, code: str) -> str:
    return lists.get(name).label(code) if code else ""


def minutes(value: Decimal | None) -> str:
    if value is None:
        return ""
    return _("%(minutes)s min") % {"minutes": formats.number_format(value.normalize(), 0)}


def status(record: Any) -> str:
    """What became of an encounter, and who called it off; nothing when it was held."""
    said = {
        "held": "",
        "planned": _("planned"),
        "tenant_absent": _("tenant absent"),
        "cancelled": label("cancelled_by", record.cancelled_by).lower() or _("cancelled"),
    }
    return said[record.status]


def encounter(record: Any, before: Any) -> str:
    """“home visit, 45 min · administrative, housing · P1”: held unless it says otherwise."""
    head = [label("encounter_kind", record.kind), minutes(record.duration_min)]
    if record.travel_min is not None:
        head.append(_("travel %(minutes)s") % {"minutes": minutes(record.travel_min)})
    if record.time:
        head.insert(1, formats.time_format(record.time, "H:i"))
    head.append(status(record))
    others = record.person_count - 1
    company = (
        ngettext("with %(number)s other person", "with %(number)s other persons", others)
        % {"number": others}
        if others > 0
        else ""
    )
    topics = joined((str(topic).lower() for topic in record.topics.all()), ", ")
    workers = joined((str(worker) for worker in record.workers.all()), ", ")
    return joined([joined(head, ", "), topics, company, workers])


def score(record: Any, before: Any) -> str:
    """“EGF 55 (50 en 2023)”."""
    if record.score == 0:
        return _("not enough is known")
    was = (
        _("(%(score)s in %(year)s)") % {"score": before.score, "year": before.day.year}
        if before is not None and before.score
        else ""
    )
    at_entry = _("at the entry") if record.moment == "entry" else ""
    return joined([joined([_("EGF %(score)s") % {"score": record.score}, was], " "), at_entry])


def title(record: Any, before: Any) -> str:
    """“open-ended lease (was: transit)”, where and until when."""
    kind = label("title_kind", record.kind)
    if before is not None and before.kind != record.kind:
        was = label("title_kind", before.kind)
        was = was[:1].lower() + was[1:]
        kind = _("%(title)s (was: %(was)s)") % {"title": kind, "was": was}
    return joined([kind, str(record.dwelling), until(record.end)])


def stay(record: Any, before: Any) -> str:
    where = joined([record.dwelling.code, record.dwelling.address])
    left = _("left on %(day)s") % {"day": day(record.end)} if record.end else ""
    return joined([where, left, label("stay_destination", record.destination)])


def until(end: date | None) -> str:
    return _("until %(day)s") % {"day": day(end)} if end else ""


def income(record: Any, before: Any) -> str:
    return joined([label("income_kind", record.kind), until(record.end)])


def reasons(record: Any) -> dict[str, str]:
    """Why questions have no answer, by question; an answer given since counts."""
    pairs = (part.split("=", 1) for part in record.unanswered.split(";") if "=" in part)
    return {name: code for name, code in pairs if getattr(record, name, None) is None}


def symptoms(record: Any, before: Any) -> str:
    said = {name: getattr(record, name) for name in SYMPTOMS}
    groups = [
        (_("yes:"), [name for name in SYMPTOMS if said[name]]),
        (_("no:"), [name for name in SYMPTOMS if said[name] is False]),
    ]
    told = [(word, [label("symptom", name) for name in names]) for word, names in groups]
    return joined([*_listed(told), *_silent(record, lambda name: label("symptom", name))])


def use(record: Any, before: Any) -> str:
    from .words import LABELS

    found = list(record.substances.all())
    now = [str(one) for one in found if not one.stopped]
    silent = reasons(record)
    told = [
        ("", now or ([] if "substances" in silent else [_("no product used")])),
        (_("stopped:"), [str(one) for one in found if one.stopped]),
        (_("yes:"), [str(LABELS[name]).lower() for name in MODES if getattr(record, name)]),
        (_("no:"), [str(LABELS[name]).lower() for name in MODES if getattr(record, name) is False]),
    ]
    words = {"substances": _("products")}
    return joined(
        [
            *_listed(told),
            *_silent(record, lambda name: words.get(name) or str(LABELS[name]).lower()),
        ]
    )


def _listed(groups: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [joined([word, ", ".join(names)], " ") for word, names in groups if names]


def _silent(record: Any, named: Callable[[str], str]) -> list[str]:
    found: dict[str, list[str]] = {}
    for name, code in reasons(record).items():
        found.setdefault(code, []).append(named(name))
    return [
        _("%(reason)s: %(names)s")
        % {"reason": label("unanswered", code), "names": ", ".join(names)}
        for code, names in found.items()
    ]


def strength(record: Any) -> str:
    """How strong a tie is and what the person wishes of it."""
    said = str(Strength(record.strength).label) if record.strength else ""
    wish = label("tie_wish", record.wish)
    return joined([said, _("wish: %(wish)s") % {"wish": wish} if wish else ""])


def partner(record: Any, before: Any) -> str:
    name = joined([str(record.partner), label("network_function", record.function)])
    return joined([name, strength(record), until(record.end)])


def close(record: Any, before: Any) -> str:
    kind = label("close_tie_kind", record.kind)
    return joined([record.label, kind, strength(record), until(record.end)])


def rhythm(record: Any, before: Any) -> str:
    """How often the person wishes to be met."""
    said = ngettext("met every day", "met once in %(number)s days at least", record.days)
    return said % {"number": record.days}


def group(record: Any, before: Any) -> str:
    return joined([str(record.activity), label("group_attendance", record.status).lower()])


def situation(record: Any, before: Any) -> str:
    said = label("living_situation", record.situation)
    return joined([said, until(record.end), label("certainty", record.certainty).lower()])


def material(record: Any, before: Any) -> str:
    """How many in the whole hand-over, never which: no page holds a product beside a name."""
    number = getattr(record, "items", record.quantity)
    return ngettext("%(number)s item", "%(number)s items", number) % {"number": number}


def event(name: str) -> Teller:
    def tell(record: Any, before: Any) -> str:
        return joined([label(name, record.kind), until(record.end)])

    return tell


def goal(record: Any, before: Any) -> str:
    over = f"{label('goal_state', record.state)} ({day(record.end)})" if record.end else ""
    text = _("“%(text)s”") % {"text": record.text}
    return joined([text, label("topic", record.topic).lower(), over])


def shared(record: Any, before: Any) -> str:
    gone = (
        _("withdrawn on %(day)s") % {"day": day(record.withdrawn_on)} if record.withdrawn_on else ""
    )
    audience = _("for: %(audience)s") % {"audience": label("shared_audience", record.audience)}
    return joined([audience, label("shared_purpose", record.purpose), gone or until(record.until)])


def follow_up(record: Any, before: Any) -> str:
    begins = _("resumed") if record.resumed else _("begins")
    ends = (
        _("ended on %(day)s: %(reason)s")
        % {"day": day(record.end), "reason": label("end_reason", record.end_reason).lower()}
        if record.end
        else ""
    )
    return joined([begins, ends])


def term(record: Any, before: Any) -> str:
    return joined([label("care_team", record.team), label("care_funding", record.funding)])


TELLERS: dict[str, tuple[Teller, tuple[str, ...]]] = {
    "followup.encounter": (
        encounter,
        (
            *("kind", "status", "time", "duration_min", "travel_min"),
            *("cancelled_by", "recorded_by"),
        ),
    ),
    "followup.functioningscore": (score, ("score", "moment")),
    "followup.symptomreview": (symptoms, (*SYMPTOMS, "unanswered")),
    "followup.usereview": (use, (*MODES, "unanswered")),
    "harm_reduction.materialissue": (material, ("item", "quantity")),
    "followup.healthevent": (event("health_event"), ("kind", "end")),
    "followup.lifeevent": (event("life_event"), ("kind", "end")),
    "followup.goal": (goal, ("text", "topic", "state", "end")),
    "followup.followup": (follow_up, ("end", "end_reason", "resumed")),
    "followup.followupterm": (term, ("team", "funding")),
    "followup.networklink": (partner, ("partner", "function", "strength", "wish", "end")),
    "followup.closetie": (close, ("label", "kind", "strength", "wish", "end")),
    "followup.meetingrhythm": (rhythm, ("days",)),
    "followup.groupattendance": (group, ("activity", "status")),
    "people.homelessnessperiod": (situation, ("situation", "end", "certainty")),
    "housing.title": (title, ("kind", "dwelling", "end")),
    "housing.stay": (stay, ("dwelling", "end", "destination")),
    "people.income": (income, ("kind", "end")),
    "dossiers.sharednote": (
        shared,
        ("audience", "purpose", "until", "withdrawn_on", "written_by"),
    ),
    **story_homes.TELLERS,
}


def sentence(record: Any, before: Any) -> str:
    """The sentence of a record, empty when only its fields tell it."""
    teller = TELLERS.get(record._meta.label_lower)
    return capfirst(teller[0](record, before)) if teller else ""


def said(label_lower: str) -> tuple[str, ...]:
    """The fields that the sentence already says."""
    return TELLERS[label_lower][1] if label_lower in TELLERS else ()
