"""Titles that end, dwellings that wait, inspections, moves and furniture.

A title that ended after the finished year goes on under another one, from the day after.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .today import Scene, Team, turn, words, write

if TYPE_CHECKING:
    from filrouge.housing.models import Dwelling, Stay, Title
    from filrouge.people.models import Person

ENDS = (20, 50, 100, -5)
"""Days from today to the end of the first titles renewed; the last one is over."""
DAY = timedelta(days=1)


def settle(scene: Scene, team: Team) -> None:
    """All of it, in the order of the dates."""
    _renew(scene, team)
    _move(scene, team)
    _give_back(scene)
    _sublet(scene, team)
    _inspect(scene)
    _furnish(scene)
    _plan_moves(scene, team)


def _stays(persons: tuple[Person, ...]) -> list[Stay]:
    """The stays that run, by number of file."""
    from filrouge.housing.models import Stay

    found = Stay.objects.filter(person__in=persons, end__isnull=True)
    return list(
        found.select_related("person", "dwelling__landlord").order_by("person__number", "start")
    )


def _last_title(stay: Stay) -> Title | None:
    from filrouge.housing.models import Title

    found = Title.objects.filter(person=stay.person_id, dwelling=stay.dwelling_id)
    return found.order_by("-start").first()


def _renew(scene: Scene, team: Team) -> None:
    """Titles that have ended: one transit becomes open-ended, four end around today, the others
    run on. Those of the first team come first: the worker of the demonstration sees them."""
    from filrouge.housing.domain import change_title
    from filrouge.housing.domain_titles import tick_step

    officer = scene.users["logement"]
    kept = False
    ends = list(ENDS)
    for place, stay in enumerate([*_stays(team.act), *_stays(team.icm)]):
        old = _last_title(stay)
        if old is None or old.end is None or old.end >= scene.day:
            continue
        start, kind = old.end + DAY, old.kind
        end: date | None = scene.day + timedelta(days=180 + 15 * place)
        if kind == "transit" and not kept:
            kept = True
            end = scene.back(40) - DAY
            change_title(actor=officer, stay=stay, kind=kind, start=start, end=end)
            start, kind, end = end + DAY, "open_ended", None
        elif ends:
            end = scene.day + timedelta(days=ends.pop(0))
        elif kind == "transit":
            kind, end = "open_ended", None
        made = change_title(actor=officer, stay=stay, kind=kind, start=start, end=end)
        if len(ends) == len(ENDS) - 1 and end is not None:
            for code, gone in (("renewal_asked", 18), ("landlord_answer", 4)):
                tick_step(actor=officer, title=made, code=code, day=scene.back(gone))


def _empty() -> list[Dwelling]:
    """Dwellings where nobody lives, with a rent, by code."""
    from django.db.models import Exists, OuterRef

    from filrouge.housing.models import Dwelling, Stay

    living = Stay.objects.filter(dwelling=OuterRef("pk"), end__isnull=True)
    found = Dwelling.objects.filter(~Exists(living), rent_cents__isnull=False)
    return list(found.exclude(landlord__kind="care_home").order_by("-code"))


MOVED = (36, 78)
"""Days since two persons moved: what the first left waits, what the second left is under works."""


def _move(scene: Scene, team: Team) -> None:
    """Two persons alone at home moved: their dwellings are empty since."""
    from filrouge.housing.domain_dwellings import set_dwelling_state
    from filrouge.housing.domain_moves import carry_out_move, organise_move, plan_move

    officer, homes = scene.users["logement"], _empty()
    for stay, gone in zip(_alone(scene, team.act), MOVED, strict=False):
        day = scene.day - timedelta(days=gone)
        target = next(one for one in homes if one.landlord_id != stay.dwelling.landlord_id)
        homes.remove(target)
        plan = plan_move(actor=officer, person=stay.person, dwelling=target, day=day,
                         workers=[scene.workers["SIT"]], sil=True)  # fmt: skip
        organise_move(actor=officer, plan=plan)
        carry_out_move(actor=officer, plan=plan, day=day, title_kind="open_ended")
        if gone == MOVED[-1]:
            day += timedelta(days=10)
            set_dwelling_state(actor=officer, dwelling=stay.dwelling, state="works", day=day)


def _alone(scene: Scene, persons: tuple[Person, ...]) -> list[Stay]:
    """Stays old enough, in a dwelling where nobody else ever lived; the last numbers first."""
    from filrouge.housing.models import Stay

    since = scene.day - timedelta(days=max(MOVED) + 60)
    return [
        one
        for one in reversed(_stays(persons))
        if one.start < since
        and one.dwelling.landlord.kind != "care_home"
        and not Stay.objects.filter(dwelling=one.dwelling).exclude(person=one.person).exists()
    ]


def _give_back(scene: Scene) -> None:
    """Dwellings nobody came back to were given back, a month after the last one left."""
    from django.db.models import Exists, Max, OuterRef

    from filrouge.housing.domain_dwellings import set_dwelling_state
    from filrouge.housing.models import Dwelling, Stay

    living = Stay.objects.filter(dwelling=OuterRef("pk"), end__isnull=True)
    left = Dwelling.objects.filter(~Exists(living)).annotate(left=Max("stays__end"))
    lately = scene.day - timedelta(days=max(MOVED) + 1)
    for one in left.filter(left__lt=lately).order_by("code"):
        set_dwelling_state(
            actor=scene.users["logement"],
            dwelling=one,
            state="given_back",
            day=one.left + timedelta(days=30),
        )


def _take(scene: Scene) -> list[Dwelling]:
    """Two dwellings found these weeks, beside others of the same landlords."""
    from filrouge.housing.models import Dwelling

    officer, found = scene.users["logement"], []
    models = Dwelling.objects.filter(landlord__kind="ais", rent_cents__isnull=False)
    count = Dwelling.objects.count()
    for place, (beside, address) in enumerate(
        zip(models.order_by("code")[:2], words()["addresses"], strict=False), start=1
    ):
        found.append(
            write(officer, Dwelling, code=f"HF{count + place:03d}", address=address,
                  commune=beside.commune, landlord=beside.landlord, intermediary="",
                  capacity=1, rent_cents=beside.rent_cents, charges_cents=beside.charges_cents)
        )  # fmt: skip
    return found


def _sublet(scene: Scene, team: Team) -> None:
    """The rolling leases show the lease of the association behind them, and the day planned."""
    from filrouge.housing.models import HeadLease, KeyHandover, Title

    officer = scene.users["logement"]
    rolling = Title.objects.filter(
        rolling=True, end__isnull=True, person__in=team.everybody
    ).order_by("pk")
    seen: set[int] = set()
    for place, title in enumerate(rolling.select_related("dwelling")):
        if title.dwelling_id in seen:
            continue
        seen.add(title.dwelling_id)
        write(officer, HeadLease, dwelling=title.dwelling, start=title.start, end=None,
              transfer_on=scene.day + timedelta(days=45 + 60 * place))  # fmt: skip
    for place, stay in enumerate(_stays(team.act)[:9]):
        write(officer, KeyHandover, person=stay.person, dwelling=stay.dwelling,
              day=max(stay.start, scene.back(300)), holder=turn(("team", "trusted"), place),
              count=1, returned_on=None)  # fmt: skip


def _inspect(scene: Scene) -> None:
    """An inventory of an entry, a visit with another one due, an empty dwelling."""
    from filrouge.housing.domain_dwellings import record_inspection
    from filrouge.housing.models import ROOMS, DwellingState, Stay

    officer, told = scene.users["logement"], words()["inspection"]
    good = dict.fromkeys(ROOMS, 1)
    entered = Stay.objects.filter(end__isnull=True).order_by("-start", "-pk")
    last = entered.select_related("person", "dwelling")[0]
    record_inspection(
        actor=officer, dwelling=last.dwelling, person=last.person,
        values=good | {"kind": "entry", "day": last.start, "bedroom": 2, "remarks": told["entry"]},
    )  # fmt: skip
    other = entered.select_related("person", "dwelling").order_by("start", "pk")[3]
    record_inspection(
        actor=officer, dwelling=other.dwelling, person=other.person,
        values=good | {"kind": "visit", "day": scene.back(80), "living": 3, "windows": 2,
                       "remarks": told["visit"], "next_on": scene.ahead(9)},
    )  # fmt: skip
    works = DwellingState.objects.filter(state="works").order_by("-start")[0]
    record_inspection(
        actor=officer, dwelling=works.dwelling, person=None,
        values=good | {"kind": "visit", "day": scene.back(18), "kitchen": 3,
                       "remarks": told["empty"]},
    )  # fmt: skip


def _furnish(scene: Scene) -> None:
    """What is in stock; a part of it came these weeks."""
    from filrouge.housing.domain_moves import add_item, move_furniture
    from filrouge.housing.models import FurnitureItem

    officer = scene.users["logement"]
    known = {one.name: one for one in FurnitureItem.objects.all()}
    for place, (name, count) in enumerate(words()["furniture"].items()):
        item = known.get(name) or add_item(actor=officer, name=name)
        move_furniture(actor=officer, item=item, quantity=count, day=scene.back(90))
        if place % 3 == 0:
            move_furniture(actor=officer, item=item, quantity=2, day=scene.back(14))


def _plan_moves(scene: Scene, team: Team) -> None:
    """A first home next week for whoever has none yet, and a move that is only planned."""
    from filrouge.housing.domain_moves import organise_move, plan_move, set_furniture_aside
    from filrouge.housing.models import FurnitureItem, Stay

    officer = scene.users["logement"]
    free = _take(scene)
    housed = set(Stay.objects.filter(end__isnull=True).values_list("person", flat=True))
    waiting = [one for one in team.everybody if one.pk not in housed]
    newest = max(waiting, key=lambda one: one.number)
    plan = plan_move(
        actor=officer, person=newest, dwelling=free[0], day=scene.ahead(6),
        workers=[scene.workers["SIT"], scene.workers["ADA"]], sil=True,
        cleaning_on=scene.ahead(3), treatment="bedbugs", treatment_on=scene.ahead(2),
    )  # fmt: skip
    organise_move(actor=officer, plan=plan)
    items = {one.name: one for one in FurnitureItem.objects.all()}
    for name, count in (("Lit une personne", 1), ("Matelas", 1), ("Table", 1), ("Chaise", 2)):
        set_furniture_aside(actor=officer, plan=plan, item=items[name], quantity=count)
    stay = _stays(team.icm)[6]
    plan_move(actor=officer, person=stay.person, dwelling=free[1], day=scene.ahead(19),
              workers=[scene.workers["SIT"]])  # fmt: skip
