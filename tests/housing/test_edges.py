"""Days and numbers that nobody can mean, and two colleagues at once, on the pages of housing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from filrouge.directory.models import Agreement
from filrouge.housing.models import (
    Inspection,
    LandlordAgreement,
    LandlordStage,
    MovePlan,
    Stay,
    Title,
)

from .homes import ago, desk_of, dwelling, landlord, lives, person, today
from .test_acts import url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["2026-02-30", "demain", "0206-01-01", "9999-12-31", "\x00"])
def test_an_agreement_is_not_evaluated_on_a_day_that_is_none(typed: str) -> None:
    made = LandlordAgreement.objects.create(landlord=landlord(), start=ago(300))
    desk_of().post(url("evaluate_agreement", made.pk), {"day": typed})
    made.refresh_from_db()
    assert made.evaluated_on is None
    assert not Agreement.objects.exists()


def test_an_agreement_is_not_evaluated_ahead() -> None:
    made = LandlordAgreement.objects.create(landlord=landlord(), start=ago(300))
    page = desk_of().post(url("evaluate_agreement", made.pk), {"day": ago(-9)}, follow=True)
    made.refresh_from_db()
    assert made.evaluated_on is None
    assert "pas encore" in page.content.decode()


def test_a_stage_is_not_reached_ahead() -> None:
    sent = {"stage": "active", "day": ago(-1)}
    page = desk_of().post(url("landlord", landlord().pk), sent)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["day"])
    assert not LandlordStage.objects.exists()


def planned() -> tuple[Any, MovePlan]:
    who = person()
    lives(who, dwelling("HF001"))
    plan = MovePlan.objects.create(person=who, dwelling=dwelling("HF002"), day=ago(-5))
    return who, plan


@pytest.mark.parametrize("day", [ago(-5), date(206, 1, 1)])
def test_a_move_does_not_take_place_on_a_day_to_come_nor_in_another_age(day: date) -> None:
    who, plan = planned()
    page = desk_of().post(url("move_done", who.pk, plan.pk), {"day": f"{day:%Y-%m-%d}"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["day"])
    assert Stay.objects.count() == 1


def test_a_day_before_the_entry_is_refused_at_its_field() -> None:
    who, plan = planned()
    page = desk_of().post(url("move_done", who.pk, plan.pk), {"day": ago(900)})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["day"])


def test_two_changes_of_a_move_show_both_texts() -> None:
    who, plan = planned()
    client, address = desk_of(), url("edit_move", who.pk, plan.pk)
    sent = {"dwelling": plan.dwelling_id, "day": ago(-6), "treatment": "none", "version": "1"}
    sent["version"] = str(plan.revision)
    assert client.post(address, sent | {"note": "Premier texte"}).status_code == 302
    page = client.post(
        address, sent | {"note": "Second texte", "sil": "on", "treatment": "rodents"}
    )
    assert ("Traitement", "Aucun", "Rongeurs") in page.context["conflict"]
    text = page.content.decode()
    assert "Premier texte" in text and "Second texte" in text
    plan.refresh_from_db()
    assert plan.note == "Premier texte"
    again = page.context["form"]["version"].value()
    assert (
        client.post(address, sent | {"note": "Second texte", "version": again}).status_code == 302
    )
    plan.refresh_from_db()
    assert plan.note == "Second texte"


def test_a_worker_that_no_key_can_be_is_refused() -> None:
    who = person()
    lives(who, dwelling("HF001"))
    sent = {"dwelling": dwelling("HF002").pk, "day": ago(-3), "treatment": "none"}
    page = desk_of().post(url("plan_move", who.pk), sent | {"workers": "9" * 20})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["workers"])


def test_a_correction_of_an_inspection_obeys_what_recording_it_obeys() -> None:
    who, where = person(), dwelling()
    lives(who, where, since=100)
    client, asked = desk_of(), {"kind": "visit", "person": who.pk}
    page = client.post(url("new_inspection", where.pk), asked | {"day": ago(-3)})
    assert list(page.context["form"].errors) == ["day"]
    client.post(url("new_inspection", where.pk), asked | {"day": ago(10)})
    made = Inspection.objects.get()
    for day in (ago(-3), ago(400)):
        sent = asked | {"day": day, "version": str(made.revision)}
        page = client.post(url("edit_inspection", made.pk), sent)
        assert list(page.context["form"].errors) == ["day"]
    made.refresh_from_db()
    assert made.day == ago(10)


def test_the_end_of_a_title_before_its_start_is_told_at_its_field() -> None:
    who = person()
    stay = lives(who, dwelling())
    sent = {"kind": "transit", "start": today(), "end": ago(3)}
    page = desk_of().post(url("retitle", who.pk, stay.pk), sent)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["end"])
    assert not Title.objects.exists()
