"""Documents of a file: who reads them, what is written, how they leave, and that they go."""

from __future__ import annotations

import io
import itertools
import json
import time
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.access.files import Compartment
from filrouge.access.models import BreakGlass, User
from filrouge.audit import journal
from filrouge.audit.models import JournalEntry
from filrouge.common.uploads import JPEG, PDF, Upload
from filrouge.dossiers import attaching, log
from filrouge.dossiers.models import Attachment
from filrouge.people.models import Person
from filrouge.privacy import erasure, export
from filrouge.vault import keys
from filrouge.vault.fields import NotSealed
from filrouge.vault.files import GoneContent
from tests.access import relations
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.harness.client import StrictClient
from tests.secrecy import hostile

pytestmark = pytest.mark.django_db
C = Compartment
QUESTIONS = 17
WORDS = b"grive-angelique-canari"


def put(
    who: Person, part: Compartment = C.IDENTITY, name: str = "Carte de la Grive.pdf"
) -> Attachment:
    """A document of a few words."""
    upload = Upload(hostile.pdf(inside=b"%" + WORDS + b"\n"), PDF, name)
    return attaching.add(
        actor=User.objects.get_or_create(username="grive", role="care_worker")[0],
        person_id=who.pk,
        compartment=part,
        upload=upload,
        seal=uuid4(),
    )


def place(name: str, piece: Attachment) -> str:
    return reverse(f"dossiers:{name}", args=[piece.person_id, piece.seal])


def send(client: StrictClient, who: Person, **more: Any) -> Any:
    sent = {
        "file": SimpleUploadedFile("IMG_2041.JPG", hostile.with_exif("JPEG", 3)),
        "compartment": "identity",
        "seal": str(uuid4()),
    }
    return client.post(reverse("dossiers:attachments", args=[who.pk]), sent | more)


@pytest.fixture(autouse=True)
def _no_key_in_hand() -> None:
    """Persons of two tests may have one number: a key of the test before opens nothing here."""
    keys.forget()


@pytest.fixture
def who(db: None) -> Person:
    return lives.person(1, followed=True)


# Stored.


def test_name_and_content_are_ciphertext_in_the_database(who: Person) -> None:
    piece = put(who)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, content FROM dossiers_attachment")
        name, content = cursor.fetchone()
    assert "Grive" not in name
    assert WORDS not in bytes(content)
    keys.forget()
    again = Attachment.objects.get(pk=piece.pk)
    assert WORDS in again.read()
    assert again.size == len(again.read())


def test_clear_bytes_never_reach_the_database(who: Person) -> None:
    put(who)
    with pytest.raises(NotSealed):
        Attachment.objects.update(content=WORDS)


def test_a_content_moved_to_another_row_or_file_does_not_open(who: Person) -> None:
    one, two = put(who), put(lives.person(2))
    same = put(who)
    for other in (two, same):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE dossiers_attachment SET content = "
                "(SELECT content FROM dossiers_attachment WHERE id = %s) WHERE id = %s",
                [one.pk, other.pk],
            )
        with pytest.raises(GoneContent):
            Attachment.objects.get(pk=other.pk).read()


def test_row_content_and_journal_come_together_or_not_at_all(
    who: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(Exception):
        pass

    def refuse(*_args: Any, **_named: Any) -> None:
        raise Full

    monkeypatch.setattr(journal, "record", refuse)
    with pytest.raises(Full):
        put(who)
    assert not Attachment.objects.exists()


# Through HTTP.


def test_a_picture_is_added_read_downloaded_and_deleted(
    worker: Workers, logged: Logged, who: Person
) -> None:
    user = worker("care_worker")
    client = logged(user)
    assert send(client, who, title="Carte d’identité, recto").status_code == 302
    piece = Attachment.objects.get()
    assert (piece.name, piece.kind, piece.added_by) == ("Carte d’identité, recto.jpg", JPEG, user)
    page = client.get(reverse("dossiers:attachments", args=[who.pk])).content.decode()
    assert "Carte d’identité, recto.jpg" in page
    assert (
        f'src="{place("attachment_content", piece)}"'
        in client.get(place("attachment", piece)).content.decode()
    )
    answer = client.get(place("attachment_content", piece))
    assert answer.content == piece.read()
    assert hostile.tells(answer.content) == []
    headers = answer.headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Carte")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "'self'" not in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert client.post(place("attachment", piece), {"reason": ""}).status_code == 422
    assert client.post(place("attachment", piece), {"reason": "asked"}).status_code == 302
    assert not Attachment.objects.exists()
    line = JournalEntry.objects.get(action="dossiers.remove_attachment")
    assert (line.persons, line.detail["reason"]) == ([who.pk], "asked")
    assert "Carte" not in repr(JournalEntry.objects.values_list("subject", "detail"))


def test_the_same_form_sent_twice_adds_one_document(
    worker: Workers, logged: Logged, who: Person
) -> None:
    client, seal = logged(worker("care_worker")), str(uuid4())
    for _again in range(2):
        assert send(client, who, seal=seal).status_code == 302
    assert Attachment.objects.count() == 1
    other = lives.person(2, followed=True)
    assert send(client, other, seal=seal).status_code == 302
    assert Attachment.objects.count() == 2


def test_each_reading_is_written_before_it_leaves(
    worker: Workers, logged: Logged, who: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, piece = logged(worker("care_worker")), put(who, C.HEALTH)
    addresses = {
        "list_attachments": reverse("dossiers:attachments", args=[who.pk]),
        "read_attachment": place("attachment", piece),
        "download_attachment": place("attachment_content", piece),
    }
    for act, address in addresses.items():
        assert client.get(address).status_code == 200
        line = JournalEntry.objects.order_by("-pk")[0]
        assert (line.action, line.persons) == (f"dossiers.{act}", [who.pk])
        assert f"dossiers.{act}" in log.WORDS
    assert line.detail["compartments"] == ["health"]
    assert line.detail["attachment"] == piece.pk

    def refuse(*_args: Any, **_named: Any) -> None:
        raise OSError

    monkeypatch.setattr(journal, "record", refuse)
    for address in addresses.values():
        answer = client.get(address)
        assert answer.status_code == 503
        assert WORDS not in answer.content
        assert b"Grive" not in answer.content


# Who.


@pytest.mark.parametrize("role", ["care_worker", "peer_worker", "housing_officer"])
def test_a_document_is_open_where_its_compartment_is(
    worker: Workers, logged: Logged, who: Person, role: str
) -> None:
    from filrouge.access.files import DOORS

    user = worker(role)
    relations.RELATIONS["link"][0](user, who)
    client = logged(user)
    pieces = {one: put(who, one, f"Zq{one.value}.pdf") for one in C}
    page = client.get(reverse("dossiers:attachments", args=[who.pk])).content.decode()
    for one, piece in pieces.items():
        opened = one in DOORS[role]
        assert (f"Zq{one.value}.pdf" in page) == opened
        for name in ("attachment", "attachment_content"):
            assert client.get(place(name, piece)).status_code == (200 if opened else 404)
        assert client.post(place("attachment", piece), {"reason": "asked"}).status_code == (
            302 if opened else 404
        )
        sent = send(client, who, compartment=one.value)
        assert sent.status_code == (302 if opened else 422)


def test_forbidden_and_absent_documents_answer_the_same(
    worker: Workers, logged: Logged, who: Person
) -> None:
    """In a file one may open: of a closed compartment, of another file, of none. In one that is
    closed or absent. As many questions each time."""
    client = logged(worker("peer_worker"))
    closed = lives.person(2)
    health, elsewhere = put(who, C.HEALTH), put(closed)
    client.get(reverse("dossiers:attachments", args=[10**6]))
    open_file = [(who.pk, uuid4()), (who.pk, health.seal), (who.pk, elsewhere.seal)]
    no_file = [(closed.pk, elsewhere.seal), (10**6, uuid4()), (10**30, uuid4())]
    for name, asked_for in itertools.product(
        ("attachment", "attachment_content"), (open_file, no_file)
    ):
        answers = []
        for pk, seal in asked_for:
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(reverse(f"dossiers:{name}", args=[pk, seal]))
            body = answer.content.partition(b"csrfmiddlewaretoken")[0]
            answers.append((answer.status_code, len(body), len(asked)))
        assert {status for status, _size, _asked in answers} == {404}
        assert len(set(answers)) == 1
    assert not JournalEntry.objects.filter(action__startswith="dossiers.read").exists()


def test_an_opening_without_a_link_reads_and_changes_nothing(
    worker: Workers, logged: Logged
) -> None:
    who, user = lives.person(1), worker("care_worker")
    relations.RELATIONS["break_glass"][0](user, who)
    assert BreakGlass.objects.filter(worker=user, person=who).exists()
    client, piece = logged(user), put(who)
    assert client.get(place("attachment_content", piece)).status_code == 200
    page = client.get(reverse("dossiers:attachments", args=[who.pk])).content.decode()
    assert 'name="file"' not in page
    send(client, who)
    client.post(place("attachment", piece), {"reason": "asked"})
    assert Attachment.objects.get() == piece


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_documents_as_for_one(
    worker: Workers,
    logged: Logged,
    who: Person,
    count: int,
) -> None:
    client = logged(worker("care_worker"))
    for _one in range(count):
        put(who)
    address = reverse("dossiers:attachments", args=[who.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) == QUESTIONS
    assert not [one for one in asked if '"dossiers_attachment"."content"' in one["sql"]]


# Rights of the person.


def test_erasing_the_person_removes_row_key_and_every_old_copy(who: Person) -> None:
    piece = put(who)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossiers_attachment")
        row = cursor.fetchone()
    told = erasure.preview(who)
    assert told.deleted["dossiers.attachment"] == 1
    erasure.erase_person(actor=None, person=who, digest=told.digest)
    assert not Attachment.objects.exists()
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(row))
        cursor.execute(f"INSERT INTO dossiers_attachment VALUES ({marks})", row)
    keys.forget()
    old = Attachment.objects.get(pk=piece.pk)
    assert "Grive" not in old.name
    with pytest.raises(GoneContent):
        old.read()


def test_a_document_added_meanwhile_stops_an_erasure(who: Person) -> None:
    digest = erasure.preview(who).digest
    put(who)
    with pytest.raises(erasure.FileChanged):
        erasure.erase_person(actor=None, person=who, digest=digest)


def test_two_hundred_documents_are_exported_in_ten_seconds(who: Person) -> None:
    """G25: half a megabyte each, one in memory at a time."""
    user = User.objects.create(username="grive", role="care_worker")
    for number in range(200):
        Attachment.objects.create(
            person=who, compartment="housing", kind=PDF, name=f"Bail {number}.pdf",
            size=512 * 1024, content=bytes(512 * 1024), added_by=user,
        )  # fmt: skip
    keys.forget()
    target = io.BytesIO()
    start = time.perf_counter()
    export.write_package(actor=None, person=who, target=target)
    assert time.perf_counter() - start < 10
    with zipfile.ZipFile(target) as package:
        told = json.loads(package.read("dossier.json"))["fiches"]["dossiers.attachment"]
        assert len(package.namelist()) == 201
        assert {package.getinfo(one["content"]).file_size for one in told} == {512 * 1024}
    assert {one["name"] for one in told} == {f"Bail {number}.pdf" for number in range(200)}
    assert {one["added_by"] for one in told} == {export.MASKED}
