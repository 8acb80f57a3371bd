"""Contradictions between numbers are found, their corrected text is not blamed."""

import pytest

from filrouge.reports.document import Value
from tests.reports.guard.entries import ENTRIES, Entry
from tests.reports.guard.planting import findings, rules, value
from tests.reports.guard.variations import PLANTED, SOUND

WORDING = {"perimeter", "direction", "majority", "universal", "frequency", "stock_flow"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry[0])
def test_entry_is_caught(entry: Entry) -> None:
    _name, rule, planted, _corrected = entry
    assert rule in rules(*planted)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry[0])
def test_corrected_entry_passes(entry: Entry) -> None:
    _name, _rule, _planted, corrected = entry
    assert findings(*corrected) == []


@pytest.mark.parametrize(("rule", "chapters"), PLANTED, ids=lambda one: str(one)[:60])
def test_variation_is_caught(rule: str, chapters: tuple[str, ...]) -> None:
    assert rule in rules(*chapters)


@pytest.mark.parametrize("chapters", SOUND, ids=lambda one: str(one)[:60])
def test_sound_text_passes(chapters: tuple[str, ...]) -> None:
    """No rule about numbers objects; those about wording may ask for a base."""
    assert rules(*chapters) - WORDING == set()


FIGURES = [
    value("hf.tenants.followed", "Personnes accompagnées", 86),
    value("support.mobile.requests.new", "Nouvelles demandes d'intervention", 59),
    value("hf.retention.rate", "Taux de maintien en logement", "7600/86", "88 %", unit="percent",
          numerator="76", denominator="86"),
    value("support.training.modules", "Modules de formation", 31),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule", "id_"),
    [
        ("Nous avons accompagné 87 personnes.", "value", "hf.tenants.followed"),
        ("Nous avons accompagné 86 personnes.", "typed_figure", "hf.tenants.followed"),
        ("L'équipe a reçu 54 nouvelles demandes d'intervention.", "value", "requests.new"),
        ("Cinquante-neuf demandes d'intervention sont arrivées.", "typed_figure", "requests.new"),
        ("Le taux de maintien en logement est de 90 %.", "value", "hf.retention.rate"),
        ("Nous proposons 31 modules de formation.", "typed_figure", "support.training.modules"),
    ],
)
def test_typed_number_beside_a_live_one(text: str, rule: str, id_: str) -> None:
    found = [one for one in findings(text, figures=FIGURES) if one.rule == rule]
    assert len(found) == 1
    assert id_ in found[0].remedy


def test_typed_number_of_another_subject_or_year_is_left_alone() -> None:
    text = (
        "En 2022, nous avions accompagné 71 personnes. Un colloque sur la formation a proposé 12"
        " modules en ligne. Les 40 demandes de logement adressées à la Région sont en attente."
    )
    assert rules(text, figures=FIGURES) - WORDING == set()


def test_live_figures_alone_are_never_blamed() -> None:
    shown = [*FIGURES, value("a.men", "Hommes", 56), value("a.women", "Femmes", 40)]
    text = "Les [hf.tenants.followed] personnes sont [a.men] hommes et [a.women] femmes."
    assert rules(text, values=shown) - WORDING == set()


def test_a_typed_part_beside_live_ones_is_judged() -> None:
    shown = [*FIGURES, value("a.men", "Hommes", 56)]
    text = "Les [hf.tenants.followed] personnes se répartissent en [a.men] hommes et 31 femmes."
    found = [one for one in findings(text, values=shown, figures=[]) if one.rule == "sums"]
    assert found[0].message == "56 + 31 = 87, et non 86."


@pytest.mark.parametrize(
    ("figure", "form", "expected"),
    [
        (value("a.deaths", "Décès", 3, of_people=True), "", {"small"}),
        (value("a.deaths", "Décès", 3, "moins de 5", of_people=True), "{format=protected}", set()),
        (value("a.deaths", "Décès", 7, of_people=True), "", set()),
        (value("a.teams", "Équipes", 3), "", set()),
    ],
)
def test_small_counts_of_people(figure: Value, form: str, expected: set[str]) -> None:
    text = f"Nous comptons [{figure.id}]{form} situations."
    assert rules(text, values=[figure], figures=[]) & {"small"} == expected


def test_unknown_places_block() -> None:
    (found,) = findings("Nous avons fait [hf.nothing] visites.")
    assert (found.rule, found.blocking) == ("unknown", True)


def test_fingerprint_survives_other_changes() -> None:
    text = "Nous avons suivi 87 locataires : 56 hommes et 32 femmes."
    (before,) = [one for one in findings(text) if one.rule == "sums"]
    (after,) = [
        one for one in findings(f"Autre phrase.\n\n{text} Une suite.") if one.rule == "sums"
    ]
    assert before.fingerprint == after.fingerprint
    assert before.message == "56 + 32 = 88, et non 87."
