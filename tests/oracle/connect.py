"""Every figure of the workbook connect_AAAA.xlsx."""

from __future__ import annotations

from . import connect_actions, connect_events, connect_media
from .connect_intervision import intervision_figures
from .directory import Directory
from .people import Year
from .reading import Book
from .rounding import Figures
from .typed import list_figures, typed_figures

CONTEXT = ("connect.newsletter.since", "connect.newsletter.open_rate.brevo")
COUNTED = {
    f"{name}.count": name
    for name in (
        "connect.newsletter.rubrics",
        "connect.campaign.asbl",
        "connect.campaign.priorities",
    )
}


def connect_figures(book: Book, year: Year, out: Figures) -> None:
    directory = Directory(book, "Institutions")
    intervision_figures(book, directory, year, out)
    connect_events.event_figures(book, directory, year, out)
    connect_actions.action_figures(book, directory, year, out)
    connect_actions.publication_figures(book, year, out)
    connect_actions.body_figures(book, year, out)
    connect_media.newsletter_figures(book, year, out)
    connect_media.item_figures(book, year, out)
    connect_media.audience_figures(book, year, out)
    connect_media.post_figures(book, year, out)
    typed_figures(book, year, CONTEXT, out)
    list_figures(book, year, COUNTED, {}, out)
