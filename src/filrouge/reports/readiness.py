"""What stands between an edition and its publication, each thing in a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.common.periods import Period
from filrouge.figures.facts.scope import Scope

from . import queries
from .document import (
    Block,
    Document,
    Faulty,
    Grid,
    Heading,
    Inline,
    Paragraph,
    Unknown,
    Value,
    inlines,
)
from .models import Chapter, Edition
from .text.compose import compose_edition
from .text.values import all_values

MOST = 12
"""Items named under a check; the others are counted."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something missing, and the chapter that can mend it ("" when none can)."""

    text: str
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of publication: met or not, in a sentence, with what is missing."""

    title: str
    met: bool
    sentence: str
    items: tuple[Item, ...] = ()

    @property
    def shown(self) -> tuple[Item, ...]:
        return self.items[:MOST]

    @property
    def more(self) -> int:
        return max(0, len(self.items) - MOST)


class Readiness:
    """An edition composed as it would be published, and the checks it passes or not.

    Composing reads every record of the year: it is done once, when a check asks for it.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.chapters: Sequence[Chapter] = list(edition.chapters.order_by("position"))

    @cached_property
    def document(self) -> Document:
        return compose_edition(self.edition, self._scope)

    @cached_property
    def figures(self) -> dict[str, Value]:
        return all_values(self._scope.period, self._scope, with_records=True)

    @cached_property
    def _scope(self) -> Scope:
        """The records of the year, read once for the text and for the annex."""
        return Scope(Period.year(self.edition.year))

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        return (self._written(), self._known(), self._coherent(), self._counted())

    @property
    def met(self) -> bool:
        return all(check.met for check in self.checks)

    @property
    def obstacles(self) -> list[str]:
        """A sentence for each check that is not met, naming the first things missing."""
        return [
            f"{check.sentence} {_some([item.text for item in check.items])}".strip()
            for check in self.checks
            if not check.met
        ]

    def _written(self) -> Check:
        title = _("Chapters approved")
        waiting = [one for one in self.chapters if one.state != Chapter.State.APPROVED]
        if not self.chapters:
            return Check(title, False, _("This edition has no chapter yet."))
        if all(one.state == Chapter.State.FROZEN for one in self.chapters):
            return Check(
                title,
                False,
                _("This edition is published already: reopen it to publish a correction."),
            )
        if not waiting:
            return Check(
                title,
                True,
                ngettext(
                    "The chapter is approved.",
                    "The %(count)s chapters are approved.",
                    len(self.chapters),
                )
                % {"count": len(self.chapters)},
            )
        sentence = ngettext(
            "%(count)s chapter is not approved yet.",
            "%(count)s chapters are not approved yet.",
            len(waiting),
        ) % {"count": len(waiting)}
        items = [Item(f"{one.title} ({one.get_state_display()})", one.code) for one in waiting]
        return Check(title, False, sentence, tuple(items))

    def _known(self) -> Check:
        title = _("Figures of the text known")
        missing = list(unknown(self.document))
        if not missing and not self.document.values:
            return Check(title, True, _("The text cites no figure."))
        if not missing:
            return Check(
                title,
                True,
                ngettext(
                    "The text cites %(count)s figure, which exists.",
                    "The text cites %(count)s figures, which all exist.",
                    len(self.document.values),
                )
                % {"count": len(self.document.values)},
            )
        sentence = ngettext(
            "%(count)s figure cited in the text is unknown.",
            "%(count)s figures cited in the text are unknown.",
            len(missing),
        ) % {"count": len(missing)}
        return Check(title, False, sentence, tuple(missing))

    def _coherent(self) -> Check:
        title = _("Coherence")
        judged = queries.judged(self.edition, self.document, self.figures)
        # What is unknown has its own check.
        open_ = [one.finding for one in judged if one.open and one.finding.rule != "unknown"]
        if not open_:
            justified = sum(one.justification is not None for one in judged)
            sentence = _("The coherence guard finds nothing more to object to.")
            if justified:
                sentence += " " + ngettext(
                    "%(count)s remark is justified in writing.",
                    "%(count)s remarks are justified in writing.",
                    justified,
                ) % {"count": justified}
            return Check(title, True, sentence)
        sentence = ngettext(
            "%(count)s remark of the coherence guard is neither mended nor justified.",
            "%(count)s remarks of the coherence guard are neither mended nor justified.",
            len(open_),
        ) % {"count": len(open_)}
        return Check(title, False, sentence, tuple(Item(one.message, one.section) for one in open_))

    def _counted(self) -> Check:
        title = _("Records of the year")
        year = self.edition.year
        if not any(value.records for value in self.figures.values()):
            return Check(
                title,
                False,
                _("No record of %(year)s was imported: every figure would be empty.")
                % {"year": year},
            )
        counted = sum(1 for value in self.figures.values() if value.text)
        return Check(
            title,
            True,
            _("%(count)s figures of %(year)s will be kept, with their definitions and bases.")
            % {"count": counted, "year": year},
        )


def unknown(document: Document) -> Iterator[Item]:
    """Every placeholder of a document that says nothing known."""
    for section, block in document.blocks():
        if isinstance(block, Faulty):
            yield Item(block.written, section.code)
        for inline in inlines(_inlines_of(block)):
            if isinstance(inline, Unknown):
                yield Item(inline.written, section.code)


def _inlines_of(block: Block) -> tuple[Inline, ...]:
    match block:
        case Heading() | Paragraph():
            return block.children
        case Grid():
            cells = [*block.header, *(cell for row in block.rows for cell in row)]
            return tuple(one for cell in cells for one in cell)
        case _:
            return ()


def _some(texts: Sequence[str], most: int = 5) -> str:
    """The first texts, and how many more there are."""
    listed = ", ".join(texts[:most])
    return f"{listed}… (+{len(texts) - most})" if len(texts) > most else listed
