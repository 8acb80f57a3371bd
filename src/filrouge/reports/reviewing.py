"""Rereading: the states of a chapter, remarks on it, and why a finding of the guard stands."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal

from .guard.findings import Finding
from .models import Chapter, Comment, Edition, Justification
from .refusal import RefusedError
from .writing import held_chapter, refuse_frozen, subject

State = Chapter.State
SHORTEST_REASON = 20
"""Characters of a justification at least: "ok" explains nothing in ten years."""


@transaction.atomic
def hand_over(*, actor: Any, chapter: Chapter, version: int) -> Chapter:
    """Give a chapter to reread. Raises `RefusedError` when it is empty or not being written."""
    held = _read(chapter, version)
    if held.state != State.IN_PROGRESS:
        raise RefusedError(_("Only a chapter in progress is given to reread."))
    if not held.body.strip():
        raise RefusedError(_("This chapter is empty: there is nothing to reread."))
    return _become(actor, held, State.REREAD, "hand_over")


@transaction.atomic
def send_back(
    *, actor: Any, chapter: Chapter, version: int, remark: str, passage: str = ""
) -> Chapter:
    """Give a chapter back to who writes it, with a remark that says why."""
    held = _read(chapter, version)
    if held.state != State.REREAD:
        raise RefusedError(_("Only a chapter given to reread is sent back."))
    add_comment(actor=actor, chapter=held, passage=passage, text=remark)
    return _become(actor, held, State.IN_PROGRESS, "send_back")


@transaction.atomic
def approve_chapter(*, actor: Any, chapter: Chapter, version: int, findings: int) -> Chapter:
    """Approve the text of `version`.

    `findings` is how many unjustified findings of the guard block it: with one, it is refused.
    """
    held = _read(chapter, version)
    if held.state not in (State.REREAD, State.IN_PROGRESS):
        raise RefusedError(_("Only a chapter that was written is approved."))
    if not held.body.strip():
        raise RefusedError(_("This chapter is empty: there is nothing to approve."))
    if findings:
        raise RefusedError(
            _("The coherence guard still objects to something here: mend it or justify it first.")
        )
    return _become(actor, held, State.APPROVED, "approve_chapter")


@transaction.atomic
def reopen_chapter(*, actor: Any, chapter: Chapter) -> Chapter:
    """Let an approved chapter be written again."""
    held = held_chapter(chapter)
    refuse_frozen(held)
    if held.state != State.APPROVED:
        raise RefusedError(_("Only an approved chapter is reopened."))
    return _become(actor, held, State.IN_PROGRESS, "reopen_chapter")


def _read(chapter: Chapter, version: int) -> Chapter:
    """The chapter, refused when its text is no longer the one that was read."""
    held = held_chapter(chapter)
    refuse_frozen(held)
    if held.version != version:
        raise RefusedError(_("The text changed since you read it: read it again first."))
    return held


def _become(actor: Any, chapter: Chapter, state: str, verb: str) -> Chapter:
    was, chapter.state = chapter.state, state
    chapter.save(update_fields=["state"])
    journal.record(
        actor=actor,
        action=f"reports.{verb}",
        subject=subject(chapter),
        detail={"version": chapter.version, "from": was, "to": state},
    )
    return chapter


@transaction.atomic
def add_comment(*, actor: Any, chapter: Chapter, passage: str, text: str) -> Comment:
    """Add a remark, about a passage of the text or the whole chapter."""
    if chapter.state == State.FROZEN:
        refuse_frozen(chapter)
    comment = Comment.objects.create(
        chapter=chapter, author=actor, passage=passage.strip(), text=text.strip()
    )
    journal.record(
        actor=actor,
        action="reports.add_comment",
        subject=subject(chapter),
        detail={"remark": comment.pk},
    )
    return comment


@transaction.atomic
def settle_comment(*, actor: Any, comment: Comment, settled: bool) -> Comment:
    """Say that a remark is dealt with, or that it is not after all."""
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    held.settled_at = timezone.now() if settled else None
    held.settled_by = actor if settled else None
    held.save(update_fields=["settled_at", "settled_by"])
    journal.record(
        actor=actor,
        action="reports.settle_comment" if settled else "reports.unsettle_comment",
        subject=subject(held.chapter),
        detail={"remark": held.pk},
    )
    return held


@transaction.atomic
def justify_finding(
    *, actor: Any, edition: Edition, finding: Finding | None, reason: str
) -> Justification:
    """Write why a finding stands.

    Raises `RefusedError` when the guard does not say it any more or it can only be mended
    (`finding` is None then), or when the reason says too little.
    """
    _not_frozen(edition)
    if finding is None or finding.blocking:
        raise RefusedError(
            _("This cannot be justified: it was mended meanwhile, or it can only be mended.")
        )
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise RefusedError(
            _("Say in a sentence why this stands: %(count)s characters at least.")
            % {"count": SHORTEST_REASON}
        )
    values = {
        "rule": finding.rule,
        "excerpt": finding.excerpt[:500],
        "reason": reason,
        "author": actor,
        "at": timezone.now(),
    }
    written, _made = Justification.objects.update_or_create(
        edition=edition, fingerprint=finding.fingerprint, defaults=values
    )
    _write(actor, "justify_finding", edition, finding.rule)
    return written


@transaction.atomic
def withdraw_justification(*, actor: Any, justification: Justification) -> None:
    """Take back a justification: the finding objects again."""
    _not_frozen(justification.edition)
    _write(actor, "withdraw_justification", justification.edition, justification.rule)
    justification.delete()


def _not_frozen(edition: Edition) -> None:
    frozen = edition.chapters.filter(state=State.FROZEN).first()
    if frozen:
        refuse_frozen(frozen)


def _write(actor: Any, verb: str, edition: Edition, rule: str) -> None:
    journal.record(
        actor=actor,
        action=f"reports.{verb}",
        subject=f"edition {edition.year}",
        detail={"rule": rule},
    )
