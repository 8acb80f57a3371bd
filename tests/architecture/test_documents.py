"""Documents that a test keeps true: variables, verbs and targets are all written down."""

import re

import pytest

from filrouge.config.cli import build_parser
from tests.architecture.tree import ROOT, SOURCE

INSTALL = ROOT / "docs" / "operate" / "install.md"
COMMANDS = ROOT / "docs" / "operate" / "commands.md"


def test_every_variable_of_the_environment_is_documented() -> None:
    read = {"DATABASE_URL"}
    for path in SOURCE.glob("config/**/*.py"):
        read |= set(re.findall(r"[\"'](FILROUGE_[A-Z_]+)[\"']", path.read_text(encoding="utf-8")))
    told = set(
        re.findall(r"`((?:FILROUGE|DATABASE)_[A-Z_]+)`", INSTALL.read_text(encoding="utf-8"))
    )
    assert told == read


def test_every_verb_is_documented() -> None:
    verbs = next(action for action in build_parser()._actions if action.dest == "verb").choices
    text = COMMANDS.read_text(encoding="utf-8")
    assert [verb for verb in verbs or () if f"`filrouge {verb}" not in text] == []


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/testing.md", "README.md"])
def test_targets_named_in_documents_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
