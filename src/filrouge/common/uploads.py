"""A file that somebody sends: what may be kept of it, or why nothing is.

Kinds are told by their first bytes, never by a name or by what the browser says. A picture is drawn
again (`pictures.py`), so that nothing but its pixels is kept. A PDF is kept as it is, and only
downloaded: what makes it another kind of file as well is refused (OWASP ASVS 5.0, 5.2). All the
rest is refused with a sentence that names the file and what to do.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from . import pictures

MEGA = 1024 * 1024
LONGEST_NAME = 100
JPEG, PNG, PDF = "jpg", "png", "pdf"
MIME = {JPEG: "image/jpeg", PNG: "image/png", PDF: "application/pdf"}
"""The kinds that are kept. Each is also the end of the names of its files."""
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
"""What a form asks the browser to offer: a telephone then makes a JPEG of its own pictures."""

_PICTURES = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"))
_HEIC = re.compile(rb".{4}ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1|avif|avis)", re.DOTALL)
_PDF = re.compile(rb"%PDF-[12]\.\d[\r\n \t%]")
_END = b"%%EOF"
_AFTER_END = re.compile(rb"[\s\x00]{0,2048}\Z")
_ZIP_END = 65_557
"""An archive's directory is looked for that far from the end."""
_PACKED = (b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_AT = ((257, b"ustar"), (128, b"DICM"), (0x8001, b"CD001"))
_MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|img|object|embed|\?php)|<\?php", re.I
)


class RefusedUpload(Exception):
    """Nothing is kept of the file; the message says why and what to do, in the reader's words."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What may be kept: harmless bytes, their kind, a name to show."""

    content: bytes
    kind: str
    name: str


def checked(file: IO[bytes] | Any, name: str) -> Upload:
    """What may be kept of a file, read up to the limit. Raises `RefusedUpload`."""
    limit = settings.UPLOAD_MAX_MB
    shown = display_name(name) or _("file without a name")
    content = file.read(limit * MEGA + 1)
    if len(content) > limit * MEGA:
        raise RefusedUpload(
            _("“%(name)s” is bigger than %(limit)s MB: take a smaller picture, or split the PDF.")
            % {"name": shown, "limit": limit}
        )
    form = picture_form(content)
    if form:
        content, drawn = _drawn(content, form, shown)
        kind = {"JPEG": JPEG, "PNG": PNG}[drawn]
    else:
        _refuse_other_kinds(content, shown)
        kind = PDF
    return Upload(content, kind, named(name, kind))


def picture_form(content: bytes) -> str:
    """The kind of picture that the first bytes tell; empty for anything else."""
    for start, form in _PICTURES:
        if content.startswith(start):
            return form
    return "WEBP" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def _drawn(content: bytes, form: str, shown: str) -> tuple[bytes, str]:
    try:
        return pictures.redrawn(content, form)
    except pictures.TooManyPixels as error:
        raise RefusedUpload(
            _("“%(name)s” has too many pixels: make it smaller (64 million at most).")
            % {"name": shown}
        ) from error
    except pictures.BadPicture as error:
        raise RefusedUpload(
            _("“%(name)s” is damaged: it cannot be drawn. Take the picture or the scan again.")
            % {"name": shown}
        ) from error


def _refuse_other_kinds(content: bytes, shown: str) -> None:
    """Everything but a plain PDF."""
    if not content:
        said = _("“%(name)s” is empty: choose it again.")
    elif _HEIC.match(content):
        said = _(
            "“%(name)s” is a HEIC picture, which not every computer opens. On the telephone, "
            "choose “Most compatible” in the settings of the camera, or send it as JPEG."
        )
    elif content.startswith((b"PK", b"\xd0\xcf\x11\xe0", *_ARCHIVES, b"\x1f\x8b", b"BZh")):
        said = _(
            "“%(name)s” is an archive or an office document: save it as PDF (in Word: File, "
            "Save as, PDF), then send the PDF."
        )
    elif not content.startswith(b"%PDF"):
        said = _("“%(name)s” is neither a picture (JPEG, PNG, WebP) nor a PDF: save it as PDF.")
    elif not is_plain_pdf(content):
        said = _(
            "“%(name)s” is a PDF that is damaged, or that hides another file. Print it as PDF, "
            "then send the new one."
        )
    else:
        return
    raise RefusedUpload(said % {"name": shown})


def is_plain_pdf(content: bytes) -> bool:
    """Whether a PDF begins and ends as one, and is nothing else too."""
    end = content.rfind(_END)
    return bool(
        _PDF.match(content)
        and end > 0
        and _AFTER_END.match(content, end + len(_END))
        and not any(mark in content[-_ZIP_END:] for mark in _PACKED)
        and not any(mark in content for mark in _ARCHIVES)
        and not any(content[at : at + len(mark)] == mark for at, mark in _AT)
        and b"PK\x03\x04" not in content[:1024]
        and not _MARKUP.search(content)
    )


def display_name(sent: str) -> str:
    """A name to be shown, never to be a path: the last part, without what cannot be seen."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", last)
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
    return " ".join(seen.split()).strip(". ")[:LONGEST_NAME].strip()


def named(sent: str, kind: str) -> str:
    """The name shown of a file of a kind: its end always tells the truth."""
    shown = display_name(sent)
    stem, _dot, end = shown.rpartition(".")
    if not stem or not re.fullmatch(r"[A-Za-z0-9]{1,5}", end):
        stem = shown
    stem = stem[: LONGEST_NAME - len(kind) - 1].strip(". ") or _("document")
    return f"{stem}.{kind}"
