"""One thing called by two nouns: requests said to be interventions, encounters contacts."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.lexicon import WORD
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_counts import facts_of, kind_of
from filrouge.reports.guard.rules_words_prose import Quantity, Said, every, fold, lexicon, whole


def one_noun(reading: Reading) -> Iterator[Finding]:
    """Requests called interventions, encounters called contacts."""
    for said in every(reading):
        for quantity in said.quantities:
            if quantity.figure is not None and (finding := _misnamed(said, quantity)):
                yield finding
                break
    yield from _renamed(reading)


@cache
def _concept(noun: str) -> str:
    for name, kind in lexicon()["nouns"].items():
        if whole(tuple(kind["words"])).fullmatch(fold(noun)):
            return str(name)
    return ""


def _first_concept(text: str) -> str:
    """The kind of the first thing a text names: "demandes d'intervention" are demands."""
    return next((kind for word in WORD.findall(text) if (kind := _concept(word))), "")


def _own_noun(quantity: Quantity) -> bool | None:
    """Whether a live count is called by its own noun; None when no noun says."""
    figure = quantity.figure
    if figure is None or quantity.live is None or not quantity.counts or not quantity.noun_text:
        return None
    if quantity.live.form not in ("number", "value", "words", "protected"):
        return None
    called = _concept(quantity.noun_text)
    owners = {kind_of(fact) for fact in facts_of(figure.id)} - {""}
    if not called or not owners:
        return None
    said_of_it = figure.sentence.partition(figure.display)[2]
    return called in (*owners, _first_concept(figure.label), _first_concept(said_of_it))


def _misnamed(said: Said, quantity: Quantity) -> Finding | None:
    figure = quantity.figure
    if figure is None or _own_noun(quantity) is not False:
        return None
    return said.finding(
        "one_noun",
        _("%(number)s is called “%(noun)s”; the figure counts something else: %(label)s.")
        % {
            "number": said.text[quantity.start : quantity.end],
            "noun": quantity.noun_text,
            "label": figure.label,
        },
        _(
            "Use the noun of the definition all through the chapter, or insert the figure "
            "of what you name."
        ),
    )


_CONFUSED = (
    frozenset(("request", "intervention", "accompaniment")),
    frozenset(("encounter", "contact")),
)


def _renamed(reading: Reading) -> Iterator[Finding]:
    """The same number called in turn by two nouns that are taken for one another."""
    named: dict[tuple[str, Fraction], tuple[str, str]] = {}
    for said in every(reading):
        for quantity in said.quantities:
            if not quantity.counts or not quantity.noun_text or quantity.value is None:
                continue
            called = _concept(quantity.noun_text)
            if not called or quantity.value < 10:
                continue
            key = (said.section.code, quantity.value)
            first = named.setdefault(key, (called, quantity.noun_text))
            own = _own_noun(quantity)
            if first[0] == called or own is not None:
                continue
            if any({first[0], called} <= group for group in _CONFUSED):
                yield said.finding(
                    "one_noun",
                    _("%(number)s is called “%(first)s” above and “%(noun)s” here.")
                    % {
                        "number": printed(quantity.value),
                        "first": first[1],
                        "noun": quantity.noun_text,
                    },
                    _("Keep one noun for one thing: a request is not yet an intervention."),
                )
