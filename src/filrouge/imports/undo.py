"""Undoing a run: what it made disappears, what it changed gets its former values back."""

from collections import defaultdict
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.audit.models import Provenance

from . import writing
from .matching import chunks
from .models import ImportedChange, ImportedRecord, ImportRun
from .records import ALL_STEPS
from .records.base import Step

_STEPS: dict[str, Step] = {step.model._meta.db_table: step for step in ALL_STEPS}


class UndoRefused(Exception):
    """The run cannot be undone; the text says why and what to do."""


@transaction.atomic
def undo_run(*, run: ImportRun, actor: Any) -> ImportRun:
    """Bring back the state before the run.

    Raises `UndoRefused` when the run stored nothing, or when something it made or changed was
    changed or used since. Everything happens in one transaction.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != ImportRun.State.STORED:
        raise UndoRefused(_("This import stored nothing that could be undone."))
    if run.closed_at is not None:
        raise UndoRefused(_("What this import replaced is no longer kept: it cannot be undone."))
    created = list(ImportedRecord.objects.filter(created_by=run).order_by("pk"))
    changes = list(ImportedChange.objects.filter(run=run).select_related("record").order_by("pk"))
    _refuse_later_runs(run, created, changes)
    _refuse_edits([*created, *(change.record for change in changes)])
    by_table: dict[str, list[int]] = defaultdict(list)
    for record in created:
        by_table[record.table].append(record.object_id)
    last_first = list(reversed(_STEPS.values()))
    for step in last_first:
        if not _is_named(step):
            _delete(step, by_table[step.model._meta.db_table])
    _restore(changes)
    for step in last_first:
        if _is_named(step):
            _delete(step, by_table[step.model._meta.db_table])
    Provenance.objects.filter(run_id=run.pk).delete()
    ImportedRecord.objects.filter(created_by=run).delete()
    run.state = ImportRun.State.UNDONE
    run.undone_at = timezone.now()
    run.save(update_fields=["state", "undone_at"])
    journal.record(
        actor=actor,
        action="imports.undo_run",
        subject=f"import {run.pk}",
        detail={"removed": len(created), "restored": len(changes)},
    )
    return run


def _is_named(step: Step) -> bool:
    """Whether other records may point at this one: those go last."""
    return step.named or step.shared


def _refuse_later_runs(
    run: ImportRun, created: list[ImportedRecord], changes: list[ImportedChange]
) -> None:
    later = {record.changed_by_id for record in created} | {
        change.record.changed_by_id for change in changes
    }
    later.discard(run.pk)
    if later:
        raise UndoRefused(
            _("Import no. %(number)s changed the same records later: undo it first.")
            % {"number": max(later)}
        )


def _refuse_edits(records: list[ImportedRecord]) -> None:
    revisions: dict[str, dict[int, int]] = defaultdict(dict)
    for record in records:
        revisions[record.table][record.object_id] = record.revision
    for table, expected in revisions.items():
        model = _STEPS[table].model
        if not any(field.name == "revision" for field in model._meta.concrete_fields):
            continue
        found: dict[int, int] = {}
        for some in chunks(sorted(expected)):
            rows = model._base_manager.filter(pk__in=some)
            found.update(rows.values_list("pk", "revision"))
        edited = sum(found.get(key) != revision for key, revision in expected.items())
        if edited:
            raise UndoRefused(
                _(
                    "Records of this import were changed in Filrouge since (%(count)s): undoing "
                    "would lose those changes."
                )
                % {"count": edited}
            )


def _delete(step: Step, keys: list[int]) -> None:
    if not keys:
        return
    writing.delete_parts(step, keys)
    if step.parent:
        _refuse_children(step, keys)
        for some in chunks(keys):
            step.model._base_manager.filter(pk__in=some).update(**{step.parent: None})
    for some in chunks(keys):
        _refuse_if_used(step.model, list(some))
        step.model._base_manager.filter(pk__in=some).delete()


def _refuse_children(step: Step, keys: list[int]) -> None:
    """Refuse when a record of the same kind, that the run did not make, rests on one it made."""
    made = set(keys)
    for some in chunks(keys):
        users = step.model._base_manager.filter(**{f"{step.parent}__in": some})
        if not made.issuperset(users.values_list("pk", flat=True)):
            raise _used_by(step.model)


def _refuse_if_used(model: type[models.Model], keys: list[int]) -> None:
    """Refuse when a record that the run did not make points at one it made."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model is None:
            continue
        users = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        if users.exists():
            raise _used_by(relation.related_model)


def _used_by(model: type[models.Model]) -> UndoRefused:
    return UndoRefused(
        _("Later records rest on this import (%(kind)s): remove them first.")
        % {"kind": model._meta.verbose_name}
    )


def _restore(changes: list[ImportedChange]) -> None:
    by_table: dict[str, list[ImportedChange]] = defaultdict(list)
    for change in changes:
        by_table[change.record.table].append(change)
    for table, some in by_table.items():
        step = _STEPS[table]
        rows = []
        for change in some:
            values = writing.typed(step.model, change.values)
            revision = values.pop("revision")
            rows.append((change.record.object_id, values, change.parts, revision))
        writing.update(step, rows)
    records = []
    for change in changes:
        for name, value in change.origin.items():
            setattr(change.record, name, value)
        records.append(change.record)
    if records:
        names = ["fingerprint", "revision", "source", "sheet", "row", "identity", "changed_by"]
        ImportedRecord.objects.bulk_update(records, names, batch_size=writing.UPDATE_BATCH)
    ImportedChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
