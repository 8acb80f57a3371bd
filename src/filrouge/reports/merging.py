"""Two people wrote in one chapter: their texts made one, paragraph by paragraph.

Where only one of them changed something, the change is kept. Where both added something new, both
stay. Where both changed the same words, nobody's are chosen: the writer sees the two.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

ALIKE = 0.6
"""Two additions that share this part of their words are two ways to write the same thing."""

MOST = 3_000
"""Paragraphs of the texts together beyond which they are not compared one by one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some paragraphs of the merged text. `kind` says where they come from.

    "same": nobody changed them; "mine", "theirs": one person did; "both": each added something;
    "conflict": both changed the same ones.
    """

    kind: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What the merged text holds; both versions between marks when nobody can choose."""
        match self.kind:
            case "both":
                return (*self.theirs, *self.mine)
            case "theirs":
                return self.theirs
            case "conflict":
                return (*_marked(mark_mine(), self.mine), *_marked(mark_theirs(), self.theirs))
        return self.mine


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text and where each part of it comes from."""

    pieces: tuple[Piece, ...]

    @property
    def clean(self) -> bool:
        """Whether nobody has to choose anything."""
        return all(piece.kind != "conflict" for piece in self.pieces)

    @property
    def text(self) -> str:
        """The merged text; marks stand around what has to be chosen."""
        return joined(one for piece in self.pieces for one in piece.paragraphs)

    @property
    def received(self) -> tuple[str, ...]:
        """The paragraphs that the other person added or changed."""
        return tuple(
            one for piece in self.pieces if piece.kind in ("theirs", "both") for one in piece.theirs
        )


def mark_mine() -> str:
    """The line above what the writer had typed."""
    return "=== " + _("what you had written") + " ==="


def mark_theirs() -> str:
    """The line above what was saved meanwhile."""
    return "=== " + _("what was saved meanwhile") + " ==="


def mark_end() -> str:
    """The line after a choice."""
    return "=== " + _("end of the choice") + " ==="


def marks_left(text: str) -> bool:
    """Whether a choice still waits in the text."""
    lines = {line.strip() for line in text.splitlines()}
    return bool(lines & {mark_mine(), mark_theirs(), mark_end()})


def paragraphs(text: str) -> list[str]:
    """The text in parts between blank lines; a code block or a list may be several."""
    found: list[str] = []
    open_part: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip():
            open_part.append(line)
        elif open_part:
            found.append("\n".join(open_part))
            open_part = []
    if open_part:
        found.append("\n".join(open_part))
    return found


def joined(parts: Iterable[str]) -> str:
    """The inverse of `paragraphs`."""
    return "\n\n".join(parts)


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Make one text of `mine` and `theirs`, which both began as `base`."""
    old, my, their = paragraphs(base), paragraphs(mine), paragraphs(theirs)
    if not old and my and their and my != their:
        # Both wrote the whole chapter: one after the other would be read as one text.
        return Merge((Piece("conflict", tuple(my), tuple(their)),))
    if len(old) + len(my) + len(their) > MOST:
        return Merge((_piece(tuple(old), tuple(my), tuple(their)),))
    pieces: list[Piece] = []
    at_old = at_my = at_their = 0
    for start, my_start, their_start, size in _anchors(old, my, their):
        if (start, my_start, their_start) != (at_old, at_my, at_their):
            pieces.extend(
                _pieces(
                    tuple(old[at_old:start]),
                    tuple(my[at_my:my_start]),
                    tuple(their[at_their:their_start]),
                )
            )
        kept = tuple(old[start : start + size])
        if kept:
            pieces.append(Piece("same", kept, kept))
        at_old, at_my, at_their = start + size, my_start + size, their_start + size
    return Merge(tuple(pieces))


def _anchors(
    old: Sequence[str], my: Sequence[str], their: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Runs of paragraphs that all three hold: where they start in each, how many; an empty last."""
    mine = _matches(old, my)
    theirs = _matches(old, their)
    place = 0
    while place < len(old):
        if place not in mine or place not in theirs:
            place += 1
            continue
        size = 1
        while (
            place + size in mine
            and place + size in theirs
            and mine[place + size] == mine[place] + size
            and theirs[place + size] == theirs[place] + size
        ):
            size += 1
        yield place, mine[place], theirs[place], size
        place += size
    yield len(old), len(my), len(their), 0


def _matches(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Where each paragraph that stayed is now."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {one.a + step: one.b + step for one in blocks for step in range(one.size)}


def _pieces(old: tuple[str, ...], my: tuple[str, ...], their: tuple[str, ...]) -> list[Piece]:
    """Neighbouring paragraphs, each changed by one person, are not one change of both."""
    if len(old) == len(my) == len(their):
        return [_piece((o,), (m,), (t,)) for o, m, t in zip(old, my, their, strict=True)]
    return [_piece(old, my, their)]


def _piece(old: tuple[str, ...], my: tuple[str, ...], their: tuple[str, ...]) -> Piece:
    if my == their:
        return Piece("same", my, their)
    if their == old:
        return Piece("mine", my, their)
    if my == old:
        return Piece("theirs", my, their)
    if not old and not _alike(my, their):
        return Piece("both", my, their)
    return Piece("conflict", my, their)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    words = joined(one).split(), joined(other).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= ALIKE


def _marked(mark: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    closing = (mark_end(),) if mark == mark_theirs() else ()
    return (mark, *parts, *closing)
