"""Training: the catalogue of modules, the sessions of each action, who took part."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from filrouge.demo import days, handwriting, staff
from filrouge.demo.directory import entries, pick_mixed
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

OWN, PAT = "Formation", "PAT"
PEER_THEME = "pair-aidance et rétablissement"
ACTIONS, PEER_ACTIONS = 20, 2
GIVEN, CANCELLED = "Donnée", "Annulée"
UNKNOWN = 0.42  # share of the participants whose sector was not noted
ABSENT = 0.06
SENDERS = 44  # institutions that send people in a year
AGAIN = 0.08  # share of the participants who had already come to another action
MINUTES = (90, 120, 120, 180, 180, 360)

Module = tuple[str, str, str, int, str, date, date | None, str]


@dataclass(slots=True)
class Action:
    """One action: its days with their status, its owner and context."""

    code: str
    owner: str
    context: str
    days: list[tuple[date, float, str, str]] = field(default_factory=list)  # day, length, …


def modules(rep: Repetition) -> list[Module]:
    """Modules by code: some without description, one over, one ending, one of next year."""
    rng = rep.rng("modules")
    typed = table("support")
    titles = [(PEER_THEME, title, PAT) for title in typed["peer_modules"]["titles"]]
    titles += [
        (theme, title, OWN) for theme, names in typed["module_titles"].items() for title in names
    ]
    found: list[Module] = []
    for number, (theme, title, owner) in enumerate(titles, start=1):
        lengths = typed["peer_modules"]["minutes"] if owner == PAT else MINUTES
        minutes = lengths[0] if number == 1 else rng.choice(lengths)
        since = rep.day(-rng.randint(1, 5), 9, 1)
        sheet = "non" if number % 13 == 0 else "oui"
        found.append(
            (_code(rep, number), rep.label(title), theme, minutes, owner, since, None, sheet)
        )
    over, next_year = len(found) + 1, len(found) + 2
    found[24] = (*found[24][:6], rep.day(0, 6, 30), "oui")
    found += [
        (_code(rep, over), rep.label("Écrire un rapport social"), "accueil", 120, OWN,
         rep.day(-6, 9, 1), rep.day(-1, 12, 31), "oui"),
        (_code(rep, next_year), rep.label("Intelligence artificielle et secret"),
         "questions éthiques", 90, OWN, rep.day(1, 1, 6), None, "non"),
    ]  # fmt: skip
    return found


def _code(rep: Repetition, number: int) -> str:
    return rep.key(f"M{number:02d}")


def actions(rep: Repetition) -> list[Action]:
    """Actions of one or two days; one was cancelled, one goes over the end of the year."""
    rng = rep.rng("training actions")
    found = []
    catalogue = [item for item in modules(rep) if item[5] <= rep.first and item[6] is None]
    year = rep.year % 100
    for number in range(1, ACTIONS + PEER_ACTIONS + 1):
        owner = OWN if number <= ACTIONS else PAT
        codes = [item[0] for item in catalogue if item[4] == owner]
        context = rng.choice(("Ouverte", "Ouverte", "Sur demande"))
        action = Action(
            rep.key(f"F{year:02d}-{number:02d}"), owner,
            context if owner == OWN else "Hors accompagnement",
        )  # fmt: skip
        day = days.pick_workday(rng, rep.day(0, 1, 15), rep.day(0, 12, 6))
        while day.month == 8:
            day = days.pick_workday(rng, rep.day(0, 1, 15), rep.day(0, 12, 6))
        for step in range(rng.choice((1, 1, 2))):
            length = 0.5 if step == 0 and rng.random() < 0.2 else 1.0
            held = days.next_workday(day + timedelta(days=7 * step))
            status = CANCELLED if number == 11 else GIVEN
            action.days.append((held, length, rng.choice(codes), status))
        found.append(action)
    own = [item[0] for item in catalogue if item[4] == OWN]
    return found + _around_the_year(rep, own)


def _around_the_year(rep: Repetition, codes: list[str]) -> list[Action]:
    """An action over the end of the year, one of the year before, one half cancelled."""
    year = rep.year % 100
    typed = (
        (f"F{year:02d}-90", "Ouverte", ((0, 12, 18, GIVEN), (1, 1, 9, GIVEN))),
        (f"F{year - 1:02d}-88", "Sur demande", ((-1, 12, 14, GIVEN),)),
        (f"F{year:02d}-91", "Ouverte", ((0, 3, 26, GIVEN), (0, 4, 2, CANCELLED))),
    )
    found = []
    for place, (code, context, when) in enumerate(typed):
        action = Action(rep.key(code), OWN, context)
        for offset, month, day, status in when:
            held = rep.day(offset, month, day)
            action.days.append((held, 1.0, codes[3 * place], status))
        found.append(action)
    return found


def session_rows(rep: Repetition, found: list[Action]) -> Iterator[tuple[object, ...]]:
    rows = []
    for action in found:
        rng = rep.rng("trainers", action.code)
        for day, length, module, status in action.days:
            workers = "; ".join(_trainers(rng, rep, action.owner, day))
            rows.append(
                (action.code, module, day, length, action.owner, action.context, status, workers)
            )
    yield from sorted(rows, key=lambda row: (row[2], row[0]))


def _trainers(rng: Random, rep: Repetition, owner: str, day: date) -> list[str]:
    """Two people of the pool: the training officers, the mobile team, the Housing First teams."""
    if owner == PAT:
        return rng.sample(staff.present(rep, staff.PAT, day), 2)
    pool = staff.present(rep, staff.TRAINING, day) + staff.present(rep, staff.MOBILE, day)
    return [rng.choice(pool), rep.code(rng.choice(("ADA", "LIN")))]


def participants(rep: Repetition, found: list[Action]) -> Iterator[tuple[object, ...]]:
    """One row by person and day of the given sessions; the sector is often not known."""
    numbers = iter(range(1, 100_000))
    before: list[tuple[str, str, str]] = []
    nearby = [item for item in entries(rep, "support") if not item.walloon]
    known = pick_mixed(rep.rng("training public"), nearby, SENDERS)
    for action in found:
        rng = rep.rng("participants", action.code)
        people: list[tuple[str, str, str]] = []
        for _ in range(rng.randint(11, 25)):
            if before and rng.random() < AGAIN:
                person = rng.choice(before)
            else:
                institution = rng.choice(known)
                code = rep.key(f"F{next(numbers):04d}")
                draw = rng.random()
                if draw < UNKNOWN:
                    name = institution.name if draw < 0.05 else ""
                    person = (code, name, rng.choice(("", "inconnu")))
                else:
                    person = (code, institution.spelled(rng, 0.1), institution.frozen_sector(rng))
            if person not in people:
                people.append(person)
        before += people
        for day, _, _, status in action.days:
            for code, name, sector in people if status == GIVEN else ():
                here = handwriting.answer(rng, rng.random() >= ABSENT)
                yield action.code, day, code, name, sector, here
