"""Who types the small year: accounts with their role and teams, and a pen for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from filrouge.access.models import User
from filrouge.directory.models import Organisation
from filrouge.people.models import Person
from filrouge.staff.models import Assignment, Worker
from tests.harness.client import StrictClient

from .forms import Form, form_with

SINCE = date(2019, 1, 1)
ACCOUNTS = {
    "direction": ("hf_director", ";act;icm;", ""),
    "accompagnement": ("care_worker", ";act;icm;", "ABC"),
    "collegue": ("care_worker", ";act;icm;", "DEF"),
    "pair": ("peer_worker", ";act;icm;", "GHI"),
    "logement": ("housing_officer", ";housing;", ""),
}
"""Name, then role, teams, and the code of the worker who logs in."""


ELSEWHERE = "KLM"
"""A worker of no team, without an account."""


class Refused(AssertionError):
    """A page did not store what was typed."""


@dataclass
class Pen:
    """Somebody who opens pages and fills their forms in."""

    user: User
    client: StrictClient

    def open(self, page: str, *args: Any, query: str = "") -> str:
        """The text of a page."""
        address = reverse(page, args=args) + query
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise Refused(f"{self.user.role} {address}: {answer.status_code}")
        return answer.text

    def write(self, page: str, *args: Any, said: Mapping[str, Any], button: Any = None) -> None:
        """Open a page, fill in the form that has the first field said, and send it.

        `button` is the name and the value of the button pressed, when the form has several.
        """
        form = form_with(self.open(page, *args), next(iter(said)))
        for field, words in said.items():
            form.fill(field, words)
        self.send(form, reverse(page, args=args), button)

    def send(self, form: Form, address: str, button: tuple[str, str] | None = None) -> None:
        """Send a form as a browser does; anything but a redirection is a refusal."""
        if button is not None and button not in form.buttons:
            raise Refused(f"{address}: no button {button}")
        sent = form.sent() | ({button[0]: button[1]} if button else {})
        target = form.action or address
        answer = self.client.post(target.partition("#")[0], sent)
        if answer.status_code != 302:
            raise Refused(f"{self.user.role} {address} {sent}: {_why(answer)}")


def _why(answer: Any) -> str:
    context = answer.context or {}
    for name in ("form", "errors", "parts"):
        if name in context:
            said = getattr(context[name], "errors", context[name])
            return f"{answer.status_code} {said}"
    return f"{answer.status_code}"


class Office:
    """The accounts of the house, the same before an import and before the pages."""

    def __init__(self) -> None:
        funder = Organisation.objects.create(name="Fonds des Aulnes")
        self.pens: dict[str, Pen] = {}
        self.workers = {ELSEWHERE: Worker.objects.create(code=ELSEWHERE)}
        for name, (role, teams, code) in ACCOUNTS.items():
            user = User.objects.create(username=name, role=role, teams=teams)
            client = StrictClient()
            client.force_login(user)
            self.pens[name] = Pen(user, client)
            if code:
                worker = self.workers[code] = Worker.objects.create(code=code, account=user)
                Assignment.objects.create(
                    worker=worker,
                    team="hf_icm",
                    function="psychosocial_worker",
                    fte="0.5",
                    funder=funder,
                    start=SINCE,
                )

    def __getitem__(self, name: str) -> Pen:
        return self.pens[name]

    def person(self, number: int) -> int:
        """The key of a person, by the number of the paper file."""
        return Person.objects.get(number=number).pk

    def tick_workers(self, form: Form, codes: list[str]) -> None:
        """Tap colleagues who are offered; the others are typed by their code."""
        offered = set(form.fields["workers"].offered.values())
        keys = {code: str(self.workers[code].pk) for code in codes}
        form.fields["workers"].held = [key for key in keys.values() if key in offered]
        form.fill("workers_typed", "; ".join(c for c, key in keys.items() if key not in offered))
