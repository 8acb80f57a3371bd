"""Writing a chapter: saving, merging with what a colleague saved, drafts, going back.

A text is saved over the version its writer had before their eyes. When a colleague saved another
one meanwhile the two are merged, and where they cannot be the writer chooses: nothing is lost and
nothing overwritten. The journal holds lengths, never words.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal

from . import merging
from .models import Chapter, ChapterText, Draft
from .refusal import RefusedError
from .text.compose import check_text
from .text.limits import TextRefusedError, clean_body


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a text: saved as it was, merged, or to be chosen (`merge` is not clean)."""

    chapter: Chapter
    merge: merging.Merge | None = None

    @property
    def conflict(self) -> bool:
        """Whether nothing was saved because the writer must choose."""
        return self.merge is not None and not self.merge.clean


@transaction.atomic
def save_text(*, actor: Any, chapter: Chapter, version: int, body: str) -> Saved:
    """Save what was typed over `version` of the chapter.

    Where the merge is not clean, the typed text is kept as a draft and the chapter stays as it is.
    Raises `RefusedError` for a chapter that is approved or frozen, or a text that cannot be kept.
    """
    held = _writable(chapter)
    body = cleaned(body)
    if merging.marks_left(body):
        raise RefusedError(
            _("The marks of a choice are still in the text: keep what you want, delete them.")
        )
    merge = None
    if version != held.version:
        merge = merging.merge(_text_of(held, version), body, held.body)
        if not merge.clean:
            save_draft(actor=actor, chapter=held, version=version, body=body)
            return Saved(held, merge)
        body = merge.text
    if body != held.body:
        _store(actor, held, body, merged=merge is not None)
    Draft.objects.filter(chapter=held, author=actor).delete()
    return Saved(held, merge)


@transaction.atomic
def restore_text(*, actor: Any, chapter: Chapter, version: int, number: int) -> Chapter:
    """Make an earlier text the text again: a new version, the others stay in the history.

    Raises `RefusedError` when the chapter changed since `version` was read.
    """
    held = _writable(chapter)
    if held.version != version:
        raise RefusedError(_("A colleague saved this chapter meanwhile: look again."))
    _store(actor, held, _text_of(held, number), merged=False, restored=number)
    return held


def _store(actor: Any, chapter: Chapter, body: str, *, merged: bool, restored: int = 0) -> None:
    chapter.body = body
    chapter.version += 1
    chapter.changed_at, chapter.changed_by = timezone.now(), actor
    if chapter.state in (Chapter.State.TO_WRITE, Chapter.State.REREAD):
        # A text changed after it was handed over is handed over again.
        chapter.state = Chapter.State.IN_PROGRESS
    chapter.save(update_fields=["body", "version", "changed_at", "changed_by", "state"])
    ChapterText.objects.create(
        chapter=chapter, number=chapter.version, body=body, author=actor, merged=merged
    )
    detail = {"version": chapter.version, "characters": len(body), "merged": merged}
    if restored:
        detail["restored"] = restored
    journal.record(actor=actor, action="reports.save_text", subject=subject(chapter), detail=detail)


@transaction.atomic
def save_draft(*, actor: Any, chapter: Chapter, version: int, body: str) -> Draft | None:
    """Keep what somebody is typing; a draft equal to the chapter's text is not kept.

    Raises `RefusedError` for a text that cannot be kept.
    """
    body = cleaned(body)
    if body == chapter.body and version == chapter.version:
        discard_draft(actor=actor, chapter=chapter)
        return None
    draft, _made = Draft.objects.update_or_create(
        chapter=chapter, author=actor, defaults={"base_version": version, "body": body}
    )
    return draft


def discard_draft(*, actor: Any, chapter: Chapter) -> None:
    """Throw away one's own draft."""
    Draft.objects.filter(chapter=chapter, author=actor).delete()


def cleaned(body: str) -> str:
    """The text with plain line ends. Raises `RefusedError` when no chapter can hold it."""
    body = clean_body(body).strip("\n")
    try:
        check_text(body)
    except TextRefusedError as refused:
        raise RefusedError(str(refused)) from refused
    return body


def subject(chapter: Chapter) -> str:
    """How the journal names a chapter."""
    return f"chapter {chapter.edition.year}/{chapter.code}"


def held_chapter(chapter: Chapter) -> Chapter:
    """The chapter as it is now, held until the end of the transaction."""
    return (
        Chapter.objects.select_for_update(of=("self",)).select_related("edition").get(pk=chapter.pk)
    )


def refuse_frozen(chapter: Chapter) -> None:
    """Raise `RefusedError` when the chapter is part of a frozen edition."""
    if chapter.state == Chapter.State.FROZEN:
        raise RefusedError(
            _("This edition is frozen: what was published does not change any more.")
        )


def _writable(chapter: Chapter) -> Chapter:
    held = held_chapter(chapter)
    refuse_frozen(held)
    if held.state == Chapter.State.APPROVED:
        raise RefusedError(_("This chapter is approved: it must be reopened before it changes."))
    return held


def _text_of(chapter: Chapter, number: int) -> str:
    """The text saved under a number; a chapter began empty."""
    if number == 0:
        return ""
    found = ChapterText.objects.filter(chapter=chapter, number=number).first()
    if found is None:
        raise RefusedError(_("This chapter has no such version."))
    return found.body
