"""What `filrouge import` does and prints."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .api import run_import
from .telling import as_data, as_text


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
