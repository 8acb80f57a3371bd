"""Writing in an account: one form an act, each written in the journal by its verb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from filrouge.access.files import may_write
from filrouge.access.policy import Capability, policy
from filrouge.people.reading import LARGEST, OpenFile, fails_closed, reader
from filrouge.web.components import Crumb

from .. import domain_debts, domain_dues, domain_money, rents
from ..forms_money import (
    AdvanceForm,
    ArrearsForm,
    EndForm,
    EntryForm,
    GuaranteeForm,
    PaidForm,
    ReverseForm,
    SettleForm,
)
from ..models import Arrears, Guarantee, Instalment, LedgerEntry
from .money import MONEY, may_write_money, open_account, open_persons, shown, way
from .money_lists import names

METHODS = ["GET", "HEAD", "POST"]
YEARS = (1990, 2200)


def _write(request: HttpRequest, pk: int) -> OpenFile:
    found = open_account(request, pk, "write_account")
    if not may_write_money(request, found):
        raise PermissionDenied
    return found


def _record[M: models.Model](model: type[M], found: OpenFile, key: int) -> M:
    """A record of this very account. `Http404` for another one's."""
    rows = model._default_manager.filter(person=found.person, pk=min(key, LARGEST))
    record = rows.first()
    if record is None:
        raise Http404
    return record


def _asked(
    request: HttpRequest, found: OpenFile, form: forms.Form, act: Callable[..., Any], **words: Any
) -> HttpResponseBase:
    """Show the form; when it is sent, do the act and go back to the account."""
    address = reverse("housing:account", args=[found.person.pk])
    if request.method == "POST" and form.is_valid():
        try:
            act(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("Written in the account."))
            return redirect(address)
    status = 422 if form.errors else 200
    context = {
        "form": form,
        "person": found.person,
        "back": address,
        "way": way(Crumb(str(found.person), address)),
        "remark": "",
        **words,
    }
    return render(request, "housing/money/form.html", context, status=status)


def _refuse(form: forms.Form, refused: ValidationError) -> None:
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, said in refused.message_dict.items():
        form.add_error(name if name in form.fields else None, said)


@policy(Capability.VIEW_MONEY, hidden=True)
@require_http_methods(METHODS)
@fails_closed
def entry(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A payment, an adjustment, a repayment, a cost."""
    found = _write(request, pk)
    form = EntryForm(found.person, request.POST or None)

    def act(**values: Any) -> None:
        domain_money.write_entry(person=found.person, **values)

    return _asked(request, found, form, act, title=_("Write a payment"))


@policy(Capability.VIEW_MONEY, hidden=True)
@require_http_methods(METHODS)
@fails_closed
def reverse_entry(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Undo a line by another one that names it."""
    found = _write(request, pk)
    line = _record(LedgerEntry, found, number)
    form = ReverseForm(found.person, request.POST or None)

    def act(**values: Any) -> None:
        domain_money.reverse_entry(entry=line, **values)

    remark = _("The line stays; another one undoes it, dated today.")
    return _asked(request, found, form, act, title=_("Reverse a line"), line=line, remark=remark)


@policy(Capability.VIEW_MONEY, hidden=True)
@require_http_methods(METHODS)
@fails_closed
def guarantee(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A guarantee that is placed."""
    found = _write(request, pk)
    form = GuaranteeForm(found.person, request.POST or None)

    def act(**values: Any) -> None:
        domain_debts.place_guarantee(person=found.person, **values)

    return _asked(request, found, form, act, title=_("Place a guarantee"))


@policy(Capability.VIEW_MONEY, hidden=True)
@require_http_methods(METHODS)
@fails_closed
def settle(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The end of a guarantee: what comes back, why the rest is kept."""
    found = _write(request, pk)
    held = _record(Guarantee, found, number)
    form = SettleForm(found.person, held, request.POST or None)

    def act(**values: Any) -> None:
        domain_debts.settle_guarantee(guarantee=held, **values)

    return _asked(request, found, form, act, title=_("End a guarantee"))


@policy(Capability.VIEW_MONEY, hidden=True)
@require_http_methods(METHODS)
@fails_closed
def advance(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Money the association advances, and its plan."""
    found = _write(request, pk)
    form = AdvanceForm(found.person, request.POST or None)

    def act(**values: Any) -> None:
        domain_debts.give_advance(person=found.person, **values)

    return _asked(request, found, form, act, title=_("Give an advance"))


@policy(Capability.VIEW_MONEY, hidden=True)
@require_http_methods(METHODS)
@fails_closed
def arrears(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A debt as its creditor states it, and its plan."""
    found = _write(request, pk)
    form = ArrearsForm(found.person, request.POST or None)

    def act(**values: Any) -> None:
        domain_debts.open_arrears(person=found.person, **values)

    remark = _("A debt is noted beside the ledger: it does not change what the ledger sums up.")
    return _asked(request, found, form, act, title=_("Note a debt"), remark=remark)


@policy(Capability.VIEW_MONEY, hidden=True)
@require_http_methods(METHODS)
@fails_closed
def end(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The end of a debt, and how."""
    found = _write(request, pk)
    debt = _record(Arrears, found, number)
    form = EndForm(found.person, request.POST or None)

    def act(**values: Any) -> None:
        domain_debts.end_arrears(arrears=debt, **values)

    return _asked(request, found, form, act, title=_("End a debt"))


@policy(Capability.VIEW_MONEY, hidden=True)
@require_http_methods(METHODS)
@fails_closed
def paid(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """A part of a plan that is done."""
    found = _write(request, pk)
    part = _record(Instalment, found, number)
    form = PaidForm(found.person, request.POST or None)

    def act(**values: Any) -> None:
        domain_debts.pay_instalment(instalment=part, **values)

    return _asked(request, found, form, act, title=_("Note an instalment as done"), part=part)


@policy(Capability.VIEW_MONEY)
@require_http_methods(METHODS)
@fails_closed
def month(request: HttpRequest, year: int, month: int) -> HttpResponseBase:
    """The dues of a month, proposed from the rents, and confirmed in one act."""
    if not (YEARS[0] <= year <= YEARS[1] and 1 <= month <= 12):
        raise Http404
    if not may_write(reader(request), MONEY):
        raise PermissionDenied
    first = date(year, month, 1)
    opened = set(open_persons(request).values_list("pk", flat=True))
    if request.method == "POST":
        return _confirm(request, first, opened)
    mine = rents.dues(first, opened)
    keys = [due.stay.person_id for due in mine]
    shown(request, "list_dues", keys, month=f"{first:%Y-%m}")
    called = names(keys)
    context = {
        "month": first,
        "before": _months_before(first),
        "after": rents.next_month(first),
        "rows": [(called[due.stay.person_id], due) for due in mine],
        "others": rents.count_of_month(first) - sum(due.days > 0 for due in mine),
        "waiting": sum(due.entered is None and due.known for due in mine),
        "total": sum(due.total_cents for due in mine if due.known),
        "begun": first <= timezone.localdate(),
        "way": way(),
    }
    return render(request, "housing/money/month.html", context)


def _months_before(first: date) -> date:
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)


def _confirm(request: HttpRequest, first: date, opened: set[int]) -> HttpResponseBase:
    address = reverse("housing:money_month", args=[first.year, first.month])
    stay = request.POST.get("stay", "")
    of: dict[str, Any] = {"actor": request.user, "month": first, "persons": opened}
    try:
        if stay.isascii() and stay.isdigit():
            count = domain_dues.correct_dues(**of, stay=min(int(stay[:20]), LARGEST))
        else:
            count = domain_dues.confirm_month(**of)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(address)
    told = ngettext("%(number)s line written.", "%(number)s lines written.", count)
    messages.success(request, told % {"number": count})
    return redirect(address)
