"""The files of the repository, as the architecture tests see them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "filrouge"


@cache
def tracked() -> tuple[Path, ...]:
    """Files git knows or would add; without git (an archive), every file."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    if listed.returncode == 0:
        names = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        folders = ("src", "tests", "docs", "bin")
        names = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return tuple(path for path in names if path.is_file())
