"""What the rules about wording say of a planted text, the other rules left aside."""

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
