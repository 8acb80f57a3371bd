"""The import pages: who may, what they show, with and without JavaScript."""

import json
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from filrouge.audit.models import JournalEntry
from filrouge.followup.models import Encounter
from filrouge.imports import domain, files
from filrouge.imports.models import ImportedRecord, ImportRun
from tests.harness.client import StrictClient
from tests.imports.books import DATA, NAME, rows, save, whole

pytestmark = pytest.mark.django_db(transaction=True)
State = ImportRun.State
LIST = "/imports/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def director(client_of: Callable[[str], StrictClient]) -> StrictClient:
    return client_of("hf_director")


def upload(content: bytes, name: str = NAME) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, XLSX)


def workbook(tmp_path: Path, **wrong: Any) -> bytes:
    book = whole()
    for header, value in wrong.items():
        rows(book, "EGF").set(2, header, value)
    return save(book, tmp_path / "b.xlsx").read_bytes()


def send(client: StrictClient, content: bytes, name: str = NAME, **data: Any) -> Any:
    return client.post(LIST, {"workbooks": upload(content, name), **data}, follow=True)


def leftovers() -> list[str]:
    return [path.name for path in files.folder().iterdir()]


def test_dropping_a_workbook_stores_it(director: StrictClient, tmp_path: Path) -> None:
    response = send(director, workbook(tmp_path))
    run = ImportRun.objects.get()
    assert response.redirect_chain == [(f"/imports/{run.pk}/", 302)]
    assert run.state == State.STORED and run.actor is not None
    assert "Import enregistré" in response.content.decode()
    assert Encounter.objects.count() == 2
    assert leftovers() == []


def test_check_only(director: StrictClient, tmp_path: Path) -> None:
    send(director, workbook(tmp_path), dry_run="on")
    assert ImportRun.objects.get().state == State.CHECKED
    assert not ImportedRecord.objects.exists()


def test_problems_are_shown_by_sheet_with_their_row(director: StrictClient, tmp_path: Path) -> None:
    page = send(director, workbook(tmp_path, Score=130)).content.decode()
    assert ImportRun.objects.get().state == State.REFUSED
    assert "<mark>130</mark>" in page
    assert "Ligne 2 · Score" in page
    assert leftovers() == []


def test_the_dirty_workbook(director: StrictClient) -> None:
    content = (DATA / "dirty" / NAME).read_bytes()
    page = send(director, content).content.decode()
    run = ImportRun.objects.get()
    assert run.error_count == 39
    assert "Erreurs (39)" in page
    assert "Chevalier" not in page
    only = director.get(f"/imports/{run.pk}/?gravite=error&feuille=Logements").content.decode()
    assert "Charleroi" in only and "Visite guidée" not in only
    warnings = director.get(f"/imports/{run.pk}/?gravite=warning").content.decode()
    assert "n’était pas" in warnings or "47" in warnings


def test_reading_a_report_is_written_down(director: StrictClient, tmp_path: Path) -> None:
    send(director, workbook(tmp_path))
    assert JournalEntry.objects.filter(action="imports.read_report").count() == 1


def test_several_files_at_once(director: StrictClient, tmp_path: Path) -> None:
    content = workbook(tmp_path)
    two = [upload(content, "housing_first_2023.xlsx"), upload(content, NAME)]
    director.post(LIST, {"workbooks": two})
    run = ImportRun.objects.get()
    assert run.state == State.STORED
    assert sorted(run.files.values_list("name", "source")) == [
        ("housing_first_2023.xlsx", "housing_first_2023"),
        (NAME, "housing_first_2024"),
    ]


@pytest.mark.parametrize("content", [b"", b"no workbook"])
def test_a_file_that_is_no_workbook(director: StrictClient, content: bytes) -> None:
    page = send(director, content).content.decode()
    assert "Import refusé" in page


def test_no_file(director: StrictClient) -> None:
    assert director.post(LIST, {}).status_code == 422
    assert not ImportRun.objects.exists()


@override_settings(IMPORT_MAX_MB=1)
def test_a_file_too_big_for_the_form(director: StrictClient) -> None:
    response = director.post(LIST, {"workbooks": upload(b"x" * 1024 * 1025)})
    assert response.status_code == 422
    assert leftovers() == []


def test_a_body_announced_too_big_is_not_read(director: StrictClient) -> None:
    response = director.post(
        LIST, b"x", content_type="multipart/form-data; boundary=y", CONTENT_LENGTH="900000000"
    )
    assert response.status_code == 413


def test_sending_needs_the_token(user_of: Callable[[str], Any], tmp_path: Path) -> None:
    strict = StrictClient(enforce_csrf_checks=True)
    strict.force_login(user_of("hf_director"))
    response = strict.post(LIST, {"workbooks": upload(workbook(tmp_path))})
    assert response.status_code == 403
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("role", ["care_worker", "housing_officer", "reporting_officer"])
def test_others_neither_see_nor_import(
    role: str, client_of: Callable[[str], StrictClient], tmp_path: Path
) -> None:
    client = client_of(role)
    run = ImportRun.objects.create(state=State.STORED)
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"workbooks": upload(workbook(tmp_path))}).status_code == 403
    assert client.get(f"/imports/{run.pk}/").status_code == 403
    assert client.post(f"/imports/{run.pk}/annuler/", {"word": "annuler"}).status_code == 403
    assert ImportRun.objects.count() == 1


# --- Progress ------------------------------------------------------------------------------


def test_progress_with_and_without_javascript(director: StrictClient) -> None:
    run = ImportRun.objects.create(state=State.RUNNING)
    files.ProgressFile(run.pk)(250, 1000, "store")
    page = director.get(f"/imports/{run.pk}/").content.decode()
    assert 'http-equiv="refresh"' in page
    assert 'hx-trigger="every 1s"' in page
    assert 'value="25"' in page
    part = director.get(
        f"/imports/{run.pk}/", headers={"HX-Request": "true", "HX-Target": "progress"}
    ).content.decode()
    assert "<html" not in part and 'value="25"' in part
    files.forget(run)


def test_the_page_is_loaded_again_once_the_run_is_over(director: StrictClient) -> None:
    run = ImportRun.objects.create(state=State.STORED)
    response = director.get(
        f"/imports/{run.pk}/", headers={"HX-Request": "true", "HX-Target": "progress"}
    )
    assert response.headers["HX-Refresh"] == "true"


def test_following_a_run_writes_nothing(director: StrictClient) -> None:
    """While an import writes, SQLite has no room for another writer: not even the journal."""
    run = ImportRun.objects.create(state=State.RUNNING)
    before = JournalEntry.objects.count()
    director.get(f"/imports/{run.pk}/")
    assert JournalEntry.objects.count() == before


def test_progress_is_written_outside_the_database() -> None:
    write = files.ProgressFile(7)
    write(1, 10, "store")
    write(2, 10, "store")  # too soon after the first
    assert files.progress_of(7).done == 1
    write(10, 10, "store")
    assert files.progress_of(7).percent == 100
    assert json.loads((files.folder() / "7.progress").read_text())["phase"] == "store"
    (files.folder() / "7.progress").unlink()
    assert files.progress_of(7).percent == 0


def test_copies_are_private_and_short_lived(
    monkeypatch: pytest.MonkeyPatch, user_of: Callable[[str], Any]
) -> None:
    monkeypatch.setattr(domain, "_enqueue", lambda run_id: None)
    run = domain.start_import(
        actor=user_of("hf_director"), uploads=[upload(b"x", "../../evil.xlsx")], dry_run=False
    )
    (name,) = leftovers()
    path = files.folder() / name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.folder().stat().st_mode) == 0o700
    assert path.parent == Path(settings.DATA) / "imports"
    assert "evil" not in name
    files.forget(run)
    assert leftovers() == []


def test_what_is_old_is_purged() -> None:
    old = timezone.now() - timedelta(days=40)
    refused = ImportRun.objects.create(state=State.REFUSED, problems=[{"x": 1}], created_at=old)
    recent = ImportRun.objects.create(state=State.REFUSED, problems=[{"x": 1}])
    died = ImportRun.objects.create(state=State.RUNNING, created_at=old)
    files.purge()
    for run in (refused, recent, died):
        run.refresh_from_db()
    assert (refused.problems, recent.problems) == ([], [{"x": 1}])
    assert died.state == State.FAILED


# --- Undo ----------------------------------------------------------------------------------


def test_undo_asks_for_a_word(director: StrictClient, tmp_path: Path) -> None:
    send(director, workbook(tmp_path))
    run = ImportRun.objects.get()
    address = reverse("imports:undo", args=[run.pk])
    assert address in director.get(f"/imports/{run.pk}/").content.decode()
    assert "annuler" in director.get(address).content.decode()
    assert director.post(address, {"word": "oui"}).status_code == 422
    assert ImportedRecord.objects.exists()
    page = director.post(address, {"word": " Annuler "}, follow=True).content.decode()
    assert "annulé" in page
    assert not ImportedRecord.objects.exists()
    assert director.get(address).status_code == 404


def test_undo_that_cannot_be_says_why(director: StrictClient, tmp_path: Path) -> None:
    send(director, workbook(tmp_path))
    Encounter.objects.update(revision=2)
    run = ImportRun.objects.get()
    page = director.post(
        reverse("imports:undo", args=[run.pk]), {"word": "annuler"}, follow=True
    ).content.decode()
    assert ImportedRecord.objects.exists()
    assert "depuis" in page


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_costs_the_same_for_one_run_or_three(
    times: int, director: StrictClient, django_assert_num_queries: Any
) -> None:
    for _ in range(times):
        run = ImportRun.objects.create(state=State.STORED)
        run.files.create(name=NAME)
    with django_assert_num_queries(5):
        assert director.get(LIST).status_code == 200
