"""The small year by pages: who enters, where they live, under which title, how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from filrouge.housing.models import Stay
from filrouge.people.models import Candidate

from .desk import decide, note_candidate, told
from .moments import ENDING, ENTRY, LEAVING, OPENING, STAYING, TITLE, Act, before
from .office import Office
from .rows import Row, Rows
from .where import FILE

SEXES = {"M": "homme", "F": "femme", "X": "autre (X)"}


def acts_of_lives(office: Office, rows: Rows) -> Iterator[Act]:
    """Entries, stays, titles, ends and returns, each on its day."""
    for row in rows["Locataires"]:
        yield from _Life(office, rows, row).acts()


class _Life:
    """What the rows say of one person."""

    def __init__(self, office: Office, rows: Rows, row: Row) -> None:
        self.office, self.row, self.number = office, row, row["N°"]
        self.stays = self._own(rows["Occupations"])
        self.titles = self._own(rows["Titres"])
        self.terms = {one["Date d'effet"]: one for one in self._own(rows["Équipes"])}
        self.returns = self._own(rows["Reprises"])
        self.start: str = row["Début d'accompagnement"]
        first = {"Fin": row["Fin d'accompagnement"], "Motif de fin": row["Motif de fin"]}
        self.ends = {one["Fin"]: one for one in (first, *self.returns) if one["Fin"]}
        self.housed_at_once = self.number % 2 == 0

    def _own(self, rows: list[Row]) -> list[Row]:
        return [row for row in rows if row["N°"] == self.number]

    def acts(self) -> Iterator[Act]:
        yield Act(self.start, ENTRY, self.enter)
        yield Act(self.start, OPENING, self.complete)
        for row in self.returns:
            yield Act(row["Reprise"], OPENING, partial(self.resume, row))
        resumed = {row["Reprise"] for row in self.returns}
        for day, row in self.terms.items():
            if day not in resumed:
                yield Act(day, OPENING, partial(self.change_team, row))
        for place, row in enumerate(self.stays):
            if place or not self.housed_at_once:
                yield Act(row["Entrée"], STAYING, partial(self.move_in, row))
            if row["Sortie"] and row["Sortie"] not in self.ends:
                yield Act(row["Sortie"], LEAVING, partial(self.move_out, row))
        for row in self.titles:
            if self._stay_of(row)["Entrée"] != row["Début"]:
                yield Act(row["Début"], TITLE, partial(self.retitle, row))
        for row in self.ends.values():
            yield Act(row["Fin"], ENDING, partial(self.end, row))

    def enter(self) -> None:
        """A candidate is noted, selected, and enters; the direction also records the home."""
        office, row, code = self.office, self.row, f"E-{self.number}"
        note_candidate(office, code, row)
        decide(office, code, "Sélectionné", "", day=self.start)
        home = self._home() if self.housed_at_once else {}
        pen = office["direction" if home else "accompagnement"]
        referent = office["accompagnement"].user
        said = {
            "number": self.number,
            "first_name": row["Prénom"],
            "last_name": row["Nom"],
            "sex": SEXES[row["Genre"]],
            "birth_date": row["Date de naissance"],
            "start": self.start,
            "team": row["Équipe"],
            "funding": row["Financement"],
            "referent": f"{referent.display_name} · {referent.role_label}",
        }
        candidate = Candidate.objects.get(code=code)
        pen.write("dossiers:enter", candidate.pk, said=said | home)

    def _home(self) -> dict[str, object]:
        stay = self.stays[0]
        couple = self.number == 3
        title = self._title_at(stay)
        found = {"dwelling": (stay["Code logement"],), "housed_on": stay["Entrée"]}
        if title:
            found |= {
                "title_kind": title["Type de titre"],
                "title_end": self._end_told(title),
                "rolling": title["Bail glissant"] or "pas connu",
            }
        return found | {"together": couple}

    def complete(self) -> None:
        """What only the identity asks."""
        office, row = self.office, self.row
        known = {
            "street_months_total": row["Mois de rue cumulés"],
            "has_administrator": row["Administrateur de biens"],
        }
        said = {name: words for name, words in known.items() if words != ""}
        if said:
            person = office.person(self.number)
            pen = office["accompagnement"]
            pen.write("dossiers:edit_record", person, "identite", person, said=said)

    def resume(self, row: Row) -> None:
        change = self.terms.get(row["Reprise"], {})
        self.office["accompagnement"].write(
            "dossiers:resume",
            self.office.person(self.number),
            said={
                "start": row["Reprise"],
                "team": change.get("Équipe", ""),
                "funding": change.get("Financement", ""),
            },
        )

    def change_team(self, row: Row) -> None:
        slug, fields = FILE["Équipes"]
        person = self.office.person(self.number)
        pen = self.office["direction"]
        pen.write("dossiers:new_record", person, slug, said=told(row, fields))

    def move_in(self, row: Row) -> None:
        title = self._title_at(row)
        said = {
            "dwelling": (row["Code logement"],),
            "start": row["Entrée"],
            "title_kind": title["Type de titre"] if title else "",
            "title_end": self._end_told(title) if title else "",
            "rolling": title is not None and title["Bail glissant"] == "oui",
        }
        self.office["logement"].write(
            "housing:enter",
            self.office.person(self.number),
            said=said,
        )

    def move_out(self, row: Row) -> None:
        person = self.office.person(self.number)
        stay = Stay.objects.get(person=person, start=row["Entrée"])
        last = before(row["Sortie"])
        closed = any(t["Fin"] == last and self._stay_of(t) is row for t in self.titles)
        self.office["logement"].write(
            "housing:leave",
            person,
            stay.pk,
            said={
                "end": row["Sortie"],
                "destination": row["Destination"],
                "reason": row["Motif de sortie"],
                "end_titles": closed,
            },
        )

    def retitle(self, row: Row) -> None:
        person = self.office.person(self.number)
        stay = Stay.objects.get(person=person, start=self._stay_of(row)["Entrée"])
        self.office["logement"].write(
            "housing:retitle",
            person,
            stay.pk,
            said={
                "kind": row["Type de titre"],
                "start": row["Début"],
                "end": self._end_told(row),
                "rolling": row["Bail glissant"] == "oui",
            },
        )

    def end(self, row: Row) -> None:
        said = {"reason": row["Motif de fin"], "day": row["Fin"]}
        stay = next((one for one in self.stays if self._open_on(one, row["Fin"])), None)
        if stay is not None and row["Motif de fin"] != "Décès":
            kept = "La personne garde son logement"
            said["destination"] = stay["Destination"] if stay["Sortie"] else kept
        self.office["accompagnement"].write(
            "dossiers:end", self.office.person(self.number), said=said
        )

    def _open_on(self, stay: Row, day: str) -> bool:
        """Whether a stay has no end yet when an accompaniment ends on a day."""
        return stay["Entrée"] <= day and stay["Sortie"] in ("", day)

    def _title_at(self, stay: Row) -> Row | None:
        """The title that begins with a stay."""
        same = (t for t in self.titles if self._stay_of(t) is stay)
        return next((t for t in same if t["Début"] == stay["Entrée"]), None)

    def _stay_of(self, title: Row) -> Row:
        """The last stay in the dwelling that has begun when a title begins."""
        code, day = title["Code logement"], title["Début"]
        return [s for s in self.stays if s["Code logement"] == code and s["Entrée"] <= day][-1]

    def _end_told(self, title: Row) -> str:
        """The last day to type: none when a later act brings it (title, departure, death)."""
        last: str = title["Fin"]
        stay = self._stay_of(title)
        code = title["Code logement"]
        followed = any(
            t["Code logement"] == code and before(t["Début"]) == last for t in self.titles
        )
        leaves = bool(stay["Sortie"]) and before(stay["Sortie"]) == last
        return "" if last in self.ends or followed or leaves else last
