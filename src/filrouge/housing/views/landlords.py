"""Landlords as a pipeline: the board by stage, a page each, agreements evaluated."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.vocabulary import lists

from .. import domain_landlords, occupancy
from ..forms import day_field
from ..models import Dwelling, Landlord, LandlordAgreement, LandlordStage
from ..models.landlords import STAGES
from . import base

ACTIVE = "active"


def after(stage: str | None) -> str:
    """The stage that usually follows: after an evaluation the work goes on."""
    if stage is None or stage not in STAGES:
        return STAGES[0]
    return ACTIVE if stage == "evaluated" else STAGES[min(STAGES.index(stage) + 1, len(STAGES) - 1)]


class StageForm(forms.Form):
    """A stage reached, on a day, with a remark about the landlord only."""

    stage = forms.ChoiceField(label=gettext_lazy("Stage"))
    day = day_field(gettext_lazy("Day"))
    note = forms.CharField(
        label=gettext_lazy("Remark about the landlord"),
        help_text=gettext_lazy("Name no person accompanied here."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        terms = lists.get("landlord_stage").terms
        self.fields["stage"].choices = [(one.code, one.label) for one in terms]  # type: ignore[attr-defined]


@policy(Capability.EDIT_HOUSING)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Landlords under their stage; those with an occupied dwelling and no stage said are active."""
    latest = LandlordStage.objects.filter(landlord=OuterRef("pk"), day__lte=base.today())
    latest = latest.order_by("-day", "-pk")
    found = Landlord.objects.select_related("organisation").annotate(
        stage=Subquery(latest.values("stage")[:1]), since=Subquery(latest.values("day")[:1])
    )
    groups = {one.code: one for one in occupancy.by_landlord(occupancy.places(base.today()))}
    columns: dict[str, list[dict[str, object]]] = {}
    for one in found.order_by("organisation__name"):
        group = groups.get(str(one.pk))
        stage = one.stage or (ACTIVE if group and group.occupied else "ended")
        line = {"landlord": one, "since": one.since, "group": group, "said": bool(one.stage)}
        columns.setdefault(stage, []).append(line)
    terms = lists.get("landlord_stage").terms
    context = {"stages": [(one.code, one.label, columns.get(one.code, [])) for one in terms]}
    return render(request, "housing/landlords.html", context)


@policy(Capability.EDIT_HOUSING)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A landlord: stages, agreements, dwellings; a form for the next stage."""
    found = Landlord.objects.select_related("organisation").filter(pk=base.key(pk)).first()
    if found is None:
        raise Http404
    stages = found.stages.order_by("-day", "-pk")
    reached = stages.values_list("stage", flat=True).first()
    form = StageForm(request.POST or None, initial={"day": base.today(), "stage": after(reached)})
    if request.method == "POST" and form.is_valid():
        try:
            domain_landlords.reach_stage(actor=request.user, landlord=found, **form.cleaned_data)
        except ValidationError as refused:
            base.refuse(form, refused)
        else:
            messages.success(request, _("The stage is recorded."))
            return redirect("housing:landlord", found.pk)
    known = lists.get("landlord_stage")
    context = {
        "landlord": found,
        "kind": lists.get("landlord_kind").label(found.kind),
        "intermediary": base.intermediary(found.intermediary),
        "stages": [(one, known.label(one.stage)) for one in stages],
        "agreements": found.agreements.order_by("-start"),
        "places": occupancy.places(base.today(), Dwelling.objects.filter(landlord=found)),
        "contact": reverse("directory:institution", args=[found.organisation_id]),
        "form": form,
        "way": base.way((_("Landlords"), reverse("housing:landlords"))),
        "today": base.today(),
    }
    return render(request, "housing/landlord.html", context, status=422 if form.errors else 200)


@policy(Capability.EDIT_HOUSING)
@require_POST
def evaluate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An agreement is evaluated, today or on the day sent; a day that is none is refused."""
    found = LandlordAgreement.objects.select_related("landlord").filter(pk=base.key(pk)).first()
    if found is None:
        raise Http404
    asked = request.POST.get("day", "")
    try:
        day = day_field("").clean(asked) if asked else base.today()
        domain_landlords.evaluate_agreement(actor=request.user, agreement=found, day=day)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The evaluation is recorded."))
    return redirect("housing:landlord", found.landlord_id)
