"""What is committed holds nothing of one machine, and no page reaches outside."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE, tracked

TEXTS = {".py", ".toml", ".lock", ".md", ".html", ".css", ".js", ".txt", ".sh", ".po", ".csv", ""}
MACHINE = re.compile(r"/(?:root|work)/|/(?:home|Users)/\w+/")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|file:///")
INLINE = re.compile(
    r"<style\b|\sstyle=|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+=\""
)
OUTSIDE = re.compile(r"(?:src|href)=\"(?:https?:)?//")


def texts() -> list[Path]:
    """Text files, but this one: it names what it looks for."""
    named = [path for path in tracked() if path.suffix in TEXTS and path != Path(__file__)]
    return [path for path in named if path.stat().st_size < 2_000_000]


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine paths", "registries"])
def test_nothing_of_one_machine_is_committed(pattern: re.Pattern[str]) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in texts()
        if (hit := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == set()


@pytest.mark.parametrize("pattern", [INLINE, OUTSIDE], ids=["inline", "outside"])
def test_templates_hold_no_inline_code_and_load_nothing_from_outside(
    pattern: re.Pattern[str],
) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in SOURCE.glob("**/templates/**/*.html")
        if (hit := pattern.search(path.read_text(encoding="utf-8")))
    }
    assert found == set()


def test_styles_load_nothing_from_outside() -> None:
    sheets = SOURCE.glob("**/static/**/*.css")
    assert [p.name for p in sheets if re.search(r"url\(\s*[\"']?(https?:)?//", p.read_text())] == []


def test_locks_carry_hashes_for_every_package() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][^\s]*==", text, re.M)
        entries = re.split(r"^(?=[a-z0-9][^\s]*==)", text, flags=re.M)[1:]
        assert len(pinned) > 0
        assert all("--hash=sha256:" in entry for entry in entries)


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = [re.split(r"[\[>=<]", wanted)[0] for wanted in project["project"]["dependencies"]]
    assert [name for name in names if f"\n{name}==" not in f"\n{lock}"] == []
