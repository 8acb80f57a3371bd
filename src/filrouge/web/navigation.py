"""The navigation, as data.

Each entry names an address, the right it asks for and where it shows. Entries whose app is not
installed are left out, so that a smaller installation has a smaller menu.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    ``unless`` is a right that makes the line needless, a day at work replaces the home page;
    ``still`` a right for which it stays all the same.
    ``argument`` completes the address. ``note`` marks the one act of every page: a round button on
    a phone, and the key ``n``.
    """

    label: StrPromise
    url_name: str
    capability: str
    icon: str
    programme: str = ""
    bar: bool = False
    unless: str = ""
    still: str = ""
    argument: str = ""
    note: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An entry the reader may follow, with its address and whether they are in it."""

    entry: Entry
    url: str
    current: bool


ENTRIES: tuple[Entry, ...] = (
    Entry(
        _("Home"),
        "home:home",
        "",
        "home",
        bar=True,
        unless="view_identity",
        still="view_imports",
    ),
    Entry(_("Today"), "daily:today", "view_identity", "sun", bar=True),
    Entry(_("Agenda"), "daily:agenda", "view_identity", "calendar"),
    Entry(_("Persons"), "dossiers:list", "view_identity", "users", bar=True),
    Entry(_("Upkeep"), "daily:upkeep", "view_identity", "arrow-path"),
    Entry(_("Candidates"), "people:candidates", "view_identity", "user-plus"),
    Entry(_("Housing"), "housing:desk", "edit_housing", "key"),
    Entry(_("Accounts of housing"), "housing:money", "view_money_totals", "calculator"),
    Entry(_("Take note"), "daily:note", "view_care", "pencil-square", note=True),
    Entry(_("Material"), "harm_reduction:hand", "view_care", "archive-box"),
    Entry(_("Work outside files"), "daily:work", "view_identity", "user-group"),
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
        if rights.get(entry.unless) and not rights.get(entry.still):
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


def bar(links: Sequence[Link]) -> list[Link]:
    """The first three shortcuts; the menu is the fourth place of a phone's bar."""
    return [link for link in links if link.entry.bar][:3]


def _arguments(entry: Entry) -> list[str]:
    return [entry.argument] if entry.argument else []


def _within(entry: Entry, path: str) -> bool:
    """Whether `path` ends by what completes the address: the dashboard of another year."""
    return bool(entry.argument) and path.endswith(f"/{entry.argument.replace('_', '-')}/")
