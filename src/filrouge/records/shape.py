"""What the pages of records hand to their templates: words, addresses, lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from filrouge.web.components import Crumb, Filter, Step

from . import queries
from .declaration import (
    CONNECT,
    HOUSING_FIRST,
    INSTITUTION,
    PROGRAMMES,
    SUPPORT,
    Kind,
    kind_of,
)
from .display import is_figure, name_of, shown

CONTROLS = ("n", "tri")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a line, at the right when it is a figure."""

    text: str
    is_figure: bool
    label: Any = ""
    url: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One filter: its name, what is chosen, the words to choose."""

    label: Any
    chosen: str
    words: list[Filter]
    is_open: bool = False


def title_of(programme: str) -> str:
    """The name of a programme's index."""
    names = {
        HOUSING_FIRST: _("Housing First"),
        SUPPORT: _("Support"),
        CONNECT: _("Connect"),
        INSTITUTION: _("Institution"),
    }
    return names[programme]


def programme_words(now: str) -> list[Filter]:
    """The programmes as words, all of them first."""
    words = [Filter(_("all"), reverse("records:index"), not now)]
    return words + [
        Filter(title_of(programme), reverse(f"records:{programme}"), programme == now)
        for programme in PROGRAMMES
    ]


def sections(
    counts: list[tuple[Kind, int]], now: str
) -> list[tuple[str, str, list[tuple[Kind, str, int]]]]:
    """Programmes with their kinds: each kind once, where its first programme is, or all of one."""
    made = []
    for programme in [now] if now else PROGRAMMES:
        lines = [
            (kind, reverse("records:list", args=[kind.slug]), count)
            for kind, count in counts
            if (programme in kind.programmes if now else kind.programmes[0] == programme)
        ]
        made.append((programme, title_of(programme), lines))
    return made


def address(record: models.Model) -> str:
    """The page of a record, empty when its kind has none."""
    kind = kind_of(type(record))
    return reverse("records:page", args=[kind.slug, record.pk]) if kind and not kind.of else ""


def way(kind: Kind, record: models.Model | None = None, *, listed: bool = False) -> list[Crumb]:
    """The way back up: programme, list, record."""
    programme = kind.programmes[0]
    crumbs = [
        Crumb(_("Record cards"), reverse("records:index")),
        Crumb(title_of(programme), reverse(f"records:{programme}")),
    ]
    if listed or record:
        crumbs.append(Crumb(str(kind.plural), reverse("records:list", args=[kind.slug])))
    if record:
        crumbs.append(Crumb(name_of(record), address(record)))
    return crumbs


def narrowing(kind: Kind, asked: Mapping[str, str]) -> dict[str, str]:
    """The filters asked, without paging and order."""
    known = {*kind.fields, queries.YEAR, "q"}
    return {name: value for name, value in asked.items() if name in known and value}


def _with(asked: Mapping[str, str], **changes: str) -> str:
    kept = {k: v for k, v in {**asked, **changes}.items() if v and k != "n"}
    return f"?{urlencode(kept)}"


def headings(kind: Kind, asked: Mapping[str, str]) -> list[Cell]:
    """Column titles that order the list."""
    now, made = asked.get("tri", ""), []
    for place, name in enumerate(("", *kind.columns)):
        label: Any = kind.label(name) if place else kind.singular
        sort = name or kind.heading[0]
        sign = {sort: "↑", f"-{sort}": "↓"}.get(now, "")
        after = f"-{sort}" if now == sort else sort
        url = _with(asked, tri=after) if sort in queries.sortable(kind) else ""
        made.append(Cell(str(label), bool(place) and is_figure(kind, name), url=url, sign=sign))
    return made


def line(kind: Kind, record: models.Model, under: str = "") -> tuple[str, str, list[Cell]]:
    """A record as a line: its address, its name, its columns.

    `under` is the field of the record it is listed under, which its name need not repeat.
    """
    cells = [
        Cell(shown(kind, record, name), is_figure(kind, name), kind.label(name))
        for name in kind.columns
        if name != under
    ]
    return address(record), name_of(record, but=under), cells


def filters(kind: Kind, asked: Mapping[str, str]) -> list[Words]:
    """Filters as words with their counts; the years first. One query each."""
    made = []
    if kind.year:
        made.append(_words(_("Year"), queries.YEAR, queries.years(kind, asked), asked, shut=False))
    for name in kind.filters:
        found = queries.choices(kind, name, asked)
        made.append(_words(kind.label(name), name, found, asked, shut=True))
    return [words for words in made if len(words.words) > 2 or words.chosen]


def _words(
    label: Any, name: str, found: list[queries.Choice], asked: Mapping[str, str], *, shut: bool
) -> Words:
    now, untold = asked.get(name, ""), _("not told")
    words = [Filter(_("all"), _with(asked, **{name: ""}), not now)]
    words += [
        Filter(
            f"{choice.label or untold} ({choice.count})",
            _with(asked, **{name: choice.value}),
            choice.value == now,
        )
        for choice in found
    ]
    chosen = next((choice.label or _("not told") for choice in found if choice.value == now), now)
    return Words(label, chosen, words, is_open=not shut)


def parents(kind: Kind, asked: Mapping[str, str]) -> list[tuple[Any, str, str]]:
    """Related records that narrow the list: field, name, address without it."""
    made = []
    for name, found in prefilled(kind, asked).items():
        one = found[0] if isinstance(found, list) else found
        made.append((kind.label(name), name_of(one), _with(asked, **{name: ""})))
    return made


def prefilled(kind: Kind, asked: Mapping[str, str]) -> dict[str, Any]:
    """Related records named by their number in the address."""
    made: dict[str, Any] = {}
    for name, described in kind.fields.items():
        value = asked.get(name, "")
        target = described.related_model
        if not value.isdecimal() or not isinstance(target, type):
            continue
        found = target._default_manager.filter(pk=int(value)).first()
        if found is None:
            continue
        if isinstance(described, models.ManyToManyField):
            made[name] = [found]
        else:
            made[name] = found
    return made


def new_url(kind: Kind, asked: Mapping[str, str]) -> str:
    """The form that adds a record, keeping what one was looking at."""
    kept = {
        name: value
        for name, value in asked.items()
        if name in kind.fields and kind.fields[name].is_relation
    }
    url = reverse("records:new", args=[kind.slug])
    return f"{url}?{urlencode(kept)}" if kept else url


def facts(kind: Kind, record: models.Model) -> list[tuple[Any, str, str]]:
    """Every field told, with the page of a related record."""
    made = []
    for name, described in kind.fields.items():
        url = ""
        if isinstance(described, models.ForeignKey) and getattr(record, described.attname):
            url = address(getattr(record, name))
        made.append((kind.label(name), shown(kind, record, name), url))
    return made


def related(
    kind: Kind, record: models.Model, *, may_edit: Callable[[Kind], bool]
) -> list[dict[str, Any]]:
    """What rests on a record, a few lines of each kind and the way to the rest."""
    made = []
    for found in queries.related(kind, record):
        query = urlencode({found.name: record.pk})
        made.append(
            {
                "title": found.kind.plural,
                "role": found.kind.label(found.name),
                "total": found.total,
                "lines": [line(found.kind, one, found.name) for one in found.rows],
                "url": f"{reverse('records:list', args=[found.kind.slug])}?{query}",
                "rest": found.total - len(found.rows),
                "new_url": new_url(found.kind, {found.name: str(record.pk)})
                if may_edit(found.kind)
                else "",
            }
        )
    return made


def origin(kind: Kind, record: models.Model) -> list[Step]:
    """Where a record came from, down the red thread."""
    return [
        Step(_("Import no. %(number)s") % {"number": one.run_id}, str(one))
        for one in queries.origin(kind, record)
    ]
