"""Words found nowhere else, one for each field of each person; and every way to find them again.

A word says whose it is: `Zqnote7310004x` is the note of file 7310004. Numbers of files and days of
birth are words too. What leaves packed (workbooks, documents, PDF) is opened before it is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta
from html import unescape
from typing import Any

import pypdf
from django.utils.formats import date_format

FIRST_NUMBER = 7310001
MOST = 200
WORD = re.compile(r"Zq([a-z]+?)(731\d{4})x", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.,-])(731\d{4})(?![\w,-]|\.\d)")
"""A number of a file, written alone: not inside another word."""


def birth(number: int) -> date:
    """A day of birth of its own."""
    return date(1931, 1, 5) + timedelta(days=37 * (number - FIRST_NUMBER))


def _births() -> dict[str, int]:
    written: dict[str, int] = {}
    for number in range(FIRST_NUMBER, FIRST_NUMBER + MOST):
        day = birth(number)
        for text in (day.isoformat(), f"{day:%d/%m/%Y}", date_format(day, "j N Y")):
            written[text] = number
    return written


BIRTH = re.compile(r"\b(?:19[3-5]\d-\d\d-\d\d|\d\d/\d\d/19[3-5]\d|\d{1,2} [^\W\d]+\.? 19[3-5]\d)\b")


class Finder:
    """Finds the words; made once, because days are written in the language of the reader."""

    def __init__(self) -> None:
        self.births = _births()

    def found(self, text: str) -> set[tuple[str, int]]:
        """Field and number of the file of every word in a text."""
        seen = {(field.lower(), int(number)) for field, number in WORD.findall(text)}
        seen |= {("number", int(number)) for number in NUMBER.findall(text)}
        for written in BIRTH.findall(text):
            if written in self.births:
                seen.add(("birth", self.births[written]))
        return seen


def texts(body: bytes, kind: str) -> str:
    """All that can be read in a body: itself, what it packs, what it draws."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            inside = [packed.read(one).decode("utf-8", "replace") for one in packed.namelist()]
        return unescape("\n".join([*packed.namelist(), *inside]))
    if body.startswith(b"%PDF"):
        read = pypdf.PdfReader(io.BytesIO(body))
        said = [page.extract_text() for page in read.pages]
        return "\n".join([*said, str(read.metadata or "")])
    if kind.startswith("image/") and "svg" not in kind:
        return ""
    text = body.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text


def everything(response: Any, body: bytes) -> str:
    """Body, headers and addresses of an answer, cookies included."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = response.cookies.output()
    return "\n".join((headers, cookies, texts(body, response.headers.get("Content-Type", ""))))
