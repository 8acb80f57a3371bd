"""Amounts as one reads them."""

from django import template

from filrouge.records import display
from filrouge.vocabulary import lists

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """Cents in euros, with its unit; a dash when there is no amount."""
    return "—" if cents is None else display.amount(cents).replace("-", "\u2212")


@register.filter
def term(code: str, name: str) -> str:
    """The label of a code of a controlled list."""
    return lists.get(name).label(code) if code else ""
