"""What became of a run, in sentences: for the pages, for programs and for a terminal."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .diagnostics import ERROR, NOTICE, WARNING, Diagnostic
from .models import ImportRun
from .store import CHANGED, NEW, SAME

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
