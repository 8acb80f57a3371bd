"""Lists: as long as announced, the same in both places, and the live one when there is one."""

import pytest

from tests.reports.guard.planting import findings, rules, value

PARTNERS = value(
    "hf.partners.list",
    "Partenaires du réseau",
    "",
    "Amarante, Bruyère, Colchique et Dauphinelle",
    unit="list",
    items=("Amarante", "Bruyère", "Colchique", "Dauphinelle"),
)


def test_the_finding_tells_both_numbers() -> None:
    (found,) = findings("Neuf institutions : Amarante, Bruyère et Colchique.")
    assert (found.rule, found.message) == ("list_length", "9 annoncés, 3 cités.")


@pytest.mark.parametrize(
    "text",
    [
        "Trois programmes structurent notre travail : Connect, Support et Housing First.",
        "Plusieurs partenaires nous aident : Amarante, Bruyère et Colchique.",
        "Nous travaillons avec 12 partenaires, notamment : Amarante, Bruyère et Colchique.",
        "Nous avons évalué 10 conventions, autour d'exemples concrets : un dégât des eaux, un"
        " conflit, une visite.",
        "Les personnes vivent dans 3 des 19 communes : Forest, Jette et Uccle.",
        "Les 87 locataires ont choisi trois mots :\n\n- maison\n- clé\n- calme",
        "Elle a vu 12 équipes en 2024 : c'est peu, c'est long et c'est cher.",
    ],
)
def test_sound_lists_pass(text: str) -> None:
    assert rules(text) & {"list_length", "lists_differ"} == set()


def test_a_name_with_and_may_count_for_two() -> None:
    text = "{} axes : santé mentale et exclusion, logement, pair-aidance et accueil et écoute."
    assert "list_length" not in rules(text.format("Quatre"))
    assert "list_length" in rules(text.format("Huit"))


def test_a_typed_list_that_misses_a_name_of_the_live_one() -> None:
    text = "Nos partenaires sont : Amarante, Bruyère, Colchique et Églantine."
    (found,) = [one for one in findings(text, figures=[PARTNERS]) if one.rule == "list_of_figure"]
    assert "Dauphinelle" in found.message
    assert "Églantine" in found.message
    assert "[hf.partners.list]" in found.remedy


def test_a_live_list_typed_by_hand() -> None:
    text = "Partenaires :\n\n- Amarante\n- Bruyère\n- Colchique\n- Dauphinelle"
    (found,) = [one for one in findings(text, figures=[PARTNERS]) if one.rule == "typed_figure"]
    assert "Partenaires du réseau" in found.message


def test_a_live_list_is_left_alone() -> None:
    text = "Nos quatre partenaires sont : [hf.partners.list]."
    assert (
        rules(text, values=[PARTNERS]) & {"list_length", "list_of_figure", "typed_figure"} == set()
    )


def test_a_count_beside_a_live_list_of_another_length() -> None:
    text = "Nos neuf partenaires sont : [hf.partners.list]."
    assert "list_length" in rules(text, values=[PARTNERS])


def test_other_lists_that_share_names_are_left_alone() -> None:
    first = "Le groupe du lundi réunit Forest, Jette et Uccle. Lieux : Forest, Jette, Uccle, Evere."
    second = "Secteurs du jeudi : Forest, Ixelles, Anderlecht, Schaerbeek et Etterbeek."
    assert "lists_differ" not in rules(first, second)
