"""Facts about channels: newsletter, subscribers, posts on social networks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from django.utils.translation import get_language

from filrouge.outreach.models import (
    AudienceSnapshot,
    ChannelMeasure,
    NewsletterEdition,
    NewsletterItem,
    SocialPost,
)
from filrouge.vocabulary import lists

from .base import RowFact
from .names import key_of, words
from .scope import Scope

type Record = dict[str, Any]
_POST = (
    "id",
    "news",
    "day",
    "network",
    "post_class",
    "title",
    "theme",
    "reach",
    "clicks",
    "reactions",
    "shares",
)


def _editions(scope: Scope) -> Iterator[Record]:
    days = (scope.period.start, scope.period.end)
    for row in NewsletterEdition.objects.filter(day__range=days).order_by("day", "code").values():
        yield row | {
            "person_ids": (),
            "edition": row["code"],
            "month": row["code"][5:7],
            "open_rate": Fraction(100 * row["unique_openers"], row["delivered"]),
        }


def _items(scope: Scope) -> Iterator[Record]:
    """An item, the same rubric and title, counts once: in its first edition."""
    seen: set[tuple[str, str]] = set()
    rows = NewsletterItem.objects.order_by("edition", "pk")
    for row in rows.values("id", "edition", "rubric", "title", "theme", "kind"):
        item = (row["rubric"], key_of(row["title"]))
        if item not in seen:
            seen.add(item)
            if _edition_in(scope, row["edition"]):
                yield row | {"person_ids": (), **_theme(row["theme"])}


def _edition_in(scope: Scope, edition: str) -> bool:
    """A year takes the editions of its number, another period those of the months it touches."""
    period = scope.period
    if period.is_year:
        return edition[:4] == f"{period.start.year}"
    return f"{period.start:%Y-%m}" <= edition <= f"{period.end:%Y-%m}"


def _theme(theme: str) -> Mapping[str, Any]:
    """The theme, a sector or one of the themes that are none, with its words."""
    return _theme_in(theme or "unknown", (get_language() or "fr")[:2])


@cache
def _theme_in(code: str, language: str) -> Mapping[str, Any]:
    name = "theme" if code in lists.get("theme").codes else "sector"
    named = words(name, code)
    return {"theme": code, "theme_words": named, "theme_label": named[language]}


def _audiences(scope: Scope) -> Iterator[Record]:
    """`before`: the last value of the year before, when the period is a year."""
    period = scope.period
    year_before = period.start.year - 1 if period.is_year else None
    last: dict[str, Record] = {}
    before: dict[str, int] = {}
    rows = AudienceSnapshot.objects.filter(day__lte=period.end).order_by("day", "-pk")
    for row in rows.values("id", "channel", "day", "value"):
        if row["day"] >= period.start:
            last[row["channel"]] = {**row}
        elif row["day"].year == year_before:
            before[row["channel"]] = row["value"]
    for channel, record in sorted(last.items()):
        earlier = before.get(channel)
        yield record | {
            "person_ids": (),
            "before": earlier,
            "gain": None if earlier is None else record["value"] - earlier,
            "gain_rate": Fraction(100 * (record["value"] - earlier), earlier) if earlier else None,
        }


def _measures(scope: Scope) -> Iterator[Record]:
    """Measures typed from the platforms for the year."""
    if scope.period.is_year:
        rows = ChannelMeasure.objects.filter(year=scope.period.start.year)
        for row in rows.order_by("channel", "pk").values():
            yield row | {"person_ids": ()}


def _posts(scope: Scope) -> Iterator[Record]:
    """One row per network; `rank` by reach in its network, ties in order of the code."""
    days = (scope.period.start, scope.period.end)
    found = SocialPost.objects.filter(day__range=days).order_by("pk")
    rows: list[Record] = [
        {**row, "person_ids": (), "news_key": key_of(row["news"]), **_theme(row["theme"])}
        for row in found.values(*_POST)
    ]
    ranks: Counter[str] = Counter()
    reached = [row for row in rows if row["reach"] is not None]
    for row in sorted(reached, key=lambda row: (-row["reach"], row["news_key"])):
        ranks[row["network"]] += 1
        row["rank"] = ranks[row["network"]]
    yield from ({"rank": None} | row for row in rows)


def _news(scope: Scope) -> Iterator[Record]:
    """The same news on two networks is one; its rows say the same of it."""
    news: dict[str, Mapping[str, Any]] = {}
    networks: dict[str, list[str]] = {}
    for row in POST.every(scope):
        news[row["news_key"]] = row
        networks.setdefault(row["news_key"], []).append(row["network"])
    for key, row in news.items():
        yield {**row, "networks": tuple(dict.fromkeys(networks[key]))}


POST = RowFact(
    name="network_post",
    grain="One row per post on a network, on its day.",
    compartment="open",
    table="outreach_socialpost",
    columns=("day", "network", "title", "reach", "clicks", "reactions", "shares"),
    vocabularies={"network": "channel"},
    build=_posts,
)
FACTS = (
    RowFact(
        name="edition",
        grain="One row per edition of the newsletter, on its day.",
        compartment="open",
        table="outreach_newsletteredition",
        columns=("edition", "day", "delivered", "unique_openers"),
        build=_editions,
    ),
    RowFact(
        name="newsletter_item",
        grain="One row per item of the newsletter, in its first edition.",
        compartment="open",
        table="outreach_newsletteritem",
        columns=("edition", "rubric", "title", "theme_label", "kind"),
        vocabularies={"rubric": "newsletter_rubric", "kind": "content_kind"},
        build=_items,
    ),
    RowFact(
        name="audience",
        grain="One row per channel: its last number of followers counted in the period.",
        compartment="open",
        table="outreach_audiencesnapshot",
        columns=("channel", "day", "value", "before", "gain"),
        vocabularies={"channel": "channel"},
        build=_audiences,
    ),
    RowFact(
        name="channel_measure",
        grain="One row per measure typed from a platform for the year.",
        compartment="open",
        table="outreach_channelmeasure",
        columns=("channel", "year", "value"),
        vocabularies={"channel": "channel"},
        build=_measures,
    ),
    POST,
    RowFact(
        name="news",
        grain="One row per piece of news posted, on whatever networks.",
        compartment="open",
        table="outreach_socialpost",
        columns=("day", "title", "post_class", "theme_label", "networks"),
        vocabularies={"post_class": "post_class", "networks": "channel"},
        build=_news,
    ),
)
