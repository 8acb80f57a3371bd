"""“What is written about you”: a page or two, large print, short sentences. Counts, no content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import retention
from .paper import Paper, Part

COUNTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("meetings", ("followup.encounterperson",)),
    ("housing", ("housing.stay", "housing.title")),
    ("money", ("people.income",)),
    (
        "accounts",
        (
            "housing.ledgerentry",
            "housing.guarantee",
            "housing.advance",
            "housing.arrears",
            "housing.instalment",
        ),
    ),
    ("partners", ("followup.networklink", "followup.closetie")),
    (
        "health",
        (
            "followup.functioningscore",
            "followup.symptomreview",
            "followup.usereview",
            "harm_reduction.materialissue",
        ),
    ),
    ("words", ("privacy.statement",)),
)
"""What is counted, by theme."""


def paper(data: Mapping[str, Any]) -> Paper:
    """The sheet of a person, from what `export` gave, in the language now active."""
    records = data["fiches"]
    said = [_line(theme, sum(len(records[kind]) for kind in kinds)) for theme, kinds in COUNTED]
    read = len(data["consultations"])
    return Paper(
        _("What is written about you"),
        [_("We keep a file about you, to help you well. This sheet says what is in it.")],
        [
            Part(
                _("What we wrote down"),
                points=[
                    _("Your name, your date of birth, the number of your file."),
                    *(line for line in said if line),
                ],
            ),
            Part(
                _("Who can read it"),
                points=[
                    _("The workers who accompany you, each the part that their work needs."),
                    _("Nobody outside, unless you agree."),
                    ngettext(
                        "Your file was read or changed %(number)s time. The list is in the copy.",
                        "Your file was read or changed %(number)s times. The list is in the copy.",
                        read,
                    )
                    % {"number": read},
                ],
            ),
            Part(_("How long we keep it"), [_kept()]),
            *_rights(),
        ],
    )


def _rights() -> list[Part]:
    return [
        Part(
            _("What you can ask"),
            points=[
                _("To see everything: a copy, for free."),
                _("To add your own words beside what is written."),
                _("That a worker no longer reads your file, or that few people read it."),
                _("That your file is erased. Some facts without your name stay."),
            ],
        ),
        Part(
            _("How to ask"),
            [
                _("Tell any worker. You get an answer within a month."),
                _("It changes nothing to the help that you get."),
                _("Not satisfied? Data Protection Authority, rue de la Presse 35, 1000 Brussels."),
            ],
        ),
    ]


def _kept() -> str:
    months = next(rule.months for rule in retention.rules() if rule.code == "file")
    years = months // 12
    return ngettext(
        "%(number)s year after our last contact, your name and the notes are erased.",
        "%(number)s years after our last contact, your name and the notes are erased.",
        years,
    ) % {"number": years}


def _line(theme: str, count: int) -> str:
    if not count:
        return ""
    told = {
        "meetings": ngettext(
            "%(number)s meeting with us, and what was written about it.",
            "%(number)s meetings with us, and what was written about them.",
            count,
        ),
        "housing": ngettext(
            "%(number)s line about where you lived.",
            "%(number)s lines about where you lived.",
            count,
        ),
        "money": ngettext(
            "%(number)s line about your income.", "%(number)s lines about your income.", count
        ),
        "accounts": ngettext(
            "%(number)s line about rents, guarantees, advances or debts.",
            "%(number)s lines about rents, guarantees, advances or debts.",
            count,
        ),
        "partners": ngettext(
            "%(number)s service or person around you.",
            "%(number)s services or persons around you.",
            count,
        ),
        "health": ngettext(
            "%(number)s line about your health.", "%(number)s lines about your health.", count
        ),
        "words": ngettext(
            "%(number)s text in your own words.", "%(number)s texts in your own words.", count
        ),
    }[theme]
    return told % {"number": count}
