"""The generator: same seed, same workbooks; other seeds, years and scales work too."""

from pathlib import Path

import pytest

from filrouge.demo import api, generate, headers
from filrouge.demo.connect.headers import HEADERS as CONNECT
from filrouge.demo.institution.headers import HEADERS as INSTITUTION
from filrouge.demo.support.headers import HEADERS as SUPPORT
from filrouge.demo.workbooks import MAKERS, write_workbook
from tests.demo.reading import Book, read
from tests.oracle.validity_programmes import refusals

PROGRAMMES = ("institution", "connect", "support")
HEADERS = {
    "housing_first": headers.HEADERS,
    "institution": INSTITUTION,
    "connect": CONNECT,
    "support": SUPPORT,
}
# Sheets that grow with the scale, and the key that keeps their records apart.
KEYS = {
    ("housing_first", "Locataires"): "N°",
    ("housing_first", "Logements"): "Code",
    ("housing_first", "Bailleurs"): "Nom",
    ("institution", "Membres"): "Membre",
    ("connect", "Institutions"): "Nom",
    ("connect", "Groupes"): "Code",
    ("support", "Institutions"): "Nom",
    ("support", "Demandes"): "N° demande",
    ("support", "Supervisions"): "Code",
    ("support", "PAT accompagnements"): "Code",
    ("support", "PAT engagements"): "N°",
    ("support", "Modules"): "Code",
}
GROWING = {
    "housing_first": ("Rencontres", "Occupations", "Logements", "EGF", "Réseau", "Matériel RdR"),
    "institution": ("Membres", "Financements", "Cotisations", "Dons", "Personnel"),
    "connect": ("Inscriptions", "Séances", "Participants aux événements", "Réunions d'instances",
                "Contenus newsletter", "Publications réseaux"),
    "support": ("Demandes", "Interventions", "Séances de supervision", "PAT activités",
                "Intervisions présences", "Formations participants"),
}  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
def test_workbook_of_the_package_is_what_the_generator_writes(
    name: str, tmp_path: Path, books: dict[str, Book]
) -> None:
    path, counts = write_workbook(tmp_path, name)
    assert read(path) == books[name]
    assert counts == {sheet: len(rows) for sheet, rows in books[name].items()}
    assert list(counts) == list(HEADERS[name])


@pytest.mark.parametrize("name", MAKERS)
def test_same_seed_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    first, _ = write_workbook(tmp_path / "a", name, seed=3)
    second, _ = write_workbook(tmp_path / "b", name, seed=3)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("name", "sheet", "column"),
    [
        ("housing_first", "Locataires", "Nom"),
        ("institution", "Mandats", "Nom"),
        ("connect", "Inscriptions", "Institution"),
        ("support", "Demandes", "Institution"),
    ],
)
def test_another_seed_gives_others(
    name: str, sheet: str, column: str, tmp_path: Path, books: dict[str, Book]
) -> None:
    path, _ = write_workbook(tmp_path, name, seed=4)
    other = read(path)
    assert [row[column] for row in other[sheet]] != [row[column] for row in books[name][sheet]]


@pytest.mark.parametrize("name", MAKERS)
def test_scale_multiplies_and_keeps_keys_apart(
    name: str, tmp_path: Path, books: dict[str, Book]
) -> None:
    path, counts = write_workbook(tmp_path, name, scale=3)
    big = read(path)
    for sheet in GROWING[name]:
        assert 2.6 * len(books[name][sheet]) < counts[sheet] < 3.4 * len(books[name][sheet]), sheet
    for workbook, sheet in KEYS:
        if workbook == name:
            keys = [row[KEYS[workbook, sheet]] for row in big[sheet]]
            assert len(set(keys)) == len(keys), sheet
    if name in PROGRAMMES:
        assert refusals(path, 2024) == []
    else:
        followed = [r for r in big["Historique"] if r["Indicateur"] == "hf.tenants.followed"]
        assert followed[0]["Valeur"] == 3 * 84


def test_another_year_moves_every_date(tmp_path: Path) -> None:
    path, _ = write_workbook(tmp_path, "housing_first", year=2027)
    assert path.name == "housing_first_2027.xlsx"
    years = {row["Date"].year for row in read(path)["Rencontres"]}
    assert years == {2026, 2027, 2028}


@pytest.mark.parametrize("name", PROGRAMMES)
@pytest.mark.parametrize(("year", "seed"), [(2026, 20), (2027, 8)])
def test_other_years_and_seeds_are_accepted(
    name: str, year: int, seed: int, tmp_path: Path
) -> None:
    path, _ = write_workbook(tmp_path, name, year=year, seed=seed)
    assert refusals(path, year) == []


def test_command_writes_the_four_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main([str(tmp_path), "--seed", "5"]) == 0
    told = capsys.readouterr().out
    assert all(f"{name}_2024.xlsx" in told for name in MAKERS)
    assert {path.stem for path in tmp_path.iterdir()} == {f"{name}_2024" for name in MAKERS}
    assert generate.main([str(tmp_path), "--scale", "0"]) == 1
    assert "scale" in capsys.readouterr().err


def test_package_gives_the_workbooks_that_are_switched_on() -> None:
    assert [path.name for path in api.workbooks()] == list(api.LOADED)
    assert all(path.is_file() for path in api.workbooks())
