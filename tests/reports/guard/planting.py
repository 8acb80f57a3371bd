"""Documents made from Markdown without a database, to plant contradictions in.

`findings("Texte...", "Autre chapitre...", values=[value(...)])` composes one chapter a text and
returns what the guard says. `[id]` prints the value's display; an id without a value is Unknown.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from filrouge.reports.document import (
    Block,
    Document,
    Exhibit,
    Faulty,
    Inline,
    Live,
    Section,
    Unknown,
    Value,
)
from filrouge.reports.guard.check import check
from filrouge.reports.guard.findings import Finding, said
from filrouge.reports.text import parse


def value(id_: str, label: str, exact: str | int, display: str = "", **more: object) -> Value:
    """A figure: `exact` is its number ("87", "13/87") or "" for words. What is not said is usual.

    A share takes `unit="percent"`, with `numerator` and `denominator`; a list its `items`.
    """
    exact = str(exact)
    plain = Value(
        key=id_,
        id=id_,
        version=1,
        period="2024",
        label=label,
        unit="count",
        measure="count",
        decimals=0,
        exact=exact,
        text=exact,
        display=display or (said(Fraction(exact)) if exact else ""),
        items=(),
        base=None,
        numerator="",
        denominator="",
        definition="",
        sentence="",
        choice="",
        source="",
        empty_reason="",
        previous=(),
        time="flow",
        of_people=False,
        programme="housing_first",
        chapter="",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def document(
    *bodies: str, values: Iterable[Value] = (), exhibits: Iterable[Exhibit] = (), year: int = 2024
) -> Document:
    """One chapter a body: "chapitre-1", "chapitre-2"... Exhibits end the last one."""
    known = {one.key: one for one in values}
    sections = []
    for number, body in enumerate(bodies, 1):
        blocks = _blocks(body, known)
        if number == len(bodies):
            blocks = (*blocks, *exhibits)
        code = f"chapitre-{number}"
        sections.append(Section(code, 2, f"Chapitre {number}", "housing_first", blocks))
    return Document(year, str(year), "Rapport", "", "Organisation", "fr", tuple(sections), known)


def _blocks(body: str, known: dict[str, Value]) -> tuple[Block, ...]:
    def place(written: str) -> Inline:
        id_, _, options = written.strip("[]{}").partition("]{")
        if id_ not in known:
            return Unknown(written, f"{id_} ?")
        form = options.partition("format=")[2].partition(" ")[0] or "number"
        return Live(id_, known[id_].display, form, written)

    def exhibit(written: str) -> Block:
        return Faulty(written, "?")

    anchors = iter(range(10_000))
    say = parse.Say(place, exhibit, lambda _text: f"a{next(anchors)}")
    return parse.blocks(parse.parse(body), say)


def findings(
    *bodies: str,
    values: Iterable[Value] = (),
    figures: Iterable[Value] | None = None,
    exhibits: Iterable[Exhibit] = (),
    previous: Document | None = None,
    year: int = 2024,
) -> list[Finding]:
    """What the guard says. `figures` is the whole catalogue; by default the values."""
    shown = list(values)
    known = {one.id: one for one in (shown if figures is None else figures)}
    made = document(*bodies, values=shown, exhibits=exhibits, year=year)
    return check(made, known, previous=previous)


def rules(*bodies: str, **more: object) -> set[str]:
    """The names of the rules that say something."""
    return {one.rule for one in findings(*bodies, **more)}  # type: ignore[arg-type]
