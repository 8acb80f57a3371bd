"""All sheets of the Support workbook."""

from collections.abc import Iterable, Iterator
from itertools import chain

from filrouge.demo import typed_sheets
from filrouge.demo.directory import entries
from filrouge.demo.repetition import Repetition, repetitions
from filrouge.demo.support import peer, peer_groups, requests, supervision, training
from filrouge.demo.support.headers import HEADERS
from filrouge.demo.writing import Sheet

NAME = "support"
Rows = Iterable[tuple[object, ...]]


def sheets(*, year: int, seed: int, scale: int) -> Iterator[Sheet]:
    """Everything but partnerships and typed figures grows with the scale.

    Raises ValueError for a scale below 1.
    """
    reps = repetitions(year, seed, scale)
    contents: dict[str, Rows] = {
        "Institutions": _directory(reps),
        **_mobile_team(reps),
        **_peer_support(reps, scale),
        **_training(reps),
        "Historique": typed_sheets.history(NAME, year, scale),
        "Contexte": typed_sheets.context(NAME, year),
        "Listes": typed_sheets.lists(NAME, year),
    }
    for name, header in HEADERS.items():
        yield Sheet(name, header, contents[name])


def _directory(reps: list[Repetition]) -> Iterator[tuple[object, ...]]:
    for rep in reps:
        for item in sorted(entries(rep, NAME), key=lambda entry: entry.name.lower()):
            yield item.name, " | ".join(item.aliases), item.sector


def _mobile_team(reps: list[Repetition]) -> dict[str, Rows]:
    asked = {rep: requests.build(rep) for rep in reps}
    return {
        "Demandes": (row for rep in reps for row in requests.rows(rep, asked[rep])),
        "Interventions": (row for rep in reps for row in requests.interventions(rep, asked[rep])),
        "Supervisions": chain.from_iterable(map(supervision.processes, reps)),
        "Séances de supervision": chain.from_iterable(map(supervision.sessions, reps)),
    }


def _peer_support(reps: list[Repetition], scale: int) -> dict[str, Rows]:
    teams = {rep: peer.accompaniments(rep) for rep in reps}
    groups = {rep: peer_groups.build(rep) for rep in reps}
    return {
        "PAT accompagnements": (r for rep in reps for r in peer.accompaniment_rows(teams[rep])),
        "PAT activités": (row for rep in reps for row in peer.activities(rep, teams[rep])),
        "PAT engagements": (row for rep in reps for row in peer.hires(rep, teams[rep])),
        "PAT formations": chain.from_iterable(map(peer.trainings, reps)),
        "Intervisions groupes": (
            row for rep in reps for row in peer_groups.group_rows(rep, groups[rep])
        ),
        "Intervisions inscriptions": (
            row for rep in reps for row in peer_groups.enrolment_rows(rep, groups[rep])
        ),
        "Intervisions séances": (
            row for rep in reps for row in peer_groups.session_rows(groups[rep])
        ),
        "Intervisions présences": (
            row for rep in reps for row in peer_groups.presence_rows(rep, groups[rep])
        ),
        "Représentation": chain.from_iterable(map(peer.representation, reps)),
        "Contacts responsables": chain.from_iterable(map(peer.contacts, reps)),
        "Partenariats": peer.partnerships(reps[0]),
        "Temps de travail": peer.work_time(reps[0], scale),
    }


def _training(reps: list[Repetition]) -> dict[str, Rows]:
    actions = {rep: training.actions(rep) for rep in reps}
    return {
        "Modules": (row for rep in reps for row in training.modules(rep)),
        "Formations séances": (
            row for rep in reps for row in training.session_rows(rep, actions[rep])
        ),
        "Formations participants": (
            row for rep in reps for row in training.participants(rep, actions[rep])
        ),
    }
