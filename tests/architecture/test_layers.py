"""The house of docs/architecture.md: imports go down only, and every folder has its floor."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.tree import ROOT, SOURCE


def test_imports_go_down_only() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_folder_is_on_a_floor() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {name.strip() for floor in floors for name in floor.replace(":", "|").split("|")}
    assert named == {folder.parent.name for folder in SOURCE.glob("*/__init__.py")}


def test_every_app_is_installed() -> None:
    from django.conf import settings

    named = {name.removeprefix("filrouge.") for name in settings.FILROUGE_APPS}
    assert named == {folder.parent.name for folder in SOURCE.glob("*/apps.py")}
