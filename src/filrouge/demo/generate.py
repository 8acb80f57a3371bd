"""Command line of the generator: `python -m filrouge.demo.generate OUTDIR`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from filrouge.demo import generator


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the workbook and print its sizes; 1 with a sentence when it cannot be written."""
    parser = argparse.ArgumentParser(
        prog="python -m filrouge.demo.generate", description="Write the demonstration workbook."
    )
    parser.add_argument("outdir", type=Path, metavar="OUTDIR")
    parser.add_argument("--year", type=int, default=generator.YEAR)
    parser.add_argument("--seed", type=int, default=generator.SEED)
    parser.add_argument("--scale", type=int, default=1, help="size, in times the demonstration")
    options = parser.parse_args(arguments)
    try:
        path, counts = generator.write_workbook(
            options.outdir, year=options.year, seed=options.seed, scale=options.scale
        )
    except (OSError, ValueError) as problem:
        print(f"generate: {problem}", file=sys.stderr)
        return 1
    print(f"{path}: {sum(counts.values())} records in {len(counts)} sheets")
    return 0


if __name__ == "__main__":
    sys.exit(main())
