"""Harm-reduction material handed over, with or without a name."""

from collections.abc import Iterator
from datetime import date

from filrouge.demo import days
from filrouge.demo.model import Person

# Category, item, weight of the item among the rows, smallest and largest quantity of a row.
# The tourniquet is never handed over: an item without row counts 0.
ITEMS = (
    ("Injection", "BD normales", 26, 4, 14),
    ("Injection", "NaCl", 27, 4, 14),
    ("Injection", "Stericup N et Maxi", 19, 3, 10),
    ("Injection", "Acide ascorbique", 5, 2, 6),
    ("Injection", "Sterets", 48, 6, 18),
    ("Injection", "Container", 4, 1, 2),
    ("Injection", "Tampon sec", 17, 3, 9),
    ("Inhalation", "ASD droites", 13, 1, 4),
    ("Inhalation", "KB+ coudées", 34, 3, 12),
    ("Inhalation", "Gex inox", 43, 5, 16),
    ("Inhalation", "Grilles aluminium", 8, 2, 5),
    ("Inhalation", "Embouts PVC", 38, 4, 13),
    ("Inhalation", "Lames / couteaux", 5, 1, 4),
    ("Inhalation", "Cropeur", 12, 2, 9),
    ("Inhalation", "Bicarbonate", 12, 2, 7),
    ("Inhalation", "Syrispoon", 16, 3, 9),
    ("Inhalation", "Aluminium", 66, 6, 22),
    ("Sniff", "Livret Roule ta paille", 4, 1, 4),
    ("IST et autres", "Préservatifs", 11, 2, 8),
    ("IST et autres", "Lubrifiant", 4, 1, 4),
    ("IST et autres", "Lingettes nettoyantes", 23, 3, 10),
    ("IST et autres", "Lingettes intimes", 12, 2, 9),
    ("IST et autres", "Hydramyl", 11, 2, 8),
)
ROWS_OF_YEAR, ROWS_BEFORE, ROWS_AFTER = 470, 8, 4
NAMELESS = 0.44

Handed = tuple[date, str, str, int, int | None]


def material(
    seed: int, block: int, people: list[Person], year: int, seen: set[Handed]
) -> Iterator[Handed]:
    """Rows of one block by date; `seen` keeps the rows of all blocks apart.

    One row of the first block is there twice: two identical gifts of one day (a warning).
    """
    rng = days.stream(seed, block, "material")
    users = [person for person in people if rng.random() < 0.4]
    spans = (
        (ROWS_BEFORE, date(year - 1, 12, 2), date(year - 1, 12, 20)),
        (ROWS_OF_YEAR, date(year, 1, 2), date(year, 12, 30)),
        (ROWS_AFTER, date(year + 1, 1, 6), date(year + 1, 1, 17)),
    )
    rows: list[Handed] = []
    for count, first, last in spans:
        for _ in range(count):
            category, name, _, low, high = rng.choices(ITEMS, [item[2] for item in ITEMS])[0]
            day = days.pick_workday(rng, first, last)
            present = [person.number for person in users if person.followed_on(day)]
            number = None if rng.random() < NAMELESS or not present else rng.choice(present)
            row = (day, category, name, rng.randint(low, high), number)
            while row in seen:
                row = (*row[:3], row[3] + 1, row[4])
            seen.add(row)
            rows.append(row)
    if block == 0:
        rows.append(next(row for row in rows if row[0].year == year and row[4] is None))
    rows.sort(key=lambda row: (row[0], row[1], row[2], row[3], row[4] or 0))
    yield from rows
