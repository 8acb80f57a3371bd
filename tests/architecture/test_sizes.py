"""Nothing grows too large to be read: files, templates, functions, styles."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE, tracked

FILE_LINES = 500
TEMPLATE_LINES = 150
FUNCTION_LINES = 50
STYLE_BYTES = 40_000
SCRIPT_BYTES = 30_000


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_passes_500_lines() -> None:
    code = [path for path in tracked() if path.suffix in {".py", ".html", ".css", ".js", ".sh"}]
    assert {str(p.relative_to(ROOT)): lines(p) for p in code if lines(p) > FILE_LINES} == {}


def test_no_template_passes_150_lines() -> None:
    pages = SOURCE.glob("**/templates/**/*.html")
    assert {str(p.relative_to(ROOT)): lines(p) for p in pages if lines(p) > TEMPLATE_LINES} == {}


def test_no_function_passes_50_lines() -> None:
    long = {}
    for path in SOURCE.glob("**/*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or 0) - node.lineno + 1
                if size > FUNCTION_LINES:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = size
    assert long == {}


@pytest.mark.parametrize(("ending", "most"), [("css", STYLE_BYTES), ("js", SCRIPT_BYTES)])
def test_styles_and_scripts_stay_light(ending: str, most: int) -> None:
    """What a page loads at most: the files of the frame and all those of one app."""
    weights: dict[str, int] = {}
    for path in SOURCE.glob(f"**/static/**/*.{ending}"):
        app = path.relative_to(SOURCE).parts[0]
        weights[app] = weights.get(app, 0) + path.stat().st_size
    frame = weights.pop("web")
    assert {app: frame + own for app, own in weights.items() if frame + own >= most} == {}
