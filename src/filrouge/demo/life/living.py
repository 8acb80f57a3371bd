"""The whole of it: the weeks before today, written once after the workbooks."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from . import candidates, encounters, facts, homes, landlords, money, reviews, team, together
from .today import scene_of


@transaction.atomic
def live(day: date) -> None:
    """Write these weeks in the accounts' names, as their pages would."""
    scene = team.join(scene_of(day))
    candidates.enter(scene)
    candidates.close(scene)
    candidates.note(scene)
    group = team.refer(scene)
    encounters.meet(scene, group)
    encounters.plan(scene, group)
    reviews.review(scene, group)
    facts.tell(scene, group)
    facts.remind(scene, group)
    homes.settle(scene, group)
    landlords.approach(scene)
    money.account(scene, group)
    together.assemble(scene, group)
    together.hand(scene, group)
    team.be_away(scene)
    team.gather(scene)
