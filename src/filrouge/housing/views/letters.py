"""A letter: chosen, read again, changed, downloaded. Nothing of it is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, policy
from filrouge.people.models import Person
from filrouge.people.reading import fails_closed, reader
from filrouge.web.components import Filter

from .. import domain, letters, letters_homes, letters_models
from ..models import Dwelling
from . import base

FORMATS = {
    "docx": (
        letters.as_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (letters.pdf, "application/pdf"),
}


RECIPIENTS = {
    letters_homes.LANDLORD: gettext_lazy("To the landlord"),
    letters_homes.ADMINISTRATOR: gettext_lazy("To the administrator of goods"),
    letters_homes.CENTRE: gettext_lazy("To the public social centre"),
}


class LetterForm(forms.Form):
    """The letter as it will be read."""

    recipient = forms.CharField(
        label=gettext_lazy("To (name and address)"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=6000, widget=forms.Textarea(attrs={"rows": 14})
    )


@policy(Capability.EDIT_HOUSING)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def write(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A letter about a dwelling: `?modele=renewal&personne=12`."""
    dwelling = base.dwelling_at(pk)
    opened = base.opened(request)
    living = sorted(set(dwelling.stays.values_list("person", flat=True)) & opened)
    person = _person(request, living)
    model = letters_homes.MODELS.get(request.GET.get("modele", "works"))
    if model is None:
        raise Http404
    named = living if person is None else [person.pk]
    base.shown(request, "write_letter", named, dwelling=dwelling.pk, letter=model.code)
    said = _told(request, dwelling, person)
    subject, text = letters_homes.written(model, said)
    to = letters_homes.recipient(model, said)
    initial = {"recipient": to, "subject": subject, "text": text}
    form = LetterForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _sent(request, form)
    context = {
        "dwelling": dwelling,
        "models": [
            (
                word,
                [
                    Filter(str(one.name), _address(dwelling, one.code, person), one is model)
                    for one in letters_models.ALL
                    if one.to == code
                ],
            )
            for code, word in RECIPIENTS.items()
        ],
        "tenants": [
            Filter(str(one), _address(dwelling, model.code, one), one == person)
            for one in Person.objects.filter(pk__in=living).order_by("number")
        ],
        "lacks_tenant": model.needs_tenant and person is None,
        "form": form,
        "way": base.way((dwelling.code, reverse("housing:dwelling", args=[dwelling.pk]))),
    }
    return render(request, "housing/letter.html", context, status=422 if form.errors else 200)


def _person(request: HttpRequest, living: list[int]) -> Person | None:
    """The tenant asked for, or the only one. `Http404` for somebody whose file is closed."""
    asked = request.GET.get("personne", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and int(asked) in living):
        raise Http404
    return Person.objects.get(pk=int(asked))


def _told(request: HttpRequest, dwelling: Dwelling, person: Person | None) -> letters_homes.Told:
    day = base.today()
    titles = domain.running_titles(person.pk, dwelling.pk, day) if person else []
    sender = reader(request).display_name
    return letters_homes.told(
        dwelling, sender=sender, person=person, title=titles[-1] if titles else None
    )


def _sent(request: HttpRequest, form: LetterForm) -> HttpResponseBase:
    form_code = request.POST.get("format", "docx")
    if form_code not in FORMATS:
        raise Http404
    made, mime = FORMATS[form_code]
    letter = letters_homes.letter(day=base.today(), **form.cleaned_data)
    name = _("letter") + f".{form_code}"
    return HttpResponse(
        made(letter),
        content_type=mime,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _address(dwelling: Dwelling, model: str, person: Any) -> str:
    asked = {"modele": model, **({"personne": person.pk} if person else {})}
    return f"{reverse('housing:letter', args=[dwelling.pk])}?{urlencode(asked)}"
