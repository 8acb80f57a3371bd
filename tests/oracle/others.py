"""Material, network, training, agreements, typed figures, lists and previous years."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

from . import labels
from .people import Year
from .reading import Book, fold, sheet
from .rounding import Figures, exact, put_list, put_ratio, rounded

CONTEXT = (
    "hf.target.ideal_size",
    "hf.context.women.public_space",
    "hf.context.women.emergency_shelter",
    "hf.rule.min_meetings_per_week_start",
    "hf.rule.street_months_2y",
    "hf.rule.street_months_3y",
    "hf.network.coupole.meetings_per_month",
    "hf.network.immersion.weeks",
    "hf.events.strasbourg.days",
    "hf.team.field_meetings_per_week",
    "hf.team.direction_meeting_interval",
    "hf.team.collective_supervision_per_month",
    "hf.team.individual_supervision.workers",
    "hf.communes.region_total",
)
NEXT_YEAR_CONTEXT = (
    "hf.target.next_year",
    "hf.housing_officer.hours",
    "hf.housing_officer.experience_years",
)
COUNTED_LISTS = {  # id -> list; the id is the list itself when the catalogue has no `.count`
    "hf.services.count": "hf.services",
    "hf.housing.projects.count": "hf.housing.projects",
    "hf.results.qualitative.count": "hf.results.qualitative",
    "hf.housing.missions.count": "hf.housing.missions",
    "hf.admin.missions.count": "hf.admin.missions",
    "hf.network.hf_projects.others": "hf.network.hf_projects.others",
    "hf.egf.scale.levels": "hf.egf.scale.levels",
}
PRINTED_LISTS = {
    "hf.network.tsi_partners.list": "hf.network.tsi_partners",
    "hf.expertise.themes.list": "hf.expertise.themes",
    "hf.women.issues.list": "hf.women.issues",
    "hf.eligibility.diagnoses.list": "hf.eligibility.diagnoses",
    "hf.rule.ethos_categories": "hf.rule.ethos_categories",
}


def material_figures(book: Book, year: Year, out: Figures) -> None:
    given: Counter[tuple[str, str]] = Counter()
    for row in sheet(book, "Matériel RdR"):
        if year.has(row.date("Date")):
            category = row.code("Catégorie", labels.CATEGORY)
            item = row.code("Matériel", labels.MATERIAL[category])
            given[category, item] += row.whole("Quantité")
    for category, items in labels.MATERIAL.items():
        for item in items.values():
            out[f"hf.harm_reduction.{category}.{item}"] = str(given[category, item])
    for category in ("injection", "inhalation", "sti_other"):
        total = sum(number for (of, _), number in given.items() if of == category)
        out[f"hf.harm_reduction.{category}.total"] = str(total)
    out["hf.harm_reduction.total"] = str(given.total())
    out["hf.harm_reduction.categories"] = str(len(labels.MATERIAL))


def network_figures(book: Book, followed: set[int], year: Year, out: Figures) -> None:
    partners: dict[str, set[str]] = defaultdict(set)
    communes: set[str] = set()
    for row in sheet(book, "Réseau"):
        if row.whole("N°") not in followed:
            continue
        if not year.touches(row.date("Début"), row.maybe_date("Fin")):
            continue
        name = fold(row.text("Partenaire"))
        partners[row.code("Fonction", labels.FUNCTION)].add(name)
        if name == "cpas" and row.text("Précision"):
            communes.add(labels.commune(row.text("Précision")))
    for code in labels.FUNCTION.values():
        out[f"hf.network.function.{code}.entries"] = str(len(partners[code]))
    out["hf.network.functions.count"] = str(len(labels.FUNCTION))
    out["hf.network.partners.announced"] = str(len(set().union(*partners.values())))
    out["hf.network.cpas.count"] = str(len(communes))


def training_figures(book: Book, year: Year, out: Figures) -> None:
    given = [
        row
        for row in sheet(book, "Formations HF")
        if year.has(row.date("Date")) and row.code("Statut", labels.TRAINING) == "given"
    ]
    days = sum((row.number("Durée (jours)") for row in given), Fraction(0))
    out["hf.training.modules"] = str(len({fold(row.text("Module")) for row in given}))
    out["hf.training.runs"] = str(len({fold(row.text("Session")) for row in given}))
    out["hf.training.days"] = rounded(days, 2)
    evaluated = {
        fold(row.text("Partenaire"))
        for row in sheet(book, "Conventions")
        if year.has(row.maybe_date("Évaluée le"))
    }
    out["hf.agreements.count"] = str(len(evaluated))


def typed_figures(book: Book, year: Year, out: Figures) -> None:
    """Context figures of P (of P+1 for the next-year ones) and the age of the project."""
    typed = {
        (row.text("Indicateur"), row.whole("Année")): row.number("Valeur")
        for row in sheet(book, "Contexte")
    }
    for shift, names in ((0, CONTEXT), (1, NEXT_YEAR_CONTEXT)):
        for name in names:
            if (name, year.number + shift) in typed:
                out[name] = exact(typed[name, year.number + shift])
    starts = {
        of: value
        for (name, of), value in typed.items()
        if name == "hf.programme.start_year" and of <= year.number
    }
    if starts:
        out["hf.project.years"] = exact(year.number - starts[max(starts)])


def list_figures(book: Book, year: Year, out: Figures) -> None:
    items: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in sheet(book, "Listes"):
        items[row.text("Liste"), row.whole("Année")].append(row.text("Élément"))
    for name, source in COUNTED_LISTS.items():
        out[name] = str(len(items[source, year.number]))
    out["hf.perspectives.count"] = str(len(items["hf.perspectives", year.number + 1]))
    for name, source in PRINTED_LISTS.items():
        put_list(out, name, sorted(items[source, year.number], key=fold))


def change_figures(book: Book, kept: int, year: Year, out: Figures) -> None:
    """Comparisons with the values of earlier years published in Historique."""
    past = {
        (row.text("Indicateur"), row.whole("Année")): row.number("Valeur")
        for row in sheet(book, "Historique")
    }

    def before(name: str) -> Fraction | None:
        return past.get((name, year.number - 1))

    for name, source in (
        ("hf.tenants.followed.growth", "hf.tenants.followed"),
        ("hf.encounters.total.change", "hf.encounters.total"),
    ):
        if base := before(source):
            put_ratio(out, name, int(out[source]) - base, base, times=100)
    base, followed = before("hf.retention.rate"), int(out["hf.tenants.followed"])
    if base is not None and followed:
        out["hf.retention.change"] = rounded(Fraction(100 * kept, followed) - base)
    women = before("hf.sex.women")
    if women is None:
        return
    years, later, back = 0, Fraction(out["hf.sex.women"]), year.number - 1
    while (earlier := past.get(("hf.sex.women", back))) is not None and later > earlier:
        years, later, back = years + 1, earlier, back - 1
    out["hf.sex.women.increase_years"] = str(years)
