"""Requests to the mobile team, their files, and the supervision of teams."""

from __future__ import annotations

import re
from collections import Counter

from . import labels_programmes as labels
from .directory import Directory, distinct
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, put_ratio

type Team = tuple[str, str]


def _outcome(row: Row) -> str:
    return row.code("Suite", labels.OUTCOME[row.code("Type", labels.REQUEST)])


def request_figures(book: Book, directory: Directory, year: Year, out: Figures) -> None:
    asked = [row for row in sheet(book, "Demandes") if year.has(row.date("Reçue le"))]
    new = [row for row in asked if row.code("Type", labels.REQUEST) == "intervention"]
    places = distinct(directory.known(row.text("Institution")) for row in asked)
    out["support.mobile.institutions.requesting"] = str(len(places))
    out["support.mobile.institutions.listed"] = str(len(places))
    outcomes = Counter(_outcome(row) for row in new)
    opened = [(row, row.maybe_date("Dossier ouvert le")) for row in new]
    with_file = sum(day is not None and day <= year.last for _, day in opened)
    phone, referred = outcomes["phone_only"], outcomes["referred"]
    root = "support.mobile.requests"
    out[f"{root}.new"] = str(len(new))
    out[f"{root}.with_file"] = str(with_file)
    out[f"{root}.phone_only"] = str(phone)
    out[f"x.{root}.referred"] = str(referred)
    out[f"x.{root}.pending"] = str(len(new) - with_file - phone - referred)
    _split_figures(root, new, out)
    _file_figures(book, year, with_file, out)
    _delay_figures(new, out)


def _split_figures(root: str, new: list[Row], out: Figures) -> None:
    channels = Counter(row.code("Canal", labels.FOUND) for row in new)
    motives = Counter(row.code("Motif principal", labels.MOTIVE) for row in new)
    for part, counts, codes in (
        ("channel", channels, labels.FOUND),
        ("motive", motives, labels.MOTIVE),
    ):
        for code in codes.values():
            name = f"{root}.{part}.{code}"
            put_ratio(out, name, counts[code], len(new), times=100, decimals=1)
    followup = "psychological_followup"
    out[f"{root}.motive.{followup}.count"] = str(motives[followup])
    sectors = Counter(row.code("Secteur", labels.SECTOR) or "unknown" for row in new)
    parts = sorted(sectors.items(), key=lambda part: (-part[1], part[0]))
    if parts:
        out[f"{root}.by_sector"] = "; ".join(f"{code}={number}" for code, number in parts)


def _file_figures(book: Book, year: Year, with_file: int, out: Figures) -> None:
    met = [row for row in sheet(book, "Interventions") if year.has(row.date("Date"))]
    followed = {fold(row.text("Dossier")) for row in met}
    carried = [
        row
        for row in sheet(book, "Demandes")
        if fold(row.text("Dossier")) in followed and _carried_over(row, year)
    ]
    out["support.mobile.files.carried_over"] = str(len(carried))
    out["support.mobile.files.active"] = str(with_file + len(carried))
    out["x.support.mobile.files.followed"] = str(len(followed))
    sizes = [len(row.items("Intervenants")) for row in met if row.items("Intervenants")]
    if sizes:
        out["support.mobile.binome"] = str(min(sizes))


def _carried_over(row: Row, year: Year) -> bool:
    """Received before P, opened by its end, not closed before it."""
    opened, closed = row.maybe_date("Dossier ouvert le"), row.maybe_date("Dossier clôturé le")
    return (
        row.date("Reçue le") < year.first
        and opened is not None
        and opened <= year.last
        and (closed is None or closed >= year.first)
    )


def _delay_figures(new: list[Row], out: Figures) -> None:
    answers = [(row.date("Reçue le"), row.maybe_date("Première réponse le")) for row in new]
    delays = [(answer - asked).days for asked, answer in answers if answer]
    if delays:
        out["support.mobile.response.max_days"] = str(max(delays))
    out["x.support.mobile.response.late"] = str(sum(days > 7 for days in delays))


def _team(row: Row, directory: Directory) -> Team:
    return directory.known(row.text("Institution")), fold(row.text("Équipe"))


def supervision_figures(book: Book, directory: Directory, year: Year, out: Figures) -> None:
    processes = {fold(row.text("Code")): row for row in sheet(book, "Supervisions")}
    held = Counter(
        fold(row.text("Code"))
        for row in sheet(book, "Séances de supervision")
        if row.code("Statut", labels.SESSION) == "held" and year.has(row.date("Date"))
    )
    engaged = [processes[code] for code in held]
    requests = [
        row
        for row in sheet(book, "Demandes")
        if row.code("Type", labels.REQUEST) == "supervision" and row.date("Reçue le") <= year.last
    ]
    of_year = [row for row in requests if year.has(row.date("Reçue le"))]
    waiting = {_team(row, directory) for row in requests if _outcome(row) == "waiting"}
    asking = {_team(row, directory) for row in of_year}
    supervised = {_team(row, directory) for row in engaged}
    dropped = {_team(row, directory) for row in of_year if _outcome(row) == "dropped"}
    running = {_team(row, directory) for row in processes.values() if _runs_on(row, year)}
    planned = {_team(row, directory) for row in of_year if _starts_next(row, year)}
    root = "support.mobile.supervision"
    out[f"{root}.teams.requesting"] = str(len(asking | waiting | supervised))
    out[f"{root}.teams.engaged"] = str(len(engaged))
    out[f"{root}.teams.dropped"] = str(len(dropped))
    out[f"{root}.teams.waiting"] = str(len(waiting))
    out[f"{root}.meetings.total"] = str(held.total())
    continuing = sum(row.yes("Souhaite continuer") for row in engaged)
    out[f"{root}.continuing"] = str(continuing)
    out[f"{root}.new_requests_next_year"] = str(len(planned - running))
    out[f"{root}.start_next_year"] = str(continuing + len(planned - running))
    meetings: Counter[str] = Counter()
    for code, number in held.items():
        meetings[_team_id(_team(processes[code], directory))] += number
    for name, number in meetings.items():
        out[name] = str(number)


def _runs_on(process: Row, year: Year) -> bool:
    """Running on 31/12; an end on that day is an end of the year."""
    start, end = process.maybe_date("Début"), process.maybe_date("Fin")
    if start is not None and start > year.last:
        return False
    if end is None:
        return process.code("État", labels.PROCESS) != "ended"
    return end > year.last


def _starts_next(request: Row, year: Year) -> bool:
    day = request.maybe_date("Début prévu le")
    return day is not None and day.year == year.number + 1


def _team_id(team: Team) -> str:
    """The id of the meetings of a team; a team without a published name has an `x.` id."""
    institution, name = team
    code = labels.SUPERVISED.get(name, "")
    if code and ("bxl" not in code or "bruxelles" in fold(institution)):
        return f"support.mobile.supervision.{code}.meetings"
    slug = re.sub("[^a-z0-9]+", "_", fold(f"{institution} {name}")).strip("_")
    return f"x.support.mobile.supervision.{slug}.meetings"
