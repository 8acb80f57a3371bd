"""Every figure of the workbook support_AAAA.xlsx."""

from __future__ import annotations

from . import labels_programmes as labels
from . import support_peer, support_requests, support_training
from .directory import Directory
from .people import Year
from .reading import Book, fold, sheet
from .rounding import Figures
from .support_intervision import peer_intervision_figures
from .typed import list_figures, start_year, typed_figures

CONTEXT = (
    "support.mobile.opening_days_per_week",
    "support.mobile.team.meeting_frequency",
    "support.pat.accompaniment.sessions.min",
    "support.pat.accompaniment.sessions.max",
    "support.pat.training_cycle.days",
    "support.pat.intervision.cycle_months",
    "support.pat.intervision.since",
    "support.training.who_cares.days",
)
COUNTED = {
    "support.mobile.axes.count": "support.mobile.axes",
    "support.pat.axes.count": "support.pat.axes",
    "support.pat.guide.steps": "support.pat.guide.steps",
    "support.pat.representation.forms": "support.pat.representation.forms",
    "support.pat.questions.peers.count": "support.pat.questions.peers",
    "support.pat.questions.teams.count": "support.pat.questions.teams",
    "support.training.needs.count": "support.training.needs",
}
PRINTED = {"support.pat.open_meetings.themes.list": "support.pat.open_meetings.themes"}


def support_figures(book: Book, year: Year, out: Figures) -> None:
    directory = Directory(book, "Institutions")
    support_requests.request_figures(book, directory, year, out)
    support_requests.supervision_figures(book, directory, year, out)
    support_peer.accompaniment_figures(book, directory, year, out)
    support_peer.peer_training_figures(book, year, out)
    support_peer.representation_figures(book, year, out)
    support_peer.work_time_figures(book, year, out)
    peer_intervision_figures(book, directory, year, out)
    support_training.module_figures(book, year, out)
    support_training.training_figures(book, directory, year, out)
    _partnership_figures(book, year, out)
    typed_figures(book, year, CONTEXT, out)
    list_figures(book, year, COUNTED, PRINTED, out)
    start = start_year(book, year, "support.pat.start_date")
    if start is not None:
        out["support.pat.since"] = str(start)
        # full years on 31/12 of a start on the first of any month
        out["support.pat.existence.years"] = str(year.number - start)


def _partnership_figures(book: Book, year: Year, out: Figures) -> None:
    """Partners with a partnership touching P."""
    active = {
        (row.code("Type", labels.PARTNERSHIP), fold(row.text("Nom")))
        for row in sheet(book, "Partenariats")
        if year.touches(row.date("Début"), row.maybe_date("Fin"))
    }
    kinds = [kind for kind, _ in active]
    out["support.mobile.clss.partner_services"] = str(kinds.count("clss"))
    out["support.pat.tsi.courts"] = str(kinds.count("tsi"))
