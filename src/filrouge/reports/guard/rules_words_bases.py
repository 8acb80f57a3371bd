"""Shares and means without a base, blank cells, references to nothing, lists left open."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from filrouge.reports.document import Exhibit
from filrouge.reports.guard.findings import Finding, excerpt
from filrouge.reports.guard.reading import Passage, Reading, TypedTable
from filrouge.reports.guard.rules_words_prose import (
    MEAN_BEFORE,
    Quantity,
    Said,
    every,
    fold,
    intro_of,
    lexicon,
    neighbours,
    passages_said,
    pattern,
)


def perimeter(reading: Reading) -> Iterator[Finding]:
    """What a reader cannot know: of how many, which table, zero or unknown."""
    yield from _without_base(reading)
    yield from _blank_cells(reading)
    for said in every(reading):
        if finding := _dangling(reading, said) or _left_open(said):
            yield finding


# --- shares and means without a base --------------------------------------------------------------

_CHANGED = re.compile(
    r"\b(?:hausse|baisse|augmentation|diminution|recul|progression|croissance|chute|augmente\w*|diminue\w*|progresse\w*|recule\w*"
    r"|reduction|inflation|majore\w*|majoration|gain|ecart|remise|indexation|variation|evolution)\b[^.;,]{0,30}$"
)


def _without_base(reading: Reading) -> Iterator[Finding]:
    for passage in passages_said(reading):
        if not passage or any(said.sourced for said in passage):
            continue
        for said in passage:
            if not said.claims:
                continue
            wanting = [q for q in said.quantities if _wants_base(said, q)]
            if wanting and not _has_base(reading, passage, wanting):
                yield said.finding(
                    "perimeter",
                    _("%(number)s of how many? No base is given in this paragraph.")
                    % {"number": said.text[wanting[0].start : wanting[0].end].strip()},
                    _(
                        "Insert the live figure with format=share, which prints its base, "
                        "or give the number it stands on."
                    ),
                )
                break


def _wants_base(said: Said, quantity: Quantity) -> bool:
    """A typed share, or a typed mean."""
    if quantity.live is not None or quantity.sign is not None or quantity.value is None:
        return False
    lead = said.typed[max(0, quantity.start - 60) : quantity.start]
    if quantity.unit == "percent":
        if _CHANGED.search(lead) or quantity.value in (0, 100) or quantity.interval:
            return False
        near = said.typed[max(0, quantity.start - 50) : quantity.end + 40]
        return not pattern("perimeter", "working_time").search(near)
    tail = said.typed[quantity.end : quantity.end + 35]
    mean = MEAN_BEFORE.search(lead) or re.match(r"(?: \w+){0,3} en moyenne\b", tail)
    return bool(mean) and quantity.unit in ("", "time", "times")


def _has_base(reading: Reading, passage: list[Said], wanting: list[Quantity]) -> bool:
    held = passage[0].passage
    if _counts(passage, wanting):
        return True
    if held.kind == "item":
        intro = intro_of(reading, held)
        return intro is not None and _counted(intro)
    before, after = neighbours(reading, held)
    # A table or a drawing just beside prints the base of what the paragraph says.
    return any(isinstance(part, Exhibit) and part.base for part in (*before[:1], *after[:1]))


def _counted(passage: Passage) -> bool:
    return any(n.unit == "" and n.value >= 2 for n in passage.numbers)


def _counts(passage: list[Said], wanting: list[Quantity]) -> bool:
    """Whether the paragraph gives a number of things a share can stand on."""
    for said in passage:
        for q in said.quantities:
            if q in wanting:
                continue
            if (
                q.live is not None
                and q.value is not None
                and (q.counts or q.live.form in ("share", "base", "ratio"))
            ):
                return True
            if q.live is None and q.counts and q.value is not None and q.value >= 3:
                return True
            if q.unit == "euro":
                return True
    return False


# --- tables ---------------------------------------------------------------------------------------


def _blank_cells(reading: Reading) -> Iterator[Finding]:
    """An empty cell or a dash among numbers: zero, or unknown?"""
    blanks = lexicon()["perimeter"]["unknown_cells"]
    for table in reading.tables:
        if finding := _blank(table, blanks) or _table_without_base(table):
            yield finding


def _blank(table: TypedTable, blanks: list[str]) -> Finding | None:
    width = max((len(row) for row in table.rows), default=0)
    for column in range(1, width):
        cells = [row[column].text.strip() if column < len(row) else "" for row in table.rows]
        numbers = [cell for cell in cells if re.match(r"^[<>+−-]? ?\d", cell)]
        for row, cell in zip(table.rows, cells, strict=True):
            if numbers and (not cell or fold(cell) in blanks):
                name = row[0].text if row else ""
                head = table.header[column].text if column < len(table.header) else ""
                return Finding(
                    "perimeter",
                    table.section.code,
                    excerpt(" | ".join(one.text for one in row) or name),
                    _("“%(row)s”, column “%(column)s”: nothing is written. Zero, or unknown?")
                    % {"row": name, "column": head},
                    _(
                        "Write 0 when there was none, “unknown” or “not counted” when it is "
                        "not known."
                    ),
                )
    return None


def _table_without_base(table: TypedTable) -> Finding | None:
    shares = [c for row in table.rows for c in row[1:] if re.search(r"\d ?%", fold(c.text))]
    if not shares:
        return None
    counts = [n for row in table.rows for c in row[1:] for n in c.numbers if n.unit == ""]
    heads = [n for c in table.header for n in c.numbers]
    intro = table.intro is not None and _counted(table.intro)
    if counts or heads or intro or re.search(r"\d", table.heading):
        return None
    return Finding(
        "perimeter",
        table.section.code,
        excerpt(" | ".join(one.text for one in table.rows[0])),
        _("This table gives shares and nowhere says of how many."),
        _("Add the numbers, or use [table: ...] with the columns value and base."),
    )


# --- references and lists -------------------------------------------------------------------------


def _dangling(reading: Reading, said: Said) -> Finding | None:
    """ "The drawing below" with no drawing."""
    text = said.typed
    drawn, tabled = pattern("perimeter", "drawn"), pattern("perimeter", "tabled")
    after, before = pattern("perimeter", "after"), pattern("perimeter", "before")
    for noun, kind in (
        *((n, "figure") for n in drawn.finditer(text)),
        *((n, "table") for n in tabled.finditer(text)),
    ):
        lead = text[max(0, noun.start() - 14) : noun.start()]
        tail = text[noun.end() : noun.end() + 24]
        points = (
            after.search(tail)
            or before.search(tail)
            or re.match(r" (?:montre|illustre|presente|reprend|detaille|donne)\w*\b", tail)
        )
        if not re.search(r"\b(?:l[ea]s?|ce|cette|ces|d[ue]s?|aux?) $", lead) or not points:
            continue
        if not _shown(reading, said, kind, bool(before.search(tail))):
            return _dangling_finding(said, noun.group(0))
    if one := re.search(r"\b(?P<kind>figure|tableau|graphique) (?P<number>\d+)\b", text):
        kind = "table" if one["kind"] == "tableau" else "figure"
        numbers = {e.number for _s, e in reading.exhibits if e.kind == kind}
        if int(one["number"]) not in numbers:
            return _dangling_finding(said, said.text[one.start() : one.end()])
    alone = re.search(r"\b(?:liste |cadre )?(?:ci-dessous|ci-contre|ci-apres)\b", text)
    if alone and not said.text.rstrip().endswith(":"):
        _before, following = neighbours(reading, said.passage)
        if not following and said.sentence is said.passage.sentences[-1]:
            return _dangling_finding(said, alone[0])
    return None


def _shown(reading: Reading, said: Said, kind: str, above: bool) -> bool:
    before, after = neighbours(reading, said.passage)
    where = before if above else [*after, *before[:1]]
    accepted = (Exhibit, TypedTable) if kind == "table" else (Exhibit,)
    return any(isinstance(part, accepted) for part in where)


def _dangling_finding(said: Said, words: str) -> Finding:
    return said.finding(
        "perimeter",
        _("“%(words)s” points at something that is not there.") % {"words": words.strip()},
        _("Insert it with [figure: ...] or [table: ...], or take the reference out."),
    )


def _left_open(said: Said) -> Finding | None:
    """ "8 institutions : A, B, C, etc.": an exact count and a list that is not whole."""
    colon = re.search(r"[:(]", said.typed)
    if not colon:
        return None
    counted = [
        q
        for q in said.between(0, colon.start())
        if q.counts
        and not q.approx
        and q.value is not None
        and q.value >= 2
        and pattern("perimeter", "listed").search(said.typed[q.end : colon.start()])
    ]
    tail = said.typed[colon.end() :]
    named = tail.count(",") >= 2
    open_ = pattern("perimeter", "external").search(tail) or tail.rstrip(" )").endswith(
        ("…", "etc.")
    )
    if not counted or not named or not open_:
        return None
    return said.finding(
        "perimeter",
        _("%(number)s are announced, and the list ends with “%(words)s”.")
        % {
            "number": said.text[counted[-1].start : counted[-1].end],
            "words": said.text[colon.end() + open_.start() : colon.end() + open_.end()]
            if not isinstance(open_, bool)
            else "etc.",
        },
        _("List them all ([table: ...] of the list), or write “among them” before the names."),
    )
