"""A count beside a list of another length, and two lists of the same things."""

import re
from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext as _

from filrouge.reports.document import Value
from filrouge.reports.guard.enumerations import (
    Names,
    in_sentence,
    name_key,
    of_list,
    of_table,
    subject,
)
from filrouge.reports.guard.findings import Finding, excerpt, said
from filrouge.reports.guard.lexicon import FAINT
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Reading

MOST_LISTS = 400
_SHOWN = 6


def all_names(reading: Reading) -> list[Names]:
    """Every enumeration and typed list of the document; read once."""
    known = reading.cache.get("names")
    if known is None:
        found = [one for s in reading.sentences for one in in_sentence(s)]
        found += [of_list(listed) for listed in reading.lists]
        found += [one for table in reading.tables if (one := of_table(table)) is not None]
        known = reading.cache["names"] = found
    assert isinstance(known, list)
    return known


def lengths(reading: Reading) -> Iterator[Finding]:
    """ "Neuf institutions : ..." above eight names."""
    for names in all_names(reading):
        told = [one for one in names.announced if _counts_these(names, one)]
        if not told or any(_agrees(names, one) for one in told):
            continue
        number = told[0]
        if names.open_ended and number.value >= names.least:
            continue
        if number.typed or not names.live:
            yield Finding(
                rule="list_length",
                section=names.section.code,
                excerpt=excerpt(names.text),
                message=_("%(count)s announced, %(listed)s listed.")
                % {"count": said(number.value), "listed": names.least},
                remedy=_("Add what is missing, correct the count, or insert the live list."),
            )


def _counts_these(names: Names, number: Number) -> bool:
    """Whether the number counts the things listed, and not people or time beside them."""
    if number.unit or number.text in ("un", "une"):
        return False
    singular = re.search(
        r"\bpar (?:mois|semaine|an)\b|\bchacune?s?\b", names.text[number.end :][:40]
    )
    amounts = sum(bool(re.search(r"\d", one)) for one in names.items)
    return not singular and amounts * 2 <= len(names.items)


def _agrees(names: Names, number: Number) -> bool:
    value, least, most = number.value, names.least, names.most
    if number.approx in ("about", "nearly"):
        return abs(value - least) <= value / 10
    if number.approx == "over":
        return most > value
    if number.approx == "least":
        return most >= value
    if number.approx in ("under", "most"):
        return least <= value
    return least <= value <= most


def same_lists(reading: Reading) -> Iterator[Finding]:
    """Two typed lists announced by the same words that do not name the same."""
    known = [
        (one, _announced_by(one), one.keys)
        for one in all_names(reading)
        if len(one.items) >= 3 and not one.open_ended and not one.live
    ][:MOST_LISTS]
    for (left, about, ours), (right, other, theirs) in combinations(known, 2):
        common = ours & theirs
        if ours == theirs or len(common) < 2 or left.text == right.text:
            continue
        smaller = min(len(ours), len(theirs))
        shared = about & other
        closely = len(shared) >= 2 and len(shared) * 2 >= min(len(about), len(other))
        mostly = len(common) * 3 >= smaller * 2 and len(shared) >= 1
        if not (closely and len(common) * 2 >= smaller) and not mostly:
            continue
        yield _differ(right, left, ours, theirs)


def _announced_by(names: Names) -> frozenset[str]:
    return frozenset(one for one in subject(names.intro) if one not in FAINT)


def _differ(names: Names, other: Names, theirs: frozenset[str], ours: frozenset[str]) -> Finding:
    only_other = [one for one in other.items if name_key(one) not in ours]
    only_here = [one for one in names.items if name_key(one) not in theirs]
    return Finding(
        rule="lists_differ",
        section=names.section.code,
        excerpt=excerpt(names.text),
        message=_(
            "The same list stands in “%(place)s” with other names: only there %(there)s; only here %(here)s."
        )
        % {
            "place": other.section.title,
            "there": _some(only_other),
            "here": _some(only_here),
        },
        remedy=_("Keep one list and insert it as a live figure in both places."),
    )


def _some(names: list[str]) -> str:
    if not names:
        return "–"
    more = "…" if len(names) > _SHOWN else ""
    return ", ".join(" ".join(one.split())[:60] for one in names[:_SHOWN]) + more


def live_lists(reading: Reading) -> Iterator[Finding]:
    """A typed list that is a live one with names missing, added, or simply typed by hand."""
    figures = [
        (one, {name_key(item) for item in one.items})
        for one in reading.figures.values()
        if len(one.items) >= 3 and not one.within
    ]
    if not figures:
        return
    for names in all_names(reading)[:MOST_LISTS]:
        if len(names.items) < 3 or names.live:
            continue
        best = _closest(names, figures)
        if best is None:
            continue
        figure, keys = best
        missing = [one for one in figure.items if name_key(one) not in names.keys]
        extra = [one for one in names.items if name_key(one) not in keys]
        if names.open_ended and not extra:
            continue
        yield _unlike(names, figure, missing, extra)


def _closest(names: Names, figures: list[tuple[Value, set[str]]]) -> tuple[Value, set[str]] | None:
    """The live list most of whose names are typed here, when it speaks of the same."""
    ours = names.keys
    best, score = None, 0.0
    about = subject(names.intro)
    for figure, keys in figures:
        common = len(ours & keys)
        if common < 3 or common * 3 < 2 * max(len(ours), len(keys)):
            continue
        likeness = common / max(len(ours), len(keys)) + 0.01 * len(about & subject(figure.label))
        if likeness > score:
            best, score = (figure, keys), likeness
    return best


def _unlike(names: Names, figure: Value, missing: list[str], extra: list[str]) -> Finding:
    if missing or extra:
        message = _(
            "The figure “%(label)s” names others: missing here %(missing)s; added here %(extra)s."
        ) % {
            "label": figure.label,
            "missing": _some(missing),
            "extra": _some(extra),
        }
    else:
        message = _("This list is typed by hand where a live one exists: “%(label)s”.") % {
            "label": figure.label
        }
    return Finding(
        rule="list_of_figure" if missing or extra else "typed_figure",
        section=names.section.code,
        excerpt=excerpt(names.text + " " + ", ".join(names.items[:8])),
        message=message,
        remedy=_("Insert [%(id)s].") % {"id": figure.id},
    )
