"""A team with its tenants, their homes and so many encounters, for the pages of a day at work.

Whatever the number of encounters, the first thousand are the same: the last hundred days and the
week to come. The others lie in the ten years before, and bring what grows with encounters: topics,
workers, lines of the journal (each written once and its file read once, lists of everybody read
four times a day), tasks done, activities, material. Persons, teams and homes stay as many.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction

from filrouge.access import isolation
from filrouge.access.links import CareLink
from filrouge.access.models import User
from filrouge.directory.models import Organisation
from filrouge.followup import models as followup
from filrouge.harm_reduction.models import Kit, KitItem, StockMovement
from filrouge.housing import models as housing
from filrouge.people.models import Candidate, HomelessnessPeriod, Income, Person
from filrouge.staff.models import Absence, Worker
from filrouge.vocabulary import lists

from .day_past import BATCH, FIRST, RECENT, YEARS, World, add_the_rest, write_journal

PERSONS, DWELLINGS, LANDLORDS = 60, 60, 6
OF_ONE = 30
"""Of the first thousand, those of the person whose file is opened, and of the busiest."""
OF_THE_BUSIEST = 2_000
ACCOUNTS = (
    ("mesange", "care_worker", ";act;", "MES"),
    ("sittelle", "housing_officer", ";housing;", "SIT"),
    ("cigogne", "hf_director", ";act;icm;", "CIG"),
)
WORKERS = ("PIN", "GRU", "HER", "LOR")
BIRDS = ("Alouette", "Bruant", "Chardonneret", "Fauvette", "Geai", "Loriot", "Merle", "Pouillot")
PLANTS = ("Aubépine", "Bleuet", "Campanule", "Genêt", "Menthe", "Sureau", "Tilleul", "Verveine")
KINDS = ("home_visit", "home_visit", "home_visit", "outing", "phone")


@isolation.purpose("command")
def build(encounters: int) -> dict[str, int]:
    """Fill an empty database; the keys that addresses need, by name."""
    world = World(encounters)
    with transaction.atomic():
        _people(world)
        _homes(world)
        _reviews(world)
        _around(world)
        _encounters(world)
        add_the_rest(world)
    return world.keys


def _people(world: World) -> None:
    for name, role, teams, code in ACCOUNTS:
        user = User.objects.create(username=name, role=role, teams=teams)
        world.users.append(user)
        world.workers.append(Worker.objects.create(code=code, account=user))
    world.workers += [Worker.objects.create(code=code) for code in WORKERS]
    world.partners = [
        Organisation.objects.create(name=f"Service {plant}", key=f"service {plant.lower()}")
        for plant in PLANTS
    ]
    for number in range(1, PERSONS + 1):
        who = Person.objects.create(
            number=number,
            first_name=BIRDS[number % len(BIRDS)],
            last_name=f"{PLANTS[number // len(BIRDS) % len(PLANTS)]} {number}",
            sex="F" if number % 3 else "M",
            birth_date=date(1960 + number % 40, 5, 5),
        )
        begin = world.ago(365 * YEARS + 10)
        followup.FollowUp.objects.create(person=who, start=begin)
        followup.FollowUpTerm.objects.create(
            person=who, effective_on=begin, team="icm" if number % 2 else "act", initial=True
        )
        world.persons.append(who)
    # Both of the team of the worker who opens their file.
    followed, busiest = world.persons[1], world.persons[3]
    world.keys |= {"person": followed.pk, "busiest": busiest.pk}
    CareLink.objects.create(
        person=followed,
        worker=world.users[0],
        kind=CareLink.Kind.REFERENT,
        start=world.ago(30),
        end=world.ago(-300),
    )


def _homes(world: World) -> None:
    landlords = []
    for number in range(LANDLORDS):
        organisation = Organisation.objects.create(name=f"Nid {number}", key=f"nid {number}")
        one = housing.Landlord.objects.create(organisation=organisation, kind="ais")
        housing.LandlordStage.objects.create(landlord=one, stage="active", day=world.ago(500))
        housing.LandlordAgreement.objects.create(
            landlord=one, start=world.ago(800), evaluation_due=world.ago(-20)
        )
        landlords.append(one)
    communes = lists.get("commune").codes
    for number, who in enumerate(world.persons[:DWELLINGS]):
        where = housing.Dwelling.objects.create(
            code=f"HF{number:03d}",
            address=f"rue du Merle {number}",
            commune=communes[number % len(communes)],
            landlord=landlords[number % LANDLORDS],
            capacity=1,
            rent_cents=45_000,
            charges_cents=5_000,
        )
        stay = housing.Stay.objects.create(person=who, dwelling=where, start=world.ago(900))
        housing.Title.objects.create(
            person=who,
            dwelling=where,
            kind="transit",
            start=world.ago(900),
            end=world.ago(-20 - 10 * number),
        )
        Income.objects.create(person=who, kind="ris_cpas", start=world.ago(900))
        _rent(world, stay)
    world.keys |= {"landlord": landlords[1].pk}
    world.keys["dwelling"] = housing.Dwelling.objects.get(code="HF001").pk


def _rent(world: World, stay: housing.Stay) -> None:
    """A year of rent due and paid."""
    month = world.today.replace(day=1)
    for _month in range(12):
        common: dict[str, Any] = {"person": stay.person, "stay": stay, "dwelling": stay.dwelling}
        common |= {"landlord": stay.dwelling.landlord, "day": month}
        housing.LedgerEntry.objects.create(
            kind="rent_due", amount_cents=45_000, month=month, **common
        )
        housing.LedgerEntry.objects.create(
            kind="payment", amount_cents=-40_000, paid_by="tenant", **common
        )
        month = (month - timedelta(days=1)).replace(day=1)


def _reviews(world: World) -> None:
    """A review a year of each sort, and a network."""
    functions = lists.get("network_function").codes
    for who in world.persons:
        for year in range(YEARS):
            day = world.ago(RECENT + 20 + 365 * year)
            followup.FunctioningScore.objects.create(
                person=who, day=day, score=40 + year, moment="current"
            )
            followup.SymptomReview.objects.create(person=who, day=day, depression=True)
            followup.UseReview.objects.create(person=who, day=day, injection=False)
        for place, function in enumerate(functions[:4]):
            followup.NetworkLink.objects.create(
                person=who,
                partner=world.partners[place],
                function=function,
                start=world.ago(700 + place),
            )
        followup.Goal.objects.create(person=who, start=world.ago(600), text="Une serre au balcon")


def _around(world: World) -> None:
    """Tasks, absences, candidates, material."""
    for user in world.users:
        for number, who in enumerate(world.persons[1:12:2]):
            task = followup.Task(
                person=who, assigned_to=user, made_by=user, due=world.ago(2 - number)
            )
            task.say("Appeler la banque")
            task.save()
    Absence.objects.create(
        worker=world.workers[3], start=world.ago(1), end=world.ago(-1), kind="leave"
    )
    for number in range(12):
        one = Candidate.objects.create(
            code=f"CAN{number}", referred_on=world.ago(90 + number), state="waiting"
        )
        HomelessnessPeriod.objects.create(
            candidate=one, situation="1", start=world.ago(400), certainty="attested"
        )
        world.keys["candidate"] = one.pk
    kit = Kit.objects.create(name="Kit de base")
    for item in lists.get("material").codes[:3]:
        KitItem.objects.create(kit=kit, item=item, quantity=2)
        StockMovement.objects.create(
            item=item, day=world.ago(RECENT), quantity=500, reason="adjusted", counted=500
        )


def _days(world: World) -> Iterator[tuple[Person, date]]:
    """Who is met and when: the first thousand alike in every world, then the past."""
    follow, busiest = world.persons[1], world.persons[3]
    others = [one for one in world.persons if one not in (follow, busiest)]
    whom = [*[follow] * OF_ONE, *[busiest] * OF_ONE]
    whom += [others[n % len(others)] for n in range(FIRST - len(whom))]
    for place, who in enumerate(whom):
        yield who, world.ago((place * 37) % (RECENT + 7) - 7)
    past = world.encounters - FIRST
    most = min(past, OF_THE_BUSIEST - OF_ONE)
    for place in range(past):
        who = busiest if place < most else [follow, *others][place % (len(others) + 1)]
        yield who, world.any_day()


def _encounters(world: World) -> None:
    dice, topics = world.dice, lists.get("topic").codes
    made: list[followup.Encounter] = []
    for who, day in _days(world):
        kind = dice.choice(KINDS)
        held = day < world.today
        made.append(
            followup.Encounter(
                kind=kind,
                status="held" if held else "planned",
                day=day,
                time=time(9 + len(made) % 8, 30),
                duration_min=45 if held and dice.random() < 0.9 else None,
                travel_min=20 if held and kind != "phone" else None,
                note="Il parle de son balcon et des semis." if held else "",
                place="rue du Merle" if kind == "home_visit" else "",
                lead=who,
                recorded_by=world.users[0],
            )
        )
    followup.Encounter.objects.bulk_create(made, BATCH)
    followup.EncounterPerson.objects.bulk_create(
        (followup.EncounterPerson(encounter=one, person_id=one.lead_id) for one in made), BATCH
    )
    followup.EncounterWorker.objects.bulk_create(
        (
            followup.EncounterWorker(encounter=one, worker=worker)
            for place, one in enumerate(made)
            for worker in {world.workers[place % 3], world.workers[place % 7]}
        ),
        BATCH,
    )
    followup.EncounterTopic.objects.bulk_create(
        (
            followup.EncounterTopic(encounter=one, topic=topic)
            for one in made
            if one.status == "held"
            for topic in dice.sample(topics, 2)
        ),
        BATCH,
    )
    planned = [one for one in made if one.status == "planned" and one.lead_id % 2 == 0]
    world.keys |= {"planned": planned[0].pk, "met": made[5].pk}
    write_journal(world, made)
