"""What changed between two texts, for reading: paragraphs, and words inside changed ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .merging import MOST, joined, paragraphs

AROUND = 1
"""Unchanged paragraphs shown before and after a change."""
_WORDS = re.compile(r"\s+|[\w’'\-]+|[^\w\s]")
_LONG = 2_000
"""Words beyond which two versions of a paragraph are shown one after the other."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words: "same", "removed" or "added"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph and what became of it: "same", "removed", "added", "changed" or "skipped".

    `count` is how many unchanged paragraphs a skip stands for.
    """

    kind: str
    spans: tuple[Span, ...] = ()
    count: int = 0


def differences(before: str, after: str) -> list[Change]:
    """What must be read to know how `before` became `after`; empty when nothing changed."""
    old, new = paragraphs(before), paragraphs(after)
    if len(old) + len(new) > MOST:
        # Comparing so many would keep everybody waiting: the two texts whole.
        old, new = [joined(old)], [joined(new)]
    found: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.extend(Change("same", (Span("same", one),)) for one in old[i1:i2])
        else:
            found.extend(_changed(old[i1:i2], new[j1:j2]))
    return _shortened(found)


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Paragraphs are compared one with one as far as they go, the others came or went."""
    found = [Change("changed", _words(one, other)) for one, other in zip(old, new, strict=False)]
    found.extend(Change("removed", (Span("removed", one),)) for one in old[len(new) :])
    found.extend(Change("added", (Span("added", one),)) for one in new[len(old) :])
    return found


def _words(old: str, new: str) -> tuple[Span, ...]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > _LONG:
        return (Span("removed", old), Span("added", new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.3:
        # Words that happen to be the same would only make two sentences unreadable.
        return (Span("removed", old), Span("added", new))
    spans = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            spans.append(Span("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            spans.append(Span("removed", "".join(before[i1:i2])))
        if j2 > j1:
            spans.append(Span("added", "".join(after[j1:j2])))
    return tuple(spans)


def _shortened(changes: Sequence[Change]) -> list[Change]:
    """Long runs of unchanged paragraphs folded; nothing when there is no change at all."""
    moved = [place for place, one in enumerate(changes) if one.kind != "same"]
    if not moved:
        return []
    near = {place + step for place in moved for step in range(-AROUND, AROUND + 1)}
    found: list[Change] = []
    skipped = 0
    for place, one in enumerate(changes):
        if place in near:
            if skipped:
                found.append(Change("skipped", count=skipped))
                skipped = 0
            found.append(one)
        else:
            skipped += 1
    return [*found, Change("skipped", count=skipped)] if skipped else found
