"""Editions of the report, the chapters people write, and what was published."""

from typing import Any, NoReturn, override

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from filrouge.common.models import Record, one_of

PROGRAMMES = ("housing_first", "support", "connect", "institution")


class Edition(Record):
    """The report of one year, from its first empty chapter to print."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year"]

    @override
    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class Chapter(Record):
    """One chapter of an edition, in Markdown. `version` counts the texts saved so far.

    `level` 1 opens the part of a programme or axis, 2 is a chapter of that part. `code` is the
    address of the chapter, the same from one year to the next: that is how last year's is found.
    """

    class State(models.TextChoices):
        TO_WRITE = "to_write", _("to write")
        IN_PROGRESS = "in_progress", _("in progress")
        REREAD = "reread", _("reread")
        APPROVED = "approved", _("approved")
        FROZEN = "frozen", _("frozen")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="chapters")
    code = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(_("level"), default=2)
    programme = models.CharField(_("programme"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=200)
    guidance = models.CharField(_("what is expected"), max_length=500, blank=True)
    body = models.TextField(_("text"), blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.TO_WRITE
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="chapter_code_once"),
            one_of("level", [1, 2], "chapter_level"),
            one_of("programme", PROGRAMMES, "chapter_programme", blank=True),
            one_of(
                "state",
                ["to_write", "in_progress", "reread", "approved", "frozen"],
                "chapter_state",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title


class ChapterText(models.Model):
    """A text of a chapter as saved, never changed; `number` is the chapter's version then."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    merged = models.BooleanField(default=False)

    class Meta:
        ordering = ["chapter", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="chapter_text_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.chapter} {self.number}"


class Draft(models.Model):
    """What somebody typed and did not save yet: one a person and chapter, kept by the server."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base_version = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "author"], name="draft_once_a_person")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.chapter} · {self.author}"


class Comment(models.Model):
    """A remark on a chapter, about a passage or the whole, until it is settled."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    passage = models.CharField(_("passage"), max_length=500, blank=True)
    text = models.TextField(_("remark"), max_length=4000)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["chapter", "at", "pk"]

    @override
    def __str__(self) -> str:
        return self.text[:60]


class Justification(models.Model):
    """Why a finding of the guard stands: written, signed, printed in the edition's journal."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="justifications")
    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(max_length=40)
    excerpt = models.CharField(max_length=500, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "fingerprint"], name="finding_justified_once"
            )
        ]

    @override
    def __str__(self) -> str:
        return self.reason[:60]


class PublicationError(Exception):
    """Somebody tried to change what was published."""


class _Published(models.Model):
    """What was published is never changed: the model refuses, and so do triggers."""

    class Meta:
        abstract = True

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it. Raises ``PublicationError`` when it is already there."""
        if not self._state.adding:
            raise PublicationError
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    @override
    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise PublicationError


class Publication(_Published):
    """An edition as frozen: the composed document and every figure, as canonical JSON.

    `content` holds `{"document": ..., "figures": {...}}` (`document.to_data`), and no row about a
    person: ids of records are there as counts and digests. `digest` is its SHA-256. A corrected
    edition is a further `number`; the earlier ones stay.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("reason of the new edition"), max_length=500, blank=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-edition__year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="publication_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.edition} · {self.number}"


class Artefact(_Published):
    """A file of a publication as it was first made, with its SHA-256."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="artefacts")
    kind = models.CharField(max_length=8)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "kind"], name="artefact_once"),
            one_of("kind", ["html", "pdf", "docx", "xlsx", "json"], "artefact_kind"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.publication} {self.kind}"


class FunderTemplate(Record):
    """What a funder is sent: a text of its own, filled with the figures of its part only."""

    funder = models.CharField(_("funder"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("template of a funder")
        verbose_name_plural = _("templates of funders")
        ordering = ["funder"]

    @override
    def __str__(self) -> str:
        return self.title
