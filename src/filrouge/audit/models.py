"""The journal and the origin of records."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import chain, heads


class AppendOnlyError(Exception):
    """Somebody tried to change or remove a line of the journal."""


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """Reads and adds; every bulk way of changing or removing is closed."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def concerning(self, person: int) -> Self:
        """The lines that concern a person."""
        return self.filter(concerned__person=person)

    def also_concerning(self, person: int) -> Self:
        """Of a few lines found by something else, those that concern a person.

        A person who is followed for years has tens of thousands of lines, nearly all of them
        readings of a list: they are looked up one by one here, never read.
        """
        noted = JournalPerson.objects.filter(entry=OuterRef("pk"), person=person)
        return self.filter(Exists(noted))


class JournalEntry(models.Model):
    """One act or one reading of named records: who, when, what, about whom.

    Append-only, in the model and by triggers in the database; chained (``chain.py``), so that a
    change made behind them is seen. ``subject`` is an identifier (a
    figure's id, a workbook's name), never a person's name. ``persons`` holds the ids of the
    people whose records were read or changed, so that each can be shown who consulted theirs.
    """

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    actor_name = models.CharField(_("name at that time"), max_length=150, blank=True)
    action = models.CharField(_("act"), max_length=64)
    subject = models.CharField(_("about"), max_length=200, blank=True)
    persons = models.JSONField(_("people concerned"), default=list, blank=True)
    detail = models.JSONField(_("detail"), default=dict, blank=True)
    number = models.PositiveBigIntegerField(_("place in the chain"), null=True, unique=True)
    content_digest = models.CharField(
        max_length=64, blank=True, default="", db_default="", editable=False
    )
    digest = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["action", "at"], name="audit_journal_action_at"),
            models.Index(fields=["subject"], name="audit_journal_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}".rstrip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line. Raises ``AppendOnlyError`` when it is already written."""
        if not self._state.adding:
            raise AppendOnlyError
        kwargs["force_insert"] = True
        with transaction.atomic():
            chain.extend(self)
            super().save(*args, **kwargs)
            transaction.on_commit(heads.sign_when_due)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError


class JournalPerson(models.Model):
    """That a line of the journal concerns a person: `JournalEntry.persons`, made quick to search.

    Written by the database when the line is (``triggers.py``), never changed; `chain.verify` makes
    sure that it says what the lines say. No constraint on the line: the lines prove, not this.
    """

    entry = models.ForeignKey(
        JournalEntry,
        verbose_name=_("journal entry"),
        on_delete=models.PROTECT,
        related_name="concerned",
        db_constraint=False,
    )
    person = models.BigIntegerField(_("person concerned"))

    class Meta:
        verbose_name = _("person of a journal entry")
        verbose_name_plural = _("people of journal entries")
        constraints = [
            models.UniqueConstraint(fields=["person", "entry"], name="audit_journal_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} › {self.person}"

    def save(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: the database writes these."""
        raise AppendOnlyError

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError


class Provenance(models.Model):
    """Where a record came from: one row per record and import run.

    ``table`` is the record's database table, ``row`` the line of the sheet as a spreadsheet
    numbers it (the header is line 1).
    """

    table = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    run_id = models.BigIntegerField()
    workbook = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("origin of a record")
        verbose_name_plural = _("origins of records")
        ordering = ["table", "object_id", "id"]
        indexes = [
            models.Index(fields=["table", "object_id"], name="audit_provenance_object"),
            models.Index(fields=["run_id"], name="audit_provenance_run"),
        ]

    def __str__(self) -> str:
        return f"{self.workbook} › {self.sheet} › {self.row}"
