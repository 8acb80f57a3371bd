"""Nothing said of somebody in words is readable in what the product leaves on disk (G21)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.harness import at_rest

pytestmark = pytest.mark.sqlite


def left_by(folder: Path, *words: str) -> dict[str, list[str]]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "TMPDIR": str(folder)}
    with (folder / "log.txt").open("w") as log:
        command = [sys.executable, "-m", "tests.harness.at_rest", str(folder), *words]
        done = subprocess.run(
            command, env=environment, cwd=ROOT, stderr=log, stdout=log, check=False
        )
    said = (folder / "log.txt").read_text()
    assert done.returncode == 0, said[-2_000:]
    assert "Something failed." in said
    return at_rest.found_in(folder)


def test_no_canary_on_disk_but_the_name_that_stays_in_clear(tmp_path: Path) -> None:
    hits = left_by(tmp_path)
    assert "name" in hits, "the search finds nothing: it would not find a leak either"
    del hits["name"]
    assert hits == {}
    assert list(tmp_path.rglob("person_keys.sqlite3"))


def test_a_note_stored_in_clear_is_found(tmp_path: Path) -> None:
    """Negative control."""
    hits = left_by(tmp_path, "leak")
    assert any(file.startswith("data/filrouge.sqlite3") for file in hits["note"])
