"""What waits for whoever reviews accesses, counted, with the way to each page."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from filrouge.access.links import BreakGlass
from filrouge.dossiers import domain
from filrouge.dossiers.models import Notice

from ..models import PersonRequest

register = template.Library()


@dataclass(frozen=True, slots=True)
class Pile:
    """A page and how many things wait there."""

    label: str
    url: str
    count: int
    here: bool


@register.inclusion_tag("privacy/parts/waiting.html", takes_context=True)
def waiting(context: template.Context) -> dict[str, list[Pile]]:
    """Requests, openings to review, agreements asked, notices unread: four questions to the
    database, whatever waits."""
    request = context["request"]
    assert isinstance(request, HttpRequest)
    counted = [
        (_("Requests"), "privacy:demands", PersonRequest.objects.filter(answered_on=None).count()),
        (
            _("Openings to review"),
            "dossiers:reviews",
            BreakGlass.objects.filter(reviewed_at=None).count(),
        ),
        (_("Agreements asked"), "dossiers:reviews", domain.waiting().count()),
        (
            _("Notices unread"),
            "dossiers:notices",
            Notice.objects.filter(to=request.user.pk, read_at=None).count(),
        ),
    ]
    return {
        "piles": [
            Pile(label, reverse(name), count, reverse(name) == request.path)
            for label, name, count in counted
        ]
    }
