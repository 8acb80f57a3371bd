"""Wording against numbers: each contradiction is caught, its correction passes."""

import pytest

from .planting import document, value
from .words import count, rules_of, said_of, share

VISITS = count("hf.encounters.home_visits", "Visites à domicile", 1859, (2023, "1790"))
MISSED = share("hf.encounters.missed.share", "Visites manquées", 520, 2383, (2023, "24"))
ALONE = count("hf.encounters.phone", "Appels", 300)
CHANGE = value(
    "hf.encounters.total.change", "Évolution des rencontres", "-5", "−5 %", unit="percent",
    measure="change",
)  # fmt: skip
RISE = value("hf.x.rise", "Rencontres", "104", "une hausse de 4 %", unit="count")

DIRECTION = [
    # D6: nothing to check it by
    ("Les hospitalisations sont en baisse cette année.", "Nous avons compté douze hospitalisations.", ()),
    ("Le nombre d’appels est en recul : [hf.encounters.phone].", "Nous avons reçu [hf.encounters.phone] appels.", (ALONE,)),
    ("La consommation de crack reste stable par rapport à l’année précédente.", "La consommation de crack a été revue avec chaque personne.", ()),
    # B9
    ("La participation aux intervisions augmente d’année en année, en 2024 aussi.", "En 2024, la participation aux intervisions passe de 31 à 24 personnes.", ()),
    # a live figure that rose
    ("Les visites à domicile diminuent : [hf.encounters.home_visits] cette année.", "Les visites à domicile augmentent : [hf.encounters.home_visits] cette année.", (VISITS,)),
    ("Avec [hf.encounters.home_visits] visites, l’année est en retrait.", "Avec [hf.encounters.home_visits] visites, l’année est en hausse.", (VISITS,)),
    ("Les [hf.encounters.home_visits] visites confirment le recul de l’an dernier.", "Les [hf.encounters.home_visits] visites confirment la hausse de l’an dernier.", (VISITS,)),
    ("Il y a eu davantage de visites manquées qu’en 2023 : [hf.encounters.missed.share].", "Il y a eu moins de visites manquées, [hf.encounters.missed.share], et c’est une baisse.", (MISSED,)),
    # a change printed beside
    ("Le nombre de rencontres progresse ([hf.encounters.total.change]).", "Le nombre de rencontres recule ([hf.encounters.total.change]).", (CHANGE,)),
    ("La diminution des rencontres se confirme : [hf.x.rise]{format=trend}.", "L’augmentation des rencontres se confirme : [hf.x.rise]{format=trend}.", (RISE,)),
    # stability
    ("Le nombre de visites reste stable, à [hf.encounters.home_visits].", "Le nombre de visites passe à [hf.encounters.home_visits].", (VISITS,)),
    ("On note la stabilité du nombre de rencontres ([hf.encounters.total.change]).", "On note le recul du nombre de rencontres ([hf.encounters.total.change]).", (CHANGE,)),
    # typed pairs
    ("Les demandes passent de 54 à 48, soit une hausse.", "Les demandes passent de 54 à 48, soit une baisse.", ()),
    ("Nous avons reçu 54 demandes contre 48 en 2023, une diminution.", "Nous avons reçu 54 demandes contre 48 en 2023, une augmentation.", ()),
    ("Le groupe est passé de 11 à 3 participants : la présence augmente.", "Le groupe est passé de 11 à 3 participants : la présence diminue.", ()),
    ("Les demandes sont stables : 54 en 2024, 41 en 2023.", "Les demandes sont en hausse : 54 en 2024, 41 en 2023.", ()),
    # negations
    ("Le nombre de visites n’a pas augmenté : [hf.encounters.home_visits].", "Le nombre de visites n’a pas diminué : [hf.encounters.home_visits].", (VISITS,)),
    ("L’année se termine sans augmentation des visites : [hf.encounters.home_visits].", "L’année se termine sans diminution des visites : [hf.encounters.home_visits].", (VISITS,)),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "good", "values"), DIRECTION)
def test_direction(bad, good, values):
    assert rules_of(bad, values=values) == {"direction"}
    assert rules_of(good, values=values) == set()


WOMEN = share("hf.sex.women.share", "Part des femmes", 31, 87)
MEN = share("hf.sex.men.share", "Part des hommes", 56, 87)

SHARES = [
    # D1, D2, D3
    ("majority", "Une majorité de publications portent sur nos activités (61 sur 141).", "Le premier groupe de publications porte sur nos activités (61 sur 141).", ()),
    ("majority", "Les inquiétudes liées à l’état psychique sont majoritaires : 46 % des 54 demandes.", "Les inquiétudes liées à l’état psychique viennent en tête : 46 % des 54 demandes.", ()),
    ("majority", "La santé mentale est largement majoritaire (45,2 % des 31 inscrits).", "La santé mentale est le premier secteur (45,2 % des 31 inscrits).", ()),
    # A19
    ("majority", "Le dernier quart des 35 participants (17 %) vient d’ailleurs.", "Les autres participants, 6 sur 35 (17 %), viennent d’ailleurs.", ()),
    ("majority", "La plupart des locataires sont des femmes ([hf.sex.women.share]).", "La plupart des locataires sont des hommes ([hf.sex.men.share]).", (WOMEN, MEN)),
    ("majority", "Les hommes sont minoritaires : [hf.sex.men.share].", "Les femmes sont minoritaires : [hf.sex.women.share].", (WOMEN, MEN)),
    ("majority", "Près de la moitié des 87 locataires, 31 %, ont un administrateur.", "Près d’un tiers des 87 locataires, 31 %, ont un administrateur.", ()),
    ("majority", "Plus de la moitié des visites manquées sur 87 (48 %) concernent trois personnes.", "Un peu moins de la moitié des visites manquées sur 87 (48 %) concernent trois personnes.", ()),
    ("majority", "Les trois quarts des 40 institutions, 60 %, sont bruxelloises.", "Les trois quarts des 40 institutions, 75 %, sont bruxelloises.", ()),
    ("majority", "L’essentiel des 54 demandes (52 %) vient du terrain.", "La plupart des 54 demandes (52 %) viennent du terrain.", ()),
    # universal
    ("universal", "Tous les locataires ont gardé leur logement (90 % des 87 personnes).", "Les locataires ont gardé leur logement à 90 % (78 sur 87).", ()),
    ("universal", "Toutes les demandes ont reçu une réponse, soit 50 sur 54.", "Les demandes ont presque toujours reçu une réponse : 50 sur 54.", ()),
    ("universal", "Aucune personne n’a perdu son logement (4 % des 87).", "Peu de personnes ont perdu leur logement (4 % des 87).", ()),
    # C9
    ("universal", "Les bénéficiaires du revenu d’intégration sont +7 : l’ensemble des nouveaux locataires le perçoit donc.", "Des neuf nouveaux locataires, huit perçoivent le revenu d’intégration.", ()),
    # D4
    ("universal", "Les groupes comptent 4 participants chacun : santé mentale (11), aide sociale (9), logement (4).", "Les groupes sont : santé mentale (11), aide sociale (9), logement (4).", ()),
    ("universal", "Les 3 groupes ont 4 membres chacun, soit 15 au total.", "Les 3 groupes ont 5 membres chacun, soit 15 au total.", ()),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "bad", "good", "values"), SHARES)
def test_shares(rule, bad, good, values):
    assert rules_of(bad, values=values) == {rule}
    assert rules_of(good, values=values) == set()


GAIN = value("hf.egf.gain.mean", "Gain moyen", "13", "13 points", unit="points", measure="mean")
DIFFERENCE = value(
    "hf.retention.change", "Évolution", "2", "+2 points", unit="points", measure="points"
)
WAIT = value(
    "hf.referral.days.median", "Délai médian", "42", "42 jours", unit="days", measure="median"
)
KEPT = share("hf.retention.rate", "Maintien", 78, 87, (2023, "88"))

RATES = [
    # D5
    ("Le taux d’amélioration est de 13 points pour 77 personnes.", "Le gain est de 13 points pour 77 personnes.", ()),
    ("On mesure un taux d’amélioration de [hf.egf.gain.mean].", "On mesure un gain de [hf.egf.gain.mean].", (GAIN,)),
    # C10
    ("Le maintien passe de 88 % à 90 % des 87 locataires, soit une hausse de 2 %.", "Le maintien passe de 88 % à 90 % des 87 locataires, soit une hausse de 2 points.", ()),
    ("Le maintien ([hf.retention.rate]) a une progression de 2 %.", "Le maintien ([hf.retention.rate]) a une progression de 2 points.", (KEPT,)),
    ("Les rencontres passent de 2 000 à 2 180, une hausse de 9 points.", "Les rencontres passent de 2 000 à 2 180, une hausse de 9 %.", ()),
    # a mean for a median
    ("Le délai d’attente est en moyenne de [hf.referral.days.median].", "Le délai d’attente médian est de [hf.referral.days.median].", (WAIT,)),
    ("L’attente dure [hf.referral.days.median] en moyenne.", "La moitié attend [hf.referral.days.median] ou moins.", (WAIT,)),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "good", "values"), RATES)
def test_rates(bad, good, values):
    assert "rate" in rules_of(bad, values=values)
    assert rules_of(good, values=values) == set()


def test_the_unit_typed_behind_a_live_number():
    points = value("hf.retention.change", "Évolution", "2", "2", unit="points", measure="points")
    assert rules_of(
        "Le maintien évolue de [hf.retention.change]{format=value} %.", values=[points]
    ) == {"rate"}
    assert (
        rules_of(
            "Le maintien évolue de [hf.retention.change]{format=value} points.", values=[points]
        )
        == set()
    )
