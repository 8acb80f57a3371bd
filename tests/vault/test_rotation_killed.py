"""A rotation of the master key killed at fifty moments: all keys open after each (G21)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.architecture.tree import ROOT


def rotations(folder: Path, kills: int, *words: str) -> Any:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [sys.executable, "-m", "tests.harness.rotation", str(folder), str(kills), *words]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_fifty_kills_leave_every_key_readable(tmp_path: Path) -> None:
    found = rotations(tmp_path, 50)
    assert (found["kills"], found["lost"]) == (50, 0)
    assert found["cut"] > 0


def test_a_file_that_forgets_the_old_key_too_soon_is_seen(tmp_path: Path) -> None:
    """Negative control."""
    assert rotations(tmp_path, 10, "sabotage")["lost"] > 0
