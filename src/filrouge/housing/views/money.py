"""Accounts: of a person, of a landlord, of the house, and who is late."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.files import Compartment, compartments_open, may_write, open_to
from filrouge.access.policy import Capability, can, policy
from filrouge.people.models import Person
from filrouge.people.reading import (
    LARGEST,
    OPENINGS,
    OpenFile,
    banner,
    fails_closed,
    open_file,
    reader,
    write_down,
)
from filrouge.web.components import Crumb
from filrouge.web.paging import first_rows

from .. import ledger, lending, rules
from ..models import (
    KINDS,
    Arrears,
    Guarantee,
    Instalment,
    Landlord,
    LedgerEntry,
    account_of,
)

MONEY = Compartment.MONEY
MONTHS = 24
"""Months of the house shown at once."""


def open_account(request: HttpRequest, person_id: int, act: str, **detail: Any) -> OpenFile:
    """Open the money part of a file and write it in the journal. `Http404` when it is closed."""
    if MONEY not in compartments_open(reader(request), min(person_id, LARGEST)):
        raise Http404
    return open_file(request, person_id, act, **detail)


def may_write_money(request: HttpRequest, found: OpenFile) -> bool:
    """The pen of the role, and more than an opening of an hour."""
    return may_write(reader(request), MONEY) and bool(set(found.because) - OPENINGS)


def open_persons(request: HttpRequest) -> Any:
    """The persons whose money the reader may open."""
    return open_to(reader(request), MONEY)


def shown(request: HttpRequest, act: str, persons: Iterable[int], **detail: Any) -> None:
    """Write down whom a page shows, before it is built."""
    write_down(request, act, sorted(set(persons)), {"compartments": [MONEY.value], **detail})


def way(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Accounts of housing"), reverse("housing:money")), *more]


@policy(Capability.VIEW_MONEY_TOTALS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The sums of each month and whether the ledger adds up: amounts, nobody."""
    months = ledger.months()[:MONTHS]
    met = [code for code in KINDS if any(code in one.kinds for one in months)]
    context = {
        "kinds": [KINDS[code].label for code in met],
        "months": [(one.month, [one.kinds.get(code, 0) for code in met]) for one in months],
        "control": ledger.control(),
        "writes": can(request.user, Capability.VIEW_MONEY),
        "today": timezone.localdate(),
        "landlords": Landlord.objects.filter(ledger__isnull=False)
        .select_related("organisation")
        .order_by("organisation__name")
        .distinct(),
    }
    return render(request, "housing/money/index.html", context)


@policy(Capability.VIEW_MONEY, hidden=True)
@require_safe
@fails_closed
def account(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The account of a person: sums, ages, debts and plans, then the ledger, newest first."""
    found = open_account(request, pk, "read_account")
    entries = LedgerEntry.objects.filter(person=found.person)
    lines: Any = entries.select_related(
        "landlord__organisation", "dwelling", "reversal", "reverses"
    ).order_by("-day", "-pk")
    today = timezone.localdate()
    lent = lending.lent([found.person.pk], today)
    context = {
        **banner(found),
        "balances": ledger.balances(entries),
        "rent": _ages(entries, today),
        "lent": lending.ages_of(lent),
        "advances": lent,
        "page": first_rows(request, lines, entries.count()),
        "guarantees": _guarantees(found.person),
        **_debts(found.person),
        "gone": found.person.pk in rules.deceased(),
        "today": today,
        "writes": may_write_money(request, found),
        "way": way(),
    }
    return render(request, "housing/money/account.html", context)


def _ages(entries: Any, today: Any) -> ledger.Ages:
    total = ledger.Ages()
    for one in ledger.open_amounts(entries, today).values():
        total += one
    return total


def _guarantees(person: Person) -> list[Guarantee]:
    rows = Guarantee.objects.filter(person=person, entry__reversal__isnull=True)
    return list(rows.select_related("landlord__organisation").order_by("-start", "-pk"))


def _debts(person: Person) -> dict[str, Any]:
    """Debts with their plans."""
    plans: dict[int | None, list[Instalment]] = {}
    for one in Instalment.objects.filter(person=person).order_by("day", "pk"):
        plans.setdefault(one.arrears_id, []).append(one)
    debts = Arrears.objects.filter(person=person).select_related("landlord__organisation")
    return {
        "planned": any(not one.done_on for some in plans.values() for one in some),
        "debts": [(one, plans.get(one.pk, [])) for one in debts.order_by("-start")],
    }


@policy(Capability.VIEW_MONEY)
@require_safe
@fails_closed
def landlord(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The account of a landlord: a line for each person whose file is open, one for the others."""
    found = get_object_or_404(Landlord.objects.select_related("organisation"), pk=min(pk, LARGEST))
    entries, today = LedgerEntry.objects.filter(landlord=found), timezone.localdate()
    theirs = Q(ledger__landlord=found) | Q(arrears__landlord=found, arrears__end__isnull=True)
    opened = set(open_persons(request).filter(theirs).values_list("pk", flat=True))
    by_person: dict[int, dict[str, int]] = {}
    for person, kind, cents in entries.order_by().values_list("person_id", "kind", "amount_cents"):
        sums = by_person.setdefault(person, dict.fromkeys(ledger.ACCOUNTS, 0))
        sums[account_of(kind)] += cents
    ages = {person: one for (person, _of), one in ledger.open_amounts(entries, today).items()}
    debts: dict[int, int] = {}
    stated = Arrears.objects.filter(landlord=found, end__isnull=True)
    for person, cents in stated.values_list("person_id", "amount_cents"):
        debts[person] = debts.get(person, 0) + cents
        by_person.setdefault(person, dict.fromkeys(ledger.ACCOUNTS, 0))
    shown(request, "read_landlord_account", opened, landlord=found.pk)
    persons = Person.objects.filter(pk__in=opened).order_by("number")
    others = [person for person in by_person if person not in opened]
    rest = ledger.Ages()
    for person in others:
        rest += ages.get(person, ledger.Ages())
    context = {
        "landlord": found,
        "rows": [
            (one, by_person[one.pk], ages.get(one.pk, ledger.Ages()), debts.get(one.pk, 0))
            for one in persons
        ],
        "others_debts": sum(debts.get(person, 0) for person in others),
        "debts": sum(debts.values()),
        "others": len(others),
        "others_sums": _total(by_person[one] for one in others),
        "others_ages": rest,
        "sums": _total(by_person.values()),
        "way": way(Crumb(str(found), reverse("housing:landlord_account", args=[found.pk]))),
    }
    return render(request, "housing/money/landlord.html", context)


def _total(sums: Iterable[dict[str, int]]) -> dict[str, int]:
    total = dict.fromkeys(ledger.ACCOUNTS, 0)
    for one in sums:
        for account, cents in one.items():
            total[account] += cents
    return total
