"""Markdown with places for figures becomes nodes; nothing else gets through."""

from __future__ import annotations

import pytest

from filrouge.reports.document import (
    Block,
    Break,
    Code,
    Emphasis,
    Faulty,
    Grid,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Strong,
    Text,
    Unknown,
)
from filrouge.reports.text import placeholders
from filrouge.reports.text.parse import Say, blocks, parse
from filrouge.reports.text.placeholders import PlaceError


def read(body: str) -> tuple[Block, ...]:
    """The nodes, with placeholders left as they were typed and anchors in capitals."""
    return blocks(
        parse(body),
        Say(lambda typed: Unknown(typed, ""), lambda typed: Faulty(typed, ""), str.upper),
    )


def words(body: str) -> tuple[Inline, ...]:
    (found,) = read(body)
    assert isinstance(found, Paragraph)
    return found.children


def test_the_blocks_of_markdown() -> None:
    found = read("# Un\n\n#### Deux\n\nTexte\n\n- a\n- b\n\n3. c\n\n> d\n\n---\n\n```\ncode\n```\n")

    assert found == (
        Heading(3, (Text("Un"),), "UN"),
        Heading(6, (Text("Deux"),), "DEUX"),
        Paragraph((Text("Texte"),)),
        Listing(False, 1, ((Paragraph((Text("a"),)),), (Paragraph((Text("b"),)),))),
        Listing(True, 3, ((Paragraph((Text("c"),)),),)),
        Quote((Paragraph((Text("d"),)),)),
        Rule(),
        Preformatted("code\n"),
    )


def test_the_words_of_markdown() -> None:
    assert words("a *b* **c** `d`  \ne") == (
        Text("a "),
        Emphasis((Text("b"),)),
        Text(" "),
        Strong((Text("c"),)),
        Text(" "),
        Code("d"),
        Break(),
        Text("e"),
    )


def test_a_table_with_its_alignment() -> None:
    (found,) = read("| a | b |\n|---|--:|\n| [hf.x] | 2 |")

    assert found == Grid(
        ((Text("a"),), (Text("b"),)),
        (((Unknown("[hf.x]", ""),), (Text("2"),)),),
        ("", "right"),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "[hf.encounters.home_visits]",
        "[hf.x]{format=words}",
        '[hf.x]{title="a b" most=3}',
        "[connect.intervision.{ending}.participants]",
        "[inconnu.mais.pointé]",
    ],
)
def test_a_figure_is_met_wherever_words_are(typed: str) -> None:
    place = Unknown(typed, "")

    assert words(typed) == (place,)
    assert words(f"a **b {typed}** c") == (Text("a "), Strong((Text("b "), place)), Text(" c"))
    assert read(f"# {typed}")[0].children == (place,)  # type: ignore[union-attr]
    assert read(f"- {typed}")[0].items == ((Paragraph((place,)),),)  # type: ignore[union-attr]


def test_a_link_stays_a_link_and_words_in_brackets_stay_words() -> None:
    assert words("[voir.ici](https://exemple.be)") == (
        Link("https://exemple.be", (Text("voir.ici"),)),
    )
    assert words("[sans point] [p. ex. ceci]") == (Text("[sans point] [p. ex. ceci]"),)


def test_exhibits_stand_alone_in_their_paragraph_one_a_line() -> None:
    assert read("[figure: housing_first.ages]") == (Faulty("[figure: housing_first.ages]", ""),)
    assert read('[table: a.b, c.*]{by=team title="T"}\n[figure: d.e]') == (
        Faulty('[table: a.b, c.*]{by=team title="T"}', ""),
        Faulty("[figure: d.e]", ""),
    )
    assert words("Voir [figure: a.b].") == (
        Text("Voir "),
        Unknown("[figure: a.b]", ""),
        Text("."),
    )


def test_nested_and_unclosed_places_are_shown_as_typed() -> None:
    assert words("[[hf.x]]") == (Text("["), Unknown("[hf.x]", ""), Text("]"))
    assert words("[a.b]{format=words") == (Unknown("[a.b]{", ""), Text("format=words"))
    assert words("[a.b]{format={x}}") == (Unknown("[a.b]{", ""), Text("format={x}}"))
    assert words("[a.b") == (Text("[a.b"),)


def test_a_definition_of_links_does_not_swallow_a_figure() -> None:
    assert words("[hf.x]: 12") == (Unknown("[hf.x]", ""), Text(": 12"))


def test_a_picture_leaves_its_words() -> None:
    assert words("![alt](https://exemple.be/a.png)") == (
        Text("!"),
        Link("https://exemple.be/a.png", (Text("alt"),)),
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("[a.b]{", "refermées par une accolade"),
        ("[a.b]{format=wrods}", "Vouliez-vous dire «\xa0words\xa0»"),
        ("[a.b]{fromat=words}", "Vouliez-vous dire «\xa0format\xa0»"),
        ("[a.b]{words}", "écrivez nom=valeur"),
        ("[a.b]{format=words format=share}", "donnée deux fois"),
        ("[a.b]{format=[c.d]}", "n’est pas une valeur"),
        ("[a.b]{by=team}", "demande un groupe"),
        ("[a.b]{of=act}", "nomme un groupe"),
        ("[a.*]", "famille"),
        ("[figure: a.b]", "seul dans son paragraphe"),
    ],
)
def test_a_place_that_cannot_be_read_says_why(typed: str, reason: str) -> None:
    with pytest.raises(PlaceError, match=reason):
        placeholders.read_place(typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("[table: ]", "Aucun chiffre n’y est nommé"),
        ("[table: a b]", "pas un nom de chiffre"),
        ("[table: a.b]{columns=value,bse}", "pas une colonne"),
        ("[table: a.b]{most=0}", "de 1 à 200"),
        ("[table: a.b]{small=yes}", "n’est pas une valeur"),
        ("[table: a.b]{format=words}", "n’est pas une option"),
    ],
)
def test_an_exhibit_that_cannot_be_read_says_why(typed: str, reason: str) -> None:
    with pytest.raises(PlaceError, match=reason):
        placeholders.read_exhibit(typed)


def test_the_options_of_an_exhibit() -> None:
    place = placeholders.read_exhibit('[Tableau: a.b , c.*]{title="Un titre" most=3}')

    assert (place.kind, place.ids) == ("table", ("a.b", "c.*"))
    assert place.options == {"title": "Un titre", "most": "3"}
