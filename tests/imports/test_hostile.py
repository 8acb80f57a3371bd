"""Files that must be refused with a sentence, fast and in bounded memory."""

import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from filrouge.imports.archive import OLE
from filrouge.imports.diagnostics import Report
from filrouge.imports.validate import Source, read_one
from tests.imports.books import NAME, places, problems, rows, save, whole

SHEET = "xl/worksheets/sheet10.xml"
"""Rencontres, the tenth sheet of a whole workbook."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return save(whole(), tmp_path / NAME)


def told(path: Path, name: str = NAME) -> list[str]:
    """Codes of the errors; the file must be told in a second and in little memory."""
    report = Report()
    tracemalloc.start()
    start = time.perf_counter()
    workbook = read_one(Source(path, name), report)
    elapsed = time.perf_counter() - start
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert elapsed < 3  # tracing itself slows everything several times
    assert peak < 60 * 1024 * 1024
    assert all(len(found.message) > 20 for found in report)
    if workbook is None:
        assert not report.ok
    return [found.code for found in report if found.severity == "error"]


def rewrite(path: Path, change: Callable[[str, bytes], bytes | None], **extra: bytes) -> Path:
    """Copy the zip with changed parts; None leaves a part out."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in source.infolist():
            content = change(entry.filename, source.read(entry))
            if content is not None:
                new.writestr(entry.filename, content)
        for name, content in extra.items():
            new.writestr(name.replace("__", "/"), content)
    return target


def replace(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes | None]:
    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old in content
        return content.replace(old, new, 1)

    return change


def test_a_whole_workbook_is_read(book: Path) -> None:
    assert told(book) == []


def test_absent(tmp_path: Path) -> None:
    assert told(tmp_path / NAME) == ["file_missing"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"N;Date;Type\n1;2024-01-01;VAD\n", "file_not_workbook"),
        (b"%PDF-1.7 " + b"x" * 1000, "file_not_workbook"),
        (b"PK\x03\x04 this is no zip", "file_damaged"),
        (OLE + b"\x00" * 512 + "Workbook".encode("utf-16-le"), "file_old_excel"),
        (OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"), "file_protected"),
    ],
)
def test_other_kinds_of_files(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / NAME
    path.write_bytes(content)
    assert told(path) == [code]


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/workbook.bin": b"x"}, "file_binary_excel"),
        ({"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"}, "file_open_document"),
        ({"word/document.xml": b"<a/>"}, "file_not_workbook"),
    ],
)
def test_other_zips(tmp_path: Path, parts: dict[str, bytes], code: str) -> None:
    assert told(_zip(tmp_path / NAME, parts)) == [code]


def test_100_megabytes(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert told(path) == ["file_too_big"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated(book: Path, share: float) -> None:
    content = book.read_bytes()
    book.write_bytes(content[: int(len(content) * share)])
    assert told(book) == ["file_damaged"]


def test_a_damaged_part(book: Path) -> None:
    with zipfile.ZipFile(book) as source:
        place = source.getinfo(SHEET).header_offset + 80
    content = bytearray(book.read_bytes())
    content[place : place + 40] = b"\xff" * 40
    book.write_bytes(content)
    assert told(book) == ["file_damaged"]


def test_macros(book: Path) -> None:
    with_project = rewrite(book, lambda _name, content: content, xl__vbaProject_bin=b"x")
    assert told(with_project) == []  # a harmless name
    path = rewrite(book, lambda _name, content: content, **{"xl/vbaProject.bin": b"x"})
    assert told(path) == ["file_macros"]


def test_macros_by_content_type(book: Path) -> None:
    change = replace(
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert told(rewrite(book, change)) == ["file_macros"]


def test_zip_bomb(book: Path) -> None:
    """A gigabyte of blanks in a megabyte: refused from its directory."""
    target = book.with_name("bomb.xlsx")
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in source.infolist():
            if entry.filename != SHEET:
                new.writestr(entry, source.read(entry))
        with new.open(SHEET, "w") as part:
            for _ in range(1024):
                part.write(b" " * 1024 * 1024)
    assert target.stat().st_size < 3 * 1024 * 1024
    assert told(target) == ["file_bomb"]


def test_a_directory_that_lies_about_sizes(book: Path) -> None:
    """The part says 1,000 bytes and inflates to 50 MB: reading stops where it said it would."""
    content = b"<worksheet><sheetData>" + b" " * 50 * 1024 * 1024
    path = rewrite(book, lambda name, old: content if name == SHEET else old)
    raw = bytearray(path.read_bytes())
    for signature, shift in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = raw.find(SHEET.encode())
        while place >= 0:
            start = raw.rfind(signature, 0, place)
            if start >= 0 and place - start in {30, 46}:
                raw[start + shift : start + shift + 4] = (1000).to_bytes(4, "little")
            place = raw.find(SHEET.encode(), place + 1)
    path.write_bytes(raw)
    assert told(path) == ["file_damaged"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "xl\\..\\evil", "C:/evil"])
def test_traversal_names(book: Path, name: str) -> None:
    assert told(rewrite(book, lambda _name, content: content, **{name: b"x"})) == ["file_odd_zip"]


def test_encrypted_zip(book: Path) -> None:
    raw = bytearray(book.read_bytes())
    place = raw.find(b"PK\x01\x02")
    raw[place + 8] |= 1
    book.write_bytes(raw)
    assert told(book) == ["file_protected"]


def test_the_same_part_twice(book: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(book, "a") as target:
        target.writestr(SHEET, b"<worksheet/>")
    assert told(book) == ["file_odd_zip"]


def test_too_many_parts(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as target:
        for number in range(1_000):
            target.writestr(f"xl/media/{number}.png", b"")
    assert told(book) == ["file_odd_zip"]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_doctype(book: Path, part: str) -> None:
    """Entities that double forty times would fill any memory."""
    lol = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        head, mark, rest = content.partition(b"?>")
        return head + mark + lol + rest if name == part else content

    assert told(rewrite(book, change)) == ["file_doctype"]


def test_another_encoding(book: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content.decode().encode("utf-16") if name == SHEET else content

    assert told(rewrite(book, change)) == ["file_odd_encoding"]


@pytest.mark.parametrize("reference", [b"XFD1048576", b"A1048576", b"XFD3"])
def test_a_cell_far_away(book: Path, reference: bytes) -> None:
    """Read densely, one cell at XFD1048576 would be 17 billion."""
    far = b'<row r="1048576"><c r="' + reference + b'"><v>1</v></c></row></sheetData>'
    assert told(rewrite(book, replace(SHEET, b"</sheetData>", far))) == ["file_too_wide"]


def test_a_cell_within_reach_that_makes_a_huge_table(book: Path) -> None:
    """Each limit is kept, but 390,000 rows of 190 columns would be 74 million cells."""
    far = b'<row r="390000"><c r="GH390000"><v>1</v></c></row></sheetData>'
    path = rewrite(book, replace(SHEET, b"</sheetData>", far))
    assert told(path) == ["file_too_many_cells"]


def test_a_lying_dimension_costs_nothing(book: Path) -> None:
    change = replace(SHEET, b'<dimension ref="', b'<dimension ref="A1:XFD1048576" x="')
    assert told(rewrite(book, change)) == []


def test_a_malformed_reference(book: Path) -> None:
    assert told(rewrite(book, replace(SHEET, b'r="A2"', b'r="&#65;2"'))) == ["file_odd_cells"]


def test_a_huge_shared_text_repeated(book: Path, settings: Settings) -> None:
    """One text of 2 MB, named by a thousand cells, would be copied a thousand times."""
    settings.IMPORT_MAX_UNPACKED_MB = 50
    huge = b"<si><t>" + bytes(range(97, 123)) * 80_000 + b"</t></si></sst>"

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return content.replace(b"</sst>", huge)
        if name == SHEET:
            last = content_strings - 1
            cells = b"".join(
                b'<row r="%d"><c r="J%d" t="s"><v>%d</v></c></row>' % (row, row, last)
                for row in range(100, 1_100)
            )
            return content.replace(b"</sheetData>", cells + b"</sheetData>")
        return content

    with zipfile.ZipFile(book) as source:
        content_strings = source.read("xl/sharedStrings.xml").count(b"<si>") + 1
    assert told(rewrite(book, change)) == ["file_bomb"]


def test_too_many_sheets(tmp_path: Path, settings: Settings) -> None:
    settings.IMPORT_MAX_SHEETS = 5
    assert told(save(whole(), tmp_path / NAME)) == ["file_too_many_sheets"]


def test_formulas_are_found_and_never_evaluated(tmp_path: Path) -> None:
    book = whole()
    rencontres = rows(book, "Rencontres")
    rencontres.set(2, "Note", '=HYPERLINK("http://exemple.invalid","ouvrir")')
    rencontres.set(3, "Durée (min)", "=1+1")
    rows(book, "Matériel RdR").set(2, "Quantité", "=cmd|' /C calc'!A0")
    assert places(problems(book, tmp_path)) == [
        ("Rencontres", 2, "Note", "formula"),
        ("Rencontres", 3, "Durée (min)", "formula"),
        ("Matériel RdR", 2, "Quantité", "formula"),
    ]


def test_a_formula_in_an_unknown_column_is_ignored(tmp_path: Path) -> None:
    book = whole()
    for number, cells in enumerate(book["EGF"]):
        cells.append("=A1" if number else "Remarque perso")
    assert places(problems(book, tmp_path)) == []


def test_array_formula(tmp_path: Path, book: Path) -> None:
    """Only the first cell of an array formula holds it; the others show its results."""

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        place = content.index(b'r="F2"')
        end = content.index(b"<v>", place)
        formula = b'<f t="array" ref="F2:F3">A1:A2</f>'
        return content[:end] + formula + content[end:]

    report = Report()
    read_one(Source(rewrite(book, change), NAME), report)
    assert places(report.sorted()) == [
        ("Rencontres", 2, "Durée (min)", "formula"),
        ("Rencontres", 3, "Durée (min)", "formula"),
    ]


def test_error_values(book: Path) -> None:
    """The library reads #N/A as a blank: a blank that would pass for "not recorded"."""

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        place = content.index(b'<c r="F2"')
        end = content.index(b"</c>", place)
        return content[:place] + b'<c r="F2" t="e"><v>#N/A</v>' + content[end:]

    report = Report()
    read_one(Source(rewrite(book, change), NAME), report)
    assert places(report.sorted()) == [("Rencontres", 2, "Durée (min)", "error_value")]


def test_nothing_of_unknown_sheets_is_inflated(tmp_path: Path) -> None:
    book = whole()
    book["Brouillon"] = [["x"]]
    path = save(book, tmp_path / NAME)
    spoiled = rewrite(
        path, lambda name, content: b"\x00" * 100 if name.endswith("sheet23.xml") else content
    )
    assert told(spoiled) == []


def test_an_open_file_that_is_a_folder(tmp_path: Path) -> None:
    assert told(tmp_path) == ["file_missing"]
