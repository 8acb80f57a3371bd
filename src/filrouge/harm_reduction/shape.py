"""What the pages of material hand to their templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.vocabulary import lists
from filrouge.vocabulary.lists import Term
from filrouge.web.components import Filter

from . import stock
from .forms import ITEM, KIT
from .models import Kit


@dataclass(frozen=True, slots=True)
class Counter:
    """A line with − and +. `field` names the number, `hint` says what a kit holds."""

    field: str
    label: str
    number: int
    hint: str = ""


def label_of(item: str) -> str:
    """The name of an item in the reader's language."""
    return lists.get("material").label(item)


def told(quantities: Mapping[str, int]) -> str:
    """Items and quantities in a line: "3 NaCl, 2 BD normales"."""
    return ", ".join(f"{number} {label_of(item)}" for item, number in quantities.items())


def pieces(number: int) -> str:
    """How many items, without saying which."""
    return ngettext("%(number)s item", "%(number)s items", number) % {"number": number}


def of_items(now: Mapping[str, int]) -> list[tuple[Term, list[Counter]]]:
    """A counter for each item, under its mode of use."""
    return [
        (mode, [Counter(f"{ITEM}{one.code}", one.label, now.get(one.code, 0)) for one in items])
        for mode, items in stock.categories()
    ]


def of_kits(now: Mapping[int, int]) -> list[Counter]:
    """A counter for each kit in use. Two questions."""
    found = Kit.objects.filter(retired=False).prefetch_related("items").order_by("name")
    return [Counter(f"{KIT}{kit.pk}", kit.name, now.get(kit.pk, 0), held(kit)) for kit in found]


def held(kit: Kit) -> str:
    """What a kit holds, in the order of the list."""
    order = lists.get("material").codes
    lines = sorted(kit.items.all(), key=lambda line: order.index(line.item))
    return told({line.item: line.quantity for line in lines})


def below_zero(left: Mapping[str, int]) -> str:
    """A warning for stocks below zero, empty when there are none."""
    if not left:
        return ""
    names = ", ".join(f"{label_of(item)} ({number})" for item, number in left.items())
    return _("Below zero in the stock: %(names)s. Count what is really there.") % {"names": names}


def years(found: Iterable[int], now: int, address: str) -> list[Filter]:
    """The years as words."""
    return [Filter(str(year), f"{address}?annee={year}", year == now) for year in found]
