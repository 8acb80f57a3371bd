"""The differences of a past report come in by the same door as the workbooks."""

from pathlib import Path

import pytest

from filrouge.context.models import PublishedDifference
from filrouge.imports import api

DATA = Path(__file__).parents[1] / "data" / "2024" / "differences_2024.csv"
HEADER = "id,published,computed,reason\n"

pytestmark = pytest.mark.django_db


def refused(path: Path, text: str | bytes) -> list[tuple[str, int | None, str | None]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    outcome = api.run_import([path], actor=None)
    assert not outcome.ok
    assert not PublishedDifference.objects.exists()
    return [(d.code, d.row, d.column) for d in outcome.diagnostics if d.severity == "error"]


def test_stored_once_and_undone() -> None:
    outcome = api.run_import([DATA], actor=None)
    assert outcome.ok
    load = PublishedDifference.objects.get(indicator="hf.staff.load.tenants")
    assert (load.year, load.published) == (2024, "87")
    assert "72" not in load.published
    count = PublishedDifference.objects.count()
    again = api.run_import([DATA], actor=None)
    assert str(again.run.state) == "unchanged"
    assert PublishedDifference.objects.count() == count
    api.undo(outcome.run, actor=None)
    assert not PublishedDifference.objects.exists()


def test_what_is_missing_or_said_twice_is_told_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "differences_2024.csv"
    text = HEADER + "hf.deaths,8,7,\nhf.sex.men,57,56,recount\nhf.sex.men,58,56,recount\n"
    assert refused(path, text) == [
        ("missing_mandatory", 2, "reason"),
        ("duplicate_key", 4, "id"),
    ]


def test_a_missing_column_refuses_the_table(tmp_path: Path) -> None:
    found = refused(tmp_path / "differences_2024.csv", "id,published\nhf.deaths,8\n")
    assert [code for code, _, _ in found] == ["missing_header"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("differences.csv", (HEADER + "hf.deaths,8,7,because\n").encode()),  # of which year?
        ("figures_2024.csv", b"a,b\n1,2\n"),
        ("differences_2024.csv", b"\xff\xfe\x00broken"),
        ("differences_2024.csv", b""),
    ],
)
def test_another_file_is_refused_whole(name: str, content: bytes, tmp_path: Path) -> None:
    (found,) = refused(tmp_path / name, content)
    assert found[0] in ("unknown_workbook", "file_not_workbook", "file_damaged")


def test_short_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "differences_2024.csv"
    text = HEADER + "\nhf.deaths,8\n"
    assert refused(path, text) == [("missing_mandatory", 3, "reason")]


def test_a_table_too_wide(tmp_path: Path) -> None:
    path = tmp_path / "differences_2024.csv"
    assert refused(path, HEADER + "," * 500)[0][0] == "file_too_wide"
