"""The table of a year and its files: quantities only. A product never stands beside a name."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.audit.models import JournalEntry
from filrouge.harm_reduction import urls
from filrouge.harm_reduction.domain import hand_out
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.vocabulary import lists
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db


def test_the_table_counts_by_mode_and_month(worker: Workers, logged: Logged) -> None:
    for day, item, quantity in (
        (date(2026, 1, 3), "nacl", 4),
        (date(2026, 1, 9), "syringes_normal", 5),
        (date(2026, 2, 1), "nacl", 7),
        (date(2025, 2, 1), "nacl", 90),
        (date(2026, 12, 31), "condoms", 2),
    ):
        MaterialIssue.objects.create(day=day, item=item, quantity=quantity)
    client = logged(worker("care_worker"))
    text = client.get(reverse("harm_reduction:table_csv", args=[2026])).content.decode("utf-8-sig")
    rows = [line.split(";") for line in text.splitlines()]
    assert rows[0][2:4] == ["2026-01", "2026-02"]
    assert [row[1:4] + row[-1:] for row in rows[1:]] == [
        ["BD normales", "5", "0", "5"],
        ["NaCl", "4", "7", "11"],
        ["Préservatifs", "0", "0", "2"],
    ]
    told = client.get(reverse("harm_reduction:table")).content.decode()
    assert re.search(r"Injection</th><td class=\"num\">9</td><td class=\"num\">7</td>", told)
    assert client.get(reverse("harm_reduction:table"), {"annee": "2025"}).status_code == 200
    assert client.get(reverse("harm_reduction:table"), {"annee": "x"}).status_code == 200


def test_no_page_nor_file_holds_a_name_with_a_product(worker: Workers, logged: Logged) -> None:
    """A canary for each field of two persons; each address, read by who may read most."""
    user = worker("hf_director", teams=";act;icm;housing;")
    client, today = logged(user), timezone.localdate()
    keys = []
    for number in (61, 62):
        who = lives.person(number, followed=True)
        lives.records(who)
        done = hand_out(actor=user, day=today, items={"nacl": 3, "condoms": 2}, person=who)
        keys.append((who.pk, done.handout))
    arguments = {
        "hand_to": [keys[0][0]],
        "take_back": [keys[0][1]],
        "table_csv": [today.year],
        "table_xlsx": [today.year],
        "kit": [1],
        "order": [1],
    }
    # Institutions are proposed as suppliers, from the directory.
    canaries = [
        word
        for number in (61, 62)
        for word in lives.canaries(number)
        if not word.startswith(("Zqreferrer", "Zqpartner"))
    ]
    for route in urls.urlpatterns:
        assert route.name is not None
        url = reverse(f"harm_reduction:{route.name}", args=arguments.get(route.name, []))
        told = _text(client.get(url).content)
        assert not [word for word in canaries if word in told], url
    for key, handout in keys:
        told = _text(client.get(reverse("harm_reduction:take_back", args=[handout])).content)
        assert not [item.fr for item in lists.get("material").terms if item.fr in told], key


def test_the_journal_holds_no_product_beside_a_person(worker: Workers) -> None:
    user, who = worker("care_worker"), lives.person(63, followed=True)
    hand_out(actor=user, day=date(2026, 1, 5), items={"nacl": 3}, person=who)
    codes = lists.get("material").codes
    for entry in JournalEntry.objects.exclude(persons=[]):
        assert not [code for code in codes if code in f"{entry.subject} {entry.detail}"]


def test_the_workbook_opens_and_says_the_same(worker: Workers, logged: Logged) -> None:
    MaterialIssue.objects.create(day=date(2026, 1, 3), item="nacl", quantity=41)
    client = logged(worker("peer_worker"))
    answer = client.get(reverse("harm_reduction:table_xlsx", args=[2026]))
    told = _text(answer.content)
    assert "NaCl" in told
    assert "<v>41</v>" in told
    assert JournalEntry.objects.filter(action="harm_reduction.export_year").count() == 1
    for year in (1, 9999):
        assert client.get(reverse("harm_reduction:table_csv", args=[year])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_questions_do_not_grow(
    worker: Workers,
    logged: Logged,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    client = logged(worker("care_worker"))
    for item in lists.get("material").codes[:number]:
        MaterialIssue.objects.create(day=date(2026, number, 3), item=item, quantity=4)
    with django_assert_num_queries(4):
        client.get(reverse("harm_reduction:table"))


def _text(content: bytes) -> str:
    """A page as it is, a workbook as all its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())
