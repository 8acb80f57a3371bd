"""Newsletter, subscribers, social networks."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from . import labels_programmes as labels
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, exact, put_mean, put_ratio, put_share

NEWSLETTER_THEMES = (
    "homeless_aid",
    "drugs_addictions",
    "mental_health",
    "intersectoral",
    "general_health",
    "housing",
    "peer_support",
    "general_social_aid",
    "prison",
)
TOGETHER = ("migration", "sex_workers_aid")
POST_THEMES = (
    "intersectoral",
    "homeless_aid",
    "drugs_addictions",
    "housing",
    "mental_health",
    "peer_support",
    "general_health",
)
RANKED = {"clicks": "Clics", "reactions": "Réactions", "shares": "Partages"}


def newsletter_figures(book: Book, year: Year, out: Figures) -> None:
    rows = [row for row in sheet(book, "Newsletters") if year.has(row.date("Date"))]
    rates = [100 * row.number("Ouvreurs uniques") / row.number("Délivrés") for row in rows]
    out["connect.newsletter.editions"] = str(len(rows))
    put_mean(out, "connect.newsletter.open_rate.mean", rates)
    put_mean(out, "x.connect.newsletter.open_rate.mean2", rates, 2)
    for name, month in (("january", "01"), ("september", "09")):
        for row, rate in zip(rows, rates, strict=True):
            if row.text("Édition").endswith(f"-{month}"):
                put_mean(out, f"connect.newsletter.{name}.open_rate", [rate], 2)
                openers = exact(row.number("Ouvreurs uniques"))
                out[f"connect.newsletter.{name}.openers"] = openers


def item_figures(book: Book, year: Year, out: Figures) -> None:
    """An item (rubric, title) counts once, in its first edition, with what that row says."""
    first: dict[tuple[str, str], Row] = {}
    for row in sheet(book, "Contenus newsletter"):
        key = (row.code("Rubrique", labels.RUBRIC), fold(row.text("Titre")))
        if key not in first or row.text("Édition") < first[key].text("Édition"):
            first[key] = row
    items = {key: row for key, row in first.items() if int(row.text("Édition")[:4]) == year.number}
    rubrics = Counter(rubric for rubric, _ in items)
    for code in labels.RUBRIC.values():
        out[f"connect.newsletter.items.{code}"] = str(rubrics[code])
    out["connect.newsletter.items.total"] = str(len(items))
    themes = Counter(_theme(row) for row in items.values())
    shares = {code: themes[code] for code in (*NEWSLETTER_THEMES, *themes)}
    together = sum(shares.pop(code, 0) for code in TOGETHER)
    shares["migration_and_sex_workers"] = together
    for code, number in shares.items():
        name = f"connect.newsletter.sector.{code}.share"
        put_ratio(out, name, number, len(items), times=100, decimals=1)
    kinds = {row.code("Type", labels.CONTENT) for row in items.values()} - {""}
    out["connect.newsletter.content_types.count"] = str(len(kinds))


def _theme(row: Row) -> str:
    return row.code("Thème", labels.THEME) or "unknown"


def audience_figures(book: Book, year: Year, out: Figures) -> None:
    """The last snapshot of the year, and what was gained on the last of the year before."""
    last: dict[tuple[str, int], Row] = {}
    for row in sheet(book, "Abonnés"):
        key = (row.code("Canal", labels.CHANNEL), row.date("Date").year)
        if key not in last or row.date("Date") > last[key].date("Date"):
            last[key] = row

    def put(channel: str, name: str, *, gain: bool) -> None:
        now = last.get((channel, year.number))
        before = last.get((channel, year.number - 1))
        if now:
            out[name] = exact(now.number("Valeur"))
        if gain and now and before:
            out[f"{name}.growth"] = exact(now.number("Valeur") - before.number("Valeur"))

    put("newsletter", "connect.newsletter.subscribers", gain=False)
    put("linkedin", "connect.linkedin.followers", gain=True)
    put("facebook", "connect.facebook.followers", gain=True)
    for row in sheet(book, "Audience"):
        row.code("Mesure", labels.MEASURE)
        if row.whole("Année") == year.number:
            channel = row.code("Canal", labels.CHANNEL)
            out[f"connect.{channel}.reach"] = exact(row.number("Valeur"))


def post_figures(book: Book, year: Year, out: Figures) -> None:
    rows = [row for row in sheet(book, "Publications réseaux") if year.has(row.date("Date"))]
    news = {fold(row.text("Nouvelle")): row for row in rows}  # its rows say the same
    own = [row for row in news.values() if row.code("Classe", labels.POST) == "own"]
    sector = [row for row in news.values() if row.code("Classe", labels.POST) == "sector"]
    networks = {row.code("Réseau", labels.CHANNEL) for row in rows}
    out["connect.social.networks"] = str(len(networks))
    out["connect.social.posts"] = str(len(news))
    put_ratio(out, "connect.social.posts_per_week", len(news), 52, decimals=1)
    out["connect.social.posts.own"] = str(len(own))
    put_share(out, "connect.social.posts.own.share", len(own), len(news))
    themes = Counter(_theme(row) for row in sector)
    for code in {*POST_THEMES, *themes}:
        name = f"connect.social.sector.{code}.share"
        put_ratio(out, name, themes[code], len(sector), times=100, decimals=2)
    _ranking([row for row in rows if row.code("Réseau", labels.CHANNEL) == "linkedin"], out)


def _ranking(rows: list[Row], out: Figures) -> None:
    """The three LinkedIn posts of P with the largest reach (equal: the first by code)."""
    reached = [(row, row.maybe_number("Portée")) for row in rows]
    posts: list[tuple[Row, Fraction]] = [(row, n) for row, n in reached if n is not None]
    posts.sort(key=lambda post: (-post[1], fold(post[0].text("Nouvelle"))))
    for rank, (row, reach) in enumerate(posts[:3], start=1):
        name = f"connect.linkedin.post.top{rank}"
        out[f"{name}.reach"] = exact(reach)
        for measure, column in RANKED.items():
            number = row.maybe_number(column)
            extra = "x." if (rank, measure) == (1, "shares") else ""
            if number is not None:
                out[f"{extra}{name}.{measure}"] = exact(number)
