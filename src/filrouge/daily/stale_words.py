"""A stale fact as a worker reads it: in a line of the list, and on its own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from filrouge.dossiers.words import LABELS
from filrouge.followup.domain_reviews import MODES, SYMPTOMS
from filrouge.followup.models import Confirmation
from filrouge.records.declaration import kind_of
from filrouge.vocabulary import lists

from . import stale_records as records
from .stale import MODELS, Stale

S = Confirmation.Subject


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in the list: nothing of what the file says, but what is to be looked at."""

    number: int
    who: str
    what: str
    when: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact on its page. `known`: there is something that may still be true."""

    title: str
    sentence: str
    facts: list[tuple[str, str]]
    known: bool
    change_url: str
    score: int | None = None


def title(fact: Stale) -> str:
    return capfirst(str(S(fact.subject).label))


def when(fact: Stale) -> str:
    """How old a fact is, in a few words."""
    if fact.since is None:
        return _("never recorded")
    day = _day(fact.since)
    if fact.subject == S.REFERENT:
        return _("nobody since %(day)s") % {"day": day}
    if fact.subject == S.TITLE:
        return _("ended on %(day)s") % {"day": day}
    if fact.subject == S.ENCOUNTER:
        return _("of %(day)s") % {"day": day}
    return _("known on %(day)s") % {"day": day}


def address(fact: Stale) -> str:
    """The page of a fact; it names a number and a subject, never what the file says."""
    if fact.about:
        return reverse("daily:stale_record", args=[fact.person, fact.subject, fact.about])
    return reverse("daily:stale_fact", args=[fact.person, fact.subject])


def told(fact: Stale) -> Told:
    """A fact with what the file says of it."""
    sentence, facts, known, score = _TOLD[fact.subject](fact)
    return Told(title(fact), sentence, facts, known, _change(fact), score)


type _Parts = tuple[str, list[tuple[str, str]], bool, int | None]


def _score(fact: Stale) -> _Parts:
    last = records.last_score(fact.person)
    sentence = _("The last score: %(score)s, on %(day)s. What would it be today?")
    if last is None:
        return _("No score is recorded. What would it be today?"), [], True, None
    return sentence % {"score": last.score, "day": _day(last.day)}, [], True, last.score


def _symptoms(fact: Stale) -> _Parts:
    last = records.last_symptoms(fact.person)
    names = {code: lists.get("symptom").label(code) for code in SYMPTOMS}
    return _review(last, [(names[name], getattr(last, name, None)) for name in SYMPTOMS])


def _use(fact: Stale) -> _Parts:
    last = records.last_use(fact.person)
    found = list(last.substances.all()) if last else []
    facts: list[tuple[str, Any]] = [
        (_("Used"), ", ".join(str(one) for one in found if not one.stopped) or _("none")),
        (_("Stopped"), ", ".join(str(one) for one in found if one.stopped)),
        *((str(LABELS[name]), getattr(last, name, None)) for name in MODES),
    ]
    return _review(last, facts)


def _review(last: Any, facts: Iterable[tuple[str, Any]]) -> _Parts:
    if last is None:
        return _("No review is recorded yet."), [], False, None
    said = [(name, _yes_no(value)) for name, value in facts if value not in (None, "")]
    return _("The last review, on %(day)s:") % {"day": _day(last.day)}, said, True, None


def _incomes(fact: Stale) -> _Parts:
    running = records.incomes(fact.person, timezone.localdate())
    if not running:
        return _("No income is recorded for today."), [], False, None
    since = _("since %(day)s")
    facts = [(str(one), since % {"day": _day(one.start)}) for one in running]
    return _("The incomes recorded today:"), facts, True, None


def _network(fact: Stale) -> _Parts:
    if fact.since is None:
        return _("No tie is recorded."), [], True, None
    day = {"day": _day(fact.since)}
    return _("The map of ties was last looked at on %(day)s.") % day, [], True, None


def _referent(fact: Stale) -> _Parts:
    return _("No referent is named for this person."), [], True, None


def _ended(fact: Stale) -> _Parts:
    day = {"day": _day(fact.since or timezone.localdate())}
    return _("The title ended on %(day)s and no other follows it.") % day, [], True, None


def _encounter(fact: Stale) -> _Parts:
    met = records.encounter(fact.about)
    missing = [_("topic")] if not met.topics.all() else []
    missing += [_("duration")] if met.duration_min is None else []
    words = {"encounter": lists.get("encounter_kind").label(met.kind), "day": _day(met.day)}
    sentence = _("%(encounter)s of %(day)s, held. Missing: %(missing)s.")
    return sentence % {**words, "missing": ", ".join(missing)}, [], True, None


_TOLD: dict[str, Callable[[Stale], _Parts]] = {
    S.SCORE: _score,
    S.SYMPTOMS: _symptoms,
    S.USE: _use,
    S.INCOME: _incomes,
    S.NETWORK: _network,
    S.REFERENT: _referent,
    S.TITLE: _ended,
    S.ENCOUNTER: _encounter,
}


def _change(fact: Stale) -> str:
    """The form where what changed is written; the first of those that stand."""
    person = fact.person
    if fact.subject == S.ENCOUNTER:
        return f"{reverse('daily:note')}?rencontre={fact.about}"
    ways: list[tuple[str, list[Any]]] = {
        S.SYMPTOMS: [("dossiers:review", [person])],
        S.USE: [("dossiers:review", [person])],
        S.INCOME: [("dossiers:review", [person])],
        S.NETWORK: [("dossiers:network", [person])],
        S.REFERENT: [("dossiers:access", [person])],
    }.get(S(fact.subject), [])
    kind = kind_of(MODELS[fact.subject]) if fact.subject in MODELS else None
    if kind is not None:
        ways.append(("dossiers:new_record", [person, kind.slug]))
    for name, arguments in [*ways, ("dossiers:file", [person])]:
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return ""


def _day(day: date) -> str:
    return formats.date_format(day, "j N Y")


def _yes_no(value: Any) -> str:
    return (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)
