"""Letters about a dwelling, to a landlord or an administrator of goods.

A template is a text with `$names` of `Told`, a closed list of plain texts about the dwelling, the
name of the tenant and the title. Nothing else can be put in, whatever the template says: it is
filled from these texts, never from a record. Nothing of a letter is kept.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from string import Template
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.people.models import Person
from filrouge.records.display import amount
from filrouge.vocabulary import lists

from .letters import Letter, organisation
from .models import Dwelling, RentLine, Title

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LANDLORD, ADMINISTRATOR, CENTRE = "landlord", "administrator", "centre"
"""To whom a letter goes: who lets, who keeps the tenant's money, the public social centre."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Told:
    """All that a template may say, as plain texts."""

    organisation: str
    sender: str
    landlord: str
    tenant: str
    address: str
    commune: str
    code: str
    title: str
    title_start: str
    title_end: str
    rent: str
    charges: str
    rent_start: str


@dataclass(frozen=True, slots=True)
class Model:
    """A letter: its name, its subject and its text, with `$names` of `Told`."""

    code: str
    name: StrPromise
    subject: StrPromise
    text: StrPromise
    needs_tenant: bool = False
    to: str = LANDLORD


MODELS: dict[str, Model] = {}


def add_model(model: Model) -> None:
    """Declare a letter. ValueError for a name that `Told` has not."""
    known = {one.name for one in fields(Told)}
    asked = {name for text in (model.subject, model.text) for name in _names(str(text))}
    if asked - known:
        raise ValueError(f"{model.code}: {', '.join(sorted(asked - known))}")
    MODELS[model.code] = model


def _names(text: str) -> list[str]:
    return Template(text).get_identifiers()


def told(dwelling: Dwelling, *, sender: str, person: Person | None, title: Title | None) -> Told:
    """What a letter about a dwelling may say; nothing of a person but the name and the title."""
    rent = _rent(dwelling)
    return Told(
        organisation=organisation(),
        sender=sender,
        landlord=str(dwelling.landlord),
        tenant=str(person) if person else "…",
        address=dwelling.address or dwelling.code,
        commune=lists.get("commune").label(dwelling.commune),
        code=dwelling.code,
        title=lists.get("title_kind").label(title.kind) if title else "…",
        title_start=_day(title.start) if title else "…",
        title_end=_day(title.end) if title and title.end else "…",
        rent=_euros(rent.rent_cents if rent else dwelling.rent_cents),
        charges=_euros(rent.charges_cents if rent else dwelling.charges_cents),
        rent_start=_day(rent.start) if rent else "…",
    )


def _rent(dwelling: Dwelling) -> RentLine | None:
    """The rent told: the latest line, one to come included."""
    return dwelling.rent_lines.order_by("-start").first()


def _euros(cents: int | None) -> str:
    return "…" if cents is None else amount(cents)


def recipient(model: Model, said: Told) -> str:
    """To whom a letter goes, to be completed with the address."""
    if model.to == ADMINISTRATOR:
        return _("Administrator of goods of %(name)s") % {"name": said.tenant}
    if model.to == CENTRE:
        return _("Public social centre of %(commune)s") % {"commune": said.commune}
    return said.landlord


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")


def written(model: Model, said: Told) -> tuple[str, str]:
    """The subject and the text of a letter, to be read again by its writer."""
    words = asdict(said)
    texts = (str(model.subject), str(model.text))
    subject, text = (Template(one).safe_substitute(words) for one in texts)
    return subject, text


def letter(*, recipient: str, subject: str, text: str, day: date) -> Letter:
    """What is printed: the text as its writer left it, a paragraph between blank lines."""
    return Letter(
        to=clean(recipient).split("\n"),
        day=day,
        subject=clean(subject),
        before=[part for part in re.split(r"\n\s*\n", clean(text)) if part.strip()],
    )


def clean(text: str) -> str:
    """The text without what neither paper nor a word processor can hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
