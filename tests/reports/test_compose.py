"""Chapters and figures made into a document, on a few persons counted by hand."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from filrouge.common.periods import Period
from filrouge.context.models import ListItem
from filrouge.directory.models import Organisation
from filrouge.figures.definitions import catalogue
from filrouge.figures.engine import compute
from filrouge.figures.facts import Scope
from filrouge.followup.models import FollowUp, FollowUpTerm
from filrouge.housing.models import Dwelling, Landlord, Stay
from filrouge.people.models import Person
from filrouge.reports.document import (
    Document,
    Exhibit,
    Faulty,
    Inline,
    Live,
    Unknown,
    from_data,
    inlines,
    plain,
    to_data,
)
from filrouge.reports.models import Chapter, Edition
from filrouge.reports.text.compose import Source, compose, compose_chapter, compose_edition
from filrouge.reports.text.values import all_values, records_behind
from tests.figures.lives import followed, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def lives() -> None:
    """Nine persons, six of team act and three of team icm; 1 + 2 + ... + 9 = 45 visits."""
    for number in range(1, 10):
        followed(number, team="act" if number <= 6 else "icm", visits=number)


def composed(*bodies: str, **named: Any) -> Document:
    sources = [
        Source(f"chapitre-{at}", 2, f"Chapitre {at}", "housing_first", body)
        for at, body in enumerate(bodies, 1)
    ]
    return compose(sources, year=2024, title="Rapport", **named)


def said(body: str, **named: Any) -> str:
    (section,) = composed(body, **named).sections
    return plain(section.blocks[0].children)  # type: ignore[union-attr]


def places(document: Document) -> list[Inline]:
    return [
        one
        for _section, block in document.blocks()
        for one in inlines(getattr(block, "children", ()))
        if isinstance(one, Live | Unknown)
    ]


def reason(body: str, **named: Any) -> str:
    document = composed(body, **named)
    (found,) = [
        one.reason
        for one in (*places(document), *(block for _s, block in document.blocks()))
        if isinstance(one, Unknown | Faulty)
    ]
    return found


def exhibit(body: str, **named: Any) -> Exhibit:
    (found,) = composed(body, **named).exhibits
    return found


@pytest.mark.usefixtures("lives")
def test_a_sentence_with_live_figures() -> None:
    published("hf.tenants.followed", 2023, "12")

    assert said(
        "En 2024, **[hf.tenants.followed]** personnes ([hf.tenants.followed]{format=trend}, "
        "[hf.tenants.followed]{period=previous} en 2023), dont "
        "[hf.tenants.followed]{by=team of=act format=words} par l’équipe ACT; "
        "[hf.encounters.home_visits] visites, [hf.sex.women.share]{format=share} de femmes."
    ) == (
        "En 2024, 9 personnes (une baisse de 25\u202f%, 12 en 2023), dont six par l’équipe ACT; "
        "45 visites, 56\u202f% (5 sur 9) de femmes."
    )


@pytest.mark.usefixtures("lives")
def test_the_values_of_a_document_are_those_it_shows() -> None:
    published("hf.tenants.followed", 2023, "12")
    document = composed(
        "[hf.tenants.followed] [hf.tenants.followed]{period=2023} "
        "[hf.tenants.followed]{by=team of=act} [hf.encounters.home_visits]{period=2024-T1}"
    )

    assert {key: (one.text, one.period, one.within) for key, one in document.values.items()} == {
        "hf.encounters.home_visits@2024-T1": ("45", "2024-T1", ""),
        "hf.tenants.followed": ("9", "2024", ""),
        "hf.tenants.followed@2023": ("12", "2023", ""),
        "hf.tenants.followed[team=act]": ("6", "2024", "team=act"),
    }
    shown = [one.key for one in places(document) if isinstance(one, Live)]
    assert sorted(shown) == sorted(document.values)
    assert document.values["hf.tenants.followed"].previous == ((2023, "12"),)
    assert document.values["hf.tenants.followed[team=act]"].previous == ()
    assert document.values["hf.tenants.followed@2023"].source == "publié dans le rapport 2023"
    assert from_data(to_data(document)) == document


@pytest.mark.usefixtures("lives")
@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("[hf.tenants.folowed]", "Vouliez-vous dire «\xa0hf.tenants.followed\xa0»"),
        ("[hf.tenants.followed]{format=wrods}", "Vouliez-vous dire «\xa0words\xa0»"),
        ("[hf.tenants.followed]{by=teem of=act}", "n’est pas ventilé par «\xa0teem\xa0»"),
        ("[hf.tenants.followed]{by=team of=acte}", "Vouliez-vous dire «\xa0act\xa0»"),
        ("[hf.tenants.followed]{period=hier}", "n’est pas une période"),
        ("[hf.tenants.followed]{period=previous}", "Aucune valeur publiée"),
        ("[hf.tenants.followed]{format=change}", "Aucune valeur publiée"),
        ("[hf.tenants.followed]{format=change year=hier}", "n’est pas une année"),
        ("[hf.age.mean]{period=2019}", "La base est vide"),
        ("[hf.target.ideal_size]", "n’a pas été saisi"),
        ("[table: hf.tenants.folowed]", "Vouliez-vous dire «\xa0hf.tenants.followed\xa0»"),
        ("[table: hf.rien.*]", "hf.rien.*"),
        ("[table: hf.target.ideal_size, hf.tenants.followed]", "hf.target.ideal_size"),
        ("[figure: housing_first.agse]", "housing_first.agse"),
        ("[table: connect.roundtable.participants]{by=sector}", "n’a de valeur"),
        ("[figure: hf.tenants.followed]{by=years}", "publiée plus tôt"),
        ("[figure: hf.retention.rate]{by=commune}", "n’est pas ventilé"),
        ("[figure: hf.egf.current.mean]{by=month}", "hf.egf.current.mean"),
    ],
)
def test_what_cannot_be_said_is_shown_as_typed_with_its_reason(body: str, why: str) -> None:
    assert why in reason(body)


@pytest.mark.usefixtures("lives")
def test_figures_and_tables_are_numbered_over_the_whole_document() -> None:
    document = composed(
        "[figure: hf.tenants.followed]{by=sex small=show}\n\n[table: hf.tenants.followed]",
        "> [table: hf.sex.women]\n\n- [figure: housing_first.moves]",
        "[table: rien.du.tout]\n\n[figure: hf.encounters.total]{by=month}\n\n[table: hf.sex.men]",
    )

    assert [(one.kind, one.number, one.anchor) for one in document.exhibits] == [
        ("figure", 1, "figure-1"),
        ("table", 1, "tableau-1"),
        ("table", 2, "tableau-2"),
        ("figure", 2, "figure-2"),
        ("figure", 3, "figure-3"),
        ("table", 3, "tableau-3"),
    ]


def test_anchors_are_unique_in_the_document() -> None:
    document = composed("# Bilan\n\n## Bilan\n\n# ?!", "# Bilan")

    anchors = [
        block.anchor  # type: ignore[union-attr]
        for _section, block in document.blocks()
    ]
    assert anchors == [
        "chapitre-1-bilan",
        "chapitre-1-bilan-2",
        "chapitre-1-titre",
        "chapitre-2-bilan",
    ]


@pytest.mark.usefixtures("lives")
def test_a_table_of_a_breakdown_hides_a_small_group_and_what_would_tell_it() -> None:
    found = exhibit("[table: hf.tenants.followed]{by=team}")

    # Three persons of icm: 9 - 6 would give them.
    assert found.columns == ("Équipe", "2024")
    assert [row[1] for row in found.rows] == ["masqué", "<\u202f5", "9"]
    assert "moins de 5 personnes" in found.note
    assert found.keys == ("hf.tenants.followed",)


@pytest.mark.usefixtures("lives")
def test_whoever_writes_may_show_small_groups() -> None:
    found = exhibit("[table: hf.tenants.followed]{by=team small=show}")

    assert [row[1] for row in found.rows] == ["6", "3", "9"]
    assert found.note == ""
    assert found.keys == (
        "hf.tenants.followed",
        "hf.tenants.followed[team=act]",
        "hf.tenants.followed[team=icm]",
    )


@pytest.mark.usefixtures("lives")
def test_a_drawing_does_not_draw_what_its_table_hides() -> None:
    for number, funding in enumerate(("tsi", "tsi", "spp_is", "spp_is"), 1):
        FollowUpTerm.objects.filter(person__number=number).update(funding=funding)

    hidden = exhibit("[figure: hf.tenants.funded.*]")
    whole = exhibit("[figure: hf.tenants.funded.*]{small=show}")

    # Two and two of nine: the five others do not tell one from the other.
    assert [row[1] for row in hidden.rows] == ["5", "<\u202f5", "<\u202f5"]
    assert [row[1] for row in whole.rows] == ["5", "2", "2"]
    assert re.findall(r">(\d)<", hidden.svg) == ["5"]
    assert re.findall(r">(\d)<", whole.svg) == ["5", "2", "2"]
    assert hidden.keys == ("hf.tenants.funded.cocom",)


@pytest.mark.usefixtures("lives")
def test_a_figure_of_which_all_is_hidden_is_not_drawn() -> None:
    assert "faites-en un tableau" in reason("[figure: hf.tenants.followed]{by=team}")


def test_a_list_is_a_table_of_names_and_no_drawing() -> None:
    for position, text in enumerate(("b", "a")):
        ListItem.objects.create(name="hf.women.issues", year=2024, text=text, position=position)

    found = exhibit("[table: hf.women.issues.list]")

    assert found.rows == (("A",), ("B",))
    assert found.keys == ("hf.women.issues.list",)
    assert "pas un nombre" in reason("[figure: hf.women.issues.list]")


@pytest.mark.usefixtures("lives")
def test_a_table_of_figures_with_its_columns() -> None:
    published("hf.encounters.home_visits", 2023, "50")

    found = exhibit("[table: hf.encounters.home_visits, hf.sex.women.share]")

    assert found.columns == ("Indicateur", "2024", "Base", "2023", "Évolution")
    assert [row[1:] for row in found.rows] == [
        ("45", "", "50", "\u221210\u202f%"),
        ("56\u202f%", "9", "", ""),
    ]


@pytest.mark.usefixtures("lives")
def test_the_columns_titles_and_length_asked_for() -> None:
    found = exhibit(
        "[table: hf.encounters.home_visits, hf.sex.women, hf.tenants.followed]"
        '{columns="value" title="Un titre" heading="Ce qu’on compte" most=2}'
    )

    assert (found.title, found.columns) == ("Un titre", ("Ce qu’on compte", "2024"))
    assert [row[1] for row in found.rows] == ["45", "5"]
    assert found.note == "Les 2 premières lignes sur 3."


@pytest.mark.usefixtures("lives")
def test_a_line_over_the_months_and_over_the_years() -> None:
    published("hf.encounters.home_visits", 2022, "40")
    published("hf.encounters.home_visits", 2023, "50")

    months = exhibit("[figure: hf.encounters.home_visits]{by=month}")
    years = exhibit("[figure: hf.encounters.home_visits]{by=years}")

    assert [row[1] for row in months.rows] == ["0", "0", "45", *["0"] * 9]
    assert years.rows == (("2022", "40"), ("2023", "50"), ("2024", "45"))
    assert years.keys == (
        "hf.encounters.home_visits@2022",
        "hf.encounters.home_visits@2023",
        "hf.encounters.home_visits",
    )
    assert months.svg.startswith("<svg")


@pytest.mark.usefixtures("lives")
def test_a_lens_shows_the_part_of_a_funder_only_and_protects_it() -> None:
    for number in (1, 2, 3):
        FollowUpTerm.objects.filter(person__number=number).update(funding="tsi")
    lens = {"funding": "cocom", "funder": "Cocom"}

    document = composed(
        "[hf.tenants.followed] [hf.encounters.home_visits] [connect.debates.count]", lens=lens
    )

    # Six persons, visited 4 + 5 + ... + 9 = 39 times; debates have no funder.
    assert [one.shown for one in places(document) if isinstance(one, Live)] == ["6", "39", "0"]
    assert document.values["hf.tenants.followed"].lens == "funding=cocom"
    assert document.values["connect.debates.count"].lens == ""
    assert said("[hf.tenants.followed]{format=words}", lens={"funding": "tsi"}) == "moins de 5"
    assert said("[hf.tenants.followed]", lens={"funding": "spp_is"}) == "0"
    assert "pour un seul bailleur" in reason("[table: hf.sex.men]{by=sex}", lens=lens)


@pytest.mark.usefixtures("lives")
def test_the_document_is_in_french_whatever_the_reader_speaks() -> None:
    body = "[hf.encounters.home_visits]{format=label} [hf.x]\n\n[table: hf.tenants.followed]"
    french = composed(body)

    with translation.override("nl"):
        assert composed(body) == french
    assert french.language == "fr"


def test_an_edition_is_composed_from_its_chapters_in_their_order() -> None:
    edition = Edition.objects.create(year=2024, title="Rapport", organisation="Smes")
    for position, code in ((2, "b"), (1, "a")):
        Chapter.objects.create(
            edition=edition, code=code, position=position, title=code.upper(), body=f"Texte {code}"
        )

    document = compose_edition(edition)

    assert [(one.code, one.title, plain(one.blocks[0].children)) for one in document.sections] == [  # type: ignore[union-attr]
        ("a", "A", "Texte a"),
        ("b", "B", "Texte b"),
    ]
    assert (document.year, document.period, document.organisation) == (2024, "2024", "Smes")


def test_a_chapter_alone_is_a_document_of_one_section() -> None:
    document = compose_chapter(Source("a", 1, "A", "connect", "Texte"), year=2024)

    assert [one.code for one in document.sections] == ["a"]


@pytest.mark.usefixtures("lives")
def test_the_map_of_homes_hides_communes_where_few_live() -> None:
    organisation = Organisation.objects.create(name="Loriot", key="loriot")
    landlord = Landlord.objects.create(kind="private", organisation=organisation)
    for number, commune in enumerate(["21001"] * 6 + ["21005"], 1):
        dwelling = Dwelling.objects.create(
            code=f"L{number}", commune=commune, landlord=landlord, capacity=1
        )
        person = Person.objects.get(number=number)
        Stay.objects.create(person=person, dwelling=dwelling, start=date(2023, 3, 1))
    found = exhibit("[figure: housing_first.communes]")

    assert found.rows == (("Anderlecht", "masqué"), ("Etterbeek", "<\u202f5"))
    assert "masqué" in found.svg
    assert not re.search(r">[1-9]\d*<", found.svg)
    shown = exhibit("[figure: housing_first.communes]{small=show}")
    assert shown.rows == (("Anderlecht", "6"), ("Etterbeek", "1"))


def test_labels_bear_the_apostrophe_of_books() -> None:
    for position, text in enumerate(("l'un", "l'autre")):
        ListItem.objects.create(name="hf.women.issues", year=2024, text=text, position=position)

    assert said("d'ici: [hf.women.issues.list]") == "d'ici: l’autre et l’un"
    assert exhibit("[table: hf.women.issues.list]").rows == (("L’autre",), ("L’un",))


def test_a_list_of_small_numbers_of_persons_is_hidden_item_by_item() -> None:
    person = followed(1)
    FollowUp.objects.filter(person=person).update(end=date(2024, 2, 3), end_reason="death")

    found = exhibit("[table: x.hf.deaths.by_month]")

    assert [row[0] for row in found.rows] == ["0", "<\u202f5", *["0"] * 10]
    assert "moins de 5 personnes" in found.note
    assert said("[x.hf.deaths.by_month]", lens={"funding": "cocom"}) == "moins de 5"


@pytest.mark.usefixtures("lives")
def test_an_exhibit_of_another_period() -> None:
    document = composed("[table: hf.encounters.home_visits]{period=2024-T1}")
    (found,) = document.exhibits

    assert found.columns == ("Indicateur", "trimestre 1 de 2024")
    assert [row[1] for row in found.rows] == ["45"]
    assert list(document.values) == ["hf.encounters.home_visits@2024-T1"]


THREE = "[hf.encounters.home_visits] [hf.encounters.outings] [hf.encounters.phone]"


@pytest.mark.usefixtures("lives")
@pytest.mark.parametrize("body", ["[hf.encounters.home_visits]", THREE, THREE * 20])
def test_figures_of_one_fact_cost_one_pass(body: str, django_assert_num_queries: Any) -> None:
    # The encounters once, and the values published earlier once.
    with django_assert_num_queries(2):
        composed(body)


@pytest.mark.usefixtures("lives")
@pytest.mark.parametrize("body", ["[hf.encounters.home_visits]", THREE, THREE * 20])
def test_figures_of_one_fact_seen_for_a_funder_cost_one_pass_more(
    body: str, django_assert_num_queries: Any
) -> None:
    # The whole, what was published, the encounters by person, and the four tables of a life.
    with django_assert_num_queries(7):
        composed(body, lens={"funding": "cocom"})


@pytest.mark.usefixtures("lives")
def test_the_records_behind_figures_are_asked_once_a_filter(django_assert_num_queries: Any) -> None:
    scope = Scope(Period.year(2024))
    ids = ["hf.encounters.home_visits", "hf.encounters.duration.home_visit"]
    figures = compute(scope.period, ids=ids, scope=scope)

    with django_assert_num_queries(1):
        found = [records_behind(one, scope) for one in figures.values()]
    assert found[0] == found[1]
    assert found[0][0] == 45


@pytest.mark.usefixtures("lives")
def test_every_value_of_the_catalogue_with_the_records_behind_it() -> None:
    values = all_values(Period.year(2024), with_records=True)

    assert set(catalogue()) <= set(values)
    visits, total = values["hf.encounters.home_visits"], values["hf.moves.total"]
    assert (visits.records, len(visits.digest)) == (45, 64)
    assert values["hf.tenants.followed"].records == 9
    assert (total.records, total.digest) == (None, "")
    assert values["x.hf.encounters.street"].records == 0
    assert (visits.time, visits.of_people) == ("flow", False)
    assert values["hf.tenants.active_year_end"].time == "stock"
    assert (values["hf.sex.women.share"].numerator, values["hf.sex.women.share"].exact) == (
        "5",
        "500/9",
    )


@pytest.mark.usefixtures("lives")
def test_the_digest_changes_with_the_records_and_with_nothing_else() -> None:
    def digest() -> str:
        values = all_values(Period.year(2024), with_records=True)
        return values["hf.encounters.home_visits"].digest

    before = digest()
    assert digest() == before
    followed(10, visits=1)
    assert digest() != before


@pytest.mark.usefixtures("lives")
def test_the_day_of_a_record_does_not_show_in_a_document() -> None:
    document = composed("[hf.encounters.home_visits]")

    assert date(2024, 3, 1).isoformat() not in str(to_data(document))
