"""Merging two records of one institution, and parting them again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.audit.models import Provenance

from .models import DirectoryEntry, Organisation, OrganisationAlias, OrganisationMerge, SectorPeriod
from .references import Reference, references

ONE_EACH: dict[type[models.Model], tuple[str, ...]] = {
    DirectoryEntry: ("directory",),
    SectorPeriod: ("directory", "start"),
}
"""Words an institution holds once each: where both have theirs, those of the kept one stay."""


class MergeRefusedError(Exception):
    """Why two records cannot be made one, or cannot be parted any more: a sentence."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do. `counts`: reference and rows that move; `names`: future aliases."""

    kept: Organisation
    merged: Organisation
    counts: list[tuple[Reference, int]]
    names: list[str]
    refused: str = ""


def preview_merge(kept: Organisation, merged: Organisation) -> Preview:
    """Say what `merge_organisations` would move, without moving it."""
    counts = [(one, count) for one in references() if (count := one.rows(merged.pk).count())]
    names = [merged.name, *merged.aliases.order_by("name").values_list("name", flat=True)]
    return Preview(kept, merged, counts, names, _refusal(kept, merged))


@transaction.atomic
def merge_organisations(*, actor: Any, kept: int, merged: int) -> OrganisationMerge:
    """Make one record of two: every record that named `merged` names `kept`.

    The name of `merged` becomes an alias that imports understand. Moved records keep their
    revision: what they tell has not changed. Writes the journal. Raises `MergeRefusedError`.
    """
    found = Organisation.objects.select_for_update().in_bulk([kept, merged])
    if len(found) < 2:
        raise MergeRefusedError(_("Choose two institutions that are still in the directory."))
    one, other = found[kept], found[merged]
    if refusal := _refusal(one, other):
        raise MergeRefusedError(refusal)
    before: dict[str, Any] = {"organisation": _values(other), "commune": one.commune}
    try:
        with transaction.atomic():
            before["moved"] = {ref.key: _move(ref, kept, merged) for ref in references()}
    except IntegrityError as error:
        raise MergeRefusedError(
            _("Both are in the same group without a derogation: note one there first.")
        ) from error
    origins = Provenance.objects.filter(table=Organisation._meta.db_table, object_id=merged)
    before["origins"] = list(origins.values_list("pk", flat=True))
    origins.update(object_id=kept)
    other.delete()
    before["alias"] = _alias(one, other)
    if not one.commune and other.commune:
        Organisation.objects.filter(pk=kept).update(commune=other.commune)
    stored = OrganisationMerge.objects.create(
        kept=kept,
        merged=merged,
        name=other.name,
        before=_plain(before),
        actor_name=actor.get_username(),
    )
    moved = {key: len(rows["ids"]) for key, rows in before["moved"].items() if rows["ids"]}
    journal.record(
        actor=actor,
        action="directory.merge_organisations",
        subject=f"{Organisation._meta.db_table} {kept}",
        detail={"merged": merged, "moved": moved},
    )
    return stored


@transaction.atomic
def undo_merge(*, actor: Any, merge: int) -> Organisation:
    """Part the two records again: each row goes back where it was, the alias disappears.

    A row deleted or given to a third institution since is left as it is. Writes the journal.
    Raises `MergeRefusedError` when the merge is undone already or a later one stands on it.
    """
    done = OrganisationMerge.objects.select_for_update().get(pk=merge)
    kept = Organisation.objects.select_for_update().filter(pk=done.kept).first()
    if done.undone_at:
        raise MergeRefusedError(_("This merge is undone already."))
    later = OrganisationMerge.objects.filter(kept=done.kept, undone_at=None, pk__gt=done.pk)
    if kept is None or later.exists():
        raise MergeRefusedError(_("A later merge stands on this one: undo that one first."))
    before = done.before
    taken = Organisation.objects.filter(key=before["organisation"]["key"])
    if taken.exists():
        raise MergeRefusedError(_("Another institution bears this name now: correct it first."))
    _restore(Organisation, before["organisation"])
    _part_alias(before["alias"])
    known = {ref.key: ref for ref in references()}
    for key, rows in before["moved"].items():
        _move_back(known[key], rows, done)
    Provenance.objects.filter(pk__in=before["origins"]).update(object_id=done.merged)
    if kept.commune != before["commune"] and kept.commune == before["organisation"]["commune"]:
        Organisation.objects.filter(pk=kept.pk).update(commune=before["commune"])
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])
    journal.record(
        actor=actor,
        action="directory.undo_merge",
        subject=f"{Organisation._meta.db_table} {kept.pk}",
        detail={"parted": done.merged},
    )
    return Organisation.objects.get(pk=done.merged)


def _refusal(kept: Organisation, merged: Organisation) -> str:
    if kept.pk == merged.pk:
        return _("Choose another institution than this one.")
    if kept.parent_id == merged.pk or merged.parent_id == kept.pk:
        return _("One is a service of the other: they are two records on purpose.")
    for ref in references():
        if ref.alone and ref.rows(kept.pk).exists() and ref.rows(merged.pk).exists():
            return _(
                "Both have a record of a kind that an institution has only once: delete one first."
            )
    return ""


def _move(ref: Reference, kept: int, merged: int) -> dict[str, Any]:
    """Give the rows to the kept organisation; rows it holds already are taken out and kept."""
    rows, out = ref.rows(merged), []
    if ref.through or ref.model in ONE_EACH:
        out = [_values(row) for row in rows if _held_already(ref, row, kept)]
    ref.model._base_manager.filter(pk__in=[values[_pk(ref.model)] for values in out]).delete()
    ids = list(rows.values_list("pk", flat=True))
    ref.model._base_manager.filter(pk__in=ids).update(**{f"{ref.field}_id": kept})
    return {"ids": ids, "out": out}


def _held_already(ref: Reference, row: Any, kept: int) -> bool:
    if ref.through:
        fields = [f.attname for f in ref.model._meta.concrete_fields if f.is_relation]
        same = [name for name in fields if name != f"{ref.field}_id"]
    else:
        same = list(ONE_EACH[ref.model])
    return ref.rows(kept).filter(**_equal({name: getattr(row, name) for name in same})).exists()


def _equal(values: dict[str, Any]) -> dict[str, Any]:
    return {
        (f"{name}__isnull" if value is None else name): (True if value is None else value)
        for name, value in values.items()
    }


def _move_back(ref: Reference, rows: dict[str, Any], done: OrganisationMerge) -> None:
    still = ref.rows(done.kept).filter(pk__in=rows["ids"])
    still.update(**{f"{ref.field}_id": done.merged})
    for values in rows["out"]:
        _restore(ref.model, values)


def _alias(kept: Organisation, merged: Organisation) -> dict[str, Any]:
    """The name of the merged record as an alias; what was there before, for the undo."""
    alias, made = OrganisationAlias.objects.get_or_create(
        key=merged.key, defaults={"organisation": kept, "name": merged.name, "merged": True}
    )
    was = {"pk": alias.pk, "made": made, "merged": alias.merged and not made}
    if not alias.merged:
        OrganisationAlias.objects.filter(pk=alias.pk).update(merged=True)
    return was


def _part_alias(was: dict[str, Any]) -> None:
    alias = OrganisationAlias.objects.filter(pk=was["pk"])
    if was["made"]:
        alias.delete()
    else:
        alias.update(merged=was["merged"])


def _pk(model: type[models.Model]) -> str:
    return str(model._meta.pk.attname)


def _values(row: models.Model) -> dict[str, Any]:
    """The columns of a row as JSON keeps them."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return cast("dict[str, Any]", _plain(values))


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=_Exact))


class _Exact(DjangoJSONEncoder):
    """Times to the microsecond: an undo gives back what was, not nearly."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)


def _restore(model: type[models.Model], values: dict[str, Any]) -> None:
    """Insert a row exactly as it was, its number and the moment it was recorded included."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    exact = {name: fields[name].to_python(value) for name, value in values.items()}
    model._base_manager.bulk_create([model(**exact)])
    # `auto_now_add` writes the present over the past: put the past back.
    own = {name: value for name, value in exact.items() if name != _pk(model)}
    model._base_manager.filter(pk=exact[_pk(model)]).update(**own)
