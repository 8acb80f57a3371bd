"""Debates, round tables, the study morning and open meetings, with their participants."""

from __future__ import annotations

from collections.abc import Iterable

from . import labels_programmes as labels
from .directory import SMES, Directory, distinct, put_names
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, exact, put_list


def event_figures(book: Book, directory: Directory, year: Year, out: Figures) -> None:
    events = [row for row in sheet(book, "Événements") if year.has(row.date("Date début"))]
    present = [row for row in sheet(book, "Participants aux événements") if row.yes("Présent")]

    def of(kind: str) -> list[Row]:
        return [row for row in events if row.code("Type", labels.EVENT) == kind]

    _debate_figures(of("debate"), present, directory, out)
    _round_table_figures(book, of("round_table"), present, directory, out)
    name = "connect.ehpad_event"
    attendance = _at(of("study_morning"), present)
    _attendance_figures(name, attendance, directory, out)
    out[f"{name}.speakers"] = str(len(_persons(attendance, "speaker")))
    pat = [row for row in of("open_meeting") if _is_pat(row)]
    out["support.pat.network.open_meetings"] = str(len(pat))


def _is_pat(event: Row) -> bool:
    return "pat" in event.codes("Programmes", labels.PROGRAMME)


def _at(events: Iterable[Row], present: list[Row]) -> list[Row]:
    codes = {fold(event.text("Code")) for event in events}
    return [row for row in present if fold(row.text("Code événement")) in codes]


def _in_role(attendance: list[Row], role: str) -> list[Row]:
    return [row for row in attendance if row.code("Rôle", labels.ROLE) == role]


def _persons(attendance: list[Row], role: str) -> set[str]:
    return {fold(row.text("Participant")) for row in _in_role(attendance, role)}


def _attendance_figures(
    name: str, attendance: list[Row], directory: Directory, out: Figures
) -> None:
    """Persons, known sectors and institutions of those who were there as participants."""
    rows = _in_role(attendance, "participant")
    sectors = {row.code("Secteur", labels.SECTOR) for row in rows} - {"", "unknown"}
    places = distinct(directory.known(row.text("Institution")) for row in rows)
    out[f"{name}.participants"] = str(len(_persons(rows, "participant")))
    out[f"{name}.sectors"] = str(len(sectors))
    put_list(out, f"{name}.sectors.list", sorted(sectors))
    out[f"{name}.institutions"] = str(len(places))
    put_list(out, f"{name}.institutions.list", places)


def _organisers(events: Iterable[Row], directory: Directory) -> list[str]:
    return distinct(
        directory.free(item) for event in events for item in event.items("Co-organisateurs")
    )


def _debate_figures(
    debates: list[Row], present: list[Row], directory: Directory, out: Figures
) -> None:
    debates.sort(key=lambda row: (row.date("Date début"), fold(row.text("Code"))))
    counts = [row.maybe_number("Public compté") for row in debates]
    attendance = [exact(count) for count in counts if count is not None]
    out["connect.debates.count"] = str(len(debates))
    put_list(out, "connect.debates.attendance.intro", attendance)
    put_list(out, "connect.debates.attendance.detail", attendance)
    out["connect.debates.organisers.count"] = str(len(_organisers(debates, directory)))
    for code in sorted({row.code("Langue", labels.LANGUAGE) for row in debates} - {""}):
        spoken = [row for row in debates if row.code("Langue", labels.LANGUAGE) == code]
        speakers = _persons(_at(spoken, present), "speaker")
        out[f"connect.debates.speakers.{code}"] = str(len(speakers))


def _round_table_figures(
    book: Book, tables: list[Row], present: list[Row], directory: Directory, out: Figures
) -> None:
    """Tables with a parent day; the day gives attendance, co-organisers and committee."""
    tables = [row for row in tables if row.text("Événement parent")]
    parents = {fold(row.text("Événement parent")) for row in tables}
    days = [row for row in sheet(book, "Événements") if fold(row.text("Code")) in parents]
    counts = [row.maybe_number("Public compté") for row in days]
    known = [count for count in counts if count is not None]
    if known:
        out["connect.roundtable.day.attendance.connect"] = exact(sum(known[1:], known[0]))
        out["support.pat.event.attendance"] = out["connect.roundtable.day.attendance.connect"]
    organisers = [name for name in _organisers(days, directory) if fold(name) != SMES]
    put_list(out, "connect.roundtable.coorganisers", organisers)
    committee = distinct(
        directory.free(row.text("Organisation"))
        for row in sheet(book, "Comités de pilotage")
        if fold(row.text("Événement")) in parents
    )
    out["connect.roundtable.steering.organisations"] = str(len(committee))
    put_names(out, "connect.roundtable.steering.list", committee)
    out["connect.roundtable.tables.count"] = str(len(tables))
    out["support.pat.event.round_tables"] = str(sum(_is_pat(row) for row in tables))
    attendance = _at(tables, present)
    _attendance_figures("connect.roundtable", attendance, directory, out)
    out["connect.roundtable.facilitators"] = str(len(_persons(attendance, "facilitator")))
