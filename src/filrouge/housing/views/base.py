"""What the pages of housing share: whom the reader may see, who writes, forms that refuse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, may_write, open_to
from filrouge.people.models import Person
from filrouge.people.reading import LARGEST, OPENINGS, OpenFile, open_file, reader, write_down
from filrouge.vocabulary import lists
from filrouge.web.components import Crumb

from ..models import NO_INTERMEDIARY, Dwelling

HOUSING = Compartment.HOUSING


def today() -> date:
    """The day it is here."""
    return timezone.localdate()


def opened(request: HttpRequest) -> frozenset[int]:
    """The persons whose housing the reader may open now."""
    return frozenset(open_to(reader(request), HOUSING).values_list("pk", flat=True))


def shown(request: HttpRequest, act: str, persons: Iterable[int], **detail: Any) -> None:
    """Write down whom a list shows, before it is built. Raises `NoJournal`."""
    detail |= {"compartments": [HOUSING.value]}
    write_down(request, act, sorted(set(persons)), detail)


def open_home(request: HttpRequest, person_id: int, act: str, **detail: Any) -> OpenFile:
    """Open the housing part of a file. `Http404` when it is closed to the reader."""
    found = open_file(request, person_id, act, **detail)
    if HOUSING not in found.compartments:
        raise Http404
    return found


def can_write(request: HttpRequest, found: OpenFile) -> bool:
    """Whether the reader writes here: the pen of the role, and more than an opening of an hour."""
    return may_write(reader(request), HOUSING) and bool(set(found.because) - OPENINGS)


def require_pen(request: HttpRequest, found: OpenFile) -> None:
    """403 for who reads only."""
    if not can_write(request, found):
        raise PermissionDenied


def key(number: int) -> int:
    """A number of an address, never greater than a key."""
    return min(number, LARGEST)


def dwelling_at(number: int) -> Dwelling:
    """The dwelling at an address. `Http404` when there is none."""
    found = Dwelling.objects.filter(pk=key(number)).select_related("landlord__organisation")
    dwelling = found.first()
    if dwelling is None:
        raise Http404
    return dwelling


def intermediary(code: str) -> str:
    """Who stands between the landlord and the association, in words; nothing when nobody."""
    return "" if code in {"", NO_INTERMEDIARY} else lists.get("intermediary").label(code)


ELSEWHERE = {"title_end": "end", "title_kind": "kind", "start": "day", "end": "day"}
"""The field of a verb, and what some forms call it."""


def refuse(form: forms.Form, refused: ValidationError) -> None:
    """Show the sentences of a verb at the fields they are about, the others above the form."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, said in refused.message_dict.items():
        places = [one for one in (name, ELSEWHERE.get(name, "")) if one in form.fields]
        place = places[0] if places and name != NON_FIELD_ERRORS else None
        form.add_error(place, said)


def differences(form: forms.Form, both: Iterable[tuple[str, Any, Any]]) -> list[Any]:
    """The fields where what is stored and what was typed differ, both as the form words them."""
    return [
        (str(form.fields[name].label), _worded(form, name, now), _worded(form, name, typed))
        for name, now, typed in both
        if (now or "") != (typed or "")
    ]


def _worded(form: forms.Form, name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return "—"
    field = form.fields[name]
    plain = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    return dict(field.choices).get(str(value), value) if plain else value  # type: ignore[attr-defined]


def form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponseBase:
    """A page that holds one form: `title`, `back`, `way`, and `word`, what its button says."""
    status = 422 if form.errors else 200
    plain = {"word": _("Store"), "above": "", "remark": "", "with_file": False, "conflict": []}
    return render(request, "housing/form.html", {**plain, **context, "form": form}, status=status)


def way(*more: tuple[str, str]) -> list[Crumb]:
    """The way back up: the desk, then the pages given."""
    return [Crumb(_("Housing"), reverse("housing:desk")), *(Crumb(*one) for one in more)]


def persons(keys: Iterable[int | None]) -> dict[int, Person]:
    """Persons by key, in one question."""
    wanted = [one for one in keys if one is not None]
    return {one.pk: one for one in Person.objects.filter(pk__in=wanted)}
