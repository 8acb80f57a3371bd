"""Files that somebody hostile would send: archive bombs, files of two kinds, pictures that tell."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image, PngImagePlugin

PAYLOAD = b"<script>fetch('/vole?fauvette')</script>"
"""What must never come out of a picture."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + PAYLOAD + b"</svg>"
HTML = b"<!DOCTYPE html><html><body>" + PAYLOAD + b"</body></html>"
JAVASCRIPT = b"/*fauvette*/alert(1);//"
OFFICE = ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
MEGA = 1024 * 1024


def picture(form: str = "JPEG", seed: int = 0, **saved: Any) -> bytes:
    """A small picture whose pixels change with the seed."""
    image = Image.linear_gradient("L").resize((64 + seed % 50, 48)).convert("RGB")
    image.putpixel((0, 0), (seed % 256, seed // 256 % 256, 7))
    out = io.BytesIO()
    image.save(out, form, **saved)
    return out.getvalue()


def pdf(*, inside: bytes = b"", after: bytes = b"") -> bytes:
    """A PDF of one empty page; `inside` before its end, `after` behind it."""
    body = (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    )
    return body + inside + b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n" + after


def archive(parts: dict[str, bytes], stored: bool = False) -> bytes:
    out = io.BytesIO()
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", kind, compresslevel=None if stored else 1) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


# Archive bombs.


def lying(content: bytes, size: int) -> bytes:
    """The same archive, its directory announcing another size for every part."""
    changed = bytearray(content)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", changed, at + 24, size)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def overlapping(parts: int, size: int) -> bytes:
    """Many directory entries that all lead to one packed part, as in the known zip bombs."""
    one = archive({"a": bytes(size)})
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    entries = b""
    for number in range(parts):
        entry = bytearray(one[start:end])
        entry[46:47] = bytes([97 + number % 26])
        entries += bytes(entry)
    tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, parts, parts, len(entries), start, 0)
    return one[:start] + entries + tail


def _book(sheet: bytes, **more: bytes) -> bytes:
    return archive({OFFICE[0]: b"<Types/>", OFFICE[1]: b"<workbook/>", OFFICE[2]: sheet, **more})


def bombs() -> Iterator[tuple[str, bytes]]:
    """Fifty, of seven families. Those that differ by a number differ by their comment."""
    zeros = bytes(18 * MEGA)
    flat, book = archive({"a": zeros}), _book(zeros)
    for number in range(10):
        inner = flat
        for _depth in range(1 + number % 5):
            inner = archive({f"n{copy}.zip": inner for copy in range(3)})
        yield f"nested {number}", _commented(inner, number)
    for number in range(10):
        yield f"high ratio {number}", _commented(flat, number)
    for number in range(10):
        yield f"workbook {number}", _commented(book, number)
    for number in range(8):
        yield f"lying {number}", lying(_book(bytes(MEGA)), 2**32 - 2 - number)
    for number in range(6):
        yield f"overlapping {number}", overlapping(600 + 100 * number, MEGA)
    for number in range(3):
        yield f"gzip {number}", gzip.compress(zeros[number:], 1)
    for number in range(3):
        yield f"many parts {number}", archive({f"{n}": b"" for n in range(1_200 + number)})


def _commented(content: bytes, number: int) -> bytes:
    return content[:-2] + struct.pack("<H", number) + bytes(number)


# Files of two kinds.


def png_with(kind: bytes, content: bytes, seed: int) -> bytes:
    """A PNG with one more chunk, before its end."""
    plain = picture("PNG", seed)
    end = plain.rindex(b"IEND") - 4
    chunk = kind + content
    more = struct.pack(">I", len(content)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return plain[:end] + more + plain[end:]


def jpeg_with(segment: int, content: bytes, seed: int) -> bytes:
    """A JPEG with one more segment, right after its start."""
    plain = picture("JPEG", seed)
    more = bytes([0xFF, segment]) + struct.pack(">H", len(content) + 2) + content
    return plain[:2] + more + plain[2:]


def webp_with(content: bytes, seed: int) -> bytes:
    plain = picture("WEBP", seed)
    more = b"XMP " + struct.pack("<I", len(content)) + content + b"\x00" * (len(content) % 2)
    body = plain[8:] + more
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _text(seed: int) -> bytes:
    about = PngImagePlugin.PngInfo()
    about.add_itxt("Comment", PAYLOAD.decode(), zip=bool(seed % 2))
    return picture("PNG", seed, pnginfo=about)


def _packed(seed: int) -> bytes:
    return archive({f"{seed}.html": HTML, "x.js": PAYLOAD}, stored=bool(seed % 2))


TWO_KINDS: dict[str, Callable[[int], bytes]] = {
    "zip behind jpeg": lambda n: picture("JPEG", n) + _packed(n),
    "zip behind png": lambda n: picture("PNG", n) + _packed(n),
    "zip behind webp": lambda n: picture("WEBP", n) + _packed(n),
    "html in the comment of a jpeg": lambda n: jpeg_with(0xFE, HTML, n),
    "html in the exif of a jpeg": lambda n: jpeg_with(0xE1, b"Exif\0\0" + HTML, n),
    "javascript in a jpeg": lambda n: jpeg_with(0xEC, JAVASCRIPT + PAYLOAD, n),
    "svg in a chunk of a png": lambda n: png_with(b"svGz", SVG, n),
    "text of a png": _text,
    "html behind a png": lambda n: picture("PNG", n) + HTML,
    "xmp of a webp": lambda n: webp_with(HTML, n),
    "gif and javascript": lambda n: b"GIF89a/*" + bytes([n]) + b"*/=1;" + PAYLOAD,
    "bmp and javascript": lambda n: b"BM/*" + bytes([n]) + b"*/=1;" + PAYLOAD,
    "zip behind pdf": lambda n: pdf(after=_packed(n)),
    "zip inside pdf": lambda n: pdf(inside=_packed(n)),
    "zip before pdf": lambda n: _packed(n) + pdf(),
    "html before pdf": lambda n: HTML + bytes([n]) + pdf(),
    "html inside pdf": lambda n: pdf(inside=b"%" + bytes([n]) + HTML),
    "svg behind pdf": lambda n: pdf(after=SVG + bytes([n])),
    "tar that is a pdf": lambda n: (
        pdf(inside=b" " * 300)[:257] + b"ustar\x0000" + bytes([n]) + PAYLOAD + pdf()[9:]
    ),
    "rar inside pdf": lambda n: pdf(inside=b"Rar!\x1a\x07\x01" + bytes([n]) + PAYLOAD),
}
"""Twenty ways; the tests make ten of each."""

PLAIN_HOSTILE: dict[str, bytes] = {
    "svg": SVG,
    "svg with a declaration": b'<?xml version="1.0"?>' + SVG,
    "svg packed": gzip.compress(SVG),
    "html": HTML,
    "html, blanks first": b"\n\n  \xef\xbb\xbf" + HTML,
    "html in utf-16": HTML.decode().encode("utf-16"),
    "xhtml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    "javascript": JAVASCRIPT,
    "php": b"<?php system($_GET['x']); ?>",
    "program": b"MZ" + bytes(200),
    "elf": b"\x7fELF" + bytes(200),
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "office with macros": archive({"[Content_Types].xml": b"<T/>", "word/vbaProject.bin": b"x"}),
    "heic": b"\x00\x00\x00\x18ftypheic" + bytes(100),
    "tiff": b"II*\x00" + bytes(100),
    "empty": b"",
    "half a jpeg": picture("JPEG")[:200],
    "half a png": picture("PNG")[:60],
    "png of 65,535 by 65,535": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (ihdr := struct.pack(">IIBBBBB", 65_535, 65_535, 8, 2, 0, 0, 0))
    + struct.pack(">I", zlib.crc32(b"IHDR" + ihdr)) + picture("PNG")[33:],
    "pdf without an end": pdf()[:-7],
    "pdf with much behind": pdf(after=b"\n" * 5_000),
    "pdf, a byte late": b"\n" + pdf(),
    "pdf of version 9": pdf().replace(b"%PDF-1.7", b"%PDF-9.9"),
}  # fmt: skip

NAMES = [
    "../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/cron.d/x", "C:\\autoexec.bat",
    "....//....//x", "%2e%2e%2fx", "..%c0%afx", "x/../../y", "\\\\serveur\\partage\\x",
    "file:" + "//" + "/etc/passwd", "a\x00.jpg", "a\nSet-Cookie: b=c", "a\r\n\r\n<html>",
    "photo\u202egpj.exe",
    "\u2066a\u2069.jpg", "a\u200b.jpg", ".htaccess", "...", "", " ", "CON", "nul.jpg", "x" * 3_000,
    "é" * 400, '"; filename=b', "a;b.jpg", "<script>.jpg", "{{ 7*7 }}.jpg", "-rf", "~/.ssh/id_rsa",
]  # fmt: skip
"""Thirty names that would lead elsewhere, or lie."""


# Pictures that tell where they were taken.

CANARY = "fauvette-gps"


def with_exif(form: str, seed: int) -> bytes:
    """A picture with a place, a device, a date and a comment."""
    exif = Image.Exif()
    exif[0x010E] = f"{CANARY} {seed}"
    exif[0x010F] = CANARY
    exif[0x0132] = "2026:03:02 14:30:00"
    exif[0x0112] = 1 + seed % 8
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (50.0, 51.0, float(seed % 60)), 3: "E", 4: (4.0, 21.0, 3.0)}
    )
    more: dict[str, Any] = {"exif": exif.tobytes()}
    if form == "JPEG":
        more["comment"] = CANARY.encode()
        more["icc_profile"] = CANARY.encode() * 4
    return picture(form, seed, **more)


def tells(content: bytes) -> list[str]:
    """What a picture says beside its pixels."""
    with Image.open(io.BytesIO(content)) as read:
        read.load()
        exif = read.getexif()
        found = [f"exif {tag}" for tag in exif] + [f"gps {tag}" for tag in exif.get_ifd(0x8825)]
        quiet = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        found += [f"info {name}" for name in read.info if name not in quiet]
    if CANARY.encode() in content:
        found.append("the canary")
    return found
