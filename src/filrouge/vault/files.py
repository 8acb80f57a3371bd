"""A file that belongs to somebody's file: sealed with the person's key, kept in the database.

The content is a column of the row that describes it: both are written, copied, put back and removed
together (docs/adr/0014). A model derives from `SealedFile` and has a foreign key `person`; lists do
not read the content. Destroying the person's key destroys the content in every copy.
"""

from __future__ import annotations

import secrets
import struct
from typing import TYPE_CHECKING, Any, override
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from django.db import models
from django.utils.translation import gettext_lazy as _

from filrouge.common.uploads import JPEG, MIME, PDF, PNG

from . import keys
from .fields import NotSealed, SealedText
from .keys import NONCE, NoKey

if TYPE_CHECKING:
    _Binary = models.BinaryField[bytes, bytes]
else:
    _Binary = models.BinaryField

_HEAD = struct.Struct(">3sqH")
_FORM = b"fb1"


class SealedContent(bytes):
    """A ciphertext, as the database holds it."""


class GoneContent(Exception):
    """The content no longer opens: the person's key was destroyed, or is not in its place."""


class SealedBytes(_Binary):
    """Bytes stored as ciphertext; `opened` gives them in clear. `person`: as in `SealedText`."""

    def __init__(self, *args: Any, person: str, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    @override
    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "person": self.person}

    def from_db_value(self, value: Any, *_context: Any) -> Any:
        return value if value is None else SealedContent(value)

    @override
    def get_prep_value(self, value: Any) -> Any:
        if value and not isinstance(value, SealedContent):
            raise NotSealed(self.name)
        return value

    @override
    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Seal what is in clear. `Erased` when the key of the person was destroyed."""
        value = super().pre_save(model_instance, add)
        if not value or isinstance(value, SealedContent):
            return value
        person = getattr(model_instance, f"{self.person}_id")
        keys.make([person])
        key = keys.key_of(person)
        nonce = secrets.token_bytes(NONCE)
        head = _HEAD.pack(_FORM, person, key.generation)
        bound = self._bound_to(model_instance, head)
        return SealedContent(head + nonce + key.cipher.encrypt(nonce, value, bound))

    def opened(self, instance: Any) -> bytes:
        """The bytes in clear. Raises `GoneContent`."""
        stored = getattr(instance, self.attname)
        if not isinstance(stored, SealedContent):
            return bytes(stored)
        try:
            form, person, _generation = _HEAD.unpack_from(stored)
            if form != _FORM or person != getattr(instance, f"{self.person}_id"):
                raise NoKey
            at = _HEAD.size + NONCE
            bound = self._bound_to(instance, stored[: _HEAD.size])
            cipher = keys.key_of(person).cipher
            return cipher.decrypt(stored[_HEAD.size : at], stored[at:], bound)
        except (NoKey, InvalidTag, struct.error) as error:
            raise GoneContent from error

    def _bound_to(self, instance: Any, head: bytes) -> bytes:
        return f"{self.model._meta.db_table}|{instance.seal}|{self.name}|".encode() + head


class _WithoutContent(models.Manager[Any]):
    """Reads what describes a file; the content comes when it is asked for."""

    @override
    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().defer("content")


class SealedFile(models.Model):
    """A picture or a PDF that passed `common.uploads`. `size` is that of the clear content."""

    KINDS = ((JPEG, _("picture")), (PNG, _("picture")), (PDF, _("PDF")))

    seal = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = SealedText(_("name"), person="person")
    kind = models.CharField(_("kind"), max_length=4, choices=KINDS)
    size = models.PositiveIntegerField(_("size"))
    content = SealedBytes(person="person")

    objects = _WithoutContent()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=list(MIME)), name="%(app_label)s_%(class)s_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seal} · {self.kind}"

    @property
    def mime(self) -> str:
        """The type under which the content leaves."""
        return MIME[self.kind]

    def read(self) -> bytes:
        """The content in clear. Raises `GoneContent`."""
        field = self._meta.get_field("content")
        assert isinstance(field, SealedBytes)
        return field.opened(self)
