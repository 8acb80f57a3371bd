"""What the pages of housing do, and refuse."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from filrouge.access.models import User
from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Agreement
from filrouge.housing import letters_homes, letters_models
from filrouge.housing.models import (
    DwellingPhoto,
    FurnitureItem,
    Inspection,
    InspectionPhoto,
    LandlordAgreement,
    MovePlan,
    Stay,
    Title,
    TitleStep,
)
from filrouge.vault.files import SealedContent

from .homes import ago, desk_of, dwelling, landlord, lives, person, today

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"housing:{name}", args=args)


def picture() -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(kept, "JPEG")
    return SimpleUploadedFile("mur.jpg", kept.getvalue(), "image/jpeg")


def test_a_closed_file_is_counted_and_never_named() -> None:
    open_one, closed = person(1), person(2, followed=False)
    where = dwelling(capacity=2)
    lives(open_one, where, title_days=20)
    lives(closed, where, title_days=20)
    client = desk_of()
    for page in (client.get(url("desk")), client.get(url("dwelling", where.pk))):
        text = page.content.decode()
        assert "Trèfle1" in text
        assert "Trèfle2" not in text
    named = JournalEntry.objects.filter(action__startswith="dossiers.read_")
    assert {tuple(one.persons) for one in named} == {(open_one.pk,)}
    assert client.get(url("tenant", closed.pk)).status_code == 404
    assert client.get(url("enter", closed.pk)).status_code == 404


def test_a_care_worker_reads_the_housing_of_a_person_and_does_not_write() -> None:
    who = person()
    stay = lives(who, dwelling())
    worker = User.objects.create(username="pic.soin", role="care_worker", teams=";act;")
    client = desk_of(worker)
    page = client.get(url("tenant", who.pk))
    assert page.status_code == 200
    assert url("leave", who.pk, stay.pk) not in page.content.decode()
    for name, args in [("enter", [who.pk]), ("leave", [who.pk, stay.pk]), ("plan_move", [who.pk])]:
        assert client.post(url(name, *args)).status_code == 403
    assert client.get(url("desk")).status_code == 403


def test_a_peer_worker_has_no_door_to_housing() -> None:
    who = person()
    peer = User.objects.create(username="geai.pair", role="peer_worker", teams=";act;")
    assert desk_of(peer).get(url("tenant", who.pk)).status_code == 404


def test_a_stay_of_somebody_else_is_not_found() -> None:
    one, other = person(1), person(2)
    stay = lives(other, dwelling())
    assert desk_of().get(url("leave", one.pk, stay.pk)).status_code == 404


def test_a_step_is_ticked_and_taken_back_from_the_desk() -> None:
    lives(person(), dwelling(), title_days=20)
    title, client = Title.objects.get(), desk_of()
    client.post(url("title_step", title.pk), {"step": "renewal_asked"})
    step = TitleStep.objects.get()
    assert (step.code, step.done_on) == ("renewal_asked", today())
    client.post(url("title_step", title.pk), {"step": "renewal_asked", "undo": "1"})
    assert not TitleStep.objects.exists()
    assert client.post(url("title_step", title.pk), {"step": "shoe"}).status_code == 404


def test_a_move_planned_and_done_is_told_by_stays() -> None:
    who, old, new = person(), dwelling(), dwelling("HF002")
    lives(who, old, title_days=20)
    client = desk_of()
    day = today().isoformat()
    asked = {"dwelling": old.pk, "day": day, "treatment": "none"}
    assert client.post(url("plan_move", who.pk), asked).status_code == 422
    client.post(url("plan_move", who.pk), asked | {"dwelling": new.pk, "note": "Étage 3"})
    plan = MovePlan.objects.get()
    assert plan.note == "Étage 3"
    client.post(url("furniture"), {"item": "Lit", "quantity": 2, "day": day})
    bed = FurnitureItem.objects.get()
    here = url("move", who.pk, plan.pk)
    assert client.post(here, {"item": bed.pk, "quantity": 3}).status_code == 422
    assert client.post(here, {"item": bed.pk, "quantity": 1}).status_code == 302
    client.post(url("move_act", who.pk, plan.pk), {"act": "organise"})
    client.post(url("move_done", who.pk, plan.pk), {"day": day, "title_kind": "open_ended"})
    plan.refresh_from_db()
    stays = Stay.objects.order_by("start").values_list("dwelling", "end", "destination")
    assert plan.state == "done"
    assert list(stays) == [(old.pk, today(), "other_dwelling"), (new.pk, None, "")]
    assert Title.objects.get(dwelling=new).kind == "open_ended"
    again = client.post(url("move_done", who.pk, plan.pk), {"day": day})
    assert again.status_code == 422


def test_photos_of_a_home_are_sealed_and_those_of_walls_are_not() -> None:
    who, home, empty = person(), dwelling(), dwelling("HF002")
    lives(who, home)
    client, day = desk_of(), today().isoformat()
    asked = {"kind": "entry", "day": day, "kitchen": "3", "remarks": "Évier fendu"}
    assert client.post(url("new_inspection", home.pk), asked).status_code == 422
    client.post(url("new_inspection", home.pk), asked | {"person": who.pk})
    client.post(url("new_inspection", empty.pk), asked | {"kind": "visit"})
    of_home, of_walls = Inspection.objects.order_by("pk")
    assert (of_home.remarks, of_home.note, of_home.kitchen) == ("Évier fendu", "", 3)
    assert (of_walls.remarks, of_walls.note) == ("", "Évier fendu")
    for one in (of_home, of_walls):
        sent = client.post(url("inspection", one.pk), {"file": picture()})
        assert sent.status_code == 302
    sealed, clear = InspectionPhoto.objects.get(), DwellingPhoto.objects.get()
    assert isinstance(sealed.content, SealedContent)
    assert clear.read().startswith(b"\xff\xd8")
    shown = client.get(url("inspection_photo", of_home.pk, sealed.seal))
    assert shown.content.startswith(b"\xff\xd8")
    assert "attachment" in shown.headers["Content-Disposition"]
    wrong = url("inspection_photo", of_walls.pk, sealed.seal)
    assert client.get(wrong).status_code == 404


def test_an_inspection_of_a_closed_file_does_not_exist() -> None:
    who = person(followed=False)
    made = Inspection.objects.create(person=who, dwelling=dwelling(), kind="visit", day=today())
    client = desk_of()
    for name in ("inspection", "edit_inspection", "delete_inspection"):
        assert client.get(url(name, made.pk)).status_code == 404


def test_two_corrections_of_an_inspection_show_both_texts() -> None:
    who, home = person(), dwelling()
    lives(who, home)
    made = Inspection.objects.create(
        person=who, dwelling=home, kind="visit", day=today(), remarks="Avant"
    )
    client, asked = desk_of(), {"kind": "visit", "day": today().isoformat(), "version": "1"}
    client.post(url("edit_inspection", made.pk), asked | {"remarks": "Premier texte"})
    page = client.post(url("edit_inspection", made.pk), asked | {"remarks": "Second texte"})
    text = page.content.decode()
    assert "Premier texte" in text
    assert "Second texte" in text
    made.refresh_from_db()
    assert made.remarks == "Premier texte"


def test_an_evaluated_agreement_is_the_one_that_figures_count() -> None:
    made = LandlordAgreement.objects.create(landlord=landlord(), start=ago(300))
    desk_of().post(url("evaluate_agreement", made.pk), {"day": ago(2).isoformat()})
    counted = Agreement.objects.get()
    assert (counted.organisation, counted.evaluated_on) == (made.landlord.organisation, ago(2))


@pytest.mark.parametrize("model", [one.code for one in letters_models.ALL])
def test_a_letter_says_the_home_and_nothing_else_of_a_person(model: str) -> None:
    from tests.dossiers.lives import canaries, follow, records
    from tests.dossiers.lives import person as told_person

    who = told_person(7)
    follow(who)
    where = records(who)["dwelling"]
    address = f"{url('letter', where.pk)}?modele={model}&personne={who.pk}"
    client = desk_of()
    form = client.get(address).context["form"]
    sent = {name: form.initial[name] for name in ("recipient", "subject", "text")}
    allowed = ("Zqfirst", "Zqlast", "Zqaddress", "Zqdwelling", "Zqpartner")
    for kind in ("docx", "pdf"):
        answer = client.post(address, sent | {"format": kind})
        assert answer.status_code == 200
        assert "Zq" not in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(client.post(address, sent).content)) as book:
        text = " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    for word in canaries(7):
        assert word not in text or word.startswith(allowed), word


def test_a_template_cannot_name_another_field() -> None:
    bad = letters_homes.Model("x", "X", "X", "Hello $note")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="note"):
        letters_homes.add_model(bad)
    assert "x" not in letters_homes.MODELS


def test_a_letter_about_somebody_whose_file_is_closed_does_not_exist() -> None:
    who, where = person(followed=False), dwelling()
    lives(who, where)
    assert desk_of().get(f"{url('letter', where.pk)}?personne={who.pk}").status_code == 404


def test_an_inhabited_dwelling_has_no_state_of_an_empty_one() -> None:
    where = dwelling()
    lives(person(), where)
    asked = {"state": "works", "day": today().isoformat()}
    assert desk_of().post(url("dwelling", where.pk), asked).status_code == 422
    empty = dwelling("HF002")
    assert desk_of().post(url("dwelling", empty.pk), asked).status_code == 302
    assert empty.states.get().state == "works"
