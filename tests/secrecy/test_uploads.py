"""What comes in by the doors of files (G15): bombs, files of two kinds, pictures that tell."""

from __future__ import annotations

import io
import statistics
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.urls import reverse
from PIL import Image

from filrouge.common import pictures, uploads
from filrouge.common.uploads import RefusedUpload, checked, display_name, named
from filrouge.dossiers.models import Attachment
from filrouge.imports.diagnostics import Report
from filrouge.imports.models import ImportRun
from filrouge.imports.validate import Source, read_one
from tests.dossiers import lives
from tests.harness.client import StrictClient
from tests.harness.readonly import ALLOWED
from tests.secrecy import hostile, world

EACH = 10
"""Files made of each of the twenty ways to be of two kinds."""
PICTURES_THAT_TELL = 30
WORKBOOK = "housing_first_2024.xlsx"
NOT_COUNTED = ALLOWED | {"audit_journalperson"}


def refusal(content: bytes, name: str = "piece.jpg") -> str:
    """The sentence that refuses; empty when the file is kept."""
    try:
        checked(io.BytesIO(content), name)
    except RefusedUpload as refused:
        return str(refused)
    return ""


def let_through(files: Iterator[tuple[str, bytes]]) -> list[str]:
    """Files kept with what they hid, or refused without naming the file and a remedy."""
    wrong = []
    for name, content in files:
        try:
            kept = checked(io.BytesIO(content), "piece.jpg").content
        except RefusedUpload as refused:
            if "piece" not in str(refused) or len(str(refused)) < 40:
                wrong.append(f"{name}: {refused}")
            continue
        if hostile.PAYLOAD in kept or b"PK\x05\x06" in kept or b"fauvette" in kept:
            wrong.append(name)
    return wrong


def of_two_kinds(each: int = EACH) -> Iterator[tuple[str, bytes]]:
    for name, make in hostile.TWO_KINDS.items():
        for seed in range(each):
            yield f"{name} {seed}", make(seed)


def data_files() -> set[Path]:
    """Every file of the data folder, but databases, keys, heads and drawings."""
    roots = [settings.DATA / name for name in ("imports", "uploads", "files")]
    return {path for root in roots for path in root.rglob("*") if path.is_file()}


# Bombs.


@pytest.fixture(scope="module")
def bombs() -> list[tuple[str, bytes]]:
    return list(hostile.bombs())


def test_fifty_bombs_are_refused_at_the_door_of_documents(bombs: list[tuple[str, bytes]]) -> None:
    assert len(bombs) == 50
    took = []
    for name, content in bombs:
        start = time.perf_counter()
        assert "PDF" in refusal(content, "archive.zip"), name
        took.append(time.perf_counter() - start)
    assert statistics.median(took) <= 0.1


@pytest.mark.django_db
def test_fifty_bombs_are_refused_at_the_door_of_imports(
    bombs: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    took = []
    for name, content in bombs:
        path = tmp_path / WORKBOOK
        path.write_bytes(content)
        report = Report()
        start = time.perf_counter()
        assert read_one(Source(path, WORKBOOK), report) is None, name
        took.append(time.perf_counter() - start)
        assert not report.ok, name
    assert statistics.median(took) <= 0.1


def test_a_bomb_inside_a_picture_costs_little() -> None:
    """Too many pixels, seen in the header; a text that inflates; a picture that never ends."""
    flood = hostile.PLAIN_HOSTILE["png of 65,535 by 65,535"]
    assert "pixels" in refusal(flood)
    inflated = b"Comment\0\0\0\0\0" + zlib.compress(bytes(60 * hostile.MEGA))
    start = time.perf_counter()
    refusal(hostile.png_with(b"iTXt", inflated, 1))
    assert time.perf_counter() - start < pictures.PATIENCE


# Files of two kinds, and of none that is kept.


def test_two_hundred_files_of_two_kinds_are_refused_or_lose_the_second() -> None:
    made = list(of_two_kinds())
    assert len(made) == len({content for _name, content in made}) == 200
    assert let_through(iter(made)) == []


def test_what_hides_in_a_picture_is_seen_when_it_is_not_drawn_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: pictures kept as they come."""
    monkeypatch.setattr(pictures, "redrawn", lambda content, form: (content, "JPEG"))
    seen = {name[:-2] for name in let_through(of_two_kinds(2))}
    assert {"zip behind jpeg", "html in the comment of a jpeg", "xmp of a webp"} <= seen
    assert hostile.tells(checked(io.BytesIO(hostile.with_exif("JPEG", 1)), "a.jpg").content)


def test_a_second_kind_behind_a_pdf_is_seen_when_only_its_start_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: the look at PDF removed."""
    monkeypatch.setattr(uploads, "is_plain_pdf", lambda content: True)
    seen = {name[:-2] for name in let_through(of_two_kinds(2))}
    assert {"zip behind pdf", "zip inside pdf", "html inside pdf", "tar that is a pdf"} <= seen


def test_files_known_by_their_name_would_let_anything_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the first bytes not looked at."""
    monkeypatch.setattr(uploads, "_refuse_other_kinds", lambda content, shown: None)
    assert "gif and javascript 0" in let_through(of_two_kinds(1))


@pytest.mark.parametrize("name", hostile.PLAIN_HOSTILE)
def test_what_is_neither_a_picture_nor_a_pdf_is_refused(name: str) -> None:
    assert len(refusal(hostile.PLAIN_HOSTILE[name])) > 30


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_and_so_is_a_pdf(form: str) -> None:
    kept = checked(io.BytesIO(hostile.picture(form)), "photo d’identité.webp")
    assert kept.kind == ("png" if form == "PNG" else "jpg")
    assert kept.name == f"photo d’identité.{kept.kind}"
    plain = hostile.pdf(after=b"\r\n")
    assert checked(io.BytesIO(plain), "Bail.pdf") == uploads.Upload(plain, "pdf", "Bail.pdf")


def test_a_file_too_big_is_read_no_further_than_the_limit() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= 11 * hostile.MEGA
            Endless.asked += size
            return bytes(size)

    with pytest.raises(RefusedUpload, match="10"):
        checked(Endless(), "film.jpg")
    assert Endless.asked <= 10 * hostile.MEGA + 1


# Names.


def test_thirty_names_are_shown_and_lead_nowhere() -> None:
    assert len(hostile.NAMES) == 30
    for name in hostile.NAMES:
        shown = named(name, "jpg")
        assert shown.endswith(".jpg"), name
        assert 4 < len(shown) <= uploads.LONGEST_NAME, name
        assert not set(shown) & set("/\\\0\n\r\u202e\u2066\u2069\u200b"), name
        assert not shown.startswith((".", " ")), name
        assert len(display_name(name)) <= uploads.LONGEST_NAME


# Pictures that tell.


def test_no_picture_tells_where_or_when_it_was_taken() -> None:
    for seed in range(PICTURES_THAT_TELL):
        form = ("JPEG", "PNG", "WEBP")[seed % 3]
        sent = hostile.with_exif(form, seed)
        assert hostile.tells(sent), "the picture sent says nothing"
        assert hostile.tells(checked(io.BytesIO(sent), "a.jpg").content) == [], (form, seed)


def test_a_picture_taken_on_its_side_is_turned() -> None:
    sideways = checked(io.BytesIO(hostile.with_exif("JPEG", 5)), "a.jpg").content  # 6: a quarter
    with Image.open(io.BytesIO(sideways)) as read:
        assert read.height > read.width


# The doors, through HTTP: nothing is left after a refusal.


@pytest.fixture
def worker(user_of: Callable[[str], Any]) -> Any:
    user = user_of("care_worker")
    type(user).objects.filter(pk=user.pk).update(teams=";act;")
    return user


@pytest.fixture
def door(worker: Any) -> tuple[StrictClient, str]:
    """Whoever may add documents to the file of a person, and where."""
    who = lives.person(1, followed=True)
    client = StrictClient()
    client.force_login(worker)
    return client, reverse("dossiers:attachments", args=[who.pk])


def send(door: tuple[StrictClient, str], content: bytes, name: str) -> Any:
    client, address = door
    sent = {
        "file": SimpleUploadedFile(name or "x", content, "image/jpeg"),
        "compartment": "identity",
        "seal": "6f0e4c0e-6f0b-4f0e-8f0e-0123456789ab",
    }
    return client.post(address, sent)


@pytest.mark.django_db
def test_nothing_is_left_after_a_refusal(
    door: tuple[StrictClient, str], bombs: list[tuple[str, bytes]]
) -> None:
    hostile_ones = [
        *hostile.PLAIN_HOSTILE.items(),
        *bombs[::10],
        *((name, make(1)) for name, make in hostile.TWO_KINDS.items() if "pdf" in name),
        ("three megabytes of nothing", bytes(3 * hostile.MEGA)),
    ]
    before, files = world.census(), data_files()
    for name, content in hostile_ones:
        answer = send(door, content, "piece.jpg")
        assert answer.status_code == 422, name
        assert "piece" in answer.content.decode(), name
        world.let_go(answer)
    after = world.census()
    changed = {table for table in before if before[table] != after[table]} - NOT_COUNTED
    assert changed == set()
    assert data_files() == files
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_the_census_would_see_what_is_left(door: tuple[StrictClient, str]) -> None:
    """Negative control: a picture that is kept changes it."""
    before = world.census()
    assert send(door, hostile.picture(), "a.jpg").status_code == 302
    after = world.census()
    assert after["dossiers_attachment"] == before["dossiers_attachment"] + 1


class Watched:
    """A body that knows whether anything of it was read."""

    was_read = False

    def read(self, *_size: int) -> bytes:
        self.was_read = True
        return b""

    readline = read


def announced(size: str, path: str, cookies: str = "") -> tuple[str, bool]:
    """The status of an answer to a body announced and never sent; whether it was read."""
    body = Watched()
    environment = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        PATH_INFO=path,
        CONTENT_TYPE="multipart/form-data; boundary=y",
        CONTENT_LENGTH=size,
        HTTP_COOKIE=cookies,
    )
    environment["wsgi.input"] = body
    told: list[str] = []
    # As the test client does: the end of a request must not close the test's own connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        answer = WSGIHandler()(environment, lambda status, _headers, *_more: told.append(status))
        for _part in answer:
            pass
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    return told[0], body.was_read


@pytest.mark.django_db
@pytest.mark.parametrize("size", [str(2 * 1024**3), "9" * 40, "-1", "x"])
def test_two_gigabytes_announced_are_refused_unread(
    door: tuple[StrictClient, str], client_of: Callable[[str], StrictClient], size: str
) -> None:
    client, address = door
    doors = [(client, address), (client_of("hf_director"), reverse("imports:list"))]
    before, files = world.census(), data_files()
    for one, path in (*doors, (StrictClient(), reverse("account_login"))):
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in one.cookies.items())
        status, was_read = announced(size, path, cookies)
        assert (status[:3], was_read) == ("413", False), path
    assert world.census() == before
    assert data_files() == files
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_a_body_is_read_when_nothing_looks_at_what_is_announced(settings: Any) -> None:
    """Negative control: the protection against forged requests reads it, at every address."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "BoundedBodies" not in name]
    cookies = f"{settings.CSRF_COOKIE_NAME}={'a' * 32}"
    assert announced(str(2 * 1024**3), "/compte/connexion/", cookies)[1]
