"""Yearly reviews of symptoms and use, and scores of global functioning."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from . import labels
from .people import Person, Year
from .reading import Book, Row, sheet
from .rounding import Figures, put_list, put_mean, put_ratio, put_share, rounded


def last_reviews(rows: list[Row], followed: set[int], year: Year) -> list[Row]:
    """The last review dated in P of each followed person."""
    last: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: row.date("Date")):
        if row.whole("N°") in followed and year.has(row.date("Date")):
            last[row.whole("N°")] = row
    return list(last.values())


def symptom_figures(book: Book, followed: set[int], year: Year, out: Figures) -> None:
    reviews = last_reviews(sheet(book, "Problématiques"), followed, year)
    counts: list[tuple[int, str]] = []
    for column, (code, label) in labels.SYMPTOMS.items():
        ticked = sum(row.yes(column) for row in reviews)
        put_share(out, f"hf.symptoms.{code}", ticked, len(reviews))
        counts.append((ticked, label))
    third = sorted((count for count, _ in counts), reverse=True)[2]
    ranked = sorted(counts, key=lambda pair: -pair[0])
    top = [label for count, label in ranked if count and count >= third]
    put_list(out, "hf.symptoms.most_frequent", top)


def use_figures(book: Book, followed: set[int], year: Year, out: Figures) -> None:
    reviews = last_reviews(sheet(book, "Consommations"), followed, year)
    products = [set(row.codes("Produits", labels.PRODUCT)) - {"none"} for row in reviews]
    sizes = Counter(min(len(found), 3) for found in products)
    out["x.hf.use.reviewed"] = str(len(reviews))
    for size, name in enumerate(("abstinent", "one_product", "two_products", "three_plus")):
        out[f"hf.use.{name}"] = str(sizes[size])
    users = Counter(code for found in products for code in found)
    put_list(out, "hf.use.products.list", sorted(users, key=lambda code: (-users[code], code)))
    stopped = sum(
        bool(set(row.codes("Produits arrêtés", labels.PRODUCT)) - {"none"}) for row in reviews
    )
    crack = sum(row.yes("Crack fumé") for row in reviews)
    out["hf.use.stopped_one"] = str(stopped)
    out["hf.use.crack_smoked"] = str(crack)
    out["hf.use.injection"] = str(sum(row.yes("Injection") for row in reviews))
    out["hf.use.overdose_ever"] = str(sum(row.yes("Overdose") for row in reviews))
    put_ratio(out, "hf.use.crack_smoked.ratio", crack, len(followed), decimals=3)
    _one_in(out, "hf.use.abstinent.ratio", len(reviews), sizes[0])
    _one_in(out, "hf.use.stopped_one.ratio", len(followed), stopped)


def _one_in(out: Figures, name: str, base: int, part: int) -> None:
    if part:
        out[name] = f"1/{rounded(Fraction(base, part))}"


def egf_figures(book: Book, followed: list[Person], year: Year, out: Figures) -> None:
    entry: dict[int, Fraction] = {}
    current: dict[int, Fraction] = {}
    people = {person.number: person for person in followed}
    for row in sorted(sheet(book, "EGF"), key=lambda row: row.date("Date")):
        number, score, day = row.whole("N°"), row.number("Score"), row.date("Date")
        if number not in people or score == 0:
            continue
        moment = row.code("Moment", labels.MOMENT)
        if moment == "entry" and day <= year.last:
            entry[number] = score
        if moment == "current" and year.has(day) and not people[number].died_in(year):
            current[number] = score
    paired = sorted(entry.keys() & current.keys())
    gains = [current[number] - entry[number] for number in paired]
    out["hf.egf.tenants"] = str(len(followed))
    out["hf.egf.deceased"] = str(sum(person.died_in(year) for person in followed))
    out["hf.egf.scored.entry"] = str(len(entry))
    out["hf.egf.scored.current"] = str(len(current))
    out["x.hf.egf.paired"] = str(len(paired))
    out["hf.egf.recalc.improved"] = str(sum(gain > 0 for gain in gains))
    out["x.hf.egf.unchanged"] = str(sum(gain == 0 for gain in gains))
    out["x.hf.egf.lower"] = str(sum(gain < 0 for gain in gains))
    means = {
        "entry": [entry[number] for number in paired],
        "current": [current[number] for number in paired],
        "gain": gains,
    }
    for name, values in means.items():
        put_mean(out, f"hf.egf.{name}.mean", values)
        put_mean(out, f"hf.egf.recalc.{name}.mean", values, decimals=2)
