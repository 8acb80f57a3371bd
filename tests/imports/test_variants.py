"""Valid workbooks of unseen years, typed in many ways, are never refused, and import is stable."""

from pathlib import Path

import pytest

from filrouge.imports.api import run_import
from filrouge.imports.models import ImportRun
from tests.imports.books import DATA
from tests.oracle.variants_all import variant_all

SOURCES = [DATA / "2024" / f"{kind}_2024.xlsx" for kind in ("connect", "support", "institution")]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_a_valid_year_is_never_refused(seed: int, tmp_path: Path) -> None:
    paths = variant_all(SOURCES, tmp_path, seed)
    outcome = run_import(paths, actor=None)
    assert [d.as_dict() for d in outcome.diagnostics if d.severity == "error"] == []
    assert outcome.run.state == ImportRun.State.STORED
    assert run_import(reversed(paths), actor=None).run.state == ImportRun.State.UNCHANGED
