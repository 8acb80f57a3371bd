"""Staff codes: who is in post in a team on a day, for all workbooks."""

from datetime import date
from functools import cache

from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

MOBILE, PAT, TRAINING, CONNECT = "Équipe Mobile", "PAT", "Formation", "Connect"
PHYSICIAN = "Médecin"

Position = tuple[
    str, str, str, float | str, str, date | None, date | None, str, str, str
]  # code, team, function, FTE, funding, start, end, replaces, certification, trainer


@cache
def positions(rep: Repetition) -> tuple[Position, ...]:
    """Rows of the staff sheet, in the order of the teams."""
    found: list[Position] = []
    for code, team, role, fte, funding, start, end, replaces, *flags in table("staff")["positions"]:
        replaced = rep.code(replaces) if replaces else ""
        certified, trainer = flags
        found.append(
            (rep.code(code), team, role, fte, funding, rep.on(start), rep.on(end), replaced,
             certified, trainer)
        )  # fmt: skip
    return tuple(found)


def present(rep: Repetition, team: str, day: date, *, without: str = "") -> list[str]:
    """Codes in post that day, each once; `without` leaves a function out."""
    found = []
    for code, its_team, role, _, _, start, end, *_ in positions(rep):
        inside = start is not None and start <= day and (end is None or day <= end)
        if its_team == team and role != without and inside and code not in found:
            found.append(code)
    return found
