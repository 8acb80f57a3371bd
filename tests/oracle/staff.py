"""Positions, working time, replacements and internal meetings (workbook institution)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from . import labels_institution as labels
from .directory import Directory, distinct
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, put_list, rounded

SUPPORT_TEAMS = ("act", "icm")
HF_TEAMS = ("act", "icm", "housing", "management")


@dataclass(frozen=True)
class Post:
    """One row of Personnel; the end is the last day worked."""

    code: str
    team: str
    function: str
    fte: Fraction
    funder: str
    start: date
    end: date | None
    replaces: str
    certification: str
    trainer: bool

    def on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or self.end >= day)

    def days_in(self, year: Year) -> int:
        last = min(self.end or year.last, year.last)
        return max(0, (last - max(self.start, year.first)).days + 1)


def _post(row: Row, funders: Directory) -> Post:
    return Post(
        code=fold(row.text("Code")),
        team=row.code("Équipe", labels.TEAM),
        function=row.code("Fonction", labels.POSITION),
        fte=row.number("ETP"),
        funder=funders.free(row.text("Financement")),
        start=row.date("Début"),
        end=row.maybe_date("Fin"),
        replaces=fold(row.text("Remplace")),
        certification=fold(row.text("Certification")),
        trainer=row.yes("Formateur"),
    )


def staff_figures(book: Book, funders: Directory, year: Year, out: Figures) -> None:
    posts = [_post(row, funders) for row in sheet(book, "Personnel")]
    now = [post for post in posts if post.on(year.last)]
    active = [post for post in posts if year.touches(post.start, post.end)]
    _housing_first_figures(posts, now, active, year, out)
    _mobile_figures(now, out)
    _peer_figures(active, out)
    for team, name in (("mobile", "support.mobile"), ("pat", "support.pat")):
        out[f"{name}.staff.departures"] = str(_departures(posts, team, year))
    trainers = {post.code for post in now if post.trainer}
    out["support.training.trainers.pool"] = str(len(trainers))
    _meeting_figures(book, year, out)


def _fte(posts: Iterable[Post]) -> Fraction:
    return sum((post.fte for post in posts), Fraction(0))


def _in_teams(posts: Iterable[Post], teams: Collection[str]) -> list[Post]:
    return [post for post in posts if post.team in teams]


def _housing_first_figures(
    posts: list[Post], now: list[Post], active: list[Post], year: Year, out: Figures
) -> None:
    support, programme = _in_teams(now, SUPPORT_TEAMS), _in_teams(now, HF_TEAMS)
    admin = ("finance_direction", "assistant")
    parts = {
        "accompaniment": _fte(support),
        "housing": _fte(post for post in now if post.function == "housing_officer"),
        "admin": _fte(post for post in programme if post.function in admin),
        "direction": _fte(post for post in programme if post.function == "direction"),
    }
    parts["total"] = sum(parts.values(), Fraction(0))
    for name, value in parts.items():
        out[f"hf.staff.{name}.fte"] = rounded(value, 2)
    for code, funder in (("spp_is", "spp_is"), ("spf", "spf_sante"), ("cocom", "cocom")):
        paid = [post for post in support if labels.FUNDER.get(fold(post.funder)) == funder]
        out[f"hf.staff.accompaniment.fte.{code}"] = rounded(_fte(paid), 2)
    worked = sum(
        (post.fte * post.days_in(year) for post in _in_teams(active, SUPPORT_TEAMS)), Fraction(0)
    )
    days = (year.last - year.first).days + 1
    out["x.hf.staff.accompaniment.fte_year_mean"] = rounded(worked / days, 2)
    of_year = _in_teams(active, HF_TEAMS)
    put_list(out, "hf.funding.sources.staff", distinct(post.funder for post in of_year))
    teams = {post.team for post in of_year}
    out["hf.teams.accompaniment"] = str(len(teams.intersection(SUPPORT_TEAMS)))
    out["hf.teams.total"] = out["hf.teams.total.conclusion"] = str(len(teams))
    certified = {post.code for post in active if post.certification == fold("HF Europe Hub")}
    out["hf.training.certified_trainers"] = str(len(certified))
    peers = [post.start for post in _in_teams(posts, HF_TEAMS) if post.function == "peer"]
    past = [day for day in peers if day <= year.last]
    if past:
        out["hf.peer_support.since"] = str(min(past).year)


def _mobile_figures(now: list[Post], out: Figures) -> None:
    team = _in_teams(now, ("mobile",))
    root = "support.mobile.staff"
    out[f"{root}.workers"] = str(len({post.code for post in team}))
    out[f"{root}.fte"] = rounded(_fte(team), 2)
    for function in ("educator", "physician"):
        posts = [post for post in team if post.function == function]
        out[f"{root}.{function}.fte"] = rounded(_fte(posts), 2)
    psychologists = sorted(post.fte for post in team if post.function == "psychologist")
    for number, fte in enumerate(psychologists[:2], start=1):
        out[f"{root}.psychologist{number}.fte"] = rounded(fte, 2)


def _peer_figures(active: list[Post], out: Figures) -> None:
    team = _in_teams(active, ("pat",))
    peers = [post for post in team if post.function == "peer"]
    codes = {post.code for post in peers}
    replaced = {post.replaces for post in peers if post.replaces != post.code}
    referents = {post.code for post in team if post.function == "referent"}
    funders = {fold(name) for name in distinct(post.funder for post in team)}
    out["support.pat.staff.peer_workers"] = str(len(codes - replaced))
    out["support.pat.staff.referent"] = str(len(referents))
    out["support.pat.funding.sources.count"] = str(len(funders))
    out["support.pat.funding.other.count"] = str(len(funders - {"cocom"}))


def _departures(posts: list[Post], team: str, year: Year) -> int:
    """Ended in P, named in Remplace by somebody else, nothing open in the team."""
    mine = _in_teams(posts, (team,))
    replaced = {post.replaces for post in posts if post.replaces != post.code}
    staying = {post.code for post in mine if post.end is None or post.end > year.last}
    ended = {post.code for post in mine if year.has(post.end)}
    return len((ended & replaced) - staying)


def _meeting_figures(book: Book, year: Year, out: Figures) -> None:
    rows = [
        (row.code("Équipe", labels.TEAM), row.code("Nature", labels.MEETING), row)
        for row in sheet(book, "Réunions internes")
        if year.has(row.date("Date"))
    ]
    external = sum((team, kind) == ("mobile", "external") for team, kind, _ in rows)
    out["support.mobile.team.external_supervisions"] = str(external)
    for team in ("mobile", "pat"):
        away = [row.number("Jours") for of, kind, row in rows if (of, kind) == (team, "away")]
        out[f"support.{team}.team.away_days"] = rounded(sum(away, Fraction(0)), 2)
