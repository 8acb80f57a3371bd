"""Chapters and figures made into a document: the one way a report, a page or a preview is made.

Composing never fails: what cannot be said is shown as typed with its reason, and blocks
publication. All figures of all chapters are computed in one pass.
"""

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.figures.facts import Scope
from filrouge.figures.values import Figure

from .. import document as doc
from ..lens import blotted
from ..models import Edition
from ..past import Past, past_of
from . import exhibits, formats
from .ledger import Ledger
from .limits import TextRefusedError, clean, printed
from .parse import Parsed, Say, blocks, parse
from .placeholders import EXHIBIT, Place, PlaceError, read_exhibit, read_place
from .protection import few, hidden_words
from .together import Together, together

_EXCERPT = 200
_UNPROTECTED = ("label", "change", "trend", "direction", "count")


@dataclass(frozen=True)
class Source:
    """A chapter as written: where it stands in the plan and its body in Markdown."""

    code: str
    level: int
    title: str
    programme: str
    body: str


def compose(
    sources: Sequence[Source],
    *,
    year: int,
    title: str,
    subtitle: str = "",
    organisation: str = "",
    period: Period | None = None,
    lens: Mapping[str, str] | None = None,
    scope: Scope | None = None,
    before: Past | None = None,
) -> doc.Document:
    """The document of some chapters, in French whatever the reader's language.

    The period is the year unless another is given. With a `lens` (dimension to group), figures
    that can be are those of the group only. With `before`, what was published already, all that
    leaves is judged at once, the annex of all figures too when it is the report of everybody.
    """
    period = period or (scope.period if scope else Period.year(year))
    with translation.override("fr"):
        forgotten = before.forgotten if before else {}
        ledger = Ledger(period, scope=scope, lens=lens, forgotten=forgotten)
        return _Composer(ledger, before).document(sources, year, title, subtitle, organisation)


def compose_edition(edition: Edition, scope: Scope | None = None) -> doc.Document:
    """The document of an edition as its chapters stand, as it may be published."""
    sources = [
        Source(one.code, one.level, one.title, one.programme, one.body)
        for one in edition.chapters.all()
    ]
    return compose(
        sources,
        year=edition.year,
        title=edition.title,
        subtitle=edition.subtitle,
        organisation=edition.organisation,
        scope=scope,
        before=past_of(edition),
    )


def compose_chapter(
    source: Source,
    *,
    year: int,
    period: Period | None = None,
    lens: Mapping[str, str] | None = None,
    scope: Scope | None = None,
) -> doc.Document:
    """One chapter alone, for a preview: its figures only, exhibits numbered from 1."""
    return compose([source], year=year, title=source.title, period=period, lens=lens, scope=scope)


def check_text(body: str) -> None:
    """Raises `TextRefusedError` when a body cannot be kept: too long, too deep, too large a table.

    The message is a sentence for whoever saves it.
    """
    nothing = doc.Text("")
    blocks(
        parse(body),
        Say(lambda written: nothing, lambda written: doc.Rule(), lambda text: ""),
    )


@dataclass
class _Composer:
    """Reads every chapter, computes once, then writes the nodes."""

    ledger: Ledger
    before: Past | None = None
    numbers: dict[str, int] = field(default_factory=lambda: {"figure": 0, "table": 0})
    anchors: set[str] = field(default_factory=set)
    shared: Together = field(default_factory=Together)

    def document(
        self, sources: Sequence[Source], year: int, title: str, subtitle: str, organisation: str
    ) -> doc.Document:
        read = [self._read(source) for source in sources]
        self.ledger.prepare(_needed(one for one in read if isinstance(one, Parsed)))
        with together(self._judge()) as self.shared:
            if self.before is not None and not self.ledger.lens:
                self.shared.annex(self.ledger.known.values())
            sections = self._sections(sources, read)
            if self.shared.settle():
                # One exhibit hides what another prints: all is written again, knowing it.
                self.ledger.values.clear()
                sections = self._sections(sources, read)
        return doc.Document(
            year=year,
            period=self.ledger.period.slug,
            title=clean(title),
            subtitle=clean(subtitle),
            organisation=clean(organisation),
            language="fr",
            sections=sections,
            values=dict(sorted(self.ledger.values.items())),
            disclosure=self.shared.decision(),
        )

    def _judge(self) -> Together:
        """Whoever judges what leaves; a preview is judged by its exhibits alone."""
        if self.before is None:
            return Together()
        return Together(self.ledger.scope, self.before, self.ledger.group_of)

    def _sections(
        self, sources: Sequence[Source], read: Sequence[Parsed | doc.Faulty]
    ) -> tuple[doc.Section, ...]:
        self.numbers = {"figure": 0, "table": 0}
        self.anchors = {source.code for source in sources}
        return tuple(self._section(source, one) for source, one in zip(sources, read, strict=True))

    @staticmethod
    def _read(source: Source) -> Parsed | doc.Faulty:
        try:
            return parse(source.body)
        except TextRefusedError as refused:
            return doc.Faulty(clean(source.body[:_EXCERPT]), str(refused))

    def _section(self, source: Source, read: Parsed | doc.Faulty) -> doc.Section:
        found: tuple[doc.Block, ...]
        if isinstance(read, doc.Faulty):
            found = (read,)
        else:
            say = Say(self._place, self._exhibit, self._anchor(source.code))
            try:
                found = blocks(read, say)
            except TextRefusedError as refused:
                found = (doc.Faulty(clean(source.body[:_EXCERPT]), str(refused)),)
        return doc.Section(source.code, source.level, clean(source.title), source.programme, found)

    def _anchor(self, code: str) -> Callable[[str], str]:
        return lambda text: self._unique(f"{code}-{slugify(text)[:60] or 'titre'}")

    def _unique(self, anchor: str) -> str:
        found, number = anchor, 1
        while found in self.anchors:
            number += 1
            found = f"{anchor}-{number}"
        self.anchors.add(found)
        return found

    def _place(self, written: str) -> doc.Inline:
        try:
            place = read_place(written)
            figure, within = self._figure_of(place)
            year = _year(place)
            shown = self._said(figure, place.form, year)
            key = self.ledger.keep(figure, within)
            if self._guarded(place, figure):
                shown = self._shared(figure, key, within) or shown
        except PlaceError as refused:
            return doc.Unknown(clean(written), str(refused))
        form = place.form or ("list" if isinstance(figure.value, tuple) else "number")
        return doc.Live(key, printed(shown), form, written)

    def _said(self, figure: Figure, form: str, year: int | None) -> str:
        said = formats.said(figure, form, year=year)
        # What a funder reads about a few persons of its own is never more than "fewer than 5".
        hidden = self.ledger.lens and form not in _UNPROTECTED and few(figure)
        return formats.FEWER if hidden and self.ledger.of_people(figure) else said

    def _guarded(self, place: Place, figure: Figure) -> bool:
        """Whether a number of persons may have to be hidden with it."""
        if place.form in ("label", "count"):
            return False
        if self.before is None and (place.form in _UNPROTECTED or self.ledger.lens):
            return False
        return self.ledger.of_people(figure) or self.shared.tied(figure)

    def _shared(self, figure: Figure, key: str, within: str) -> str:
        """The words for a figure that an exhibit of the document hides; "" when none does."""
        self.shared.says(figure, within)
        hidden = self.shared.hides(figure, within)
        if hidden:
            self.ledger.values[key] = blotted(self.ledger.values[key], hidden_words(hidden))
        return {"": "", "small": formats.FEWER}.get(hidden, hidden_words(hidden))

    def _figure_of(self, place: Place) -> tuple[Figure, str]:
        options = place.options
        ledger = self.ledger
        if "by" in options:
            if "period" in options:
                ledger = ledger.of_slug(options["period"])
            code, _label, figure = ledger.group(place.id, options["by"], options["of"])
            return figure, f"{options['by']}={code}"
        if "period" in options:
            return ledger.earlier(place.id, options["period"]), ""
        return ledger.figure(place.id), ""

    def _exhibit(self, written: str) -> doc.Block:
        try:
            place = read_exhibit(written)
            made = exhibits.make(place, self.ledger)
        except PlaceError as refused:
            return doc.Faulty(clean(written), str(refused))
        self.numbers[place.kind] += 1
        number = self.numbers[place.kind]
        name = "figure" if place.kind == "figure" else "tableau"
        return doc.Exhibit(
            kind=place.kind,
            number=number,
            anchor=self._unique(f"{name}-{number}"),
            title=printed(made.title),
            columns=tuple(printed(one) for one in made.columns),
            rows=tuple(tuple(printed(one) for one in row) for row in made.rows),
            svg=printed(made.svg),
            alt=printed(made.alt),
            base=made.base,
            note=made.note,
            programme=made.programme,
            keys=made.keys,
            written=written,
        )


def _year(place: Place) -> int | None:
    text = place.options.get("year", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise PlaceError(_("“%(word)s” is not a year.") % {"word": text[:40]})
    return int(text)


def _needed(parsed: Iterable[Parsed]) -> list[str]:
    """Every figure that some chapters ask for, as written; what cannot be read asks for none."""
    found: dict[str, None] = {}
    for one in parsed:
        for written in dict.fromkeys((*one.places, *one.exhibits)):
            with contextlib.suppress(PlaceError):
                found.update(dict.fromkeys(_ids(written)))
    return list(found)


def _ids(written: str) -> tuple[str, ...]:
    if EXHIBIT.fullmatch(written):
        return exhibits.ids_of(read_exhibit(written))
    return (read_place(written).id,)
