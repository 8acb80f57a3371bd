"""Candidates: those of the finished year who entered since, and those of these weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from filrouge.common.periods import months_later

from .today import Scene, words

if TYPE_CHECKING:
    from filrouge.housing.models import Dwelling
    from filrouge.people.models import Candidate

LATEST = 40
"""Days since the last of them entered, who has a home; another one waits for hers."""


def enter(scene: Scene) -> None:
    """The candidates selected in the finished year entered: at the day planned but for the last
    two, who came these weeks. The last one has no home yet."""
    from filrouge.dossiers.domain_entry import Entry, Home, enter_candidate, next_number
    from filrouge.people.domain_candidates import SOON
    from filrouge.people.models import Candidate

    chosen = Candidate.objects.filter(state__in=SOON, became__isnull=True).order_by("code")
    asked = list(zip(chosen, words()["entered"], strict=False))
    homes = _free(len(asked))
    for place, (candidate, (first, last, sex, born, team)) in enumerate(asked):
        start = candidate.planned_entry or scene.day
        if place >= len(asked) - 2:
            start = scene.day - timedelta(days=LATEST if place == len(asked) - 2 else 20)
        start = min(start, scene.day)
        home = Home(
            dwelling=homes[place],
            start=start,
            title_kind="open_ended",
            rolling=place == len(asked) - 2,
        )
        enter_candidate(
            actor=scene.users["direction"],
            candidate=candidate,
            entry=Entry(
                number=next_number(),
                first_name=first,
                last_name=last,
                sex=sex,
                birth_date=date(born, 3 + place, 11),
                start=start,
                team=team,
                funding="cocom",
                referent=scene.users["accompagnateur" if team == "act" else "linotte"],
                home=None if place == len(asked) - 1 else home,
            ),
        )


GONE = ("lost_touch", "renounced", "other_service")


def close(scene: Scene) -> None:
    """Those who waited since the finished year do not wait any more, since a few weeks."""
    from filrouge.people.domain_candidates import decide_candidate
    from filrouge.people.models import Candidate

    waiting = Candidate.objects.filter(state="waiting", decided_on=None).order_by("code")
    for place, (candidate, reason) in enumerate(zip(waiting, GONE, strict=False)):
        decide_candidate(
            actor=scene.users["direction"],
            candidate=candidate,
            state="refused",
            reason=reason,
            day=scene.back(18 + 30 * place),
        )


def _free(count: int) -> list[Dwelling]:
    """Dwellings where nobody lives, with a rent, the last left first."""
    from django.db.models import Exists, Max, OuterRef

    from filrouge.housing.models import Dwelling, Stay

    living = Stay.objects.filter(dwelling=OuterRef("pk"), end__isnull=True)
    empty = Dwelling.objects.filter(~Exists(living), rent_cents__isnull=False)
    empty = empty.exclude(landlord__kind="care_home")
    return list(empty.annotate(left=Max("stays__end")).order_by("-left", "code")[:count])


# Situations of each candidate of these weeks: months before today at which they began (the last
# one still lasts), the situation and how surely it is known. None: nobody knows for a while.
HISTORIES: tuple[tuple[tuple[int, str | None, str], ...], ...] = (
    ((30, "housed", "told"), (9, "2", "attested"), (5, "1", "attested")),  # 9 of the last 24
    ((36, "1", "attested"), (22, "institution", "attested"), (3, "1", "told")),  # 14 + 3 of 36
    ((20, "housed", "told"), (14, None, ""), (4, "1", "estimated")),  # nobody can tell
    ((36, "1", "told"), (15, "2", "attested")),
    ((11, "8", "told"), (2, "1", "told")),
    ((24, "housed", "attested"),),
)
CUMULATES = (True, True, None, True, True, False)
"""Whether mental health and addiction add up; nobody asked the third one."""
REFERRED = (70, 120, 30, 200, 9, 150)
"""Days since the referral of each."""


def note(scene: Scene) -> None:
    """Candidates of these weeks, with their dated history and what was decided."""
    from filrouge.people.domain_candidates import create_candidate, decide_candidate
    from filrouge.people.models import Candidate

    user = scene.users["accompagnateur"]
    services = list(Candidate.objects.exclude(referrer=None).order_by("code"))
    for place, row in enumerate(words()["candidates"]):
        first, last, sex, born, contact, priority, state, reason = row
        service = services[place % len(services)].referrer
        candidate = create_candidate(
            actor=user,
            values={
                "code": f"{scene.day.year % 100:02d}-{51 + place}",
                "first_name": first,
                "last_name": last,
                "sex": sex,
                "birth_date": date(born, 2 + place, 20),
                "referrer": service,
                "referred_on": scene.back(REFERRED[place]),
                "contact": contact,
                "cumulates": CUMULATES[place],
                "priority": priority,
            },
        )
        _history(scene, candidate, HISTORIES[place])
        if state:
            decide_candidate(
                actor=scene.users["direction"],
                candidate=candidate,
                state=state,
                reason=reason,
                day=scene.back(max(1, REFERRED[place] - 25)),
                planned_entry=scene.ahead(24) if state == "preparing" else None,
            )


def _history(
    scene: Scene, candidate: Candidate, told: tuple[tuple[int, str | None, str], ...]
) -> None:
    from filrouge.people.domain_candidates import add_situation

    starts = [months_later(scene.day, -months) + timedelta(days=1) for months, _, _ in told]
    for place, (_, situation, certainty) in enumerate(told):
        if situation is None:
            continue
        after = starts[place + 1] if place + 1 < len(told) else None
        add_situation(
            actor=scene.users["accompagnateur"],
            candidate=candidate,
            values={
                "situation": situation,
                "start": starts[place],
                "end": after and after - timedelta(days=1),
                "certainty": certainty,
                "source": candidate.referrer if certainty == "attested" else None,
            },
        )
