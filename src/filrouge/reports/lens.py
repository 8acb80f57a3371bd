"""What a funder may read of its own part: aggregates, and none that tells of fewer than five.

Whatever `text` already hides, a document seen through a lens is gone over once more, whole, before
any output is made of it. It keeps no number of persons from 1 to 4, whether as a count, as the
numerator or the base of a share, or as what is left of the base; a mean stands on five at least.
When the funder pays for fewer than five persons, or when all the others do, nothing that comes from
the records of persons is told: the published report less this one would be these few. What one
table hides, be it so that no subtraction tells another number, the whole document hides.

Left for the full disclosure control: a count in this report beside the same count published for
everybody (the difference is of the persons of other funders, five at least, but may be small for
one answer); two counts of one report that differ by a few, neither being the whole; the same funder
read over two periods that differ by a few days; the extremes (youngest, oldest), which are
somebody's.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from django.utils import translation
from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.figures import engine, facts
from filrouge.figures.dashboard.named import CHARTS
from filrouge.figures.facts.scope import Scope
from filrouge.figures.kernel.indicator import Atom
from filrouge.figures.values import Figure

from . import document as doc
from .text.placeholders import read_exhibit
from .text.protection import MASKED, SMALL, K, is_small

FUNDING = "funding"
MONEY = "institution/funding"
FEWER = "moins de 5"
_SMALL_SHOWN = re.compile(r"small\s*=\s*\"?show\"?")


def shielded(document: doc.Document, scope: Scope, lens: Mapping[str, str]) -> doc.Document:
    """The document without anything a funder may not be told."""
    with translation.override(document.language):
        return _Shield(document, scope, lens).document()


def few(scope: Scope, group: str) -> bool:
    """Whether a funder, or all the others together, pay for one to four persons."""
    counts = Counter(scope.dimensions[FUNDING].values())
    return is_small(counts[group]) or is_small(counts.total() - counts[group])


class _Shield:
    """Judges every value of a document, then writes the document again."""

    def __init__(self, document: doc.Document, scope: Scope, lens: Mapping[str, str]) -> None:
        self._document = document
        self._group = lens.get(FUNDING, "")
        self._scopes = {scope.period.slug: scope}
        self._for_all: dict[str, Mapping[str, Figure]] = {}
        self._refused: dict[str, str] = {}
        self._hidden: dict[str, str] = {}
        for key, value in document.values.items():
            if reason := self._not_of_the_funder(value):
                self._refused[key] = reason
            elif words := self._hides(value):
                self._hidden[key] = words
        for exhibit in document.exhibits:
            self._hide_what_it_hides(exhibit)

    def document(self) -> doc.Document:
        sections = tuple(
            replace(section, blocks=tuple(self._block(block) for block in section.blocks))
            for section in self._document.sections
        )
        values = {
            key: blotted(value, self._hidden[key]) if key in self._hidden else value
            for key, value in self._document.values.items()
            if key not in self._refused
        }
        return replace(self._document, sections=sections, values=values)

    # --- what may be told ----------------------------------------------------------------------

    def _not_of_the_funder(self, value: doc.Value) -> str:
        if value.chapter == MONEY and not Period.parse(value.period).is_year:
            return _("Money belongs to a year: ask for the report of a whole year.")
        if not value.lens and value.programme == "housing_first" and value.measure != "context":
            return _("This figure is of everybody: it cannot be told for one funder alone.")
        return ""

    def _hides(self, value: doc.Value) -> str:
        """The words in the place of a value; "" when it may be told."""
        if not value.lens.startswith(f"{FUNDING}="):
            return ""
        if value.display in (SMALL, MASKED):
            return value.display
        count, base = _number(value.numerator or value.exact), _number(value.denominator)
        if value.of_people and is_small(count):
            return SMALL
        whole = self._whole(value) if base is None else base
        left = whole - count if whole is not None and count is not None else None
        tells = (
            self._few(value.period)
            or is_small(base)
            or (value.of_people and is_small(self._of_others(value, count)))
            or (value.of_people and is_small(left))
            or (value.of_people and any(is_small(_number(one)) for one in value.items))
        )
        return MASKED if tells else ""

    def _scope(self, slug: str) -> Scope:
        if slug not in self._scopes:
            self._scopes[slug] = Scope(Period.parse(slug))
        return self._scopes[slug]

    def _few(self, slug: str) -> bool:
        return few(self._scope(slug), self._group)

    def _of_others(self, value: doc.Value, count: Fraction | None) -> Fraction | None:
        """How many are counted for all the others: the report of everybody less this one."""
        every = self._every(value.period).get(value.id)
        if every is None or count is None:
            return None
        counted = every.result.number if every.numerator is None else every.numerator
        return None if counted is None else Fraction(counted) - count

    def _every(self, slug: str) -> Mapping[str, Figure]:
        """The same figures for everybody, computed once a period."""
        if slug not in self._for_all:
            scope = self._scope(slug)
            values = self._document.values.values()
            ids = {one.id: None for one in values if one.lens and one.of_people}
            self._for_all[slug] = engine.compute(scope.period, ids=list(ids), scope=scope)
        return self._for_all[slug]

    def _whole(self, value: doc.Value) -> Fraction | None:
        """How many rows of the funder a count of persons is taken from; None for other counts."""
        scope = self._scope(value.period)
        fact = engine.known(scope, [value.id])[value.id].fact
        if not (fact and value.of_people):
            return None
        atom = Atom(fact, "count")
        counts = facts.ALL[fact].aggregate(scope, [atom], FUNDING)
        return Fraction(counts.get(self._group, {}).get(atom, 0))

    def _hide_what_it_hides(self, exhibit: doc.Exhibit) -> None:
        """What a table hides has no key in it: the text may not say it either."""
        if not any(cell in (SMALL, MASKED) for row in exhibit.rows for cell in row[1:]):
            return
        named = [
            re.compile(re.escape(id_).replace(r"\*", "[a-z0-9_]+"))
            for id_ in read_exhibit(exhibit.written).ids
        ]
        for key, value in self._document.values.items():
            if key not in exhibit.keys and any(one.fullmatch(value.id) for one in named):
                self._hidden.setdefault(key, MASKED)

    # --- the document again --------------------------------------------------------------------

    def _block(self, block: doc.Block) -> doc.Block:
        match block:
            case doc.Heading() | doc.Paragraph():
                return replace(block, children=self._inlines(block.children))
            case doc.Quote():
                return replace(block, blocks=tuple(self._block(one) for one in block.blocks))
            case doc.Listing():
                items = tuple(tuple(self._block(one) for one in item) for item in block.items)
                return replace(block, items=items)
            case doc.Grid():
                header = tuple(self._inlines(cell) for cell in block.header)
                rows = tuple(tuple(self._inlines(cell) for cell in row) for row in block.rows)
                return replace(block, header=header, rows=rows)
            case doc.Exhibit():
                return self._exhibit(block)
        return block

    def _inlines(self, children: tuple[doc.Inline, ...]) -> tuple[doc.Inline, ...]:
        return tuple(self._inline(child) for child in children)

    def _inline(self, child: doc.Inline) -> doc.Inline:
        match child:
            case doc.Live() if child.key in self._refused:
                return doc.Unknown(child.written, self._refused[child.key])
            case doc.Live() if child.key in self._hidden and child.form != "label":
                words = FEWER if self._hidden[child.key] == SMALL else MASKED
                return replace(child, shown=words)
            case doc.Emphasis() | doc.Strong() | doc.Link():
                return replace(child, children=self._inlines(child.children))
        return child

    def _exhibit(self, exhibit: doc.Exhibit) -> doc.Block:
        for key in exhibit.keys:
            if key in self._refused:
                return doc.Faulty(exhibit.written, self._refused[key])
        if exhibit.programme == "hf" and _reads_everybody(exhibit.written):
            reason = _("This figure is of everybody: it cannot be told for one funder alone.")
            return doc.Faulty(exhibit.written, reason)
        hidden = [self._hidden.get(key, "") for key in exhibit.keys]
        if not any(hidden):
            return exhibit
        if exhibit.svg or len(hidden) != len(exhibit.rows):
            said = _("“%(title)s” is not shown: it would tell of fewer than %(k)s persons.")
            return doc.Paragraph((doc.Text(said % {"title": exhibit.title, "k": K}),))
        rows = tuple(
            (row[0], words, *("" for _cell in row[2:])) if words else row
            for row, words in zip(exhibit.rows, hidden, strict=True)
        )
        note = _("Numbers that would tell of fewer than %(k)s persons are not shown.") % {"k": K}
        note = " ".join(part for part in (exhibit.note, note) if part)
        return replace(exhibit, rows=rows, base="", note=note, alt=exhibit.title)


def _reads_everybody(written: str) -> bool:
    """Whether an exhibit is a named chart that reads records itself: no lens is put before it."""
    chart = CHARTS.get(read_exhibit(written).ids[0])
    return chart is not None and not chart.ids


def blotted(value: doc.Value, words: str) -> doc.Value:
    """The value with its definition alone: no number, part, element or digest is left."""
    return replace(
        value,
        exact="",
        text=words,
        display=words,
        items=(),
        base=None,
        numerator="",
        denominator="",
        sentence="",
        empty_reason="",
        previous=(),
        records=None,
        digest="",
    )


def without_small(body: str) -> str:
    """A text without what asks to show small numbers: nobody may, in what a funder is sent."""
    return _SMALL_SHOWN.sub("", body)


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except ValueError:
        return None
