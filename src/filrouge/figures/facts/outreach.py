"""Facts about what is said outside: public actions, publications, meetings of bodies."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from filrouge.common.text import clean, label_key
from filrouge.directory.models import OrganisationAlias
from filrouge.outreach.models import Body, BodyMeeting, PublicAction, Publication
from filrouge.vocabulary import lists

from .base import RowFact
from .exchange import OWN
from .names import codes, spelling, words
from .scope import Scope

type Record = dict[str, Any]
REPRESENTATION = (
    "student_meeting",
    "podcast",
    "webinar",
    "interview",
    "talk",
    "presentation",
    "working_group",
)
"""Kinds of actions of the teams of Support; the others are those of Connect."""
TEAMS = {"support", "housing_first"}


def _actions(scope: Scope) -> Iterator[Record]:
    days = (scope.period.start, scope.period.end)
    named = spelling(scope, "connect")
    partners: defaultdict[int, list[str]] = defaultdict(list)
    named_in = PublicAction.objects.filter(day__range=days, partners__isnull=False)
    for action, pk, name in named_in.order_by("partners__key", "pk").values_list(
        "pk", "partners", "partners__name"
    ):
        partners[action].append(named(pk, name))
    workers: defaultdict[int, list[str]] = defaultdict(list)
    carried = PublicAction.objects.filter(day__range=days, workers__isnull=False)
    for action, code in carried.order_by("workers__code", "pk").values_list("pk", "workers__code"):
        workers[action].append(code)
    for row in (
        PublicAction.objects.filter(day__range=days)
        .order_by("day", "pk")
        .values(
            "id",
            "day",
            "kind",
            "title",
            "programme",
            "level",
            "role",
            "requester_id",
            "requester__name",
            "audience",
            "number",
        )
    ):
        yield row | {
            "person_ids": (),
            "title_key": label_key(row["title"]),
            **_audience({**row}),
            "organisation": named(row["requester_id"], row["requester__name"]),
            "partners": tuple(n for n in partners[row["id"]] if label_key(n) != OWN),
            "workers": tuple(workers[row["id"]]),
        }


def _audience(row: Record) -> Record:
    """Of what teams do outside: the audience met, when its figure is published."""
    ours = row["kind"] in REPRESENTATION
    counted = ours and row["audience"] is not None
    known = lists.get("met_audience").resolve(row["title"]) if counted else None
    return {
        "representation": ours,
        "audience_code": known or "",
        "audience_words": words("met_audience", known or ""),
    }


def _publications(scope: Scope) -> Iterator[Record]:
    """Publications of every year: some figures add them up since the beginning."""
    period = scope.period
    for row in Publication.objects.order_by("published_on", "pk").values():
        published = row["published_on"] is not None and row["published_on"] <= period.end
        yield row | {
            "person_ids": (),
            "day": row["published_on"],
            "published": published,
            "of_year": period.is_year and row["action_year"] == period.start.year,
            "from_table": bool(row["from_round_table"]),
            "issue": _issue(row["number"]),
        }


def _issue(text: str) -> str:
    """The number of an issue, however typed: "5", "5,0"; another text as it is."""
    try:
        return str(Fraction(clean(text).replace(",", ".")))
    except ValueError:
        return clean(text)


def _bodies(scope: Scope) -> dict[int, tuple[str, str]]:
    """By body, its published code ("" for the others) and its name.

    A body may be known to the directory by a shorter name: its other names are then tried.
    """
    known, named = lists.get("represented_body"), spelling(scope, "connect")
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for pk, name in OrganisationAlias.objects.filter(organisation__body__isnull=False).values_list(
        "organisation_id", "name"
    ):
        aliases[pk].append(name)
    found = {}
    for body, pk, name in Body.objects.values_list("pk", "organisation_id", "organisation__name"):
        names = (named(pk, name), name, *aliases[pk])
        resolved = filter(None, map(known.resolve, names))
        found[body] = (next(resolved, ""), names[0])
    return found


def _meetings(scope: Scope) -> Iterator[Record]:
    """Meetings attended; one row is one meeting, whoever represented whatever programmes."""
    days, bodies = (scope.period.start, scope.period.end), _bodies(scope)
    rows = BodyMeeting.objects.filter(day__range=days, present=True).order_by("day", "pk")
    for row in rows.values("id", "body_id", "organ", "day", "programmes"):
        by = codes(row["programmes"])
        code, name = bodies[row["body_id"]]
        yield {
            "id": row["id"],
            "person_ids": (),
            "body": name,
            "body_code": code,
            "organ": row["organ"],
            "day": row["day"],
            "programmes": by,
            "by_teams": bool(TEAMS & set(by)),
            "only_pat": set(by) == {"pat"},
        }


FACTS = (
    RowFact(
        name="public_action",
        grain="One row per public action of a programme, on its day.",
        compartment="open",
        table="outreach_publicaction",
        columns=("day", "kind", "title", "programme", "organisation", "partners"),
        vocabularies={"kind": "public_action_kind", "programme": "programme"},
        build=_actions,
    ),
    RowFact(
        name="publication",
        grain="One row per publication of any year.",
        compartment="open",
        table="outreach_publication",
        columns=("title", "kind", "issue", "day", "print_run"),
        vocabularies={"kind": "publication_kind"},
        build=_publications,
    ),
    RowFact(
        name="body_meeting",
        grain="One row per meeting of a body attended, on its day.",
        compartment="open",
        table="outreach_bodymeeting",
        columns=("body", "organ", "day", "programmes"),
        vocabularies={"programmes": "programme"},
        build=_meetings,
    ),
)
