"""The navigation, as data.

Each entry names an address, the right it asks for and where it shows. Entries whose app is not
installed are left out, so that a smaller installation has a smaller menu.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu.

    ``capability`` is the value of the right needed, empty when any account will do.
    ``programme`` gives the colour of the small bar beside the line (``hf``, ``support``,
    ``connect``, ``institution``). ``bar`` says whether the phone's bottom bar shows it.
    ``argument`` completes the address.
    """

    label: StrPromise
    url_name: str
    capability: str
    icon: str
    programme: str = ""
    bar: bool = False
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry the reader may follow, with its address and whether they are in it."""

    entry: Entry
    url: str
    current: bool


ENTRIES: tuple[Entry, ...] = (
    Entry(_("Home"), "home:home", "", "home", bar=True),
    Entry(_("Persons"), "dossiers:list", "view_identity", "users"),
    Entry(_("Figures"), "figures:latest", "view_figures", "chart-bar", bar=True),
    *(
        Entry(label, "figures:dashboard_of", "view_figures", "book-open", hue, argument=programme)
        for label, hue, programme in (
            (_("Housing First"), "hf", "housing_first"),
            (_("Support"), "support", "support"),
            (_("Connect"), "connect", "connect"),
            (_("Institution"), "institution", "institution"),
        )
    ),
    Entry(_("Funders"), "reports:funders", "plan_report", "banknotes"),
    Entry(_("Report"), "reports:editions", "view_figures", "document-text"),
    Entry(_("Directory"), "directory:list", "view_open_records", "building-office-2"),
    Entry(_("Record cards"), "records:index", "view_open_records", "rectangle-stack", bar=True),
    Entry(_("Openings"), "dossiers:reviews", "review_access", "lock-open"),
    Entry(_("Notices"), "dossiers:notices", "review_access", "bell"),
    Entry(_("Requests"), "privacy:demands", "review_access", "inbox"),
    Entry(_("Import"), "imports:list", "view_imports", "arrow-up-tray", bar=True),
)


def menu(rights: Mapping[str, bool], path: str) -> list[Link]:
    """Return the entries open to someone holding ``rights``, marking the one ``path`` is in.

    The longest address that ``path`` starts with is the current one; home only matches itself.
    """
    open_links = []
    for entry in ENTRIES:
        if entry.capability and not rights.get(entry.capability):
            continue
        try:
            open_links.append((entry, reverse(entry.url_name, args=_arguments(entry))))
        except NoReverseMatch:
            continue
    here = max(
        (
            url
            for entry, url in open_links
            if path == url or (url != "/" and path.startswith(url)) or _within(entry, path)
        ),
        key=len,
        default=None,
    )
    return [Link(entry, url, url == here) for entry, url in open_links]


def _arguments(entry: Entry) -> list[str]:
    return [entry.argument] if entry.argument else []


def _within(entry: Entry, path: str) -> bool:
    """Whether `path` ends by what completes the address: the dashboard of another year."""
    return bool(entry.argument) and path.endswith(f"/{entry.argument.replace('_', '-')}/")
