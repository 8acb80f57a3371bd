"""Opening a workbook that may be hostile: nothing is inflated before its directory is checked.

An .xlsx file is a zip of XML parts. A zip can lie about its sizes, inflate a thousandfold or hold
macros; XML can declare entities that grow without end; one cell at XFD1048576 makes a dense table
of 17 billion cells. Each of these is refused with a sentence before it costs anything. Limits are
settings (`IMPORT_MAX_*`).
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self, override
from xml.etree import ElementTree as ET

from django.conf import settings

MEGA = 1024 * 1024
CHUNK = MEGA
MAX_PARTS = 1_000
MAX_SMALL_PART = 8 * MEGA
MAX_RATIO = 150
"""Inflated over packed size of the whole file; yearly workbooks are at about 10."""

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_UTF8 = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["'])?""")
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
READ_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
)


class RefusedFile(Exception):
    """The file as a whole can't be read. `code` names the sentence of `messages`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook declares it, and the part that holds its cells."""

    name: str
    path: str


class Archive:
    """A checked zip whose parts are read in bounded pieces."""

    def __init__(self, source: zipfile.ZipFile) -> None:
        self._zip = source
        self._parts = _checked_directory(source)
        self.sheets = self._declared_sheets()

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Open a checked file. Raises `RefusedFile`, also for faults met while reading parts."""
        with path.open("rb") as file:
            _check_type(file, path.stat().st_size)
            try:
                with zipfile.ZipFile(file) as source:
                    yield cls(source)
            except (zipfile.BadZipFile, zlib.error, EOFError, ET.ParseError) as error:
                raise RefusedFile("file_damaged") from error
            except NotImplementedError as error:  # a zip feature that spreadsheets don't use
                raise RefusedFile("file_odd_zip") from error

    def has(self, name: str) -> bool:
        return name in self._parts

    def size(self, name: str) -> int:
        """Inflated size in bytes, as the checked directory declares it."""
        return self._parts[name].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """The part in pieces of at most a megabyte. Raises `RefusedFile` on a part that lies."""
        info = self._parts[name]
        left = info.file_size
        with self._zip.open(info) as part:
            first = True
            while piece := part.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise RefusedFile("file_bomb")
                if first:
                    _check_encoding(piece)
                    first = False
                yield piece
        if left:
            raise RefusedFile("file_damaged")

    def read(self, name: str) -> bytes:
        """A small part, whole."""
        if self.size(name) > MAX_SMALL_PART:
            raise RefusedFile("file_bomb")
        content = b"".join(self.chunks(name))
        check_markup(content)
        return content

    def _declared_sheets(self) -> list[SheetPart]:
        if "xl/workbook.xml" not in self._parts or "xl/_rels/workbook.xml.rels" not in self._parts:
            raise _other_kind(set(self._parts))
        # Safe: no document type declaration went through `read`, so no entity can be expanded.
        targets = {
            str(rel.get("Id")): _part_path(str(rel.get("Target")))
            for rel in ET.fromstring(self.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
            if str(rel.get("Type")).endswith("/worksheet")
        }
        sheets = []
        for node in ET.fromstring(self.read("xl/workbook.xml")).iter():  # noqa: S314
            if node.tag.rpartition("}")[2] != "sheet":
                continue
            path = targets.get(node.get(_REL) or node.get(_STRICT_REL) or "")
            if path in self._parts:
                sheets.append(SheetPart(str(node.get("name")), str(path)))
        if len(sheets) > settings.IMPORT_MAX_SHEETS:
            raise RefusedFile("file_too_many_sheets", limit=settings.IMPORT_MAX_SHEETS)
        return sheets

    @override
    def __repr__(self) -> str:
        return f"<Archive of {len(self.sheets)} sheets>"


def check_markup(data: bytes) -> None:
    """Refuse what could make an XML reader expand entities or fetch something."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"<!doctype" in data:
        raise RefusedFile("file_doctype")


def _check_encoding(head: bytes) -> None:
    """Only UTF-8: in another encoding our checks on the bytes would see nothing."""
    found = _UTF8.match(head[:400])
    declared = found[1].lower() if found and found[1] else b"utf-8"
    if b"\x00" in head[:400] or declared not in {b"utf-8", b"us-ascii", b"ascii"}:
        raise RefusedFile("file_odd_encoding")


def _check_type(file: IO[bytes], size: int) -> None:
    if size > settings.IMPORT_MAX_MB * MEGA:
        raise RefusedFile("file_too_big", size=size // MEGA, limit=settings.IMPORT_MAX_MB)
    head = file.read(8)
    if not head:
        raise RefusedFile("file_empty")
    if head == OLE:
        content = file.read()
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise RefusedFile("file_protected" if protected else "file_old_excel")
    if not head.startswith(b"PK"):
        raise RefusedFile("file_not_workbook")
    file.seek(0)


def _checked_directory(source: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = source.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_PARTS or len(set(names)) != len(names):
        raise RefusedFile("file_odd_zip")
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    limit = settings.IMPORT_MAX_UNPACKED_MB * MEGA
    if total > limit or (total > 16 * MEGA and total / packed > MAX_RATIO):
        raise RefusedFile("file_bomb")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise RefusedFile("file_protected")
        if _escapes(entry.filename) or entry.compress_type not in {
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        }:
            raise RefusedFile("file_odd_zip")
    _refuse_macros(source, names)
    return {entry.filename: entry for entry in entries if not entry.is_dir()}


def _refuse_macros(source: zipfile.ZipFile, names: list[str]) -> None:
    lowered = [name.lower() for name in names]
    if any(
        name.endswith(("vbaproject.bin", "vbaprojectsignature.bin"))
        or name.startswith(("xl/macrosheets/", "xl/activex/", "xl/dialogsheets/"))
        for name in lowered
    ):
        raise RefusedFile("file_macros")
    if "[Content_Types].xml" in names:
        info = source.getinfo("[Content_Types].xml")
        if info.file_size > MAX_SMALL_PART:
            raise RefusedFile("file_bomb")
        if b"macroenabled" in source.read(info).lower():
            raise RefusedFile("file_macros")


def _escapes(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _part_path(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _other_kind(names: set[str]) -> RefusedFile:
    if "xl/workbook.bin" in names:
        return RefusedFile("file_binary_excel")
    if "content.xml" in names and "mimetype" in names:
        return RefusedFile("file_open_document")
    return RefusedFile("file_not_workbook")
