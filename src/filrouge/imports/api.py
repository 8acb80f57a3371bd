"""The door of the imports: `run_import` and `undo`. What is said of a run is in `telling.py`."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from filrouge.access import isolation
from filrouge.audit import journal
from filrouge.vault.keys import Erased

from .diagnostics import ERROR, NOTICE, WARNING, Diagnostic, Report
from .models import ImportedFile, ImportRun
from .sheets.base import ParsedWorkbook
from .store import CHANGED, NEW, Store
from .telling import Outcome
from .undo import UndoRefused, undo_run
from .validate import Source, read_all

type Progress = Callable[[int, int, str], None]


class _Leave(Exception):
    """Leaves the transaction without keeping anything: a dry run, or a refusal."""


@isolation.purpose("import")
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
    attempt = _Attempt(run or ImportRun(actor=actor), actor, progress)
    attempt.keep = run is not None or not dry_run
    attempt.run.dry_run = dry_run
    attempt.begin(sources)
    try:
        with _without_collector():
            return attempt.execute(sources)
    except BaseException:
        attempt.fail()
        raise


@contextmanager
def _without_collector() -> Iterator[None]:
    """An import makes no cycles but holds many objects: looking through them at each step would
    make a row cost more in a large workbook than in a small one."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Attempt:
    """One run under way. `keep`: whether the run itself stays in the list of imports."""

    def __init__(self, run: ImportRun, actor: Any, progress: Progress | None) -> None:
        self.run = run
        self.actor = actor
        self.progress = progress
        self.keep = True
        self.report = Report()
        self.counts: dict[str, dict[str, int]] = {}
        self.name = ""

    def begin(self, sources: list[Source]) -> None:
        self.name = ", ".join(source.name for source in sources)
        self.run.state = ImportRun.State.RUNNING
        if not self.keep:
            return
        self.run.save()
        if not self.run.files.exists():
            ImportedFile.objects.bulk_create(
                ImportedFile(run=self.run, name=s.name[:200], size=_size(s.path)) for s in sources
            )

    def execute(self, sources: list[Source]) -> Outcome:
        workbooks = read_all(sources, self.report, self.progress)
        stored = self.report.ok and self._store(workbooks)
        if not stored:
            refused = not self.report.ok
            self._close(ImportRun.State.REFUSED if refused else ImportRun.State.CHECKED)
        return Outcome(self.run, self.report.sorted(), self.counts, self.report.left_out)

    def fail(self) -> None:
        """Say in the list of imports that nothing was stored."""
        self.run.state = ImportRun.State.FAILED
        if self.keep:
            ImportRun.objects.filter(pk=self.run.pk).update(
                state=ImportRun.State.FAILED, finished_at=timezone.now()
            )

    def _store(self, workbooks: list[ParsedWorkbook]) -> bool:
        """Write everything; whether it stays."""
        try:
            with transaction.atomic():
                if not self.keep:
                    self.run.save()  # rolled back with the rest
                store = Store(self.run, self.report, self.progress)
                store.write(workbooks)
                self.counts = store.counts if self.report.ok else {}
                if self.run.dry_run or not self.report.ok:
                    raise _Leave
                self._confirm(store, workbooks)
        except (_Leave, Erased) as reason:
            if isinstance(reason, Erased):
                self.counts = {}
                self.report.add(Diagnostic("person_erased", workbook=self.name))
            if not self.keep:
                self.run.pk = None
            return False
        return True

    def _confirm(self, store: Store, workbooks: list[ParsedWorkbook]) -> None:
        news = sum(count[NEW] + count[CHANGED] for count in self.counts.values())
        if not news:
            self.report.add(Diagnostic("nothing_changed", workbook=self.name))
        self._close(ImportRun.State.STORED if news else ImportRun.State.UNCHANGED)
        for book in workbooks:
            self.run.files.filter(name=book.file_name[:200]).update(source=book.source)
        journal.record(
            actor=self.actor,
            action="imports.store_run",
            subject=f"import {self.run.pk}",
            persons=store.people,
            detail={"files": [book.source for book in workbooks], "rows": self.counts},
        )

    def _close(self, state: ImportRun.State) -> None:
        run, report = self.run, self.report
        run.state, run.counts, run.finished_at = state, self.counts, timezone.now()
        run.error_count = report.count(ERROR)
        run.warning_count = report.count(WARNING)
        run.notice_count = report.count(NOTICE)
        run.problems = [found.dump() for found in report.sorted()]
        run.left_out = report.left_out
        if self.keep:
            run.save()


@isolation.purpose("import")
def undo(run: ImportRun, *, actor: Any) -> ImportRun:
    """Undo a run. Raises `UndoRefused` with the reason."""
    return undo_run(run=run, actor=actor)


def _source(path: Path | str | Source) -> Source:
    return path if isinstance(path, Source) else Source(Path(path), Path(path).name)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


__all__ = [
    "Outcome",
    "Source",
    "UndoRefused",
    "run_import",
    "undo",
]
