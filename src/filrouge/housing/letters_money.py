"""Letters about money: a reminder of what is not paid, a plan of repayment, a statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from filrouge.people.models import Person
from filrouge.records.display import amount

from . import ledger
from .domain import current_stay
from .lending import lent
from .letters import Letter, farewell
from .models import Instalment, LedgerEntry, kinds_of
from .rules import deceased


def reminder(person: Person, today: date) -> Letter | None:
    """What is due and not paid, by landlord; nothing when nothing is due, nor to who died."""
    if person.pk in deceased():
        return None
    entries = LedgerEntry.objects.filter(person=person)
    owed = ledger.open_amounts(entries, today)
    if not owed:
        return None
    names: dict[int | None, str] = dict(
        entries.filter(landlord__isnull=False).values_list(
            "landlord_id", "landlord__organisation__name"
        )
    )
    rows = [
        (names.get(landlord, "—"), _day(one.oldest or today), _euros(one.total))
        for (_person, landlord), one in sorted(owed.items(), key=lambda pair: pair[1].total)
    ]
    total = sum(one.total for one in owed.values())
    return Letter(
        to=recipient(person),
        day=today,
        subject=_("Reminder: rent and charges"),
        before=[
            _("Hello,"),
            _("On %(day)s, rent and charges of your home are not paid: %(total)s in all.")
            % {"day": _day(today), "total": _euros(total)},
        ],
        heading=[_("Landlord"), _("Since"), _("Amount")],
        rows=rows,
        after=[
            _("If you paid since, do not take this letter into account."),
            _(
                "If you cannot pay at once, tell us: we look for a plan together. This letter"
                " changes nothing to your follow-up."
            ),
        ],
        end=farewell(),
    )


def plan(person: Person, today: date) -> Letter | None:
    """What is promised and not done yet, of advances and debts; nothing without a plan, nor to
    who died."""
    debts = Instalment.objects.filter(
        person=person, done_on__isnull=True, arrears__isnull=False, arrears__end__isnull=True
    )
    parts = [
        (one.day, _about(one), one.amount_cents)
        for one in debts.select_related("arrears__landlord__organisation").order_by("day", "pk")
    ]
    for advance in lent([person.pk], today):
        parts += [(part.day, _about(part), left) for part, left in advance.waiting]
    if not parts or person.pk in deceased():
        return None
    total = sum(cents for _on, _what, cents in parts)
    return Letter(
        to=recipient(person),
        day=today,
        subject=_("Plan of repayment"),
        before=[
            _("Hello,"),
            _("This is the plan we agreed on. What is left to repay: %(total)s.")
            % {"total": _euros(total)},
        ],
        heading=[_("Day"), _("For"), _("Amount")],
        rows=[
            (_day(day), about, _euros(cents))
            for day, about, cents in sorted(parts, key=lambda one: one[0])
        ],
        after=[_("If a payment becomes difficult, tell us before its day: the plan can change.")],
        end=farewell(),
    )


def _about(part: Instalment) -> str:
    if part.arrears is not None:
        return str(part.arrears.landlord or part.arrears)
    return _("Advance: %(reason)s") % {"reason": str(part.advance)}


def recipient(person: Person) -> Sequence[str]:
    """The name and the address of the home the person lives in now, when there is one."""
    stay = current_stay(person.pk, timezone.localdate())
    return [str(person), stay.dwelling.address] if stay and stay.dwelling.address else [str(person)]


def _euros(cents: int) -> str:
    """An amount as printed, with a minus sign of its own."""
    return amount(cents).replace("-", "\u2212")


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")


def statement(person: Person, today: date) -> Letter | None:
    """The lines of the last twelve months and what is owed, to who keeps the person's money;
    nothing when nothing was written. Reversed lines and their reversals are left out."""
    since = date(today.year - 1, today.month, 1)
    rent = LedgerEntry.objects.filter(
        person=person,
        kind__in=kinds_of("rent"),
        reverses__isnull=True,
        reversal__isnull=True,
    )
    lines = list(rent.select_related("landlord__organisation").order_by("day", "pk"))
    if not lines:
        return None
    before = sum(one.amount_cents for one in lines if one.day < since)
    shown = [one for one in lines if one.day >= since]
    rows = [(_day(since), _("Owed before"), _euros(before))] if before else []
    rows += [(_day(one.day), _called(one), _euros(one.amount_cents)) for one in shown]
    total = sum(one.amount_cents for one in lines)
    said = _("owed") if total >= 0 else _("paid in advance")
    return Letter(
        to=[_("Administrator of goods of %(name)s") % {"name": str(person)}],
        day=today,
        subject=_("Statement of rent and charges of %(name)s") % {"name": str(person)},
        before=[
            _("Hello,"),
            _("Please find the statement of rent and charges on %(day)s.") % {"day": _day(today)},
        ],
        heading=[_("Day"), _("What"), _("Amount")],
        rows=[*rows, ("", _("In all, %(said)s") % {"said": said}, _euros(abs(total)))],
        after=[_("Please tell us on which day what is owed can be paid.")] if total > 0 else [],
        end=farewell(),
    )


def _called(line: LedgerEntry) -> str:
    month = f" {formats.date_format(line.month, 'F Y')}" if line.month else ""
    landlord = f" · {line.landlord}" if line.landlord else ""
    return f"{line}{month}{landlord}"


LETTERS = {"rappel": reminder, "plan": plan, "releve": statement}
"""What a letter is called in its address."""
