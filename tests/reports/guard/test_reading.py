"""What the guard takes for a quantity, and what it does not."""

from fractions import Fraction

import pytest

from filrouge.reports.guard.lexicon import in_letters
from filrouge.reports.guard.reading import Reading, read
from filrouge.reports.guard.relations import bases, numerators
from tests.reports.guard.planting import document, value


def reading(text: str) -> Reading:
    return read(document(text, values=[value("a.b", "Locataires", 87)]), {})


def numbers(text: str) -> list[tuple[Fraction, str, str, str]]:
    return [
        (one.value, one.unit, one.noun_text, one.approx)
        for sentence in reading(text).sentences
        for one in sentence.numbers
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 859 visites", (1859, "", "visites", "")),
        ("1\u202f859 visites", (1859, "", "visites", "")),
        ("112 323,59 €", (Fraction(11232359, 100), "euro", "", "")),
        ("112.323,59 euros", (Fraction(11232359, 100), "euro", "", "")),
        ("22,5 % des locataires", (Fraction(45, 2), "percent", "locataires", "")),
        ("trente pour cent", (30, "percent", "", "")),
        ("13 points", (13, "points", "", "")),
        ("quatre-vingt-sept locataires", (87, "", "locataires", "")),
        ("septante-deux femmes", (72, "", "femmes", "")),
        ("vingt et une visites", (21, "", "visites", "")),
        ("neuf institutions", (9, "", "institutions", "")),
        ("une vingtaine de personnes", (20, "", "personnes", "about")),
        ("près de 150 personnes", (150, "", "personnes", "nearly")),
        ("plus de 50 modules", (50, "", "modules", "over")),
        ("54 nouvelles demandes", (54, "", "demandes", "")),
        ("2,2 millions d'euros", (2_200_000, "euro", "", "about")),
        ("trois fois par mois", (3, "times", "fois", "")),
        ("depuis 5 ans", (5, "time", "ans", "")),
        ("(9) institutions", (9, "", "institutions", "")),
    ],
)
def test_quantities(text: str, expected: tuple[Fraction, str, str, str]) -> None:
    assert numbers(f"Voici {text}.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Le 12 mars 2024, puis les 3, 10 et 17 mai.",
        "Réunion du 13/04/2024 au 2024-05-01.",
        "De 9h30 à 12 h 30, puis à 14 heures.",
        "Rue de la Loi 16, à 1000 Bruxelles ; 23, rue du Bouleau ; 36 avenue Louise.",
        "Tél. 02 555 12 34, +32 2 555 12 34 ou 0475 12 34 56.",
        "L'article 60 § 7, la page 12, le tableau 4, l'annexe 2 et le n° 2023-14.",
        "Le 2e cycle, la 3ème journée et le 1er étage.",
        "En 2024, de 2022 à 2026, le cycle 2023-24.",
        "Un logement neuf et une personne.",
        "Ouvert 24h/24 et 7j/7 depuis le COVID-19.",
        "Écrire à a12@exemple.be ou voir https://exemple.be/2024/12.",
        "Des dizaines de visites.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert numbers(text) == []


def test_intervals_are_marked_and_changes_are_not() -> None:
    (young, old) = reading("Des jeunes de 18 à 25 ans.").sentences[0].numbers
    (first, last) = reading("Le score passe de 43 à 56.").sentences[0].numbers
    assert (young.interval, old.interval) == (True, True)
    assert (first.interval, last.interval) == (False, False)


@pytest.mark.parametrize(
    ("text", "kind", "share"),
    [
        ("Une personne sur six dort dehors.", "out_of", Fraction(1, 6)),
        ("Trois locataires sur quatre vivent seuls.", "out_of", Fraction(3, 4)),
        ("Un tiers des demandes.", "part", Fraction(1, 3)),
        ("Le dernier quart.", "part", Fraction(1, 4)),
        ("Les deux tiers des équipes.", "part", Fraction(2, 3)),
        ("13 sur 87 sont venus.", "counts", Fraction(13, 87)),
    ],
)
def test_ratios(text: str, kind: str, share: Fraction) -> None:
    (ratio,) = reading(text).sentences[0].ratios
    assert (ratio.kind, ratio.value) == (kind, share)


def test_a_quarter_of_an_hour_is_no_ratio() -> None:
    assert reading("Un quart d'heure, à mi-temps.").sentences[0].ratios == ()


def test_live_numbers_know_their_figure() -> None:
    (live, typed) = reading("[a.b] locataires et 12 équipes.").sentences[0].numbers
    assert live.figure is not None
    assert (live.figure.id, live.typed, typed.typed) == ("a.b", False, True)


def test_sentences_end_where_they_do() -> None:
    text = "M. Merle a vu 12 équipes (cf. p. 3). 43 sont venues. « Bien ! » a-t-il dit."
    assert [one.text for one in reading(text).sentences] == [
        "M. Merle a vu 12 équipes (cf. p. 3).",
        "43 sont venues.",
        "« Bien ! » a-t-il dit.",
    ]


def test_lists_and_tables_know_what_introduces_them() -> None:
    found = reading("Nos lieux :\n\n- Forest\n- Uccle\n\nAutres :\n\n|a|b|\n|-|-|\n|c|12|")
    (listed,), (table,) = found.lists, found.tables
    assert listed.intro is not None
    assert table.intro is not None
    assert (listed.intro.text, [one.text for one in listed.items]) == (
        "Nos lieux :",
        ["Forest", "Uccle"],
    )
    assert (table.intro.text, table.rows[0][1].numbers[0].value) == ("Autres :", 12)


def test_every_number_in_letters_reads_back() -> None:
    from num2words import num2words

    for language in ("fr", "fr_BE"):
        for number in range(1001):
            tokens = num2words(number, lang=language).replace("-", " ").split()
            assert in_letters(tokens) == (number, len(tokens))


def test_shares_and_their_numerators() -> None:
    assert list(numerators(Fraction(16), 0, 54)) == []
    assert list(numerators(Fraction(17), 0, 54)) == [9]
    assert list(numerators(Fraction(825, 10), 1, 80)) == [66]
    assert list(numerators(Fraction(82), 0, 80)) == []  # 66 of 80 is 82.5: 83 when rounded half-up
    assert list(bases(Fraction(406), Fraction(5879, 100), 2)) == []
    assert list(bases(Fraction(406), Fraction(5884, 100), 2)) == [690]


def test_a_text_without_end_is_read_in_time() -> None:
    for piece in ("1 2 3 ", "deux cent ", "a, b et c : (", "12 % et une sur six ", "1+", "("):
        reading(piece * (60_000 // len(piece) // 4))
