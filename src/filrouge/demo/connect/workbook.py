"""All sheets of the Connect workbook."""

from collections.abc import Iterable, Iterator
from itertools import chain

from filrouge.demo import typed_sheets
from filrouge.demo.connect import events, intervision, media, representation
from filrouge.demo.connect.headers import HEADERS
from filrouge.demo.repetition import Repetition, repetitions
from filrouge.demo.writing import Sheet

NAME = "connect"
Rows = Iterable[tuple[object, ...]]


def sheets(*, year: int, seed: int, scale: int) -> Iterator[Sheet]:
    """Groups, public, meetings, items and posts grow with the scale, and audiences with them.

    Raises ValueError for a scale below 1.
    """
    reps = repetitions(year, seed, scale)
    one = reps[0]
    contents: dict[str, Rows] = {
        "Institutions": events.directory_rows(reps, NAME),
        **_intervision(reps),
        "Événements": events.event_rows(one, scale),
        "Participants aux événements": chain.from_iterable(map(events.participants, reps)),
        "Comités de pilotage": events.steering(one),
        "Interventions publiques": chain.from_iterable(map(events.public_actions, reps)),
        "Publications": events.publications(one),
        "Instances": representation.instances(),
        "Réunions d'instances": chain.from_iterable(map(representation.meetings, reps)),
        "Newsletters": media.editions(one, scale),
        "Abonnés": media.subscribers(one, scale),
        "Contenus newsletter": chain.from_iterable(map(media.items, reps)),
        "Publications réseaux": chain.from_iterable(map(media.posts, reps)),
        "Audience": media.reach(one, scale),
        "Historique": typed_sheets.history(NAME, year, scale),
        "Contexte": typed_sheets.context(NAME, year),
        "Listes": typed_sheets.lists(NAME, year),
    }
    for name, header in HEADERS.items():
        yield Sheet(name, header, contents[name])


def _intervision(reps: list[Repetition]) -> dict[str, Rows]:
    groups = {rep: intervision.build(rep) for rep in reps}
    return {
        "Groupes": (row for rep in reps for row in intervision.group_rows(groups[rep])),
        "Animateurs": (row for rep in reps for row in intervision.animator_rows(rep, groups[rep])),
        "Inscriptions": (row for rep in reps for row in intervision.enrolment_rows(groups[rep])),
        "Séances": (row for rep in reps for row in intervision.session_rows(rep, groups[rep])),
    }
