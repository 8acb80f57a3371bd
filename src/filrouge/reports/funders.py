"""Funders, what each is told, and the report it is sent: the figures of its part and no other.

A funder pays for persons accompanied (a code of the list `care_funding`) and for positions and
amounts (an organisation): `lens` says under which group of which dimension its figures are read.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.common.periods import Period
from filrouge.common.text import label_key
from filrouge.figures import engine, facts
from filrouge.figures.facts.scope import Scope
from filrouge.institution.models import Funder as Source
from filrouge.staff.models import Assignment
from filrouge.vocabulary import lists

from .document import Block, Document, Faulty, Heading, Paragraph, Unknown, inlines
from .lens import few, shielded, without_small
from .models import Edition, FunderTemplate
from .past import Past
from .refusal import RefusedError
from .text import compose
from .text.limits import TextRefusedError, clean_body

HERE = Path(__file__).parent
FUNDING, FUNDER = "funding", "funder"
PEOPLE, SESSIONS = "hf.tenants.followed", "hf.encounters.total"


@dataclass(frozen=True)
class Funder:
    """`code` is its address, `name` how it is written; `lens` its group by dimension."""

    code: str
    name: str
    lens: Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """What Filrouge can say of a funder over a period; None where it pays for none of it.

    `few`: its persons, or those of all the others, are too few for anything to be told of them.
    """

    funder: Funder
    people: int | None
    sessions: int | None
    few: bool
    fte: Fraction | None
    cents: int | None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((HERE / "funders.toml").read_text())


@cache
def _default() -> dict[str, Any]:
    return tomllib.loads((HERE / "funder_default.toml").read_text())


def known() -> list[Funder]:
    """Every funder of the records and of the list of fundings, by name."""
    others = {label_key(short): name for short, name in _data()["names"].items()}
    lenses: defaultdict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, str] = {}

    def add(name: str, dimension: str, group: str) -> None:
        name = others.get(label_key(name), name)
        names.setdefault(label_key(name), name)
        lenses[label_key(name)][dimension] = group

    paying = Assignment.objects.order_by().values_list("funder__name", flat=True).distinct()
    giving = Source.objects.order_by().values_list("organisation__name", flat=True)
    for name in sorted({*paying, *giving}):
        add(name, FUNDER, name)
    for term in lists.get("care_funding").terms:
        add(term.fr, FUNDING, term.code)
    refused = {label_key(name) for name in _data()["not_funders"]}
    found = [
        Funder(slugify(names[key]), names[key], lens)
        for key, lens in lenses.items()
        if key not in refused
    ]
    return sorted(found, key=lambda one: label_key(one.name))


def told(period: Period, scope: Scope | None = None) -> list[Told]:
    """People, sessions, staff and money of every funder: one computation for all of them."""
    scope = scope or Scope(period)
    indicators = engine.known(scope, [PEOPLE, SESSIONS])
    asked = [indicators[PEOPLE], indicators[SESSIONS]]
    groups = engine.grouped(asked, scope, FUNDING)
    fte: Counter[str] = Counter()
    for row in facts.ALL["position"].every(scope):
        if row["in_post_end"] and row["active"]:
            fte[row["funder"]] += row["fte"]
    cents: Counter[str] = Counter()
    for row in facts.ALL["funding_line"].every(scope):
        cents[row["funder"]] += row["cents"]
    found = []
    for funder in known():
        code, name = funder.lens.get(FUNDING, ""), funder.lens.get(FUNDER, "")
        figures = groups.get(code, {})
        counts = [
            int(figures[id_].result.number or 0) if figures else 0 for id_ in (PEOPLE, SESSIONS)
        ]
        found.append(
            Told(
                funder,
                people=counts[0] if code else None,
                sessions=counts[1] if code else None,
                few=bool(code) and few(scope, code),
                fte=Fraction(fte[name]) if name else None,
                cents=cents[name] if name and period.is_year else None,
            )
        )
    return found


def template_of(funder: Funder, period: Period) -> FunderTemplate:
    """Its template, or one that is not saved yet, made of the sections that speak of it."""
    found = FunderTemplate.objects.filter(funder=funder.code).first()
    if found:
        return found
    has = {FUNDER} & set(funder.lens)
    if period.is_year:
        has.add("year")
    if FUNDING in funder.lens:
        has.add("few" if few(Scope(period), funder.lens[FUNDING]) else "people")
    bodies = [one["body"].strip() for one in _default()["section"] if has >= set(one["needs"])]
    title = _default()["title"].replace("{funder}", funder.name)
    return FunderTemplate(funder=funder.code, title=title, body="\n\n".join(bodies))


@transaction.atomic
def save_template(*, actor: Any, funder: Funder, title: str, body: str) -> FunderTemplate:
    """Keep the text a funder is sent. Raises `RefusedError` for a text that cannot be kept."""
    body = checked(body)
    if not title.strip():
        raise RefusedError(_("A report has a title."))
    kept, new = FunderTemplate.objects.update_or_create(
        funder=funder.code, defaults={"title": title.strip()[:200], "body": body}
    )
    journal.record(
        actor=actor,
        action="reports.save_funder_template",
        subject=f"reports_fundertemplate:{kept.pk}",
        detail={"length": len(body), "new": new},
    )
    return kept


@transaction.atomic
def drop_template(*, actor: Any, funder: Funder) -> None:
    """Go back to the text that every funder without its own is sent."""
    held = FunderTemplate.objects.filter(funder=funder.code).first()
    if held is None:
        return
    subject = f"reports_fundertemplate:{held.pk}"
    held.delete()
    journal.record(actor=actor, action="reports.drop_funder_template", subject=subject)


def checked(body: str) -> str:
    """The text as it is kept. Raises `RefusedError` with the sentence of what is wrong."""
    try:
        body = clean_body(body)
        compose.check_text(body)
    except TextRefusedError as refused:
        raise RefusedError(str(refused)) from refused
    return body


def report(funder: Funder, period: Period) -> Document:
    """What a funder is sent for a period. The usual text leaves out what has no record to tell."""
    kept = template_of(funder, period)
    found = composed(funder, period, kept.title, kept.body)
    return found if kept.pk else _sayable(found)


def composed(funder: Funder, period: Period, title: str, body: str) -> Document:
    """A text filled for a funder: its figures only, small numbers of persons hidden everywhere."""
    scope = Scope(period)
    source = compose.Source("rapport", 1, title, "institution", without_small(body))
    edition = Edition.objects.only("organisation").first()
    with translation.override("fr"):
        subtitle = "" if period.is_year else period.label
    document = compose.compose(
        [source],
        year=period.end.year,
        title=title,
        subtitle=subtitle,
        organisation=edition.organisation if edition else "",
        period=period,
        lens=funder.lens,
        scope=scope,
        before=Past(),
    )
    return shielded(document, scope, funder.lens)


def _sayable(document: Document) -> Document:
    """The document without blocks that cannot be said, nor headings left with nothing under."""
    sections = []
    for section in document.sections:
        said = [block for block in section.blocks if not _unsaid(block)]
        kept = [
            block
            for block, after in zip(said, [*said[1:], None], strict=True)
            if not isinstance(block, Heading) or (after and not isinstance(after, Heading))
        ]
        sections.append(replace(section, blocks=tuple(kept)))
    return replace(document, sections=tuple(sections))


def _unsaid(block: Block) -> bool:
    if isinstance(block, Faulty):
        return True
    return isinstance(block, Paragraph) and any(
        isinstance(one, Unknown) for one in inlines(block.children)
    )
