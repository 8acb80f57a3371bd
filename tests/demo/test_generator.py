"""The generator: same seed, same workbook; other seeds, years and scales work too."""

from pathlib import Path

import pytest

from filrouge.demo import api, generate
from filrouge.demo.generator import write_workbook
from filrouge.demo.headers import HEADERS
from tests.demo.reading import Book, read


def test_workbook_of_the_package_is_what_the_generator_writes(tmp_path: Path, book: Book) -> None:
    path, counts = write_workbook(tmp_path)
    assert read(path) == book
    assert counts == {name: len(rows) for name, rows in book.items()}


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, _ = write_workbook(tmp_path / "a", seed=3)
    second, _ = write_workbook(tmp_path / "b", seed=3)
    assert first.read_bytes() == second.read_bytes()


def test_another_seed_gives_other_people(tmp_path: Path, book: Book) -> None:
    path, _ = write_workbook(tmp_path, seed=4)
    other = read(path)
    assert [row["Nom"] for row in other["Locataires"]] != [row["Nom"] for row in book["Locataires"]]
    assert list(other) == list(book) == list(HEADERS)


def test_scale_multiplies_people_and_keeps_keys_apart(tmp_path: Path, book: Book) -> None:
    path, counts = write_workbook(tmp_path, scale=3)
    big = read(path)
    for sheet in ("Locataires", "Candidats"):
        assert counts[sheet] == 3 * len(book[sheet])
    for sheet in ("Rencontres", "Occupations", "Logements", "EGF", "Réseau", "Matériel RdR"):
        assert 2.7 * len(book[sheet]) < counts[sheet] < 3.3 * len(book[sheet])
    for sheet, key in (("Locataires", "N°"), ("Logements", "Code"), ("Bailleurs", "Nom")):
        keys = [row[key] for row in big[sheet]]
        assert len(set(keys)) == len(keys)
    assert big["Locataires"][0] == book["Locataires"][0]
    followed = [row for row in big["Historique"] if row["Indicateur"] == "hf.tenants.followed"]
    assert followed[0]["Valeur"] == 3 * 84


def test_another_year_moves_every_date(tmp_path: Path) -> None:
    path, _ = write_workbook(tmp_path, year=2027)
    assert path.name == "housing_first_2027.xlsx"
    years = {row["Date"].year for row in read(path)["Rencontres"]}
    assert years == {2026, 2027, 2028}


def test_command_writes_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main([str(tmp_path), "--seed", "5"]) == 0
    assert "housing_first_2024.xlsx" in capsys.readouterr().out
    assert generate.main([str(tmp_path), "--scale", "0"]) == 1
    assert "scale" in capsys.readouterr().err


def test_package_gives_its_workbooks() -> None:
    assert [path.name for path in api.workbooks()] == ["housing_first_2024.xlsx"]
