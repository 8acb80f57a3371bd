"""Letters of the housing side: what they hold is given here as data, and nothing else is read.

A letter is built from records of housing and of its money only; nothing of this module, nor what
it imports, knows an encounter, a review or a note. Printed as DOCX, to be completed by hand, or as
PDF (tagged, by Typst: nothing typed is read as markup).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from importlib.resources import files

import docx
from django.conf import settings
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from filrouge.common import typesetting


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed: to whom, about what, sentences, perhaps a table, then the end."""

    to: Sequence[str]
    day: date
    subject: str
    before: Sequence[str]
    heading: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    after: Sequence[str] = ()
    end: Sequence[str] = field(default_factory=tuple)

    @property
    def told_day(self) -> str:
        return formats.date_format(self.day, "j F Y")


def organisation() -> str:
    """Who writes."""
    return settings.FILROUGE_ORGANISATION or "Filrouge"


def pdf(letter: Letter) -> bytes:
    """Print it, in the language now active."""
    data = {
        **asdict(letter),
        "day": letter.told_day,
        "organisation": organisation(),
        "language": (get_language() or "fr")[:2],
    }
    template = files(__package__).joinpath("letter.typ").read_bytes()
    return typesetting.pdf(template, typesetting.printable_data(data, {"language"}))


def as_docx(letter: Letter) -> bytes:
    """The same, to be completed by hand. It holds no name of whoever made it and no clock."""
    book = docx.Document()
    about = book.core_properties
    about.author = organisation()
    about.title = letter.subject
    made = datetime(letter.day.year, letter.day.month, letter.day.day, tzinfo=UTC)
    about.created = about.modified = made
    book.add_paragraph(organisation())
    book.add_paragraph("\n".join(letter.to))
    book.add_paragraph(letter.told_day)
    book.add_heading(letter.subject, level=1)
    for text in letter.before:
        book.add_paragraph(text)
    if letter.rows:
        table = book.add_table(rows=1, cols=len(letter.heading), style="Table Grid")
        for line in (letter.heading, *letter.rows):
            cells = table.rows[0].cells if line is letter.heading else table.add_row().cells
            for cell, text in zip(cells, line, strict=True):
                cell.text = text
    for text in (*letter.after, *letter.end):
        book.add_paragraph(text)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def farewell() -> tuple[str, ...]:
    """The last lines of every letter."""
    return (_("Yours faithfully,"), _("The housing team"), organisation())
