"""docs/report-guard.md names every rule, and its examples are found."""

import ast
import re
from pathlib import Path

import pytest

from .planting import findings
from .words import FIGURES

ROOT = Path(__file__).parents[3]
GUARD = ROOT / "src" / "filrouge" / "reports" / "guard"
ROW = re.compile(r"^\| `(\w+)` \| .+? \| (?:`(.+?)`)? ?\| .+ \|$", re.M)
ROWS = ROW.findall((ROOT / "docs" / "report-guard.md").read_text("utf-8"))
EXAMPLES = [row for row in ROWS if row[1]]


def rules_in_code() -> set[str]:
    """The names given to findings: by keyword, as first word, or by a constant RULE."""
    found = set()
    for source in GUARD.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "RULE":
                found.add(ast.literal_eval(node.value))
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            named = [key.value for key in node.keywords if key.arg == "rule"]
            if called in {"Finding", "finding"}:
                named += node.args[:1]
            both = [
                side
                for one in named
                if isinstance(one, ast.IfExp)
                for side in (one.body, one.orelse)
            ]
            found |= {one.value for one in (*named, *both) if isinstance(one, ast.Constant)}
    return found


def test_every_rule_is_described():
    assert {name for name, _example in ROWS} == rules_in_code()


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_examples_are_found(name, example):
    assert name in {one.rule for one in findings(example, values=FIGURES)}
