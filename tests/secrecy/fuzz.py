"""Malformed requests, made at random from a list of what breaks programs.

The long form: `FILROUGE_MALFORMED=100000 pytest tests/secrecy/test_malformed.py`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.matrix import ARGUMENTS, Page

NASTY = (
    "", " ", "0", "-1", "1e9", "9" * 40, "NaN", "Infinity", "null", "true", "[]", "{}", "%", "%%s",
    "\x00", "a\x00b", "\u202eesrever", "🦆🌿", "e\u0301", "\ud7ff", "\ufffe", "ﷺ" * 20, "İ", "ß",
    "0001-01-01", "9999-12-31", "2024-02-30", "10000-01-01", "2024", "2024-01..2024-13", "0000",
    "2024-13", "../../etc/passwd", "..\\..\\x", "' OR 1=1 --", "<script>alert(1)</script>",
    "{{ 7*7 }}", "{% x %}", "=1+1", "a" * 300, "a" * 5_000, "1;2", ";;", "\r\nX-A: b", "é" * 250,
    "2024-01-01T25:61", "24:00", "1,5", "１２", "٣", "+1", "1_000", "0x10", "--", "\t", "\u2028",
)  # fmt: skip
NAMES = ("q", "page", "a", "de", "id", "year", "annee", "type", "tri", "next", "programme", "day",
         "version", "body", "name", "commune", "note", "state", "start", "end", "login", "password",
         "periode", "part", "groupe", "slug", "reason", "code", "choix", "number")  # fmt: skip
ENCODINGS = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=nowhere",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "text/plain; charset=utf-16",
)


def path_of(place: Page, url: str, chance: random.Random) -> str:
    """The address, one time in two with one argument replaced by something else."""
    arguments = [one or two for one, two in re.findall(r"<(?:\w+:)?(\w+)>|\?P<(\w+)>", place.route)]
    if arguments and chance.random() < 0.5:
        old = str(ARGUMENTS[chance.choice(arguments)])
        new = quote(chance.choice(NASTY), safe="")
        url = url.replace(f"/{old}", f"/{new}", 1)
    return url


def words(chance: random.Random, known: tuple[str, ...] = NAMES) -> dict[str, Any]:
    """Fields under names that pages use, some several times."""
    made: dict[str, Any] = {}
    for _number in range(chance.randrange(0, 7)):
        values = [chance.choice(NASTY) for _ in range(chance.choice([1, 1, 1, 2, 5]))]
        made[chance.choice(known)] = values
    return made


def send(client: Any, url: str, chance: random.Random, known: tuple[str, ...]) -> Any:
    """One malformed request."""
    headers: Mapping[str, str] = (
        {"HX-Request": "true", "HX-Current-URL": chance.choice(NASTY).replace("\r\n", "")}
        if chance.random() < 0.2
        else {}
    )
    shape = chance.random()
    if shape < 0.55:
        return client.get(url, query_params=words(chance, known), headers=headers)
    if shape < 0.8:
        return client.post(url, words(chance, known), headers=headers)
    if shape < 0.9:
        raw = chance.randbytes(chance.randrange(400))
        return client.generic("POST", url, raw, chance.choice(ENCODINGS), headers=headers)
    name = chance.choice(NASTY) or "x"
    content = b"PK\x03\x04" + chance.randbytes(300)
    field = chance.choice(("workbooks", "file", *known))
    upload = SimpleUploadedFile(name.replace("\x00", "0"), content)
    return client.post(url, {**words(chance, known), field: upload})
