"""Every figure of institution_AAAA.xlsx but the staff: members, board, funding, quality."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from . import labels_institution as labels
from .directory import Directory, put_names
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, exact, put_list, put_ratio, rounded
from .staff import staff_figures
from .typed import list_figures, start_year, typed_figures

GOALS = [f"connect.objectives.operational.goal{number}" for number in range(1, 6)]
COUNTED = {
    "inst.programmes.count": "inst.programmes",
    "inst.support.axes.count": "inst.support.axes",
    "connect.objectives.general.count": "connect.objectives.general",
    "connect.bru4home.sectors": "connect.bru4home.sectors",
    "connect.website.support_tabs": "inst.support.axes",
} | {name: name for name in GOALS}
PRINTED = {"connect.ehpad.partners": "connect.ehpad.partners"}


def institution_figures(book: Book, year: Year, out: Figures) -> None:
    funders = Directory(book, "Bailleurs de fonds")
    _member_figures(book, year, out)
    _thanks_figures(book, out)
    _funding_figures(book, funders, year, out)
    _approval_figures(book, year, out)
    _quality_figures(book, year, out)
    staff_figures(book, funders, year, out)
    typed_figures(book, year, ("inst.context.homeless.brussels",), out)
    list_figures(book, year, COUNTED, PRINTED, out)
    start = start_year(book, year, "connect.ehpad.start_year")
    if start is not None:
        out["connect.ehpad.pilot.years"] = str(year.number - start)


def _valid_on_31(row: Row, year: Year) -> bool:
    """The end date is the first day no longer valid."""
    end = row.maybe_date("Fin")
    return row.date("Début") <= year.last and (end is None or end > year.last)


def _member_figures(book: Book, year: Year, out: Figures) -> None:
    members = {
        (row.code("Nature", labels.MEMBER), fold(row.text("Membre")))
        for row in sheet(book, "Membres")
        if _valid_on_31(row, year)
    }
    organisations = sum(nature == "organisation" for nature, _ in members)
    out["inst.ga.members.organisations"] = str(organisations)
    out["inst.ga.members.persons"] = str(len(members) - organisations)
    out["inst.ga.members.total"] = str(len(members))
    board: dict[str, set[str]] = defaultdict(set)
    for row in sheet(book, "Mandats"):
        if _valid_on_31(row, year):
            board[row.code("Mandat", labels.MANDATE)].add(fold(row.text("Nom")))
    administrators = board["administrator"] - board["copresident"]
    out["inst.board.copresidents"] = str(len(board["copresident"]))
    out["inst.board.administrators"] = str(len(administrators))
    out["inst.board.total"] = str(len(board["copresident"]) + len(administrators))


def _thanks_figures(book: Book, out: Figures) -> None:
    thanked = [
        row.text("Nom")
        for row in sheet(book, "Bailleurs de fonds")
        if row.yes("Remercié en page de garde")
    ]
    out["inst.funders.thanked.count"] = str(len(thanked))
    put_names(out, "inst.funders.thanked.list", thanked)


def _funding_figures(book: Book, funders: Directory, year: Year, out: Figures) -> None:
    lines = [
        (funders.free(row.text("Source")), row.number("Montant"), row)
        for row in sheet(book, "Financements")
        if row.whole("Année financée") == year.number
    ]
    amounts: dict[str, Fraction] = defaultdict(Fraction)
    programmes: dict[str, Fraction] = defaultdict(Fraction)
    for source, amount, row in lines:
        amounts[fold(source)] += amount
        programmes[row.code("Programme", labels.PROGRAMME)] += amount
    for row in sheet(book, "Cotisations"):
        if row.whole("Année") == year.number:
            amounts[fold("Cotisations")] += row.number("Montant")
    for row in sheet(book, "Dons"):
        if year.has(row.date("Date")):
            amounts[fold("Dons")] += row.number("Montant")
    total = sum(amounts.values(), Fraction(0))
    for label, code in labels.FUNDER.items():
        amount = amounts.get(label, Fraction(0))
        out[f"funding.{code}.amount"] = rounded(amount, 2)
        put_ratio(out, f"funding.{code}.share", amount, total, times=100, decimals=2)
    out["funding.total.amount"] = rounded(total, 2)
    out["funding.lines.count"] = str(sum(amount != 0 for amount in amounts.values()))
    for code in labels.PROGRAMME.values():
        out[f"x.funding.programme.{code}.amount"] = rounded(programmes[code], 2)
    connect = [
        source
        for source, amount, row in lines
        if amount > 0 and row.code("Programme", labels.PROGRAMME) == "connect"
    ]
    put_names(out, "connect.funding.sources", connect)
    reports = {
        fold(source)
        for source, _, row in lines
        if row.code("Axe", labels.AXIS) == "pat" and row.yes("Rapport spécifique")
    }
    out["support.pat.specific_reports"] = str(len(reports))


def _approval_figures(book: Book, year: Year, out: Figures) -> None:
    """Approvals in force in P: Connect by Cocof, and Formation (the latest one)."""
    for row in sorted(sheet(book, "Agréments"), key=lambda row: row.whole("Année de début")):
        start, end = row.whole("Année de début"), row.maybe_number("Année de fin")
        if start > year.number or (end is not None and end < year.number):
            continue
        programme = row.code("Programme", labels.APPROVED)
        shortest = row.maybe_number("Durée minimale (ans)")
        by_cocof = fold(row.text("Pouvoir subsidiant")) == "cocof"
        if programme == "connect" and by_cocof and end is not None:
            out["connect.funding.cocof.approval.years"] = exact(end - start + 1)
        if programme == "training" and shortest is not None:
            out["support.training.funding.approval.min_years"] = exact(shortest)


def _quality_figures(book: Book, year: Year, out: Figures) -> None:
    axes: dict[int, list[str]] = defaultdict(list)
    for row in sheet(book, "Axes qualité"):
        axes[row.whole("Année")].append(row.text("Axe"))
    for number, items in axes.items():
        put_list(out, f"hf.quality.axes.{number}", items)
    out["hf.quality.axes_per_year"] = str(len(axes[year.number]))
    plans: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in sheet(book, "Plan qualité"):
        first, last = (int(part) for part in fold(row.text("Période")).split("-"))
        plans[first, last].append(row.code("Niveau", labels.LEVEL))
    containing = [plan for plan in plans if plan[0] <= year.number <= plan[1]]
    following = [plan for plan in plans if plan[0] > year.number]
    chosen = max(containing) if containing else min(following, default=None)
    levels = plans[chosen] if chosen else []
    out["hf.quality.plan.general_objectives"] = str(levels.count("general"))
    out["hf.quality.plan.specific_objectives"] = str(levels.count("specific"))
