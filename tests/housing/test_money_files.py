"""What leaves the accounts: the export for accounting and letters, with no word of care."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.utils import timezone
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from filrouge.audit.models import JournalEntry
from filrouge.housing import domain_debts
from filrouge.housing.domain_dues import confirm_month
from filrouge.housing.domain_money import write_entry
from filrouge.housing.letters_money import LETTERS
from filrouge.housing.models import LedgerEntry
from tests.dossiers import lives

from . import accounts
from .test_money_pages import MARCH, logged, tenants

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *a: plain(*a) if a else date(2026, 3, 20))


def test_the_export_adds_up_has_no_name_and_is_written_down() -> None:
    merle = accounts.officer()
    (who,) = tenants(1, merle)
    client = logged(merle)
    days = {"start": "2024-01-01", "end": "2026-03-20"}
    text = client.post("/logement/comptes/export/", days | {"form": "csv"}).content.decode()
    rows = [line.split(";") for line in text.strip().splitlines()[1:]]
    total = sum(LedgerEntry.objects.values_list("amount_cents", flat=True))
    assert sum(round(float(row[7]) * 100) for row in rows) == total
    assert lives.canary("last", 1) not in text
    told = JournalEntry.objects.filter(action="dossiers.export_ledger").latest("pk")
    assert (told.persons, told.detail["names"]) == ([who.pk], False)
    named = client.post("/logement/comptes/export/", days | {"form": "xlsx", "names": "on"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(named.content))
    cells = book.get_sheet_by_index(0).to_python()
    assert any(lives.canary("last", 1) in str(cell) for row in cells for cell in row)
    assert round(sum(float(str(row[7])) for row in cells[1:]) * 100) == total
    assert JournalEntry.objects.latest("pk").detail["names"] is True
    wrong = {"start": "2026-03-20", "end": "2024-01-01", "form": "csv"}
    assert client.post("/logement/comptes/export/", wrong).status_code == 422


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_word_of_care_reaches_an_export(kind: str) -> None:
    merle = accounts.officer()
    who = lives.person(7, followed=True)
    lives.records(who)
    who.stays.update(end=None, destination="")
    write_entry(actor=merle, person=who, kind="adjustment", day=MARCH, amount_cents=4_200)
    days = {"start": "2024-01-01", "end": "2026-03-20", "form": kind, "names": "on"}
    sent = logged(merle).post("/logement/comptes/export/", days).content
    if kind == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(sent))
        text = str(book.get_sheet_by_index(0).to_python())
    else:
        text = sent.decode()
    assert lives.canary("last", 7) in text
    assert "42" in text
    allowed = {lives.canary(one, 7) for one in ("first", "last", "partner", "dwelling")}
    assert not [word for word in set(lives.canaries(7)) - allowed if word in text]


def test_a_landlord_named_like_a_formula_stays_a_text() -> None:
    merle = accounts.officer()
    who = accounts.tenant(1, accounts.dwelling("A1", accounts.landlord("=1+1")))
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    days = {"start": "2024-01-01", "end": "2026-03-20", "form": "csv"}
    text = logged(merle).post("/logement/comptes/export/", days).content.decode()
    assert "'=1+1" in text and ";=1" not in text


@pytest.mark.parametrize("letter", LETTERS)
def test_no_word_of_care_reaches_a_letter(letter: str) -> None:
    """Every narrative and fact of the file is filled with canaries: only housing words come out."""
    merle = accounts.officer()
    who = lives.person(7, followed=True)
    lives.records(who)
    who.stays.update(end=None, destination="")
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    write_entry(
        actor=merle, person=who, kind="adjustment", day=MARCH, amount_cents=4_200,
    )  # fmt: skip
    domain_debts.open_arrears(
        actor=merle, person=who, creditor="energy", amount_cents=9_900, day=MARCH, instalments=1,
        first_day=date(2026, 4, 1),
    )  # fmt: skip
    client = logged(merle)
    address = f"/logement/comptes/personne/{who.pk}/lettre/{letter}"
    pdf = client.get(f"{address}.pdf")
    book = docx.Document(io.BytesIO(client.get(f"{address}.docx").content))
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    typed = "\n".join(
        [one.text for one in book.paragraphs]
        + [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    )
    allowed = {lives.canary(one, 7) for one in ("first", "last", "address", "partner")}
    for text in (printed, typed):
        assert lives.canary("last", 7) in text
        assert "42,00" in text or "99,00" in text
        for word in set(lives.canaries(7)) - allowed:
            assert word not in text
    told = JournalEntry.objects.filter(action="dossiers.write_letter")
    assert told.count() == 2


def test_there_is_no_letter_when_there_is_nothing_to_write() -> None:
    merle = accounts.officer()
    who = lives.person(7, followed=True)
    client = logged(merle)
    for path in ("rappel.pdf", "plan.docx", "autre.pdf", "plan.odt"):
        assert client.get(f"/logement/comptes/personne/{who.pk}/lettre/{path}").status_code == 404
