"""What stands in the files besides encounters and reviews: goals, facts, ties, notes, tasks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .encounters import in_crisis
from .today import Scene, Team, turn, words, write

if TYPE_CHECKING:
    from filrouge.access.models import User
    from filrouge.people.models import Person

GOALS, CLOSE = 3, 5
"""One person in so many has a goal; all but one in so many somebody close."""
WISHES = ("keep", "more", "keep", "less", "keep", "more")


def tell(scene: Scene, team: Team) -> None:
    """Goals and dated facts of a few, somebody close to most."""
    _goals(scene, team)
    _close(scene, team)
    _facts(scene, team)
    _rhythms(scene, team)
    _notes(scene, team)


def _goals(scene: Scene, team: Team) -> None:
    from filrouge.followup.models import Goal

    rng = scene.rng("goals")
    for place, person in enumerate(team.everybody):
        if place % GOALS:
            continue
        text, topic = turn(words()["goals"], place // GOALS)
        state = turn(("open", "open", "open", "reached", "open", "left"), place // GOALS)
        start = max(scene.back(rng.randint(20, 150)), _since(person))
        end = None if state == "open" else max(start, scene.back(rng.randint(1, 15)))
        write(team.referents[person.pk], Goal, person=person, text=text, topic=topic,
              start=start, state=state, end=end)  # fmt: skip


def _close(scene: Scene, team: Team) -> None:
    """Those around the person, as the person says: a tie, its strength and what is wished of it."""
    from filrouge.followup.models import CloseTie, NetworkLink

    rng = scene.rng("ties")
    for place, person in enumerate(team.everybody):
        user, since = team.referents[person.pk], _since(person)
        for link in NetworkLink.objects.filter(person=person, end__isnull=True).order_by("pk")[:3]:
            _say_more(user, link, rng.randint(1, 3), rng.choice(WISHES))
        if place % CLOSE == 4 and place // CLOSE < 3:
            continue  # left to the upkeep
        label, kind = turn(words()["ties"], place)
        write(user, CloseTie, person=person, label=label, kind=kind, strength=rng.randint(1, 3),
              wish=rng.choice(WISHES), start=max(scene.back(rng.randint(25, 300)), since),
              end=None)  # fmt: skip


def _say_more(user: User, link: object, strength: int, wish: str) -> None:
    from filrouge.followup.models import NetworkLink
    from filrouge.records.declaration import kind_of
    from filrouge.records.domain import correct_record, version_of

    kind = kind_of(NetworkLink)
    assert kind is not None
    assert isinstance(link, NetworkLink)
    correct_record(
        actor=user,
        kind=kind,
        key=link.pk,
        values={"strength": strength, "wish": wish},
        version=version_of(link),
    )


def _facts(scene: Scene, team: Team) -> None:
    """An overdose, two stays in hospital (one not over), justice, an administrator of goods."""
    from filrouge.followup.models import HealthEvent, LifeEvent

    mine, notes, back = team.of(scene.users["accompagnateur"]), words()["notes"], scene.back
    user = scene.users["accompagnateur"]
    other = team.of(scene.users["linotte"])
    write(user, HealthEvent, person=in_crisis(team), kind="overdose", start=back(12), end=None,
          note=notes["overdose"])  # fmt: skip
    write(user, HealthEvent, person=mine[1], kind="hospitalisation", start=back(48),
          end=scene.day - timedelta(days=41), note=notes["hospital"])  # fmt: skip
    write(scene.users["linotte"], HealthEvent, person=other[5], kind="hospitalisation",
          start=back(4), end=None, note=notes["hospital_now"])  # fmt: skip
    write(user, LifeEvent, person=mine[2], kind="justice", start=back(33), end=None,
          note=notes["justice"])  # fmt: skip
    write(user, LifeEvent, person=mine[0], kind="administrator_of_goods", start=back(60), end=None,
          note=notes["administrator"])  # fmt: skip


def _rhythms(scene: Scene, team: Team) -> None:
    """One person wishes to be met every week, another one every month."""
    from filrouge.followup.models import MeetingRhythm

    user = scene.users["accompagnateur"]
    for person, days in zip(team.of(user)[:2], (7, 28), strict=True):
        write(user, MeetingRhythm, person=person, start=scene.back(50), days=days)


def _notes(scene: Scene, team: Team) -> None:
    """One note from care to housing, one the other way."""
    from filrouge.dossiers.domain_sharing import USUAL, share_note

    notes, until = words()["notes"], scene.day + USUAL
    mine = team.of(scene.users["accompagnateur"])
    share_note(actor=scene.users["accompagnateur"], person=mine[0], audience="housing_team",
               purpose="works", text=notes["to_housing"], until=until)  # fmt: skip
    share_note(actor=scene.users["logement"], person=mine[3], audience="care_team",
               purpose="works", text=notes["to_care"], until=until)  # fmt: skip


def _since(person: Person) -> date:
    """The first day of the follow-up that runs."""
    started: date = person.follow_ups.filter(end__isnull=True).values_list("start", flat=True)[0]
    return started


TASKS: tuple[tuple[str, str, str, int | None, int | None], ...] = (
    # To whom, from whom, words, days from today, place of the person among one's own.
    ("accompagnateur", "accompagnateur", "late", -3, 5),
    ("accompagnateur", "accompagnateur", "today_person", 0, 0),
    ("accompagnateur", "direction", "today", 0, None),
    ("accompagnateur", "accompagnateur", "soon", 4, 9),
    ("accompagnateur", "accompagnateur", "done", 0, 2),
    ("pair-aidance", "pair-aidance", "peer_today", 0, None),
    ("pair-aidance", "direction", "peer_soon", 5, None),
    ("logement", "logement", "housing_late", -2, None),
    ("logement", "logement", "housing_today", 0, None),
    ("logement", "direction", "housing_soon", 6, None),
    ("direction", "direction", "director_today", 0, None),
    ("direction", "direction", "director_soon", 3, None),
)


def remind(scene: Scene, team: Team) -> None:
    """Tasks late, of today, to come; one done."""
    from filrouge.followup.domain_tasks import add_task, do_task

    for to, by, code, offset, place in TASKS:
        user = scene.users[to]
        task = add_task(
            actor=scene.users[by],
            words=words()["tasks"][code],
            assigned_to=user,
            person_id=None if place is None else team.of(user)[place].pk,
            due=None if offset is None else scene.day + timedelta(days=offset),
        )
        if code == "done":
            do_task(actor=user, task_id=task.pk)
