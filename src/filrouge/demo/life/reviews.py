"""What was looked at again in the last year: scores, symptoms, use, incomes; a handful was not."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from .today import Scene, Team

if TYPE_CHECKING:
    from filrouge.access.models import User
    from filrouge.people.models import Person

OLDEST = 95
"""Days: a review of these weeks also falls in the calendar year when that is asked for (from
October on, `daily/stale.py`)."""
LEFT = {
    "score": (3, 17, 31),
    "symptoms": (5, 22),
    "use": (8, 26),
    "income": (2, 12, 34),
}
"""Places, in each team, of the persons whose fact is left to the upkeep."""
USUAL_INCOME = "ris_cpas"
ANSWERS = ("yes", "no", "no", "no")


def review(scene: Scene, team: Team) -> None:
    """A review of almost everybody, by the referent, on one day of the last three months."""
    for code, persons in (("act", team.act), ("icm", team.icm)):
        rng = scene.rng(f"reviews {code}")
        for place, person in enumerate(persons):
            day = scene.back(rng.randint(8, OLDEST))
            user = team.referents[person.pk]
            started = person.follow_ups.filter(end__isnull=True).values_list("start", flat=True)
            wanted = {name for name, places in LEFT.items() if place not in places}
            _review(rng, user, person, max(day, started[0]), wanted)


def _review(rng: Random, user: User, person: Person, day: date, wanted: set[str]) -> None:
    from filrouge.followup import domain_reviews as reviews

    who: dict[str, Any] = {"actor": user, "person": person, "day": day}
    if "score" in wanted:
        _score(rng, who)
    if "symptoms" in wanted:
        answers = {name: rng.choice(ANSWERS) for name in reviews.SYMPTOMS}
        if rng.random() < 0.2:
            answers["paranoia"] = "refused"
        reviews.review_symptoms(**who, answers=answers)
    if "use" in wanted:
        _use(rng, who)
    if "income" in wanted:
        running = person.incomes.filter(start__lte=day).exclude(end__lt=day)
        kinds = set(running.values_list("kind", flat=True)) or {USUAL_INCOME}
        reviews.review_incomes(**who, kinds=kinds)


def _score(rng: Random, who: dict[str, Any]) -> None:
    """Near the last score; the first one of a follow-up that has none is that of the entry."""
    from filrouge.followup.domain_reviews import has_entry_score, review_score

    person, day = who["person"], who["day"]
    last = person.scores.filter(score__gt=0).order_by("-day").values_list("score", flat=True)
    near = (last[0] // 5 if last else 9) + rng.choice((-1, 0, 1, 1, 2))
    moment = "current" if has_entry_score(person.pk, day) else "entry"
    review_score(**who, score=5 * min(19, max(4, near)), moment=moment)


def _use(rng: Random, who: dict[str, Any]) -> None:
    """The products of the last review, one of them sometimes stopped."""
    from filrouge.followup.domain_reviews import MODES, review_use

    last = who["person"].use_reviews.order_by("-day", "-pk").first()
    known = list(last.substances.order_by("pk").values_list("substance", "stopped")) if last else []
    products = {
        code: "stopped" if stopped or rng.random() < 0.15 else "used" for code, stopped in known
    }
    answers = {name: rng.choice(("no", "no", "yes")) for name in MODES}
    review_use(**who, products=products, none="used" not in products.values(), answers=answers)
