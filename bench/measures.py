"""What one process measures, on the database that its environment names."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import django


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of `python -m bench`."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Speeds of figures, import and report."
    )
    parser.add_argument("--quick", action="store_true", help="smaller sizes, SQLite only, a minute")
    parser.add_argument("--times", type=int, help="copies of the data for figures (100)")
    parser.add_argument(
        "--only",
        choices=("figures", "import", "report", "vault", "day"),
        help="measure one of them",
    )
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    chosen.times = chosen.times or (20 if chosen.quick else 100)
    return chosen


def main() -> int:
    chosen = options()
    django.setup()
    from filrouge.access import isolation

    # What is measured reads and multiplies rows itself, besides asking the program.
    with isolation.purpose("command"):
        return measure(chosen)


def measure(chosen: argparse.Namespace) -> int:
    """Print the tables asked for; exit status 1 for a wrong number, or a page that slows down."""
    from . import day, figures, imports, reports, vault
    from .database import version

    print(f"\n{version()}", flush=True)
    try:
        if chosen.only in (None, "figures"):
            measured = figures.run(chosen.folder, chosen.times, 3 if chosen.quick else 5)
            print(figures.table(measured), flush=True)
        if chosen.only in (None, "import"):
            scales = [1, 5] if chosen.quick else [1, 10, 50]
            print(imports.table(imports.run(chosen.folder, scales)), flush=True)
        if chosen.only in (None, "report"):
            print(reports.table(reports.run(chosen.folder)), flush=True)
        if chosen.only in (None, "vault"):
            print(vault.table(vault.run(chosen.folder, 0.02 if chosen.quick else 0.1)), flush=True)
        if chosen.only in (None, "day"):
            many = 10_000 if chosen.quick else 100_000
            pages = day.run(chosen.folder, (1_000, many))
            print(day.table(pages), flush=True)
            day.check(pages)
    except (figures.WrongNumber, imports.Refused, day.Slow) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
