"""What the rules about wording say of a planted text, the other rules left aside.

`FIGURES` are the live figures that planted texts may print.
"""

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.reading import read
from filrouge.reports.guard.rules_words import RULES

from .planting import document, value


def said_of(*bodies: str, values=(), exhibits=(), previous=None, year=2024) -> list[Finding]:
    made = document(*bodies, values=values, exhibits=exhibits, year=year)
    reading = read(made, {one.id: one for one in values}, previous)
    return [finding for rule in RULES for finding in rule(reading)]


def rules_of(*bodies: str, **more) -> set[str]:
    return {finding.rule for finding in said_of(*bodies, **more)}


def count(id_: str, label: str, exact: int | str, *before: tuple[int, str], **more):
    """A count with what was published: (2023, "48")."""
    return value(id_, label, exact, previous=before, **more)


def share(id_: str, label: str, top: int, base: int, *before: tuple[int, str], **more):
    """A share, printed whole: "22 %"."""
    shown = round(100 * top / base)
    return value(
        id_,
        label,
        f"{100 * top}/{base}",
        f"{shown} %",
        unit="percent",
        measure="share",
        text=str(shown),
        numerator=str(top),
        denominator=str(base),
        base=base,
        previous=before,
        **more,
    )


FOLLOWED = count("hf.tenants.followed", "Personnes accompagnées", 87, of_people=True)
ACTIVE = count(
    "hf.tenants.active_year_end", "Personnes accompagnées en fin d’année", 79, time="stock"
)

FIGURES = (
    FOLLOWED,
    ACTIVE,
    count("hf.tenants.in_preparation", "Personnes en préparation", 4, of_people=True),
    count("hf.deaths", "Décès", 7, (2023, "5"), of_people=True),
    count("hf.sex.men", "Hommes", 56),
    count("hf.sex.women", "Femmes", 31),
    share("hf.sex.men.share", "Part des hommes", 56, 87),
    share("hf.sex.women.share", "Part des femmes", 31, 87),
    share("hf.retention.rate", "Maintien", 78, 87, (2023, "88")),
    count("hf.encounters.home_visits", "Visites à domicile", 1859, (2023, "1790")),
    count("hf.encounters.outings", "Sorties accompagnées", 627),
    count("hf.encounters.total", "Rencontres", 2486),
    count("hf.encounters.phone", "Contacts téléphoniques", 2030),
    share("hf.encounters.missed.share", "Visites manquées", 520, 2383, (2023, "24")),
    value(
        "hf.encounters.total.change",
        "Évolution des rencontres",
        "-5",
        "−5 %",
        unit="percent",
        measure="change",
    ),
    value("hf.x.rise", "Rencontres", "104", "une hausse de 4 %", unit="count"),
    value("hf.egf.gain.mean", "Gain moyen", "13", "13 points", unit="points", measure="mean"),
    value(
        "hf.referral.days.median", "Délai médian", "42", "42 jours", unit="days", measure="median"
    ),
    count("hf.topics.total", "Sujets notés", 7209),
    count("support.mobile.requests.new", "Demandes d’intervention reçues", 54),
    count("support.mobile.requests.with_file", "Demandes avec dossier", 43),
    count("connect.representation.meetings.total", "Réunions suivies par Connect", 40),
    count("connect.representation.teams.meetings.total", "Réunions suivies par les équipes", 20),
    count("inst.members", "Membres", 44, (2023, "44")),
)
