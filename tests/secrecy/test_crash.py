"""A program killed, a power cut: what was said to be saved is saved, whole (G6, G7).

Long forms: `python -m tests.harness.crash --kills 2000`, `python -m tests.harness.crash_power`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.sqlite


def killed(kills: int, controls: int) -> dict[str, dict[str, int]]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "FILROUGE"))}
    kept["FILROUGE_SECRET_KEY"] = "a-key-for-the-tests-only-0123456789abcdef"
    words = ["--kills", str(kills), "--controls", str(controls)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.harness.crash", *words],
        env={**kept, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.stdout, done.stderr[-2_000:]
    tally: dict[str, dict[str, int]] = json.loads(done.stdout)
    return tally


def test_sixty_kills_lose_nothing_and_tear_nothing() -> None:
    """The sabotages of the same run are seen: said before it is saved, journal written apart."""
    tally = killed(60, 12)
    plain = tally["plain"]
    assert plain["acknowledged"] > 120
    assert (plain["lost"], plain["torn"], plain["damaged"]) == (0, 0, 0)
    assert tally["early"]["lost"] > 0
    assert tally["apart"]["torn"] > 0


@pytest.mark.parametrize("mode", ["WAL", "TRUNCATE"])
def test_a_thousand_power_cuts_in_each_way_of_writing_lose_nothing(mode: str) -> None:
    from tests.harness.crash_power import run

    tally = run(1_000, mode=mode)
    assert tally.cuts == 1_000
    assert tally.acknowledged > 2_000
    assert tally.clean, tally


@pytest.mark.parametrize(("mode", "synchronous"), [("WAL", "NORMAL"), ("TRUNCATE", "OFF")])
def test_a_database_that_does_not_wait_for_the_disk_is_seen(mode: str, synchronous: str) -> None:
    from tests.harness.crash_power import run

    tally = run(100, mode=mode, synchronous=synchronous)
    assert tally.lost > 0
    assert not tally.clean
