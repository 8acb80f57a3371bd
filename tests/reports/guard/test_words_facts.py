"""Wording held against drawings, last year's document and definitions."""

from filrouge.reports.document import Exhibit

from .planting import document, value
from .words import FIGURES, FOLLOWED, count, rules_of, share


def exhibit(*rows: tuple[str, ...], kind: str = "figure", title: str = "Secteurs") -> Exhibit:
    return Exhibit(
        kind, 1, "figure-1", title, ("Secteur", "Part"), rows, "<svg/>", title,
        "Base : 141 publications", "", "connect", (), "[figure: x]",
    )  # fmt: skip


def test_a_drawing_that_is_there_may_be_named():
    text = "Le graphique ci-dessous montre les secteurs."
    assert rules_of(text, exhibits=[exhibit(("Santé", "43 %"))]) == set()


def test_a_majority_is_held_against_the_drawing_beside_it():
    """D1: no share in the sentence, the largest of the drawing is 43 %."""
    text = "Une majorité de publications portent sur nos activités."
    rows = (("Nos activités", "43 %"), ("Débats", "34 %"), ("Emploi", "23 %"))
    drawn = exhibit(*rows, title="Sujets des publications")
    assert rules_of(text, exhibits=[drawn]) == {"majority"}
    rows = (("Nos activités", "63 %"), ("Débats", "34 %"))
    assert rules_of(text, exhibits=[exhibit(*rows, title="Sujets des publications")]) == set()


def test_a_sentence_of_last_year_with_its_typed_number():
    """D4: "4 participants each" was true of the cycle before."""
    before = document("Les secteurs représentés comptent 4 participants chacun.", year=2023)
    text = "Les secteurs représentés comptent 4 participants chacun."
    assert rules_of(text, previous=before) == {"copied"}
    assert (
        rules_of("Les secteurs représentés comptent 4 ou 5 participants.", previous=before) == set()
    )


def test_a_sentence_nearly_that_of_last_year():
    before = document(
        "Cette année encore, l’équipe a accueilli 12 stagiaires venus de Liège.", year=2023
    )
    text = "Cette année encore, l’équipe a accueilli 12 stagiaires venues de Liège."
    assert rules_of(text, previous=before) == {"copied"}


def test_a_sentence_with_live_figures_only_may_come_back():
    text = "L’équipe a accompagné [hf.tenants.followed] personnes tout au long de 2019."
    before = document(text, values=[count("hf.tenants.followed", "Personnes", 80)], year=2023)
    assert rules_of(text, values=[FOLLOWED], previous=before) == set()
    method = "Le modèle repose sur huit principes, dont le choix et le logement sans condition."
    assert rules_of(method, previous=document(method, year=2023)) == set()


def test_words_of_a_live_figure_are_not_read_as_typed():
    """The figure itself says “une hausse”, whatever stands beside it."""
    trend = value(
        "hf.tenants.followed.growth", "Évolution", "-3", "une baisse de 3 %", unit="percent"
    )
    text = "Le nombre de locataires montre [hf.tenants.followed.growth]{format=trend}."
    assert rules_of(text, values=[trend]) == set()


def test_parts_that_exclude_each_other_may_be_added():
    text = (
        "Les [hf.encounters.home_visits] visites et les [hf.encounters.outings] sorties font "
        "[hf.encounters.total] rencontres au total."
    )
    assert rules_of(text, values=FIGURES) == set()


def test_a_share_live_needs_no_base_typed():
    missed = share("hf.encounters.missed.share", "Visites manquées", 520, 2383)
    text = "La personne était absente lors de [hf.encounters.missed.share] des visites."
    assert rules_of(text, values=[missed]) == set()


def test_one_event_told_in_two_chapters_is_not_added_up():
    """B1: the same day, told by two teams, then counted in a total."""
    connect = "La journée sur le savoir expérientiel du 14 novembre a réuni 250 personnes."
    peers = "Le 14 novembre, 242 personnes sont venues à la journée sur le savoir expérientiel."
    assert rules_of(connect, peers, "Nos journées ont réuni 492 personnes au total.") == {
        "double_count"
    }
    assert rules_of(connect, peers, "Nos journées ont réuni 250 personnes au total.") == set()
    other = "Le 21 mars, 242 personnes sont venues à la journée sur le logement."
    assert rules_of(connect, other, "Nos journées ont réuni 492 personnes au total.") == set()
