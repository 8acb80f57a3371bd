"""The door of the imports: `run_import`, `undo`, and the report of the command line."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.audit import journal

from .diagnostics import ERROR, NOTICE, WARNING, Diagnostic, Report
from .models import ImportedFile, ImportRun
from .store import CHANGED, NEW, Store
from .undo import UndoRefused, undo_run
from .validate import Source, read_all

type Progress = Callable[[int, int, str], None]

SHOWN = 200
"""Problems printed by the command line; `--json` gives all that were kept."""


@dataclass
class Outcome:
    """What became of a run. `diagnostics` are in the order of workbook, sheet and row."""

    run: ImportRun
    diagnostics: list[Diagnostic] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    left_out: int = 0

    @property
    def ok(self) -> bool:
        return self.run.state not in {ImportRun.State.REFUSED, ImportRun.State.FAILED}

    def count(self, severity: str) -> int:
        counts = {
            ERROR: self.run.error_count,
            WARNING: self.run.warning_count,
            NOTICE: self.run.notice_count,
        }
        return counts[severity]

    @property
    def sentence(self) -> str:
        """What happened, in one sentence."""
        return sentence_of(self.run)


class _DryRun(Exception):
    """Leaves the transaction of a dry run without keeping anything."""


def run_import(
    paths: Iterable[Path | str | Source],
    *,
    actor: Any,
    dry_run: bool = False,
    progress: Progress | None = None,
    run: ImportRun | None = None,
) -> Outcome:
    """Import workbooks: all of them in one transaction, or nothing.

    `progress(done, total, phase)` is called with the phases "read" and "store". A run that is
    refused keeps its diagnostics and nothing else; a dry run given without `run` keeps nothing.
    """
    sources = [_source(path) for path in paths]
    keep = run is not None or not dry_run
    run = run or ImportRun(actor=actor, dry_run=dry_run)
    run.dry_run = dry_run
    run.state = ImportRun.State.RUNNING
    if keep:
        run.save()
        if not run.files.exists():
            ImportedFile.objects.bulk_create(
                [ImportedFile(run=run, name=s.name[:200], size=_size(s.path)) for s in sources]
            )
    report = Report()
    try:
        workbooks = read_all(sources, report, progress)
        counts: dict[str, dict[str, int]] = {}
        if report.ok:
            counts = _store(run, report, workbooks, progress, actor, keep)
        else:
            _close(run, report, ImportRun.State.REFUSED, {}, keep)
    except BaseException:
        if keep:
            ImportRun.objects.filter(pk=run.pk).update(
                state=ImportRun.State.FAILED, finished_at=timezone.now()
            )
        run.state = ImportRun.State.FAILED
        raise
    return Outcome(run, report.sorted(), counts, report.left_out)


def undo(run: ImportRun, *, actor: Any) -> ImportRun:
    """Undo a run. Raises `UndoRefused` with the reason."""
    return undo_run(run=run, actor=actor)


def _store(
    run: ImportRun,
    report: Report,
    workbooks: list[Any],
    progress: Progress | None,
    actor: Any,
    keep: bool,
) -> dict[str, dict[str, int]]:
    store: Store | None = None
    with suppress(_DryRun), transaction.atomic():
        if run.pk is None:
            run.save()  # rolled back with the rest
        store = Store(run, report, progress)
        store.write(workbooks)
        if run.dry_run or not report.ok:
            raise _DryRun
        news = sum(count[NEW] + count[CHANGED] for count in store.counts.values())
        if not news:
            report.add(Diagnostic("nothing_changed", workbook=workbooks[0].file_name))
        state = ImportRun.State.STORED if news else ImportRun.State.UNCHANGED
        _close(run, report, state, store.counts, keep)
        journal.record(
            actor=actor,
            action="imports.store_run",
            subject=f"import {run.pk}",
            persons=store.people,
            detail={"files": [book.source for book in workbooks], "rows": store.counts},
        )
        return store.counts
    counts = store.counts if store and report.ok else {}
    if not keep:
        run.pk = None
    state = ImportRun.State.CHECKED if report.ok else ImportRun.State.REFUSED
    _close(run, report, state, counts, keep)
    return counts


def _close(
    run: ImportRun, report: Report, state: str, counts: dict[str, dict[str, int]], keep: bool
) -> None:
    run.state, run.counts, run.finished_at = state, counts, timezone.now()
    run.error_count = report.count(ERROR)
    run.warning_count = report.count(WARNING)
    run.notice_count = report.count(NOTICE)
    run.problems = [found.dump() for found in report.sorted()]
    run.left_out = report.left_out
    if keep:
        run.save()


def _source(path: Path | str | Source) -> Source:
    return path if isinstance(path, Source) else Source(Path(path), Path(path).name)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def sentence_of(run: ImportRun) -> str:
    """What became of a run, in one sentence."""
    changes: Counter[str] = Counter()
    for count in run.counts.values():
        changes.update(count)
    numbers = {"new": changes["new"], "changed": changes["changed"], "same": changes["same"]}
    match run.state:
        case ImportRun.State.REFUSED:
            return ngettext(
                "Import refused: %(count)s error, nothing is stored.",
                "Import refused: %(count)s errors, nothing is stored.",
                run.error_count,
            ) % {"count": run.error_count}
        case ImportRun.State.STORED:
            return (
                _("Import stored: %(new)s new rows, %(changed)s changed, %(same)s already there.")
                % numbers
            )
        case ImportRun.State.UNCHANGED:
            return _("Everything was already in Filrouge: nothing changed.")
        case ImportRun.State.CHECKED:
            return (
                _(
                    "Checked, nothing is stored: %(new)s new rows, %(changed)s changed, "
                    "%(same)s already there."
                )
                % numbers
            )
        case ImportRun.State.UNDONE:
            return _("This import was undone: its records are gone, former values are back.")
        case ImportRun.State.FAILED:
            return _("The import was interrupted: nothing is stored. Try again.")
    return _("The import is in progress.")


@dataclass(frozen=True)
class CommandReport:
    """What `filrouge import` prints."""

    data: dict[str, Any]
    text: str
    refused: bool
    sentence: str


def command_line(
    files: Iterable[Path], *, dry_run: bool, as_json: bool, progress: bool
) -> CommandReport:
    """Import files from a terminal, with a bar on standard error when `progress`."""
    from tqdm import tqdm

    with tqdm(
        disable=not progress, file=sys.stderr, leave=False, unit=" lignes", dynamic_ncols=True
    ) as bar:

        def advance(done: int, total: int, phase: str) -> None:
            if phase == "store":
                bar.total = total
                bar.n = done
                bar.refresh()

        outcome = run_import(files, actor=None, dry_run=dry_run, progress=advance)
    return CommandReport(
        data=as_data(outcome),
        text="" if as_json else as_text(outcome),
        refused=not outcome.ok,
        sentence=outcome.sentence,
    )


def as_data(outcome: Outcome) -> dict[str, Any]:
    """The outcome for programs."""
    return {
        "ok": outcome.ok,
        "state": str(outcome.run.state),
        "dry_run": outcome.run.dry_run,
        "run": outcome.run.pk,
        "sentence": outcome.sentence,
        "errors": outcome.count(ERROR),
        "warnings": outcome.count(WARNING),
        "notices": outcome.count(NOTICE),
        "left_out": outcome.left_out,
        "counts": outcome.counts,
        "diagnostics": [found.as_dict() for found in outcome.diagnostics],
    }


def as_text(outcome: Outcome) -> str:
    """The outcome for a reader: errors first, then warnings and notices, by sheet."""
    titles = {ERROR: _("ERRORS"), WARNING: _("WARNINGS"), NOTICE: _("NOTICES")}
    lines = []
    for severity, title in titles.items():
        found = [d for d in outcome.diagnostics if d.severity == severity]
        if not found:
            continue
        lines.append(f"{title} ({outcome.count(severity)})")
        lines += [f"  {place_of(d)} : {d.message}" for d in found[:SHOWN]]
        if outcome.count(severity) > len(found[:SHOWN]):
            rest = outcome.count(severity) - len(found[:SHOWN])
            lines.append("  " + _("… and %(count)s more.") % {"count": rest})
        lines.append("")
    if outcome.ok:
        lines.append(outcome.sentence)
    return "\n".join(lines).rstrip()


def place_of(found: Diagnostic) -> str:
    """Workbook, sheet, row and column, as far as they are known."""
    place = [found.workbook, found.sheet]
    if found.row:
        place.append(_("row %(number)s") % {"number": found.row})
    if found.column:
        place.append(found.column)
    return " › ".join(part for part in place if part)


__all__ = [
    "CommandReport",
    "Outcome",
    "Source",
    "UndoRefused",
    "command_line",
    "run_import",
    "undo",
]
