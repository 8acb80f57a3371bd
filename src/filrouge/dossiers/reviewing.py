"""The page where a person is reviewed: each question, what was answered before, what is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filrouge.followup.domain_reviews import MODES, SUBSTANCES, SYMPTOMS, has_entry_score
from filrouge.followup.models import FunctioningScore, SymptomReview, UseReview
from filrouge.people.models import Income, Person
from filrouge.vocabulary import lists

from . import story
from .words import LABELS

ANCHORS = {
    90: gettext_lazy("no or minimal symptoms, everyday worries only"),
    80: gettext_lazy("passing, understandable reactions to stress"),
    70: gettext_lazy("light symptoms or some difficulty, good relations remain"),
    60: gettext_lazy("moderate symptoms or moderate impairment"),
    50: gettext_lazy("serious symptoms or serious impairment"),
    40: gettext_lazy("partial loss of contact with reality, or major deficit in several domains"),
    30: gettext_lazy("behaviour shaped by delusions, or unable to function in nearly all domains"),
    20: gettext_lazy("some danger to self or others, or neglect of hygiene"),
    10: gettext_lazy("lasting danger to self or others, or suicidal act"),
}
"""The nine anchors of the scale of global functioning (domain, 3.8). Each takes the 5 above it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to tap."""

    value: str
    label: str
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answers, and what was answered last time."""

    name: str
    label: str
    choices: list[Choice]
    before: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the review, stored apart."""

    code: str
    title: str
    day: date
    questions: list[Question]
    before: str = ""
    help: str = ""
    version: str = ""
    """What is stored for that day, as the page knew it."""
    errors: list[str] = field(default_factory=list)


RECORDS: dict[str, Any] = {
    "score": FunctioningScore,
    "symptoms": SymptomReview,
    "use": UseReview,
}

type Sent = Mapping[str, list[str]]


def parts(person: Person, codes: Iterable[str], today: date, sent: Sent) -> list[Part]:
    """The parts that a worker may fill in; what was just sent is kept where it was wrong."""
    made = {"score": _score, "symptoms": _symptoms, "use": _use, "incomes": _incomes}
    which = (sent.get("part") or [""])[0]
    found = [made[code](person, today, sent if code == which else {}) for code in codes]
    days = {code: _typed(sent, today) if code == which else today for code in codes}
    return [
        replace(part, day=days[part.code], version=version(part.code, person, days[part.code]))
        for part in found
    ]


def stored(code: str, person: Person, day: date) -> list[Any]:
    """The records that storing a part on a day would change."""
    if code == "incomes":
        return list(_running(person, day).order_by("pk"))
    return list(RECORDS[code].objects.filter(person=person.pk, day=day).order_by("-pk")[:1])


def version(code: str, person: Person, day: date) -> str:
    """Names a state of these records: a later change is always seen."""
    return ",".join(f"{one.pk}.{one.revision}" for one in stored(code, person, day))


def told_of(records: Iterable[Any]) -> str:
    """Records in words."""
    return " · ".join(story.sentence(one, None) for one in records) or _("nothing any more")


def _running(person: Person, day: date) -> Any:
    return Income.objects.filter(person=person.pk, start__lte=day).exclude(end__lt=day)


def _typed(sent: Sent, today: date) -> date:
    """The day that was typed, kept when something else was wrong."""
    try:
        return parse_date((sent.get("day") or [""])[0]) or today
    except ValueError:
        return today


def _last_two(model: Any, person: Person, today: date) -> tuple[Any, Any]:
    """Today's review if there is one, and the last before today."""
    rows = list(model.objects.filter(person=person.pk, day__lte=today).order_by("-day", "-pk")[:2])
    now = rows.pop(0) if rows and rows[0].day == today else None
    return now, rows[0] if rows else None


def _told(record: Any) -> str:
    if record is None:
        return _("Nothing was recorded before.")
    return f"{story.day(record.day)} · {story.sentence(record, None)}"


def _choices(options: Iterable[tuple[str, str]], chosen: Iterable[str]) -> list[Choice]:
    picked = set(chosen)
    return [Choice(value, label, value in picked) for value, label in options]


def _score(person: Person, today: date, sent: Sent) -> Part:
    now, before = _last_two(FunctioningScore, person, today)
    chosen = sent.get("score") or ([str(now.score)] if now else [])
    steps = {anchor: [anchor, anchor + 5] for anchor in ANCHORS}
    steps[90], steps[10] = [90, 95, 100], [5, 10, 15]
    questions = [
        Question(
            "score",
            f"{anchor} · {words}",
            _choices(((str(step), str(step)) for step in steps[anchor]), chosen),
            str(before.score) if before and _anchor_of(before.score) == anchor else "",
        )
        for anchor, words in ANCHORS.items()
    ]
    unknown = _choices([("0", _("not enough is known"))], chosen)
    questions.append(Question("score", _("No score"), unknown))
    if not has_entry_score(person.pk, today):
        moments = lists.get("score_moment")
        picked = sent.get("moment") or ["current"]
        options = [(term.code, term.label) for term in reversed(moments.terms)]
        questions.append(Question("moment", _("Moment"), _choices(options, picked)))
    return Part("score", _("Global functioning (EGF)"), today, questions, _told(before))


def _anchor_of(score: int) -> int:
    """The anchor that a score belongs to; 0 when not enough was known."""
    return min(90, max(10, score - score % 10)) if score else 0


def answers() -> list[tuple[str, str]]:
    """Yes, no, and the three ways of having no answer."""
    silent = lists.get("unanswered").terms
    return [("yes", _("yes")), ("no", _("no")), *((term.code, term.label) for term in silent)]


def _answered(record: Any, name: str) -> str:
    """The code of an answer stored; empty when nothing was recorded."""
    if record is None:
        return ""
    value = getattr(record, name)
    if value is None:
        return story.reasons(record).get(name, "")
    return "yes" if value else "no"


def _asked(name: str, label: str, now: Any, before: Any, sent: Sent) -> Question:
    chosen = sent.get(name) or [_answered(now, name) or "not_asked"]
    said = dict(answers()).get(_answered(before, name), "")
    return Question(name, label, _choices(answers(), chosen), said)


def _symptoms(person: Person, today: date, sent: Sent) -> Part:
    now, before = _last_two(SymptomReview, person, today)
    questions = [_asked(name, story.label("symptom", name), now, before, sent) for name in SYMPTOMS]
    return Part("symptoms", _("Symptoms"), today, questions, _told(before))


def _use(person: Person, today: date, sent: Sent) -> Part:
    now, before = _last_two(UseReview, person, today)
    held, was = _products(now), _products(before)
    options = [("used", _("used now")), ("stopped", _("stopped")), ("", _("no, or not said"))]
    told = dict(options)
    questions = [
        Question(
            f"product_{term.code}",
            term.label,
            _choices(options, sent.get(f"product_{term.code}") or [held.get(term.code, "")]),
            told[was[term.code]] if term.code in was else "",
        )
        for term in lists.get("substance").terms
    ]
    silent = [(term.code, term.label) for term in lists.get("unanswered").terms]
    overall = [("", _("as answered above")), ("none", _("no product used")), *silent]
    questions.append(
        Question(
            "overall",
            _("Products, in all"),
            _choices(overall, sent.get("overall") or [_overall(now, held)]),
            dict(overall)[_overall(before, was)] if _overall(before, was) else "",
        )
    )
    questions += [_asked(name, str(LABELS[name]), now, before, sent) for name in MODES]
    return Part("use", _("Use of substances"), today, questions, _told(before))


def _products(record: Any) -> dict[str, str]:
    if record is None:
        return {}
    return {one.substance: "stopped" if one.stopped else "used" for one in record.substances.all()}


def _overall(record: Any, held: Mapping[str, str]) -> str:
    """“None” when nothing is used and nothing says why this is not known."""
    if record is None:
        return ""
    silent = story.reasons(record).get(SUBSTANCES, "")
    return silent or ("" if "used" in held.values() else "none")


def _incomes(person: Person, today: date, sent: Sent) -> Part:
    now = {one.kind: one for one in _running(person, today)}
    terms = lists.get("income_kind").terms
    options = [(term.code, term.label) for term in terms]
    picked = sent.get("kinds", []) if sent else list(now)
    told = [
        _("%(income)s since %(day)s")
        % {"income": story.label("income_kind", kind), "day": story.day(one.start)}
        for kind, one in now.items()
    ]
    question = Question("kinds", _("Incomes now"), _choices(options, picked), several=True)
    return Part(
        "incomes",
        _("Incomes"),
        today,
        [question],
        ", ".join(told) or _("Nothing was recorded before."),
        _("Stored unchanged, the incomes are confirmed."),
    )
