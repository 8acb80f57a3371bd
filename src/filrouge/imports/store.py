"""Storing checked workbooks: all of them in one transaction, or nothing.

The same file again changes nothing; a corrected file changes what was corrected, and what it
replaced is kept so that the run can be undone.
"""

from collections import Counter
from collections.abc import Callable

from django.db import connection

from filrouge.audit.models import Provenance
from filrouge.common.text import label_key
from filrouge.directory.models import Organisation, OrganisationAlias
from filrouge.people.models import Person

from . import writing
from .diagnostics import Diagnostic, Report
from .matching import Match, match, overlapping, rank, taken
from .models import ImportedChange, ImportedRecord, ImportRun
from .records import STEPS
from .records.base import Draft, Ids, Link, Step, with_digests
from .sheets.base import ParsedWorkbook

type Progress = Callable[[int, int, str], None]

NEW, CHANGED, SAME = "new", "changed", "same"
_STRENGTH = {SAME: 0, CHANGED: 1, NEW: 2}
LOCK = 7_301_993


class Store:
    """Writes the workbooks of one run. Problems go to the report: the caller rolls back."""

    def __init__(self, run: ImportRun, report: Report, progress: Progress | None = None) -> None:
        self.run = run
        self.report = report
        self.ids = Ids()
        self.people: set[int] = set()
        self.counts: dict[str, dict[str, int]] = {}
        self._progress = progress
        self._total = 0
        self._done = 0
        self._newer = 0
        self._seen: dict[tuple[str, int], str] = {}

    def write(self, workbooks: list[ParsedWorkbook]) -> None:
        """Store every row that was not refused."""
        if connection.vendor == "postgresql":  # SQLite already lets one writer in at a time
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        self._total = sum(
            len(sheet.rows) for workbook in workbooks for sheet in workbook.sheets.values()
        )
        # What wins comes first: nothing is written twice, whatever the order of the files.
        for workbook in sorted(workbooks, key=lambda book: rank(book.source), reverse=True):
            self._seen, self._newer = {}, 0
            gone: Counter[str] = Counter()
            for step in STEPS[workbook.spec.kind]:
                gone.update(self._step(step, workbook))
            self._count(workbook)
            self._tell_gone(workbook, gone)
        writing.measure(step for workbook in workbooks for step in STEPS[workbook.spec.kind])

    def _step(self, step: Step, workbook: ParsedWorkbook) -> Counter[str]:
        drafts = list(with_digests(step, step.build(workbook, self.ids)))
        if step.shared:
            self._share(step, drafts, workbook)
            return Counter()
        found = match(step, drafts, workbook)
        self._refuse_conflicts(step, found, workbook)
        if step.named:
            for draft, record in found.met:
                self.ids.put(step.model, draft.identity, record.object_id)
        if step.parent:  # a changed record may point at a new one
            self._create(step, found.new, workbook)
            for draft, _record in found.changed:
                self._link(step, draft)
            self._update(step, found, workbook)
        else:
            self._update(step, found, workbook)
            self._create(step, found.new, workbook)
        if step.model is Person:
            self.people = set(self.ids.all(step.model).values())
        self._mark(found)
        self._newer += len(found.newer)
        return Counter(f"{record.sheet} {record.row}" for record in found.gone)

    def _create(self, step: Step, drafts: list[Draft], workbook: ParsedWorkbook) -> None:
        """Make new records; where some point at others of the same step, those come first."""
        while drafts:
            ready = [draft for draft in drafts if self._link(step, draft)]
            made = writing.create(step, ready, self._wrote)
            self._remember(step, made, workbook)
            if step.named:
                for draft, key in made:
                    self.ids.put(step.model, draft.identity, key)
            done = {draft.digest for draft in ready}
            assert done, "records that are their own parents are refused by the checks"
            drafts = [draft for draft in drafts if draft.digest not in done]

    def _link(self, step: Step, draft: Draft) -> bool:
        """Give the draft the key of its parent; whether it is known by now."""
        link = draft.values[step.parent] if step.parent else None
        if not isinstance(link, Link):
            return True
        key = self.ids.all(step.model).get(link.identity)
        draft.values[step.parent] = key
        if key is None:
            draft.values[step.parent] = link
        return key is not None

    def _share(self, step: Step, drafts: list[Draft], workbook: ParsedWorkbook) -> None:
        """Find the records that rows only name; make those that are missing."""
        column = step.key
        known = {
            (label_key(name),): key
            for key, name in step.model._base_manager.values_list("pk", column)
        }
        if step.model is Organisation:
            merged = OrganisationAlias.objects.filter(merged=True)
            for name, owner in merged.values_list("key", "organisation_id"):
                known.setdefault((name,), owner)
        missing = [draft for draft in drafts if draft.identity not in known]
        made = writing.create(step, missing, lambda _count: None)
        self._remember(step, made, workbook)
        for draft, key in made:
            known[draft.identity] = key  # type: ignore[index]
        for draft in drafts:
            self.ids.put(step.model, draft.identity, known[draft.identity])  # type: ignore[index]

    def _refuse_conflicts(self, step: Step, found: Match, workbook: ParsedWorkbook) -> None:
        """What the database would refuse, told as a sentence at the row."""
        ours = {record.object_id for _draft, record in found.met}
        written = [*found.new, *(draft for draft, _record in found.changed)]
        conflicts: dict[str, int] = {}
        for draft, key in taken(step.model, written):
            if key not in ours:
                conflicts[draft.digest] = key
        for draft, key in overlapping(step, written, ours):
            conflicts[draft.digest] = key
        for draft in written:
            if other := conflicts.get(draft.digest):
                self._tell("conflict_with_stored", draft, workbook, self._origin(step, other))
                if step.named:
                    self.ids.put(step.model, draft.identity, other)
        # Nothing will be kept; going on without these rows tells the other problems too.
        found.new = [draft for draft in found.new if draft.digest not in conflicts]
        found.changed = [pair for pair in found.changed if pair[0].digest not in conflicts]

    def _update(self, step: Step, found: Match, workbook: ParsedWorkbook) -> None:
        if not found.changed:
            return
        keys = [record.object_id for _draft, record in found.changed]
        before, parts = writing.stored_values(step.model, keys), writing.stored_parts(step, keys)
        changes, records, kept = [], [], []
        for draft, record in found.changed:
            values = before.get(record.object_id)
            if values is None or values.get("revision", 1) != record.revision:
                self._tell("edited_since", draft, workbook, "")
                continue
            kept.append(
                ImportedChange(
                    run=self.run,
                    record=record,
                    values=values,
                    parts=parts[record.object_id],
                    origin=_origin_of(record),
                )
            )
            revision = record.revision + 1
            changes.append((record.object_id, draft.values, draft.parts, revision))
            _rewrite(record, draft, workbook, self.run, revision)
            records.append(record)
        writing.update(step, changes)
        ImportedChange.objects.bulk_create(kept, batch_size=writing.BATCH)
        ImportedRecord.objects.bulk_update(
            records,
            [*_ORIGIN, "identity", "changed_by"],
            batch_size=writing.UPDATE_BATCH,
        )
        self._trace(step, [(r.object_id, r.sheet, r.row) for r in records], workbook)
        self._wrote(len(records))

    def _remember(
        self, step: Step, made: list[tuple[Draft, int]], workbook: ParsedWorkbook
    ) -> None:
        """How to find the new records again when their rows come back."""
        table, run = step.model._meta.db_table, self.run.pk
        rows = [
            (table, key, d.digest, d.fingerprint, 1, workbook.source, d.sheet, d.row, run, run)
            for d, key in made
        ]
        writing.insert(ImportedRecord, _REMEMBERED, rows)
        self._trace(step, [(key, draft.sheet, draft.row) for draft, key in made], workbook)

    def _trace(
        self, step: Step, made: list[tuple[int, str, int]], workbook: ParsedWorkbook
    ) -> None:
        table, run = step.model._meta.db_table, self.run.pk
        rows = [(table, key, run, workbook.file_name, sheet, row) for key, sheet, row in made]
        writing.insert(
            Provenance, ("table", "object_id", "run_id", "workbook", "sheet", "row"), rows
        )

    def _origin(self, step: Step, key: int) -> str:
        """Where a stored record came from, as "housing_first_2023 › Occupations › 12"."""
        record = ImportedRecord.objects.filter(
            table=step.model._meta.db_table, object_id=key
        ).first()
        return f"{record.source} › {record.sheet} › {record.row}" if record else "Filrouge"

    def _tell(self, code: str, draft: Draft, workbook: ParsedWorkbook, where: str) -> None:
        self.report.add(
            Diagnostic(
                code,
                workbook=workbook.file_name,
                sheet=workbook.sheets[draft.sheet].title,
                row=draft.row,
                params={"where": where},
            )
        )

    def _tell_gone(self, workbook: ParsedWorkbook, gone: Counter[str]) -> None:
        if self._newer:
            self.report.add(
                Diagnostic(
                    "newer_kept", workbook=workbook.file_name, params={"count": str(self._newer)}
                )
            )
        if gone:
            some = sorted(gone)[:5]
            where = ", ".join(some) + ("…" if len(gone) > len(some) else "")
            self.report.add(
                Diagnostic(
                    "rows_gone",
                    workbook=workbook.file_name,
                    params={"count": str(len(gone)), "where": where},
                )
            )

    def _mark(self, found: Match) -> None:
        """Remember the strongest thing that happened to each row."""
        for status, drafts in (
            (NEW, found.new),
            (CHANGED, [draft for draft, _record in found.changed]),
            (SAME, [draft for draft, _record in (*found.same, *found.newer)]),
        ):
            for draft in drafts:
                place = (draft.sheet, draft.row)
                if _STRENGTH[status] >= _STRENGTH.get(self._seen.get(place, SAME), 0):
                    self._seen[place] = status

    def _count(self, workbook: ParsedWorkbook) -> None:
        for spec in workbook.spec.sheets:
            if spec.name in workbook.sheets:
                self.counts.setdefault(spec.name, {NEW: 0, CHANGED: 0, SAME: 0})
        for (sheet, _row), status in self._seen.items():
            self.counts[sheet][status] += 1

    def _wrote(self, count: int) -> None:
        self._done += count
        if self._progress:
            self._progress(min(self._done, self._total), self._total, "store")


_REMEMBERED = (
    "table",
    "object_id",
    "identity",
    "fingerprint",
    "revision",
    "source",
    "sheet",
    "row",
    "created_by_id",
    "changed_by_id",
)
_ORIGIN = ("fingerprint", "revision", "source", "sheet", "row")


def _origin_of(record: ImportedRecord) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(record, name) for name in _ORIGIN}
    return found | {"identity": record.identity, "changed_by_id": record.changed_by_id}


def _rewrite(
    record: ImportedRecord, draft: Draft, workbook: ParsedWorkbook, run: ImportRun, revision: int
) -> None:
    record.identity, record.fingerprint = draft.digest, draft.fingerprint
    record.revision, record.source = revision, workbook.source
    record.sheet, record.row, record.changed_by = draft.sheet, draft.row, run
