"""The door of the imports: `run_import`, `undo`, and the report of the command line."""

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filrouge.access import isolation
from filrouge.audit import journal
from filrouge.vault.keys import Erased

from .diagnostics import ERROR, NOTICE, WARNING, Diagnostic, Report
from .models import ImportedFile, ImportRun
from .sheets.base import ParsedWorkbook
from .store import CHANGED, NEW, SAME, Store
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


def sentence_of(run: ImportRun) -> str:
    """What became of a run, in one sentence."""
    if run.state == ImportRun.State.REFUSED:
        return ngettext(
            "Import refused: %(count)s error, nothing is stored.",
            "Import refused: %(count)s errors, nothing is stored.",
            run.error_count,
        ) % {"count": run.error_count}
    changes = Counter({NEW: 0, CHANGED: 0, SAME: 0})
    for count in run.counts.values():
        changes.update(count)
    sentence = _SENTENCES.get(ImportRun.State(run.state), _SENTENCES[ImportRun.State.RUNNING])
    return str(sentence) % changes


_SENTENCES = {
    ImportRun.State.RUNNING: gettext_lazy("The import is in progress."),
    ImportRun.State.STORED: gettext_lazy(
        "Import stored: %(new)s new rows, %(changed)s changed, %(same)s already there."
    ),
    ImportRun.State.UNCHANGED: gettext_lazy("Everything was already in Filrouge: nothing changed."),
    ImportRun.State.CHECKED: gettext_lazy(
        "Checked, nothing is stored: %(new)s new rows, %(changed)s changed, %(same)s already there."
    ),
    ImportRun.State.UNDONE: gettext_lazy(
        "This import was undone: its records are gone, former values are back."
    ),
    ImportRun.State.FAILED: gettext_lazy(
        "The import was interrupted: nothing is stored. Try again."
    ),
}


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
        lines += [f"  {place_of(d)}\n    {d.message} [{d.code}]" for d in found[:SHOWN]]
        if outcome.count(severity) > len(found[:SHOWN]):
            rest = outcome.count(severity) - len(found[:SHOWN])
            lines.append("  " + _("… and %(count)s more.") % {"count": rest})
        lines.append("")
    if outcome.ok:
        lines.append(outcome.sentence)
    return "\n".join(lines).rstrip()


def place_of(found: Diagnostic) -> str:
    """Workbook, sheet, row, column and value, as far as they are known."""
    place = [found.workbook, found.sheet]
    if found.row:
        place.append(_("row %(number)s") % {"number": found.row})
    if found.column:
        place.append(found.column)
    if found.value:
        place.append(_("“%(value)s”") % {"value": found.value[:80]})
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
