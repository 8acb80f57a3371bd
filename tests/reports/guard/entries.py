"""Every contradiction of classes A and B a text can hold: as printed, and corrected.

Each is (entry, rule that must catch it, chapters with it, chapters without it).
"""

SECTORS = """Secteurs des {count} personnes formées dont le secteur est connu :

| Secteur | Part |
|---|---|
| Santé mentale | 44,54 % |
| Sans-abrisme | 18,78 % |
| Assuétudes | 10,92 % |
| Aide sociale | 9,17 % |
| Autres | 16,59 % |
"""
CLASSES = """Les 87 locataires se répartissent selon le nombre de produits :

| Produits | Locataires |
|---|---|
| Aucun | 13 |
| Un seul | 26 |
| Deux | 26 |
| Trois ou plus | {last} |
"""
RESOURCES = """Ressources de l'année :

| Source | Montant | Part |
|---|---:|---:|
| Cocom | 1 493 200,00 € | {cocom} % |
| Région | 500 000,00 € | 22,82 % |
| Dons | 3 478,74 € | {gifts} % |
| Autres | 194 035,53 € | 8,86 % |
| Total | 2 190 714,27 € | 100 % |
"""
TOPICS = """Motifs abordés, sur un total de 7 209 mentions :

- logement : 1 802 (25 %)
- santé mentale : 257 ({health} %)
- vie quotidienne : 5 150 (71 %)
"""
THEMES = """Thèmes des {count} informations de la lettre :

- logement : 30 %
- santé : 23 %
- réseau : 15,5 %
- formation : 9,5 %
- droit : 6,5 %
- pairs : 4,5 %
- ville : 4 %
- emploi : 3 %
- sport : 2,5 %
- migration : 1,5 %{more}
"""
TEAMS = """Secteurs des 7 équipes accompagnées :

- santé mentale : {a} %
- sans-abrisme : {a} %
- assuétudes : {b} %
- logement : 14,3 %
- enfance : 14,3 %
"""
PEERS = (
    "Secteurs des pairs-aidants de l'intervision{base} : santé mentale {shares[0]} %, sans-abrisme"
    " {shares[1]} %, assuétudes {shares[2]} %, aide sociale {shares[2]} %, logement {shares[3]} %,"
    " santé {shares[4]} %, justice {shares[4]} % et enfance {shares[5]} %."
)
GROUP = (
    "Groupe du jeudi matin, cycle 2023-2024 ({count}) : Amarante, Bruyère, Colchique, Dauphinelle,"
)
GROUP += " Églantine, Fougère, Gentiane et Hellébore."
QUARTER = (
    "Les intervisions réunissent 35 participants : 14 de la santé mentale, 8 des assuétudes et 7 du"
    " sans-abrisme. {rest} de l'aide sociale (3), de la justice (1), du logement (1) et de la"
    " santé (1)."
)
TRAINED = (
    "L'équipe a accompagné sept organisations : Amarante, Bruyère, Colchique, Dauphinelle, Églantine,"
    " {two}."
)
COMMUNES = (
    "Les personnes vivent dans {count} communes : Anderlecht, Auderghem, Etterbeek, Evere, Forest,"
    " Ganshoren, Ixelles, Jette, Koekelberg, Saint-Gilles, Saint-Josse-ten-Noode, Schaerbeek, Uccle"
    " et Watermael-Boitsfort."
)
FUNDERS = """Nous remercions nos bailleurs : AViQ, Cocof, Cocom, Iriscare, {last} et SPF Santé publique.

Montants reçus des bailleurs :

| Bailleur | Montant |
|---|---|
| AViQ | 84 000 € |
| Cocof | 90 000 € |
| Cocom | 1 493 200 € |
| Iriscare | 20 000 € |
| Fonds Maribel | 112 323,59 € |
| SPF Santé publique | 50 000 € |
"""

type Entry = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def _one(entry: str, rule: str, text: str, bad: str, good: str) -> Entry:
    """A sentence where one number makes the difference."""
    return entry, rule, (text.format(bad),), (text.format(good),)


ENTRIES: tuple[Entry, ...] = (
    _one("A1", "sums", "L'équipe a reçu {} nouvelles demandes d'intervention, dont 43 avec dossier et"
         " 12 closes par téléphone.", "54", "55"),
    ("A1, two sentences", "sums",
     ("L'équipe mobile a reçu 54 nouvelles demandes. Parmi celles-ci, 43 ont donné lieu à un dossier"
      " et 12 ont été closes par téléphone.",),
     ("L'équipe mobile a reçu 54 nouvelles demandes. Parmi celles-ci, 43 ont donné lieu à un dossier"
      " et 11 ont été closes par téléphone.",)),
    _one("A2", "shares", "Motifs principaux des {} demandes : état psychique 46 %, logement 24 %,"
         " consommation 4 %, réseau 16 % et autre 10 %.", "54", "50"),
    ("A3", "sums", (CLASSES.format(last=24),), (CLASSES.format(last=22),)),
    _one("A3, sentence", "sums", "Parmi les 87 locataires, 13 ne consomment rien, 26 consomment un"
         " produit, 26 deux produits et {} trois produits ou plus.", "24", "22"),
    _one("A4", "change", "Pour 77 locataires, le score moyen passe de 43 à 56, soit un gain de {} points.",
         "12", "13"),
    ("A5", "shares", (RESOURCES.format(cocom="68,26", gifts="0,16"),),
     (RESOURCES.format(cocom="68,16", gifts="0,16"),)),
    ("A6", "shares", (RESOURCES.format(cocom="68,16", gifts="0,1"),),
     (RESOURCES.format(cocom="68,16", gifts="0,16"),)),
    ("A7", "shares", (TOPICS.format(health=3),), (TOPICS.format(health=4),)),
    ("A8", "shares", (SECTORS.format(count=431),), (SECTORS.format(count=229),)),
    ("A9", "shares", (THEMES.format(count=195, more=""),), (THEMES.format(count=200, more=""),)),
    ("A10", "shares", (THEMES.format(count=200, more="\n- travail du sexe : 1,5 %"),),
     (THEMES.format(count=200, more=""),)),
    _one("A11", "shares", "En janvier, {} % des destinataires ont ouvert la lettre, soit 406 personnes"
         " sur 690.", "58,79", "58,84"),
    _one("A11, no base", "shares", "La lettre de janvier a été ouverte par 406 personnes ({} % des"
         " destinataires).", "58,79", "58,84"),
    _one("A12", "shares", "La lettre de septembre a été ouverte par 443 personnes ({} % des"
         " destinataires).", "61,24", "61,27"),
    ("A13", "shares", (TEAMS.format(a="28,5", b="14,4"),), (TEAMS.format(a="28,6", b="14,3"),)),
    ("A14", "shares",
     (PEERS.format(base="", shares=("45,2", "16,2", "9,7", "6,75", "4,5", "3,45")),),
     (PEERS.format(base=" (n = 31)", shares=("45,2", "16,1", "9,7", "6,5", "3,2", "6,5")),)),
    ("A15", "list_length", (GROUP.format(count=9),), (GROUP.format(count=8),)),
    _one("A16", "ratio", "Treize des 87 locataires suivis dans l'année sont abstinents, soit une personne"
         " sur {}.", "six", "sept"),
    _one("A17", "mean", "En 2024, 2 542 rencontres ont eu lieu avec 87 locataires : chacun est vu en"
         " moyenne {} fois par mois.", "trois", "2,4"),
    _one("A18", "remainder", "Sur les 87 personnes logées dans l'année, {} % se sont maintenues dans leur"
         " logement et 10 en sont sorties.", "90", "89"),
    ("A19", "ratio", (QUARTER.format(rest="Le dernier quart vient"),),
     (QUARTER.format(rest="Les six autres viennent"),)),
    _one("A20", "shares", "En 2023, sur 80 locataires, 83 % avaient une dépression, 49 % un trouble"
         " anxieux et {} % un trouble cognitif.", "27", "28"),
    ("B1", "value", ("La journée sur le savoir expérientiel a réuni plus de 250 personnes.",
                     "La pair-aidance a invité 242 personnes à la journée sur le savoir expérientiel."),
     ("La journée sur le savoir expérientiel a réuni 242 personnes.",
      "La pair-aidance a invité 242 personnes à la journée sur le savoir expérientiel.")),
    ("B2", "value", ("Chaque débat politique a réuni plus de 150 personnes.",
                     "Près de 150 personnes ont assisté à chaque débat politique."),
     ("Chaque débat politique a réuni 152 personnes.",
      "152 personnes ont assisté à chaque débat politique.")),
    ("B3", "lists_differ",
     (TRAINED.format(two="Fougère et Gentiane"),
      "Organisations accompagnées :\n\n- Amarante\n- Bruyère\n- Colchique\n- Dauphinelle\n- Églantine"
      "\n- Hellébore\n- Iris"),
     (TRAINED.format(two="Fougère et Gentiane"),
      "Organisations accompagnées :\n\n- Amarante\n- Bruyère\n- Colchique\n- Dauphinelle\n- Églantine"
      "\n- Fougère\n- Gentiane")),
    ("B4", "value", ("Le réseau du logement compte 23 partenaires.",
                     "19 partenaires composent le réseau du logement."),
     ("Le réseau du logement compte 19 partenaires.",
      "19 partenaires composent le réseau du logement.")),
    ("B5", "value", ("Quatre équipes composent le programme Housing First.",
                     "Le programme Housing First compte trois équipes."),
     ("Quatre équipes composent le programme Housing First.",
      "Le programme Housing First compte quatre équipes.")),
    ("B6", "value", ("Nous proposons plus de 50 modules de formation.",
                     "Nos 50 modules de formation sont décrits dans le catalogue."),
     ("Nous proposons 50 modules de formation.",
      "Nos 50 modules de formation sont décrits dans le catalogue.")),
    ("B8", "value", ("Le deuxième groupe de pairs-aidants s'est réuni huit fois.",
                     "Le deuxième groupe de pairs-aidants s'est réuni trois fois."),
     ("Le deuxième groupe de pairs-aidants s'est réuni huit fois.",
      "Le deuxième groupe de pairs-aidants s'est réuni huit fois.")),
    ("B10", "value", ("La collection compte aujourd'hui cinq titres.",
                      "Quatre titres sont parus dans la collection."),
     ("La collection compte quatre titres.", "Quatre titres sont parus dans la collection.")),
    ("B11", "duration", ("L'équipe de pair-aidance existe depuis cinq ans.",
                         "L'équipe de pair-aidance a démarré en septembre 2020."),
     ("L'équipe de pair-aidance existe depuis quatre ans.",
      "L'équipe de pair-aidance a démarré en septembre 2020.")),
    ("B12", "lists_differ", (FUNDERS.format(last="Loterie Nationale"),),
     (FUNDERS.format(last="Fonds Maribel"),)),
    ("B13", "list_length", (COMMUNES.format(count="quinze"),), (COMMUNES.format(count="quatorze"),)),
    ("B14", "plan_years", ("Le plan quinquennal de qualité 2022-2026 fixe nos axes de travail.",
                           "Le plan quinquennal de qualité 2025-2029 fixe nos axes de travail."),
     ("Le plan quinquennal de qualité 2020-2024 fixe nos axes de travail.",
      "Le plan quinquennal de qualité 2025-2029 fixe nos axes de travail.")),
)  # fmt: skip
