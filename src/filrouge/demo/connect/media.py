"""Newsletter and social networks: editions, items, subscribers, posts, reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

from filrouge.demo import days
from filrouge.demo.directory import SECTOR_SPELLINGS
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

LINKEDIN, FACEBOOK = "LinkedIn", "Facebook"
OWN, SECTOR = "Activité propre", "Actualité des secteurs"
OWN_POSTS, SECTOR_POSTS = 47, 71
REPEATED = 6  # items announced again in a later edition
NOT_LISTED = 8  # month of a special edition that the sheet of editions does not have
# Reach, clicks, reactions, shares of the three posts that went furthest.
TOP = ((2870, 640, 58, 14), (1935, 121, 44, 9), (1410, 73, 31, 6))

Item = tuple[str, str, str, str, str]


def editions(rep: Repetition, scale: int) -> Iterator[tuple[object, ...]]:
    """The first edition ever, one by month of the year, one on each side."""
    typed = table("connect")["newsletter"]
    rng = rep.rng("editions")
    yield f"{rep.year - 7}-04", rep.day(-7, 4, 10), 184 * scale, 97 * scale
    rows = [(rep.day(-1, 12, 5), 46.0), (rep.day(1, 1, 7), 43.0)]
    rows += [(rep.day(0, int(month), 2), rate) for month, rate in typed["openers"].items()]
    delivered = typed["start"]
    for first, rate in sorted(rows):
        day = days.next_workday(first + timedelta(days=rng.randint(0, 3)))
        delivered += typed["growth"] + rng.randint(-4, 5)
        openers = round(delivered * rate / 100)
        yield f"{day:%Y-%m}", day, delivered * scale, openers * scale


def subscribers(rep: Repetition, scale: int) -> Iterator[tuple[object, ...]]:
    for channel, snapshots in table("connect")["audience"].items():
        for offset, month, day, value in snapshots:
            yield channel, rep.day(offset, month, day), value * scale


def reach(rep: Repetition, scale: int) -> Iterator[tuple[object, ...]]:
    for channel, values in table("connect")["reach"].items():
        for back, value in enumerate(values):
            yield channel, "Portée annuelle", rep.year - back, value * scale


def items(rep: Repetition) -> Iterator[Item]:
    """Items by edition; some are announced twice, one was already there last December."""
    typed = table("connect")
    months = [int(month) for month in typed["newsletter"]["openers"]]
    rows: list[Item] = []
    for rubric, kind in typed["rubrics"].items():
        rng = rep.rng("items", rubric)
        titles = _titles(rng, kind["words"])
        for place in range(kind["items"] + rng.randint(-2, 2)):
            month = NOT_LISTED if (rubric, place) == ("Agenda", 3) else rng.choice(months)
            rows.append(_item(rng, rep, f"{rep.year}-{month:02d}", rubric, next(titles)))
        for edition in (f"{rep.year - 1}-12", f"{rep.year + 1}-01"):
            rows.append(_item(rng, rep, edition, rubric, next(titles)))
    rng = rep.rng("items again")
    early = [row for row in rows if f"{rep.year}-01" <= row[0] <= f"{rep.year}-09"]
    for row in rng.sample(early, REPEATED):
        rows.append((f"{rep.year}-{rng.randint(10, 12)}", *row[1:]))
    before = next(row for row in rows if row[0] == f"{rep.year - 1}-12")
    rows.append((f"{rep.year}-01", *before[1:]))
    yield from sorted(rows)


def _titles(rng: Random, openings: list[str]) -> Iterator[str]:
    """Distinct titles in random order."""
    words = table("connect")["words"]
    found = [
        f"{opening} {subject}, {angle}"
        for opening, subject, angle in product(openings, words["subjects"], words["angles"])
    ]
    rng.shuffle(found)
    yield from found


def _item(rng: Random, rep: Repetition, edition: str, rubric: str, title: str) -> Item:
    theme = _theme(rng, "newsletter")
    kind = rng.choice(table("connect")["words"]["content_types"])
    return edition, rubric, rep.label(title), theme, kind


def _theme(rng: Random, medium: str) -> str:
    weights = table("connect")["themes"][medium]
    theme = days.weighted(rng, list(weights.items()))
    return (
        rng.choice(SECTOR_SPELLINGS[theme])
        if theme in SECTOR_SPELLINGS and rng.random() < 0.06
        else theme
    )


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news, posted on one network or on both."""

    code: str
    day: date
    kind: str
    title: str
    theme: str


def posts(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """One row by network, by date; the last news of the year reaches Facebook in January."""
    rng = rep.rng("posts")
    titles = _titles(rng, ["Nous y étions :", "À découvrir :", "Merci :"])
    wanted = [OWN] * (OWN_POSTS + rng.randint(-2, 2)) + [SECTOR] * (
        SECTOR_POSTS + rng.randint(-3, 3)
    )
    dates = sorted(days.pick_workday(rng, rep.day(0, 1, 3), rep.day(0, 12, 20)) for _ in wanted)
    rng.shuffle(wanted)
    dates[-1] = rep.last
    dates = [rep.day(-1, 12, 20), *dates, rep.day(1, 1, 8)]
    rows: list[tuple[object, ...]] = []
    best = dict(zip(rng.sample(range(10, len(dates) - 10), len(TOP)), TOP, strict=True))
    for place, (day, kind) in enumerate(zip(dates, [OWN, *wanted, SECTOR], strict=True)):
        theme = _theme(rng, "posts") if kind == SECTOR else ""
        title = rep.label(next(titles))
        news = News(rep.key(f"N{rep.year % 100:02d}-{place:03d}"), day, kind, title, theme)
        top = best.get(place) if rep.number == 0 else None
        rows += _networks(rng, news, day == rep.last, top)
    yield from rows


def _networks(
    rng: Random, news: News, straddles: bool, top: tuple[int, ...] | None
) -> Iterator[tuple[object, ...]]:
    draw = rng.random()
    if draw < 0.82 or top or straddles:
        yield _row(news, news.day, LINKEDIN, top or _counts(rng, 395, 5))
    if draw > 0.22 or straddles:
        later = news.day + timedelta(days=2) if straddles else news.day
        # A few rows were typed before the network gave its numbers.
        known = rng.random() > 0.03
        yield _row(news, later, FACEBOOK, _counts(rng, 340, 4) if known else ("",) * 4)


def _counts(rng: Random, reach: int, share: int) -> tuple[int, ...]:
    """Reach, clicks, reactions and shares of an ordinary post."""
    seen = min(1150, max(55, round(rng.gauss(reach, 130))))
    return (
        seen, round(seen * rng.uniform(0, 0.09)), round(seen * rng.uniform(0, 0.06)),
        rng.randint(0, share),
    )  # fmt: skip


def _row(news: News, day: date, network: str, counts: tuple[object, ...]) -> tuple[object, ...]:
    return news.code, day, network, news.kind, news.title, news.theme, *counts
