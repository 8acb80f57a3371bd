"""`python -m bench.pages`: how long the pages of an ordinary day take on the demonstration.

`--against COMMIT` serves an earlier version beside this one, each with its own demonstration, and
asks both in turn: the ratio holds on a busy machine. Pages that the earlier one has not are told.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    ("accompagnateur", "/"),
    ("accompagnateur", "/chiffres/2024/"),
    ("accompagnateur", "/chiffres/2024/?q=visites"),
    ("accompagnateur", "/chiffres/2024/hf.encounters.home_visits/"),
    ("accompagnateur", "/chiffres/2024/hf.encounters.home_visits/donnees/"),
    ("accompagnateur", "/tableaux/2024/housing-first/"),
    ("accompagnateur", "/rapports/"),
    ("mobile", "/fiches/"),
    ("mobile", "/fiches/demandes/"),
    ("finances", "/fiches/dons/"),
    ("direction", "/imports/"),
    ("direction", "/imports/1/"),
    ("direction", "/rapports/2024/"),
)
"""Account and address. They existed before files of persons did."""


@dataclass
class Served:
    """A version that answers."""

    ask: IO[str]
    told: IO[str]

    def get(self, account: str, address: str) -> tuple[float, int, int]:
        """Milliseconds of processor, status and bytes of a page."""
        self.ask.write(f"{account} {address}\n")
        self.ask.flush()
        spent, status, size = self.told.readline().split()
        return float(spent), int(status), int(size)


@contextmanager
def served(source: Path, folder: Path) -> Iterator[Served]:
    """The version whose source is given, with a demonstration of its own."""
    environment = os.environ | {
        "PYTHONPATH": f"{source / 'src'}",
        "FILROUGE_DATA": str(folder),
        "FILROUGE_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "filrouge.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    python = sys.executable
    prepare = [python, "-m", "filrouge.config.cli", "demo", "--no-serve"]
    subprocess.run(prepare, env=environment, check=True, stdout=subprocess.DEVNULL, cwd=source)
    worker = [python, str(ROOT / "bench" / "page_worker.py")]
    with subprocess.Popen(
        worker,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=source,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        yield Served(running.stdin, running.stdout)
        running.stdin.close()


@contextmanager
def earlier(commit: str, folder: Path) -> Iterator[Path]:
    """The source of an earlier version."""
    place = folder / "earlier"
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "-q", "--detach", str(place), commit], check=True)
    try:
        yield place
    finally:
        subprocess.run([*git, "remove", "--force", str(place)], check=True)


def compare(versions: list[Served], rounds: int) -> Iterator[tuple[str, list[list[float]], int]]:
    """For each page: the times of each version, asked in turn, and its size."""
    for account, address in PAGES:
        first = [one.get(account, address) for one in versions]
        if any(status != 200 for _spent, status, _size in first):
            print(f"  {account} {address}: {[status for _spent, status, _size in first]}, left out")
            continue
        times: list[list[float]] = [[] for _one in versions]
        for _round in range(rounds):
            for version, kept in zip(versions, times, strict=True):
                kept.append(version.get(account, address)[0])
        yield f"{account} {address}", times, first[-1][2]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--against", help="an earlier commit")
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="filrouge-pages-") as name:
        folder = Path(name)
        with served(ROOT, folder / "now") as now:
            if not chosen.against:
                for page, (times,), size in compare([now], chosen.rounds):
                    print(f"  {page:<62}{statistics.median(times):8.1f} ms{size / 1000:8.1f} kB")
                return 0
            with earlier(chosen.against, folder) as source, served(source, folder / "old") as old:
                ratios = []
                for page, (was, is_), _size in compare([old, now], chosen.rounds):
                    before, after = statistics.median(was), statistics.median(is_)
                    ratios.append(after / before)
                    print(f"  {page:<62}{before:8.1f} ms{after:8.1f} ms{after / before:7.2f}")
                mean = statistics.geometric_mean(ratios)
                print(f"  {'geometric mean of the ratios':<78}{mean:7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
