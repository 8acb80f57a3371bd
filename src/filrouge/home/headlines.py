"""The few figures of the home page: those of the reader's own programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from filrouge.common.periods import Period
from filrouge.figures import engine, groups, lines
from filrouge.web.components import Number

HEADLINES: Mapping[str, tuple[str, ...]] = {
    "housing_first": (
        "hf.tenants.followed",
        "hf.tenants.new_housed",
        "hf.retention.rate",
        "hf.moves.total",
        "hf.encounters.home_visits",
        "hf.encounters.missed.share",
    ),
    "support": (
        "support.mobile.requests.new",
        "support.mobile.files.active",
        "support.mobile.supervision.meetings.total",
        "support.pat.accompaniments.count",
        "support.training.days",
        "support.training.participants",
    ),
    "connect": (
        "connect.intervision.sessions.total",
        "connect.debates.count",
        "connect.roundtable.participants",
        "connect.representation.all.meetings.total",
        "connect.newsletter.subscribers",
        "connect.social.posts",
    ),
    "institution": (
        "funding.total.amount",
        "funding.cocom.share",
        "inst.ga.members.total",
        "inst.board.total",
        "hf.staff.total.fte",
        "support.mobile.staff.fte",
    ),
}
OWN: Mapping[str, str] = {
    "hf_director": "housing_first",
    "support_worker": "support",
    "connect_officer": "connect",
    "finance_director": "institution",
}
"""The programme of each role; a role that has none reads some of each."""
OF_EACH = 2
"""Figures of each programme for who has none of their own."""


@dataclass(frozen=True)
class Headlines:
    """A programme, its hue and its figures."""

    code: str
    title: str
    hue: str
    numbers: list[Number]


def headlines(period: Period, role: str) -> list[Headlines]:
    """The headline figures of a role, computed in one call; those without a value are left out.

    Choices and differences are told on the page of each figure, not here.
    """
    own = OWN.get(role)
    wanted = {own: HEADLINES[own]} if own else {c: ids[:OF_EACH] for c, ids in HEADLINES.items()}
    report = engine.compute(period, ids=[id_ for ids in wanted.values() for id_ in ids])
    return [
        Headlines(
            code,
            str(groups.PROGRAMME_TITLES[code]),
            lines.PROGRAMMES[code],
            [
                replace(lines.card(report[id_], {}), programme=lines.PROGRAMMES[code])
                for id_ in ids
                if not report[id_].empty_reason
            ],
        )
        for code, ids in wanted.items()
    ]
