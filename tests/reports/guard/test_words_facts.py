"""Perimeter, time, names and additions: each error is caught, its correction passes."""

import pytest

from filrouge.reports.document import Exhibit

from .planting import document, value
from .words import count, rules_of, share

FOLLOWED = count("hf.tenants.followed", "Personnes accompagnées", 87, of_people=True)
ACTIVE = count(
    "hf.tenants.active_year_end", "Personnes accompagnées en fin d’année", 79, time="stock"
)
MEN = count("hf.sex.men", "Hommes", 56)
WOMEN = count("hf.sex.women", "Femmes", 31)
VISITS = count("hf.encounters.home_visits", "Visites à domicile", 1859)
OUTINGS = count("hf.encounters.outings", "Sorties accompagnées", 627)
TOTAL = count("hf.encounters.total", "Rencontres", 2486)
PHONE = count("hf.encounters.phone", "Contacts téléphoniques", 2030)
TOPICS = count("hf.topics.total", "Sujets notés", 7209)
REQUESTS = count("support.mobile.requests.new", "Demandes d’intervention reçues", 54)
WITH_FILE = count("support.mobile.requests.with_file", "Demandes avec dossier", 43)
CONNECT = count("connect.representation.meetings.total", "Réunions suivies par Connect", 40)
TEAMS = count("connect.representation.teams.meetings.total", "Réunions suivies par les équipes", 20)

CASES = [
    # C1, D7
    ("stock_flow", "[hf.tenants.followed] locataires sont actuellement suivis.", "[hf.tenants.followed] locataires ont été suivis en 2024.", (FOLLOWED,)),
    ("stock_flow", "Le groupe compte actuellement [hf.sex.men] hommes et [hf.sex.women] femmes.", "Sur l’année, le groupe a compté [hf.sex.men] hommes et [hf.sex.women] femmes.", (MEN, WOMEN)),
    ("stock_flow", "Au 31 décembre, nous suivons [hf.tenants.followed] personnes.", "Au 31 décembre, nous suivons [hf.tenants.active_year_end] personnes.", (FOLLOWED, ACTIVE)),
    ("stock_flow", "Au cours de l’année, [hf.tenants.active_year_end] personnes ont été suivies.", "En fin d’année, [hf.tenants.active_year_end] personnes étaient suivies.", (ACTIVE,)),
    ("stock_flow", "Durant l’année, 87 personnes ont été accompagnées.\n\nAujourd’hui, 87 locataires sont suivis par une seule équipe.", "Durant l’année, 87 personnes ont été accompagnées.\n\nAujourd’hui, 79 locataires sont suivis par une seule équipe.", ()),
    # C6, C4
    ("one_noun", "L’équipe a reçu [support.mobile.requests.new] demandes. Ces [support.mobile.requests.new] interventions se répartissent sur cinq motifs.", "L’équipe a reçu [support.mobile.requests.new] demandes. Ces [support.mobile.requests.new] demandes se répartissent sur cinq motifs.", (REQUESTS,)),
    ("one_noun", "Nous avons reçu 54 demandes.\n\nLes 54 accompagnements se répartissent par motif.", "Nous avons reçu 54 demandes.\n\nLes 54 demandes se répartissent par motif.", ()),
    ("one_noun", "Lors de [hf.topics.total] rencontres, la santé a été abordée.", "Sur [hf.topics.total] sujets notés, la santé vient en tête.", (TOPICS,)),
    ("one_noun", "L’équipe a tenu [hf.encounters.home_visits] contacts.", "L’équipe a tenu [hf.encounters.home_visits] visites.", (VISITS,)),
    # C8, C7, B1
    ("double_count", "Connect a suivi [connect.representation.meetings.total] réunions, auxquelles s’ajoutent [connect.representation.teams.meetings.total] réunions des équipes.", "Connect a suivi [connect.representation.meetings.total] réunions ; les équipes, [connect.representation.teams.meetings.total], dont certaines avec Connect.", (CONNECT, TEAMS)),
    ("double_count", "Nous avons reçu [support.mobile.requests.new] demandes et [support.mobile.requests.with_file] dossiers, soit 97 sollicitations au total.", "Nous avons reçu [support.mobile.requests.new] demandes, dont [support.mobile.requests.with_file] avec dossier.", (REQUESTS, WITH_FILE)),
    ("double_count", "Les [hf.encounters.total] rencontres sont nombreuses. S’y ajoutent [hf.encounters.home_visits] visites.", "Les [hf.encounters.total] rencontres sont nombreuses. S’y ajoutent [hf.encounters.phone] appels.", (TOTAL, VISITS, PHONE)),
    ("double_count", "Connect a suivi 9 réunions et les équipes 9 réunions, y compris celles du même comité, soit 18 réunions au total.", "Le comité s’est réuni 9 fois ; Connect et les équipes y étaient ensemble.", ()),
    # C11
    ("frequency", "Huit équipes sont en supervision mensuelle, pour 27 séances.", "Huit équipes ont été supervisées, pour 27 séances.", ()),
    ("frequency", "Le comité se réunit chaque mois. Il a tenu 5 réunions.", "Le comité a tenu 5 réunions.", ()),
    ("frequency", "Notre lettre hebdomadaire a connu 11 éditions.", "Notre lettre mensuelle a connu 11 éditions.", ()),
    # C16, B13, C17
    ("perimeter", "Des logements se trouvent à Woluwe et à Evere.", "Des logements se trouvent à Woluwe-Saint-Lambert et à Evere.", ()),
    ("perimeter", "Nous travaillons dans les communes de Woluwé, Jette et Uccle.", "Nous travaillons dans les communes de Woluwe-Saint-Pierre, Jette et Uccle.", ()),
    ("perimeter", "Nos partenaires sont les CPAS des communes d’Evere, Haren et Jette.", "Nos partenaires sont les CPAS des communes d’Evere, Bruxelles et Jette.", ()),
    ("perimeter", "Nous remercions le CPAS de Neder-Over-Heembeek.", "Nous remercions le CPAS de Bruxelles.", ()),
    ("perimeter", "Les institutions présentes : Diogènes, Hermès Plus, CPAS, Infirmiers de rue.", "Les institutions présentes : Diogènes, Hermès Plus, CPAS d’Ixelles, Infirmiers de rue.", ()),
    ("perimeter", "### Nos partenaires\n\n- Projet Lama\n- CPAS\n- La Fontaine", "### Nos partenaires\n\n- Projet Lama\n- CPAS de Jette\n- La Fontaine", ()),
    # A18, C2, C3, C5: a share or a mean of nothing
    ("perimeter", "Le maintien en logement est de 90 %.", "Le maintien en logement est de 90 % (78 sur 87).", ()),
    ("perimeter", "Une visite dure en moyenne 62 minutes.", "Une visite dure en moyenne 62 minutes (sur 1 859 visites).", ()),
    # C14, C15
    ("perimeter", "Le graphique ci-dessous montre les secteurs.", "Les secteurs sont au nombre de neuf.", ()),
    ("perimeter", "Comme le montre le tableau suivant, tout va bien.", "Comme le montre la suite, tout va bien.", ()),
    ("perimeter", "| Brochure | Exemplaires |\n|---|---|\n| Injection | 120 |\n| Sniff | — |", "| Brochure | Exemplaires |\n|---|---|\n| Injection | 120 |\n| Sniff | inconnu |", ()),
    ("perimeter", "| Brochure | 2023 | 2024 |\n|---|---|---|\n| Injection | 120 | 80 |\n| Sniff |  | 40 |", "| Brochure | 2023 | 2024 |\n|---|---|---|\n| Injection | 120 | 80 |\n| Sniff | 0 | 40 |", ()),
    ("perimeter", "Nous avons réuni 8 institutions : Diogènes, Lama, Hermès Plus, etc.", "Nous avons réuni des institutions, parmi lesquelles Diogènes, Lama et Hermès Plus.", ()),
    # E
    ("spelling", "Une journée sur les EHPAD. Les EHPAD accueillent mal. En EPHAD, on attend.", "Une journée sur les EHPAD. Les EHPAD accueillent mal. En EHPAD, on attend.", ()),
    ("spelling", "Avec L’Îlot et chez L’Îlot, puis chez L’ilot, on a travaillé.", "Avec L’Îlot et chez L’Îlot, puis chez L’Îlot, on a travaillé.", ()),
    ("spelling", "Merci à DIOGÈNES, puis à DIOGENES et encore DIOGÈNES.", "Merci à DIOGÈNES, puis à DIOGÈNES et encore DIOGÈNES.", ()),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "bad", "good", "values"), CASES)
def test_planted(rule, bad, good, values):
    assert rules_of(bad, values=values) == {rule}
    assert rules_of(good, values=values) == set()


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
    assert rules_of(text, values=[VISITS, OUTINGS, TOTAL]) == set()


def test_a_share_live_needs_no_base_typed():
    missed = share("hf.encounters.missed.share", "Visites manquées", 520, 2383)
    text = "La personne était absente lors de [hf.encounters.missed.share] des visites."
    assert rules_of(text, values=[missed]) == set()
