"""Product and name together: nowhere in the product, whoever reads, whatever the address.

Every address is asked for by those who open health, with each product attached to a file. The copy
that goes to the person, who was there, is made by the data-protection officer and is not read here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from filrouge.harm_reduction.domain import hand_out
from filrouge.people.models import Person
from filrouge.vocabulary import lists
from tests.access.matrix import ARGUMENTS, Page, allowed_by_oracle, arguments_of, pages
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db
NAMES = tuple(lives.canary(field, 71) for field in ("first", "last"))
FIGURE = "hf.harm_reduction.total"
PARTS = (
    "daily:",
    "dossiers:",
    "figures:",
    "harm_reduction:",
    "home:",
    "housing:",
    "people:",
    "privacy:",
    "records:",
)
"""Where persons are named, or products."""


def text_of(answer: Any) -> str:
    """What an answer says: a page, a workbook or a document as all its parts, a PDF as its text."""
    content = b"".join(answer)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode(errors="replace")


def urls_of(page: Page, who: Person) -> Iterator[str]:
    """An address with this person, and with a figure of material, where it asks for one."""
    values = ARGUMENTS | {"pk": who.pk, "year": timezone.localdate().year, "slug": "identite"}
    if page.name.startswith("dossiers:"):
        values["key"] = who.pk
    if page.name.startswith("figures:"):
        values["slug"] = str(timezone.localdate().year)
        values["id_"] = FIGURE
    yield reverse(page.name, kwargs=arguments_of(page.route, values))


@pytest.mark.parametrize("role", ["hf_director", "care_worker"])
def test_no_answer_holds_a_product_and_a_name(role: str, worker: Workers, logged: Logged) -> None:
    user = worker(role)
    who = lives.person(71, followed=True)
    lives.records(who)
    items = lists.get("material").codes
    giver = worker("care_worker", name="pie")
    hand_out(actor=giver, day=timezone.localdate(), items=dict.fromkeys(items, 3), person=who)
    products = [term.label for term in lists.get("material").terms] + items
    client, named, told = logged(user), 0, 0
    for page in pages():
        if not page.name.startswith(PARTS) or "?P" in page.route:
            continue
        if role not in (allowed_by_oracle(page.name) or ()):
            continue
        for url in urls_of(page, who):
            answer = client.get(url)
            said = text_of(answer) if answer.status_code == 200 else ""
            found = [word for word in products if re.search(rf"\b{re.escape(word)}\b", said)]
            has_name = any(name in said for name in NAMES)
            assert not (has_name and found), (url, found)
            named, told = named + has_name, told + bool(found)
    assert named > 3  # the file, the list of files...
    assert told > 3  # handing out, the stock, the table of the year...
