"""What writers type to have a figure: `[id]{format=words}`, `[table: id, family.*]{by=team}`.

Reading one never fails: what cannot be understood says why, in a sentence, with the nearest word.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

ID = r"[^\W\d][\w{}*-]*(?:\.[\w{}*-]+)+"
_OPTIONS = r"\{(?:[^{}\"\n]|\"[^\"\n]{0,300}\"){0,400}\}"
INLINE = re.compile(rf"\[({ID})\](?!\()({_OPTIONS})?")
EXHIBIT = re.compile(
    rf"\[\s*(figure|table|tableau)\s*:([^\]\[\n]{{0,4000}})\]({_OPTIONS})?", re.IGNORECASE
)
_OPTION = re.compile(r"([^\s=\"]+)=(\"[^\"]*\"|[^\s\"]*)|(\S+)")

FORMATS = (
    "number", "value", "words", "share", "change", "trend", "direction", "list", "count",
    "sentence", "ratio", "base", "numerator", "label", "protected",
)  # fmt: skip
_INLINE_OPTIONS = ("format", "period", "year", "by", "of")
_EXHIBIT_OPTIONS = ("title", "heading", "small", "most", "by", "columns", "period")
COLUMNS = ("value", "base", "previous", "change")


class PlaceError(Exception):
    """A placeholder that cannot be read or filled; the message is the reason, in a sentence."""


@dataclass(frozen=True)
class Place:
    """A figure inside a sentence, as typed."""

    written: str
    id: str
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> str:
        return self.options.get("format", "")


@dataclass(frozen=True)
class ExhibitPlace:
    """A numbered figure or table, as typed; `kind` is "figure" or "table"."""

    written: str
    kind: str
    ids: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)


def nearest(word: str, known: Collection[str]) -> str:
    """A sentence that names the known word most like it; "" when none is."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return " " + _("Did you mean “%(word)s”?") % {"word": found[0]} if found else ""


def read_place(written: str) -> Place:
    """A placeholder of a sentence. Raises `PlaceError` with the reason."""
    found = INLINE.fullmatch(written)
    if not found:
        if EXHIBIT.fullmatch(written):
            raise PlaceError(_("A figure or a table stands alone in its paragraph."))
        raise PlaceError(_("The options after the figure are not closed by a brace."))
    options = _read_options(found[2] or "", _INLINE_OPTIONS)
    if "*" in found[1]:
        raise PlaceError(
            _("A family of figures is shown by a figure or a table, not inside a sentence.")
        )
    _check(options, "format", FORMATS)
    if "of" in options and "by" not in options:
        raise PlaceError(_("“of” names a group: say of which breakdown with “by”."))
    if "by" in options and "of" not in options:
        raise PlaceError(_("“by” needs the group: add “of=...”."))
    return Place(written, found[1], options)


def read_exhibit(written: str) -> ExhibitPlace:
    """The placeholder of a figure or a table. Raises `PlaceError` with the reason."""
    found = EXHIBIT.fullmatch(written)
    if not found:
        raise PlaceError(_("The options after the figure are not closed by a brace."))
    ids = tuple(one.strip() for one in found[2].split(",") if one.strip())
    if not ids:
        raise PlaceError(_("It names no figure."))
    for id_ in ids:
        if not re.fullmatch(ID, id_):
            raise PlaceError(_("“%(id)s” is not the name of a figure.") % {"id": id_[:80]})
    options = _read_options(found[3] or "", _EXHIBIT_OPTIONS)
    _check(options, "small", ("show", "hide"))
    for column in options.get("columns", "value").split(","):
        if column.strip() not in COLUMNS:
            raise PlaceError(
                _("“%(word)s” is not a column: the columns are %(known)s.")
                % {"word": column.strip()[:40], "known": ", ".join(COLUMNS)}
            )
    most = options.get("most", "12")
    if not (most.isascii() and most.isdigit() and 1 <= int(most) <= 200):
        raise PlaceError(_("“most” is a number from 1 to 200."))
    kind = "figure" if found[1].lower() == "figure" else "table"
    return ExhibitPlace(written, kind, ids, options)


def _read_options(text: str, known: Collection[str]) -> dict[str, str]:
    options: dict[str, str] = {}
    for found in _OPTION.finditer(text[1:-1]):
        name, value, alone = found.groups()
        if alone is not None:
            raise PlaceError(
                _("“%(word)s” is not an option: write name=value.") % {"word": alone[:40]}
            )
        if name not in known:
            raise PlaceError(
                _("“%(word)s” is not an option: the options are %(known)s.")
                % {"word": name[:40], "known": ", ".join(known)}
                + nearest(name, known)
            )
        if name in options:
            raise PlaceError(_("The option “%(word)s” is given twice.") % {"word": name})
        options[name] = value.strip('"')
    return options


def _check(options: Mapping[str, str], name: str, known: Collection[str]) -> None:
    if name in options and options[name] not in known:
        raise PlaceError(
            _("“%(word)s” is not a value of “%(name)s”: the values are %(known)s.")
            % {"word": options[name][:40], "name": name, "known": ", ".join(known)}
            + nearest(options[name], known)
        )
