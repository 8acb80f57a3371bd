"""What the pages of a request are sent, and what they answer."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdf
from django.urls import reverse
from django.utils import timezone

from filrouge.audit.models import JournalEntry
from filrouge.people.models import Person
from filrouge.privacy import requests
from filrouge.privacy.models import PersonRequest

OFFICER = "data_protection_officer"
type Client = Callable[[str], Any]


def asked(person: Person, kind: str) -> PersonRequest:
    return requests.record_request(
        actor=None, number=person.number, kind=kind, received_on=timezone.localdate()
    )


def page_of(found: PersonRequest) -> str:
    return reverse("privacy:demand", args=[found.pk])


def copy_sent(number: int, what: str = "zip", language: str = "fr") -> dict[str, Any]:
    return {
        "act": "copy",
        "copy-what": what,
        "copy-language": language,
        "copy-number": number,
        "copy-sure": "on",
    }


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def words_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def acts() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("action", flat=True))
