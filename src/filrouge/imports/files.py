"""Uploaded workbooks and the progress of their import, in the data folder.

Copies have random names, are readable by their owner only and are removed as soon as the run is
over, whatever became of it. Progress is a small file and not a row: SQLite has one writer, and
during an import it is the import.
"""

import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from .models import ImportedFile, ImportRun

KEPT_DAYS = 30
"""Diagnostics of a refused run are removed after so many days: they quote cells."""
STUCK_HOURS = 6
"""A run that says nothing for so long was interrupted."""
EVERY = 0.2


def folder() -> Path:
    """The imports folder, made when absent."""
    path = Path(settings.DATA) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(uploaded: UploadedFile[Any]) -> str:
    """Store an upload under a random name and return that name."""
    name = f"{secrets.token_hex(16)}.xlsx"
    path = folder() / name
    path.touch(mode=0o600)
    with path.open("wb") as target:
        for chunk in uploaded.chunks():
            target.write(chunk)
    return name


def forget(run: ImportRun) -> None:
    """Remove the copies and the progress of a run."""
    for file in run.files.exclude(stored_name=""):
        (folder() / file.stored_name).unlink(missing_ok=True)
    ImportedFile.objects.filter(run=run).update(stored_name="")
    _progress_path(run.pk).unlink(missing_ok=True)


def purge() -> None:
    """Remove what is too old: cells quoted by refused runs, orphan copies, runs that died."""
    now = timezone.now()
    ImportRun.objects.filter(
        created_at__lt=now - timedelta(days=KEPT_DAYS),
        state__in=[ImportRun.State.REFUSED, ImportRun.State.CHECKED],
    ).exclude(problems=[]).update(problems=[])
    old = now - timedelta(hours=STUCK_HOURS)
    ImportRun.objects.filter(
        created_at__lt=old, state__in=[ImportRun.State.WAITING, ImportRun.State.RUNNING]
    ).update(state=ImportRun.State.FAILED, finished_at=now)
    for path in folder().iterdir():
        with suppress(OSError):
            if path.stat().st_mtime < old.timestamp():
                path.unlink()


@dataclass(frozen=True)
class Progress:
    """How far a run is: rows done of rows in all, in a phase ("read" or "store")."""

    done: int = 0
    total: int = 0
    phase: str = ""

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


class ProgressFile:
    """Writes the progress of a run, at most five times a second."""

    def __init__(self, run_id: int) -> None:
        self._path = _progress_path(run_id)
        self._last = 0.0

    def __call__(self, done: int, total: int, phase: str) -> None:
        now = time.monotonic()
        if now - self._last < EVERY and done < total:
            return
        self._last = now
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps({"done": done, "total": total, "phase": phase}))
        draft.replace(self._path)


def progress_of(run_id: int) -> Progress:
    """The last progress written; nothing done when none was."""
    try:
        content = cast("dict[str, Any]", json.loads(_progress_path(run_id).read_text()))
        return Progress(int(content["done"]), int(content["total"]), str(content["phase"]))
    except (OSError, ValueError, KeyError):
        return Progress()


def _progress_path(run_id: int) -> Path:
    return folder() / f"{run_id}.progress"
