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
from django.utils.translation import gettext_lazy

from filrouge.people.models import Person
from filrouge.vocabulary import lists

from .letters import Letter, organisation
from .models import Dwelling, Title

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

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


@dataclass(frozen=True, slots=True)
class Model:
    """A letter: its name, its subject and its text, with `$names` of `Told`."""

    code: str
    name: StrPromise
    subject: StrPromise
    text: StrPromise
    needs_tenant: bool = False


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


add_model(
    Model(
        "works",
        gettext_lazy("Notice of works"),
        gettext_lazy("Works needed at $address"),
        gettext_lazy(
            "Hello,\n\nWe ask you to have the following works done in the dwelling "
            "$address, $commune (our reference $code):\n\n…\n\nPlease tell us the day on which "
            "somebody will come, so that we can let the tenant know.\n\nWith kind "
            "regards,\n$sender"
        ),
    )
)
add_model(
    Model(
        "entry",
        gettext_lazy("Notice of entry"),
        gettext_lazy("Entry at $address"),
        gettext_lazy(
            "Hello,\n\n$tenant enters the dwelling $address, $commune (our reference $code). "
            "Title: $title, from $title_start.\n\nPlease find with this letter the inventory of "
            "entry, and tell us whom to write to about the meters and the keys.\n\nWith kind "
            "regards,\n$sender"
        ),
        needs_tenant=True,
    )
)
add_model(
    Model(
        "renewal",
        gettext_lazy("Request of renewal"),
        gettext_lazy("Renewal of the title of occupation at $address"),
        gettext_lazy(
            "Hello,\n\nThe title of occupation of $tenant for the dwelling $address, $commune "
            "($title, since $title_start) ends on $title_end.\n\nWe ask you to renew it, or to "
            "offer an open-ended lease, and to let us know your answer before that day.\n\nWith "
            "kind regards,\n$sender"
        ),
        needs_tenant=True,
    )
)
add_model(
    Model(
        "centre_transfer",
        gettext_lazy("Transfer between public centres"),
        gettext_lazy("Transfer of the file of $tenant to the centre of $commune"),
        gettext_lazy(
            "Hello,\n\n$tenant lives since $title_start in the dwelling $address, $commune. We "
            "ask you to take over the file from the public centre that followed it until now, and "
            "to tell us from which day.\n\nWith kind regards,\n$sender"
        ),
        needs_tenant=True,
    )
)


def told(dwelling: Dwelling, *, sender: str, person: Person | None, title: Title | None) -> Told:
    """What a letter about a dwelling may say; nothing of a person but the name and the title."""
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
    )


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
