"""Colleagues and referents, absences, meetings of the teams."""

from __future__ import annotations

import secrets
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from filrouge.demo.accounts import DemoAccount

from .today import Scene, Team, followed, scene_of, turn, words, write

if TYPE_CHECKING:
    from filrouge.access.models import User


def colleagues() -> list[DemoAccount]:
    """The accounts of those who work beside the ones a visitor logs in with."""
    return [
        DemoAccount(username, role, name, tuple(teams), worker)
        for username, role, name, teams, worker in words()["colleagues"]
    ]


def join(scene: Scene) -> Scene:
    """Colleagues get an account, which nobody can open; the scene with them in it."""
    from filrouge.access import domain
    from filrouge.common.text import join_codes

    for one in colleagues():
        if one.username not in scene.users:
            user = domain.create_account(
                actor=None,
                username=one.username,
                password=secrets.token_urlsafe(32),
                role=one.role,
                full_name=one.name,
                check_password=False,
            )
            user.teams = join_codes(one.teams)
            user.save(update_fields=["teams"])
            worker = scene.workers.get(one.worker)
            if worker is not None and worker.account_id is None:
                worker.account = user
                worker.save(update_fields=["account"])
    return scene_of(scene.day)


def refer(scene: Scene) -> Team:
    """Everybody followed has a referent of the own team; but one, whose referent left."""
    from filrouge.access.domain_links import open_link
    from filrouge.access.links import CareLink
    from filrouge.housing.models import Stay

    act, icm = followed(scene.day)
    director = scene.users["direction"]
    known = dict(CareLink.objects.order_by("pk").values_list("person_id", "worker_id"))
    by_key = {one.pk: one for one in scene.users.values()}
    referents: dict[int, User] = {}
    for persons, names in (
        (act, ("accompagnateur", "bruant", "colombe", "rossignol")),
        (icm, ("linotte", "rousserolle", "chardonneret")),
    ):
        for place, person in enumerate(persons):
            if person.pk in known:
                referents[person.pk] = by_key[known[person.pk]]
                continue
            user = scene.users[turn(names, place)]
            referents[person.pk] = user
            if person != act[-1]:
                open_link(actor=director, worker=user, person_id=person.pk, kind="referent")
    living = Stay.objects.filter(end__isnull=True, start__lte=scene.day)
    return Team(scene, act, icm, referents, frozenset(living.values_list("person_id", flat=True)))


def be_away(scene: Scene) -> None:
    """Two colleagues on leave, one of them from a day on which an encounter is planned; the
    accompanying worker of the demonstration follows a training next week."""
    from filrouge.staff.domain import add_absence

    director, day = scene.users["direction"], scene.day
    for code, first, last, kind in (
        ("BRO", 1, 8, "leave"),
        ("ROS", -2, 2, "recovery"),
        ("ADA", 12, 12, "training"),
    ):
        add_absence(
            actor=director,
            worker=scene.workers[code],
            start=day + timedelta(days=first),
            end=day + timedelta(days=last),
            kind=kind,
        )


def gather(scene: Scene) -> None:
    """Team meetings of these weeks and of the next one, a supervision, a training followed."""
    from filrouge.staff.models import FollowedTraining, InternalMeeting

    director = scene.users["direction"]
    for weeks in (-3, -2, -1, 1):
        day = scene.day + timedelta(weeks=weeks, days=1 - scene.day.weekday())
        for team in ("hf_act", "hf_icm"):
            write(director, InternalMeeting, team=team, kind="team_meeting", day=day, days=None)
    write(
        director,
        InternalMeeting,
        team="hf_act",
        kind="collective_supervision",
        day=scene.ahead(0),
        days=None,
    )
    write(
        director,
        FollowedTraining,
        worker=scene.workers["ADA"],
        day=scene.back(20),
        hours=Decimal("6.00"),
        subject="Réduction des risques : les bases",
        organiser=None,
    )
