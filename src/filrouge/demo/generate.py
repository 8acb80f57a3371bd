"""Command line of the generator: `python -m filrouge.demo.generate OUTDIR`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from filrouge.demo import workbooks


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the four workbooks and print their sizes; 1 with a sentence when they cannot be."""
    parser = argparse.ArgumentParser(
        prog="python -m filrouge.demo.generate", description="Write the demonstration workbooks."
    )
    parser.add_argument("outdir", type=Path, metavar="OUTDIR")
    parser.add_argument("--year", type=int, default=workbooks.YEAR)
    parser.add_argument("--seed", type=int, default=workbooks.SEED)
    parser.add_argument("--scale", type=int, default=1, help="size, in times the demonstration")
    options = parser.parse_args(arguments)
    try:
        workbooks.write_all(
            options.outdir,
            year=options.year,
            seed=options.seed,
            scale=options.scale,
            told=_say,
        )
    except (OSError, ValueError) as problem:
        print(f"generate: {problem}", file=sys.stderr)
        return 1
    return 0


def _say(path: Path, counts: dict[str, int]) -> None:
    print(f"{path}: {sum(counts.values())} records in {len(counts)} sheets")


if __name__ == "__main__":
    sys.exit(main())
