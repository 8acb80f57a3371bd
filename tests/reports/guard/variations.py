"""Other words, other numbers, digits and letters: what must be caught, what must not."""

PLANTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sums", ("L'équipe a reçu 54 nouvelles demandes, dont 43 avec dossier et 12 par téléphone.",)),
    ("sums", ("En 2024, 87 locataires ont été suivis : 56 hommes et 32 femmes.",)),
    (
        "sums",
        (
            "Quatre-vingt-sept personnes, soit cinquante-six hommes et trente-deux femmes, ont été suivies.",
        ),
    ),
    ("sums", ("Nous avons accompagné 87 locataires (56 hommes et 32 femmes).",)),
    ("sums", ("Les 87 locataires se répartissent en 56 hommes et 32 femmes.",)),
    ("sums", ("Sur les 87 locataires, 56 sont des hommes et 32 des femmes.",)),
    (
        "sums",
        (
            "Parmi les 87 locataires, 13 ne consomment pas, 26 consomment un produit, 26 deux produits et 24 trois produits ou plus.",
        ),
    ),
    (
        "sums",
        (
            "L'équipe mobile a reçu 54 nouvelles demandes. 43 ont donné lieu à un dossier ; 12 ont été clôturées par téléphone.",
        ),
    ),
    (
        "sums",
        (
            "L'équipe mobile a reçu 54 nouvelles demandes. Quarante-trois ont donné lieu à un dossier. Douze ont été clôturées par téléphone.",
        ),
    ),
    ("sums", ("L'intervision compte 9 groupes de 4 participants chacun, soit 40 personnes.",)),
    ("sums", ("Les 40 participants forment 9 groupes de 4 participants chacun.",)),
    ("sums", ("Nous avons donné 12 formations de 3 heures, soit 40 heures au total.",)),
    ("sums", ("43 demandes avec dossier et 12 par téléphone, soit 54 demandes en tout.",)),
    ("sums", ("Les groupes comptent 11, 9, 8 et 8 participants, soit 35 personnes.",)),
    ("sums", ("Participants : 11 + 9 + 8 + 7 = 36.",)),
    (
        "sums",
        (
            "Le secrétariat a traité 120 appels : 70 venaient de particuliers, 35 de services et les 20 autres d'écoles.",
        ),
    ),
    (
        "sums",
        (
            "Trois équipes composent le programme : deux équipes d'accompagnement et deux équipes de logement.",
        ),
    ),
    ("sums", ("Elle compte 10,96 ETP, dont 8,5 pour l'accompagnement et 3 pour le logement.",)),
    (
        "sums",
        ("Le budget de 120 000 € se compose de 80 000 € de la Cocom et 45 000 € de la Région.",),
    ),
    (
        "sums",
        (
            "Douze personnes ont quitté le projet : sept sont décédées, trois ont été expulsées et trois ont déménagé.",
        ),
    ),
    ("sums", ("Sur 54 demandes, 43 ont été acceptées et 12 refusées.",)),
    (
        "sums",
        (
            "26 demandes sont venues par téléphone, 13 par courriel, 6 par des collègues, 5 par un partenaire et 5 en direct. Au total, l'équipe a reçu 54 demandes.",
        ),
    ),
    (
        "sums",
        (
            "Les 54 demandes sont venues par téléphone (26), par courriel (13), par des collègues (6), d'un partenaire (5) et en direct (5).",
        ),
    ),
    ("sums", ("Le projet a suivi 120 femmes et 70 hommes ; au total 200 personnes.",)),
    (
        "shares",
        (
            "Sur les 54 demandes, 46 % concernent la santé mentale, 24 % le logement, 4 % les consommations, 16 % le réseau et 10 % autre chose.",
        ),
    ),
    ("shares", ("16 % des 54 demandes concernent le réseau.",)),
    (
        "shares",
        (
            "L'équipe a reçu 54 demandes. Les motifs se répartissent ainsi : 46 % santé mentale, 24 % logement, 4 % consommation, 16 % réseau et 10 % autre.",
        ),
    ),
    (
        "shares",
        (
            "Motifs des demandes (n = 54) :\n\n- santé mentale : 46 %\n- logement : 24 %\n- consommation : 4 %\n- réseau : 16 %\n- autre : 10 %",
        ),
    ),
    (
        "shares",
        (
            "En 2024, 431 personnes ont été formées. Répartition par secteur :\n\n| Secteur | Part |\n|---|---|\n| Santé mentale | 44,54 % |\n| Sans-abrisme | 18,78 % |\n| Assuétudes | 10,92 % |\n| Autres | 25,76 % |",
        ),
    ),
    ("shares", ("L'ouverture de janvier atteint 58,79 % (406 ouvreurs).",)),
    (
        "shares",
        ("En septembre, 443 personnes ont ouvert la lettre, soit 61,24 % des destinataires.",),
    ),
    (
        "shares",
        (
            "Sept équipes ont été accompagnées : 28,5 % en santé mentale, 28,5 % en sans-abrisme, 14,4 % en assuétudes, 14,3 % en aide sociale et 14,3 % en santé.",
        ),
    ),
    (
        "shares",
        (
            "Les pairs-aidants viennent de la santé mentale (45,2 %), du sans-abrisme (16,2 %), des assuétudes (9,7 %), de l'aide sociale (9,7 %), du logement (6,75 %), de la santé (4,5 %), de la justice (4,5 %) et d'ailleurs (3,45 %).",
        ),
    ),
    (
        "shares",
        (
            "Les ressources de l'année :\n\n| Bailleur | Montant | Part |\n|---|---:|---:|\n| Cocom | 1 493 200,00 € | 68,26 % |\n| Région | 500 000,00 € | 22,82 % |\n| Autres | 197 514,27 € | 9,02 % |\n| Total | 2 190 714,27 € | 100 % |",
        ),
    ),
    (
        "shares",
        (
            "Thèmes des 7 209 mentions :\n\n| Thème | Mentions | Part |\n|---|---|---|\n| Logement | 1 500 | 21 % |\n| Santé mentale | 257 | 3 % |\n| Autres | 5 452 | 76 % |",
        ),
    ),
    (
        "shares",
        (
            "Thèmes : logement 30 %, santé 23 %, réseau 15,5 %, formation 9,5 %, droit 6,5 %, pairs 4,5 %, ville 4 %, emploi 3 %, sport 2,5 %, migration 1,5 % et travail du sexe 1,5 %.",
        ),
    ),
    (
        "shares",
        (
            "En 2023, sur 80 locataires, 82 % avaient une dépression, 49 % une psychose, 27 % des troubles cognitifs, 20 % une paranoïa.",
        ),
    ),
    ("shares", ("61 des 141 publications (44 %) portent sur nos activités.",)),
    ("shares", ("Les femmes sont 31 sur 87, soit 37 %.",)),
    ("shares", ("La Cocom apporte 1 493 200 €, soit 68,26 % des 2 190 714,27 € de recettes.",)),
    (
        "sums",
        (
            "| Mois | Visites | Appels |\n|---|---|---|\n| Janvier | 12 | 4 |\n| Février | 15 | 6 |\n| Total | 28 | 10 |",
        ),
    ),
    (
        "sums",
        (
            "Les 87 locataires se répartissent selon leur consommation :\n\n- aucun produit : 13\n- un produit : 26\n- deux produits : 26\n- trois produits ou plus : 24",
        ),
    ),
    (
        "shares",
        (
            "- Cocom : 1 493 200,00 € (68,26 %)\n- Région : 500 000,00 € (22,82 %)\n- Autres : 197 514,27 € (9,02 %)",
        ),
    ),
    (
        "shares",
        (
            "Informations diffusées (195 informations) : 30 % logement, 23 % santé, 15,5 % réseau, 9,5 % formation, 6,5 % droit, 4,5 % pairs, 4 % ville, 3 % emploi, 2,5 % sport, 1,5 % migration.",
        ),
    ),
    (
        "shares",
        (
            "La newsletter de janvier, envoyée à 690 personnes, a été ouverte par 406 d'entre elles (60 %).",
        ),
    ),
    ("change", ("Le score moyen passe de 43 à 56, soit un gain de 12.",)),
    (
        "change",
        (
            "Le score moyen de fonctionnement global passe de 43 à l'entrée à 56 aujourd'hui : le gain est de 12 points.",
        ),
    ),
    (
        "change",
        (
            "Le score moyen est de 43 à l'entrée et de 56 actuellement, soit une amélioration de 12 points.",
        ),
    ),
    ("change", ("Nous avons suivi 87 locataires contre 80 en 2023, soit une hausse de 12 %.",)),
    ("change", ("Nous avons suivi 87 locataires contre 80 en 2023, soit 9 de plus.",)),
    (
        "change",
        ("Le nombre de visites est passé de 1 200 à 1 320. C'est une augmentation de 12 %.",),
    ),
    ("ratio", ("Treize des 87 locataires sont abstinents, soit une personne sur six.",)),
    ("ratio", ("Une personne sur six (13 sur 87) ne consomme plus.",)),
    (
        "ratio",
        (
            "En 2024, 87 locataires ont été suivis. 13 sont abstinents. Une personne sur six est donc abstinente.",
        ),
    ),
    ("ratio", ("Un locataire sur trois (25 %) est une femme.",)),
    (
        "ratio",
        (
            "Les intervisions réunissent 35 participants : 14 de la santé mentale, 8 des assuétudes et 7 du sans-abrisme. Le dernier quart vient de l'aide sociale (3), de la justice (1), du logement (1) et de la santé (1).",
        ),
    ),
    ("ratio", ("La moitié des locataires (36 %) sont des femmes.",)),
    (
        "mean",
        (
            "Nous avons fait 2 542 rencontres avec 87 locataires : chaque personne est vue trois fois par mois en moyenne.",
        ),
    ),
    (
        "mean",
        (
            "Les 87 personnes accompagnées ont eu 2 542 rencontres. En moyenne, elles ont été vues trois fois par mois.",
        ),
    ),
    ("mean", ("Les 9 séances ont accueilli 90 participants, soit 12 participants par séance.",)),
    ("remainder", ("Sur 87 personnes, 90 % se sont maintenues en logement et 10 sont sorties.",)),
    (
        "remainder",
        ("Nous avons suivi 87 locataires. 90 % sont restés dans leur logement. Dix l'ont quitté.",),
    ),
    (
        "list_length",
        (
            "Le groupe du jeudi matin réunit neuf institutions : Alpha, Bêta, Gamma, Delta, Epsilon, Zêta, Êta et Thêta.",
        ),
    ),
    (
        "list_length",
        (
            "Groupe du jeudi matin 2023-2024 (9) : Alpha, Bêta, Gamma, Delta, Epsilon, Zêta, Êta et Thêta.",
        ),
    ),
    (
        "list_length",
        ("Les (9) institutions du groupe : Alpha, Bêta, Gamma, Delta, Epsilon, Zêta, Êta, Thêta.",),
    ),
    ("list_length", ("Nos 5 partenaires sont :\n\n- Alpha\n- Bêta\n- Gamma\n- Delta",)),
    ("list_length", ("Nous avons plus de 5 partenaires :\n\n- Alpha\n- Bêta\n- Gamma\n- Delta",)),
    (
        "lists_differ",
        (
            "Sept organisations ont été accompagnées par le PAT : Alpha, Bêta, Gamma, Delta, Epsilon, Zêta et Êta.",
            "Les sept organisations accompagnées par le PAT sont : Alpha, Bêta, Gamma, Delta, Epsilon, Kappa et Lambda.",
        ),
    ),
    (
        "list_length",
        ("Quatre programmes structurent notre travail : Connect, Support et Housing First.",),
    ),
    (
        "list_length",
        (
            "Les trois axes de Support (équipe mobile, pair-aidance, formation et recherche) se complètent. Quatre programmes (Connect, Support, Housing First) existent.",
        ),
    ),
    (
        "list_length",
        (
            "Une quarantaine d'institutions : Alpha, Bêta, Gamma, Delta, Epsilon, Zêta, Êta et Thêta.",
        ),
    ),
    (
        "value",
        (
            "La journée sur les savoirs expérientiels a réuni plus de 250 personnes.",
            "242 personnes ont participé à la journée sur les savoirs expérientiels.",
        ),
    ),
    (
        "value",
        (
            "Chaque débat politique a réuni plus de 150 personnes.",
            "Près de 150 personnes ont assisté à chaque débat politique.",
        ),
    ),
    (
        "value",
        (
            "Quatre équipes composent le programme Housing First.",
            "Le programme Housing First compte trois équipes.",
        ),
    ),
    (
        "value",
        (
            "Nous proposons plus de 50 modules de formation.",
            "Le catalogue compte 50 modules de formation.",
        ),
    ),
    (
        "value",
        (
            "La collection compte cinq titres.",
            "Notre collection compte à ce jour quatre titres.",
        ),
    ),
    (
        "duration",
        (
            "Le PAT existe depuis cinq ans.",
            "Le PAT a démarré en septembre 2020.",
        ),
    ),
    (
        "plan_years",
        (
            "Le plan qualité 2022-2026 compte cinq axes.",
            "Le plan qualité 2025-2029 sera présenté au conseil.",
        ),
    ),
    (
        "value",
        (
            "Nous travaillons avec 21 bailleurs partenaires.",
            "Les 19 bailleurs partenaires du programme nous font confiance.",
        ),
    ),
    (
        "value",
        (
            "L'équipe compte environ 12 travailleurs sociaux.",
            "Avec ses 20 travailleurs sociaux, l'équipe couvre toute la Région.",
        ),
    ),
    ("small", ("Deux locataires sont décédés dans l'année.",)),
    (
        "sums",
        (
            "En 2024, l'équipe mobile a reçu 54 nouvelles demandes d'intervention. Parmi celles-ci, 43 ont donné lieu à l'ouverture d'un dossier et 12 ont été clôturées après un entretien téléphonique.",
        ),
    ),
    (
        "sums",
        (
            "L'équipe mobile a traité cinquante-quatre nouvelles demandes : quarante-trois avec ouverture de dossier, douze clôturées par téléphone.",
        ),
    ),
    (
        "sums",
        (
            "L'année compte 54 demandes d'intervention, parmi lesquelles 43 dossiers ouverts et 12 situations closes par téléphone.",
        ),
    ),
    (
        "sums",
        (
            "13 locataires ne consomment aucun produit, 26 en consomment un, 26 en consomment deux et 24 trois ou plus, pour un total de 87 locataires.",
        ),
    ),
    (
        "sums",
        (
            "Consommation des 87 locataires :\n\n| Classe | Locataires |\n|---|---|\n| Aucun produit | 13 |\n| Un produit | 26 |\n| Deux produits | 26 |\n| Trois ou plus | 24 |",
        ),
    ),
    (
        "sums",
        (
            "| Canal | Demandes |\n|---|---|\n| Téléphone | 26 |\n| Courriel | 13 |\n| Collègue | 6 |\n| **Total** | **54** |",
        ),
    ),
    (
        "change",
        (
            "À l'entrée, le fonctionnement global moyen est de 43. Il est aujourd'hui de 56, soit un gain de 12 points.",
        ),
    ),
    ("change", ("En moyenne, les locataires gagnent 12 points, de 43 à 56.",)),
    ("change", ("Le nombre d'abonnés est passé de 650 à 718, soit une hausse de 12 %.",)),
    ("change", ("Le taux de maintien passe de 88 % à 90 %, soit une hausse de 3 points.",)),
    ("shares", ("La Cocom finance 68,26 % de nos ressources (1 493 200 € sur 2 190 714,27 €).",)),
    (
        "shares",
        (
            "| Source | EUR | % |\n|---|---|---|\n| Cocom | 1.493.200,00 | 68,26 |\n| Cocof | 400.000,00 | 18,26 |\n| Dons | 3.478,74 | 0,1 |\n| Divers | 294.035,53 | 13,42 |\n| Total | 2.190.714,27 | 100 |",
        ),
    ),
    (
        "shares",
        (
            "Nous avons formé 431 personnes en 2024. Elles viennent de la santé mentale (44,54 %), du sans-abrisme (18,78 %), des assuétudes (10,92 %), de l'aide sociale (9,17 %) et d'autres secteurs (16,59 %).",
        ),
    ),
    (
        "shares",
        ("Taux d'ouverture : janvier 58,79 % (406 ouvreurs), septembre 61,24 % (443 ouvreurs).",),
    ),
    ("shares", ("En janvier, 58,79 % des abonnés ont ouvert la lettre, soit 406 personnes.",)),
    (
        "shares",
        (
            "Les 7 équipes accompagnées viennent de la santé mentale (28,5 %), du sans-abrisme (28,5 %), des assuétudes (14,4 %), du logement (14,3 %) et de l'enfance (14,3 %).",
        ),
    ),
    (
        "shares",
        (
            "Secteurs des équipes accompagnées (7 équipes) :\n\n- santé mentale : 28,5 %\n- sans-abrisme : 28,5 %\n- assuétudes : 14,4 %\n- logement : 14,3 %\n- enfance : 14,3 %",
        ),
    ),
    (
        "list_length",
        (
            "Le groupe du jeudi matin compte 9 institutions :\n\n- Alpha\n- Bêta\n- Gamma\n- Delta\n- Epsilon\n- Zêta\n- Êta\n- Thêta",
        ),
    ),
    (
        "list_length",
        (
            "Nous remercions nos neuf bailleurs : AViQ, Cocof, Cocom, Iriscare, la Fondation Roi Baudouin, la Loterie Nationale, le SPF Santé publique et le SPP Intégration sociale.",
        ),
    ),
    (
        "list_length",
        (
            "Les locataires vivent dans quinze communes : Anderlecht, Auderghem, Bruxelles, Etterbeek, Evere, Forest, Ixelles, Jette, Koekelberg, Saint-Gilles, Schaerbeek, Uccle, Woluwe-Saint-Lambert et Woluwe-Saint-Pierre.",
        ),
    ),
    (
        "ratio",
        (
            "Parmi les 87 personnes accompagnées, 13 ne consomment aucun produit : une personne sur six est donc abstinente.",
        ),
    ),
    ("ratio", ("Treize personnes sur 87 sont abstinentes, c'est-à-dire une sur six.",)),
    (
        "mean",
        ("Avec 2 542 rencontres pour 87 locataires, nous voyons chacun trois fois par mois.",),
    ),
    (
        "mean",
        (
            "En moyenne, les 87 locataires ont été rencontrés trois fois par mois, pour un total de 2 542 rencontres.",
        ),
    ),
    (
        "mean",
        (
            "2 542 rencontres ont eu lieu en 2024. Les 87 locataires ont donc été vus en moyenne 3 fois par mois.",
        ),
    ),
    (
        "remainder",
        (
            "90 % des 87 personnes accompagnées se sont maintenues en logement. On compte 10 sorties.",
        ),
    ),
    (
        "remainder",
        (
            "Le taux de maintien en logement est de 90 %, avec 10 sorties pour 87 personnes accompagnées.",
        ),
    ),
    (
        "ratio",
        (
            "35 participants ont pris part aux intervisions. Le dernier quart (6 personnes) vient d'autres secteurs.",
        ),
    ),
    ("ratio", ("Six des 35 participants, soit un quart, viennent d'autres secteurs.",)),
    (
        "value",
        (
            "Plus de 250 personnes ont pris part à la journée d'étude sur le savoir expérientiel.",
            "La journée d'étude sur le savoir expérientiel (242 participants) a été un succès.",
        ),
    ),
    (
        "value",
        (
            "Trois débats ont réuni chacun plus de 150 personnes.",
            "Les trois débats ont réuni chacun près de 150 personnes.",
        ),
    ),
    (
        "value",
        (
            "L'équipe PAT propose plus de 50 modules.",
            "Nos 50 modules sont décrits dans le catalogue.",
        ),
    ),
    (
        "value",
        (
            "Quatre équipes travaillent en Housing First : deux équipes d'accompagnement, une équipe logement et une équipe de gestion.",
            "Trois équipes travaillent en Housing First.",
        ),
    ),
    (
        "value",
        (
            "Le réseau logement compte 23 partenaires.",
            "19 partenaires composent le réseau logement.",
        ),
    ),
    (
        "value",
        (
            "La collection compte aujourd'hui cinq titres.",
            "Quatre titres sont parus dans la collection.",
        ),
    ),
    (
        "duration",
        (
            "Le PAT existe depuis cinq ans.",
            "Lancé en septembre 2020, le PAT est devenu un acteur reconnu.",
        ),
    ),
    ("duration", ("Créé en 2015, le service fête ses douze ans.",)),
    (
        "plan_years",
        (
            "Le plan quinquennal de qualité (2022-2026) fixe nos axes.",
            "Un nouveau plan quinquennal 2025-2029 entre en vigueur.",
        ),
    ),
    (
        "lists_differ",
        (
            "Nous avons accompagné sept équipes : CEMO, HPB, I.Care, Résad, SAS, MSP Sanatia et MACADAM.",
            "Les organisations accompagnées par le PAT cette année :\n\n- CEMO\n- HPB\n- I.Care\n- Résad\n- SAS\n- CHJT\n- MIRIAM",
        ),
    ),
    (
        "lists_differ",
        (
            "Nous remercions nos bailleurs : AViQ, Cocof, Cocom, Iriscare, Fondation Roi Baudouin, Loterie Nationale et SPF Santé publique.",
            "Financements de l'année :\n\n| Bailleur | Montant |\n|---|---|\n| AViQ | 84 000 € |\n| Cocof | 90 000 € |\n| Cocom | 1 493 200 € |\n| Iriscare | 20 000 € |\n| Fondation Roi Baudouin | 10 000 € |\n| Fonds Maribel | 112 323,59 € |\n| SPF Santé publique | 50 000 € |",
        ),
    ),
    (
        "value",
        (
            "Le deuxième groupe s'est réuni huit fois en 2024.",
            "Le deuxième groupe s'est réuni trois fois.",
        ),
    ),
    (
        "value",
        (
            "En 2024, nous avons accompagné 87 locataires.",
            "Les 88 locataires accompagnés en 2024 vivent dans 15 communes.",
        ),
    ),
    (
        "sums",
        (
            "Le budget total de 2 190 000 € comprend 1 493 200 € de la Cocom, 500 000 € de la Région et 200 000 € de dons.",
        ),
    ),
    (
        "sums",
        (
            "Notre équipe de 12 personnes compte 5 psychologues, 4 assistants sociaux, 2 infirmières et 2 pairs-aidants.",
        ),
    ),
    (
        "sums",
        (
            "L'équipe compte 12 personnes : 5 psychologues, 4 assistants sociaux, 2 infirmières et 2 pairs-aidants.",
        ),
    ),
    ("sums", ("Nous avons tenu 16 réunions : 8 avec le premier groupe et 9 avec le second.",)),
    ("sums", ("31 équipes en 2023 et 15 en 2024, soit 47 équipes depuis la création.",)),
)

SOUND: tuple[tuple[str, ...], ...] = (
    ("L'équipe a reçu 54 nouvelles demandes, dont 43 avec dossier et 11 par téléphone.",),
    ("En 2024, 87 locataires ont été suivis : 56 hommes et 31 femmes.",),
    (
        "Parmi les 87 locataires, 13 ne consomment pas, 25 consomment un produit, 26 en consomment deux et 23 trois ou plus.",
    ),
    (
        "L'équipe mobile a reçu 54 nouvelles demandes. 43 ont donné lieu à un dossier ; 11 ont été clôturées par téléphone.",
    ),
    ("L'intervision compte 9 groupes de 4 participants chacun, soit 36 personnes.",),
    ("Les groupes comptent 11, 9, 8 et 7 participants, soit 35 personnes.",),
    ("87 locataires ont été suivis en 2024 : 9 sont entrés dans l'année et 10 sont sortis.",),
    ("Sur les 87 locataires, 60 ont un revenu d'intégration, 45 consomment et 30 ont une dette.",),
    ("Le plan compte 3 programmes, dont 12 équipes et 4 antennes.",),
    (
        "L'équipe, composée de 4 personnes, se réunit 2 fois par mois et a vu 12 services en 2023 et 15 en 2024.",
    ),
    (
        "Le lundi 3 juin 2024, de 9 h à 12 h 30, 45 personnes se sont réunies, dont 12 de Liège et 5 de Namur.",
    ),
    ("12 ateliers ont eu lieu : 8 à Bruxelles et 4 à Liège, soit 96 heures.",),
    ("Elle compte 10,96 ETP, dont 6,5 pour l'accompagnement et 2 pour le logement.",),
    ("Le budget de 120 000 € se compose de 80 000 € de la Cocom et 40 000 € de la Région.",),
    (
        "26 demandes sont venues par téléphone, 13 par courriel, 6 par des collègues, 5 par un partenaire et 4 en direct. Au total, l'équipe a reçu 54 demandes.",
    ),
    (
        "Sur les 50 demandes, 46 % concernent la santé mentale, 24 % le logement, 4 % les consommations, 16 % le réseau et 10 % autre chose.",
    ),
    ("17 % des 54 demandes concernent le réseau.",),
    ("En septembre, 443 personnes ont ouvert la lettre, soit 61,27 % des destinataires.",),
    (
        "Sept équipes ont été accompagnées : 28,6 % en santé mentale, 28,6 % en sans-abrisme, 14,3 % en assuétudes, 14,3 % en aide sociale et 14,3 % en santé.",
    ),
    (
        "Les ressources de l'année :\n\n| Bailleur | Montant | Part |\n|---|---:|---:|\n| Cocom | 1 493 200,00 € | 68,16 % |\n| Région | 500 000,00 € | 22,82 % |\n| Autres | 197 514,27 € | 9,02 % |\n| Total | 2 190 714,27 € | 100 % |",
    ),
    (
        "Thèmes : logement 30 %, santé 23 %, réseau 15,5 %, formation 9,5 %, droit 6,5 %, pairs 4,5 %, ville 4 %, emploi 3 %, sport 2,5 %, migration et travail du sexe 1,5 %.",
    ),
    ("61 des 141 publications (43 %) portent sur nos activités.",),
    (
        "Les 87 locataires se répartissent selon leur consommation :\n\n- aucun produit : 13\n- un produit : 26\n- deux produits : 26\n- trois produits ou plus : 22",
    ),
    (
        "Le nombre de locataires augmente de 9 % en un an. Le taux de rotation est de 12,5 % et 22 % des demandes viennent des hôpitaux.",
    ),
    ("Au sein des 3 équipes, 46 % des demandes viennent des hôpitaux.",),
    ("Notre budget augmente de 4,5 %, dont 2,5 % d'indexation.",),
    ("Le score moyen passe de 43 à 56, soit un gain de 13 points.",),
    ("Nous avons suivi 87 locataires contre 80 en 2023, soit une hausse de 9 %.",),
    ("Nous avons suivi 87 locataires contre 80 en 2023, soit 7 de plus.",),
    ("Treize des 87 locataires sont abstinents, soit une personne sur sept.",),
    ("Un locataire sur trois (36 %) est une femme.",),
    ("Un tiers des locataires (36 %) sont des femmes.",),
    ("Plus d'un tiers des locataires (36 %) sont des femmes.",),
    (
        "Nous avons fait 2 542 rencontres avec 87 locataires : chaque personne est vue 2,4 fois par mois en moyenne.",
    ),
    ("Les 9 séances ont accueilli 90 participants, soit 10 participants par séance.",),
    ("Sur 87 personnes, 89 % se sont maintenues en logement et 10 sont sorties.",),
    ("Trois locataires sur quatre vivent seuls. Un quart d'heure suffit.",),
    (
        "Elle travaille à mi-temps, deux jours par semaine, et l'équipe se réunit une fois par mois avec 12 partenaires pour 45 rencontres.",
    ),
    ("Les deux tiers du personnel travaillent à temps partiel.",),
    (
        "Le groupe du jeudi matin réunit huit institutions : Alpha, Bêta, Gamma, Delta, Epsilon, Zêta, Êta et Thêta.",
    ),
    ("Nos 4 partenaires sont :\n\n- Alpha\n- Bêta\n- Gamma\n- Delta",),
    (
        "Sept organisations ont été accompagnées par le PAT : Alpha, Bêta, Gamma, Delta, Epsilon, Zêta et Êta.",
        "Les sept organisations accompagnées par le PAT sont : Alpha, Bêta, Gamma, Delta, Epsilon, Zêta et Êta.",
    ),
    ("Trois programmes structurent notre travail : Connect, Support et Housing First.",),
    (
        "L'année a compté deux temps forts : la journée d'étude du 12 mars, qui a réuni 45 personnes, et la fête de l'été.",
    ),
    ("Un locataire nous dit : « Je n'ai plus peur, je dors, je mange et je sors. »",),
    ("Nous travaillons avec 12 partenaires, notamment : Alpha, Bêta et Gamma.",),
    ("En 2024, deux équipes se sont relayées : la première le matin, la seconde l'après-midi.",),
    (
        "La journée sur les savoirs expérientiels a réuni 242 personnes.",
        "242 personnes ont participé à la journée sur les savoirs expérientiels.",
    ),
    (
        "Le PAT existe depuis quatre ans.",
        "Le PAT a démarré en septembre 2020.",
    ),
    (
        "Le cycle d'intervision 2023-2024 a réuni 35 personnes.",
        "Le cycle d'intervision 2024-2025 réunit 40 personnes.",
    ),
    (
        "L'équipe mobile a fait 120 visites dans l'année.",
        "L'équipe mobile a fait 80 visites à domicile.",
    ),
    (
        "Le groupe du mardi réunit 11 participants.",
        "Le groupe du jeudi réunit 8 participants.",
    ),
    (
        "En 2023, l'équipe a reçu 60 demandes.",
        "En 2024, l'équipe a reçu 54 demandes.",
    ),
    (
        "Le premier débat a réuni 150 personnes.",
        "Le second débat a réuni 140 personnes.",
    ),
    ("Deux équipes se sont réunies. Trois personnes de l'équipe ont suivi une formation.",),
)
