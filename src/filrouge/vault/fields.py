"""A text that is stored as ciphertext and read in clear, by whoever holds the record.

The model says whose file it belongs to (`SealedText(person="lead")`) and has a
`seal = UUIDField(default=uuid4)`, which stands for the row in what is bound to the ciphertext:
table, seal, field and generation of the key. A ciphertext copied into another row, field or file
does not open. Clear text never reaches the database: `update()` and `bulk_update()` with a plain
text are refused; `seal_all` prepares records for them.
"""

from __future__ import annotations

import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, override

from cryptography.exceptions import InvalidTag
from django.db import models
from django.db.models import Value
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from . import keys
from .keys import NONCE, NoKey

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField

_FORM = re.compile(r"fr1:(\d+):(\d+):([A-Za-z0-9+/]+=*)")


class Sealed(str):
    """A ciphertext, as the database holds it."""

    __slots__ = ()


class Unreadable(str):
    """What is read in place of a text that no longer opens. It keeps the ciphertext, which is what
    is stored when the record is saved again."""

    sealed: Sealed


class NotSealed(Exception):
    """Clear text was about to be stored where only ciphertext may be."""


class _ClearText(DeferredAttribute):
    """Opens the text when it is read; nothing in clear stays on a record that was loaded."""

    field: SealedText

    @override
    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        stored = super().__get__(instance, cls)
        return self.field.opened(instance, stored) if isinstance(stored, Sealed) else stored

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedText(_Text):
    """`person`: the foreign key of the model that leads to the person."""

    descriptor_class = _ClearText

    def __init__(self, *args: Any, person: str, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    @override
    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "person": self.person}

    def from_db_value(self, value: Any, *_context: Any) -> Any:
        return Sealed(value) if value else value

    @override
    def to_python(self, value: Any) -> Any:
        """A former value put back by the import's undo is ciphertext and stays so."""
        if isinstance(value, str) and not isinstance(value, Sealed) and _FORM.fullmatch(value):
            return Sealed(value)
        return super().to_python(value)

    @override
    def get_prep_value(self, value: Any) -> Any:
        if value and not isinstance(value, Sealed):
            raise NotSealed(self.name)
        return str(value) if value else value

    @override
    def pre_save(self, model_instance: Any, add: bool) -> Any:
        return self.sealed(model_instance)

    def person_of(self, instance: Any) -> int:
        found: int = getattr(instance, f"{self.person}_id")
        return found

    def sealed(self, instance: Any) -> Any:
        """The ciphertext of what a record holds. Erased when the person's key was destroyed."""
        value = instance.__dict__.get(self.attname, "")
        if isinstance(value, Unreadable):
            return value.sealed
        if not value or hasattr(value, "resolve_expression"):
            return value
        person = self.person_of(instance)
        if isinstance(value, Sealed):
            parts = _FORM.fullmatch(value)
            if parts is None or int(parts[1]) == person:
                return value
            value = self._open(instance, parts)  # the record now belongs to somebody else's file
        keys.make([person])
        key = keys.key_of(person)
        nonce = secrets.token_bytes(NONCE)
        bound = self._bound_to(instance, key.generation)
        content = nonce + key.cipher.encrypt(nonce, value.encode(), bound)
        return Sealed(f"fr1:{person}:{key.generation}:{b64encode(content).decode()}")

    def opened(self, instance: Any, stored: Sealed) -> str:
        """The clear text, or a word that says it can no longer be read."""
        parts = _FORM.fullmatch(stored)
        try:
            if parts is None or int(parts[1]) != self.person_of(instance):
                raise NoKey
            return self._open(instance, parts)
        except (NoKey, InvalidTag, ValueError):
            unreadable = Unreadable(_("unreadable (erased)"))
            unreadable.sealed = stored
            return unreadable

    def _open(self, instance: Any, parts: re.Match[str]) -> str:
        key = keys.key_of(int(parts[1]))
        content = b64decode(parts[3])
        bound = self._bound_to(instance, int(parts[2]))
        return key.cipher.decrypt(content[:NONCE], content[NONCE:], bound).decode()

    def _bound_to(self, instance: Any, generation: int) -> bytes:
        return f"{self.model._meta.db_table}|{instance.seal}|{self.name}|{generation}".encode()


def sealed_fields(model: type[models.Model]) -> list[SealedText]:
    """The sealed fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedText)]


def seal_all(objects: Sequence[models.Model], *, for_update: bool = False) -> set[str]:
    """Seal the texts of many records of one model, with one question to the key store.

    The columns to be written besides those that changed: in an update, objects made afresh bring a
    seal of their own, those put back the one their text is bound to.
    """
    fields = sealed_fields(type(objects[0])) if objects else []
    for field in fields:
        filled = [one for one in objects if one.__dict__.get(field.attname)]
        keys.make({field.person_of(one) for one in filled})
        for one in objects:
            text = field.sealed(one)
            value = Value(text, output_field=field) if for_update else text
            setattr(one, field.attname, value)
    return {"seal"} if fields and for_update else set()


def take_keys(objects: Sequence[models.Model]) -> None:
    """Take the keys of a page of records out at once, before their texts are read."""
    for field in sealed_fields(type(objects[0])) if objects else []:
        keys.take({field.person_of(one) for one in objects})
