"""Public interventions, publications and meetings of bodies."""

from __future__ import annotations

from collections import Counter

from . import labels_programmes as labels
from .directory import SMES, Directory, distinct, put_names
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, exact

COMPARISON = fold("Tableau comparatif des programmes")


def action_figures(book: Book, directory: Directory, year: Year, out: Figures) -> None:
    rows = [
        row
        for row in sheet(book, "Interventions publiques")
        if year.has(row.date("Date")) and "connect" in row.codes("Programme", labels.PROGRAMME)
    ]

    def of(*kinds: str) -> list[Row]:
        return [row for row in rows if row.code("Type", labels.OUTREACH) in kinds]

    out["connect.interventions.count"] = str(len(of("public_intervention")))
    out["connect.advocacy_actions.count"] = str(len(of("advocacy", "communication")))
    asked = distinct(directory.free(row.text("Interlocuteur")) for row in of("solicitation"))
    out["connect.solicitations.count"] = str(len(asked))
    levels = [
        (row.code("Niveau", labels.LEVEL), row.code("Rôle", labels.JURY_ROLE)) for row in of("jury")
    ]
    out["connect.juries.dissertations"] = str(sum(level == "dissertation" for level, _ in levels))
    out["connect.juries.master"] = str(levels.count(("master", "chair")))
    partners = distinct(
        directory.free(item)
        for row in rows
        if fold(row.text("Titre")) == COMPARISON
        for item in row.items("Partenaires")
    )
    others = [name for name in partners if fold(name) != SMES]
    put_names(out, "connect.comparative_table.partners", others)


def publication_figures(book: Book, year: Year, out: Figures) -> None:
    rows = sheet(book, "Publications")

    def published(row: Row, kind: str) -> bool:
        day = row.maybe_date("Date de parution")
        wanted = row.code("Type", labels.PUBLICATION) == kind
        return wanted and day is not None and day <= year.last

    titles = [row for row in rows if published(row, "collection")]
    linked = [row for row in titles if row.yes("Table d'échanges")]
    out["connect.collection.titles.count"] = str(len(titles))
    out["connect.table.publications.count"] = str(len(linked))
    research = [row for row in rows if published(row, "research")]
    out["connect.research.count"] = str(len(research))
    of_year = [
        row
        for row in rows
        if row.maybe_number("Année de l'action") == year.number
        and row.code("Type", labels.PUBLICATION) != "research"
    ]
    out["connect.publications.year.count"] = str(len(of_year))
    for row in rows:
        collection = row.code("Type", labels.PUBLICATION) == "collection"
        copies = row.maybe_number("Tirage")
        if collection and row.maybe_number("N°") == 5 and copies is not None:
            out["connect.publications.issue5.print_run"] = exact(copies)


def body_figures(book: Book, year: Year, out: Figures) -> None:
    """Attended meetings: one row is one meeting, whoever represents."""
    bodies = Directory(book, "Instances")
    met = [
        (
            fold(bodies.known(row.text("Instance"))),
            set(row.codes("Représentation", labels.PROGRAMME)),
        )
        for row in sheet(book, "Réunions d'instances")
        if year.has(row.date("Date")) and row.yes("Présent")
    ]
    connect = Counter(name for name, by in met if "connect" in by)
    teams = Counter(name for name, by in met if by & {"support", "housing_first"})
    root = "connect.representation"
    for prefix, counted, codes in (
        (root, connect, labels.INSTANCE),
        (f"{root}.teams", teams, labels.TEAM_INSTANCE),
    ):
        for code in codes.values():
            out[f"{prefix}.{code}.meetings"] = "0"
        for name, number in counted.items():
            if name in codes:
                published = f"{prefix}.{codes[name]}.meetings"
                out[published] = str(int(out[published]) + number)
    out[f"{root}.instances"] = str(len(connect))
    out[f"{root}.meetings.total"] = str(connect.total())
    out[f"{root}.teams.meetings.total"] = str(teams.total())
    out[f"{root}.all.meetings.total"] = str(sum(by != {"pat"} for _, by in met))
    everyone = Counter(name for name, _ in met)
    out["support.pat.network.rev_meetings"] = str(everyone[fold("REV")])
    out["support.pat.network.comac_meetings"] = str(everyone[fold("COMAC")])
