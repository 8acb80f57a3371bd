"""Blocks where nobody expects them: the outputs print them, none fails."""

from __future__ import annotations

import io
from dataclasses import replace

import docx as word
import pypdf
import pytest

from filrouge.reports.document import (
    Block,
    Document,
    Heading,
    Link,
    Listing,
    Quote,
    Section,
    Text,
)
from filrouge.reports.outputs.docx import docx
from filrouge.reports.outputs.pdf import pdf
from filrouge.reports.outputs.together import render_all
from filrouge.reports.outputs.xlsx import xlsx

from .nodes import VALUES, exhibit, paragraph, value
from .sample import ages, sample
from .test_outputs import read_pdf, squeezed

TABLE = exhibit("table", 1, "Visites par équipe")
FIGURE = exhibit("figure", 1, "Âge des locataires", ages())


def report(*blocks: Block) -> Document:
    part, chapter = Section("p", 1, "Partie", "hf", ()), Section("c", 2, "Chapitre", "hf", blocks)
    return replace(sample(hostile=False), sections=(part, chapter))


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(Quote((Heading(6, (Text("Titre cité"),), "cite"),)), id="heading in a quote"),
        pytest.param(
            Listing(False, 1, ((Heading(5, (Text("Titre"),), "liste"),),)), id="heading in a list"
        ),
        pytest.param(Listing(False, 1, ((paragraph("a"), TABLE),)), id="table in a list"),
        pytest.param(Quote((FIGURE,)), id="figure in a quote"),
        pytest.param(Heading(3, (), "vide"), id="heading without words"),
        pytest.param(Heading(3, (Text("\u00a0"),), "vide"), id="heading of a blank"),
        pytest.param(replace(TABLE, anchor=""), id="table without anchor"),
    ],
)
def test_a_block_out_of_place_is_printed(block: Block) -> None:
    document = report(paragraph("avant"), block, paragraph("après"))
    made = render_all(document, VALUES)
    said = read_pdf(made["pdf"])
    assert "avant" in said
    assert "après" in said
    for one in document.exhibits:
        assert squeezed(one.title) in said


def test_two_anchors_alike_are_no_ambiguous_reference() -> None:
    link = paragraph(Link(f"#{FIGURE.anchor}", (Text("voir"),)))
    assert pdf(report(FIGURE, replace(TABLE, anchor=FIGURE.anchor), link))


def test_each_numbered_list_begins_at_its_own_number() -> None:
    first = Listing(True, 1, ((paragraph("a"),), (paragraph("b"),)))
    second = Listing(True, 7, ((paragraph("c"),),))
    made = docx(report(first, paragraph("entre"), second))
    book = word.Document(io.BytesIO(made))
    numbers = {
        one.text: one._p.pPr.numPr.numId.val  # type: ignore[union-attr]
        for one in book.paragraphs
        if one.text in {"a", "b", "c"}
    }
    assert numbers["a"] == numbers["b"] != numbers["c"]
    numbering = book.part.numbering_part.element
    starts = numbering.num_having_numId(numbers["c"]).xpath("./w:lvlOverride/w:startOverride")
    assert [one.val for one in starts] == [7]
    assert made == docx(report(first, paragraph("entre"), second))


def test_a_control_character_in_an_address_is_harmless() -> None:
    assert docx(report(paragraph(Link("https://example.org/\x07a", (Text("ici"),)))))


def test_a_name_that_reads_like_a_huge_number_stays_a_name() -> None:
    """ "1e999999999" as a number would keep the machine busy for hours."""
    name = value("connect.roundtable.themes", "1e999999999", "", text="1e999999999")
    assert xlsx(report(), {name.key: name})


def test_an_endless_word_is_cut_and_not_lost_past_the_margin() -> None:
    made = pypdf.PdfReader(io.BytesIO(pdf(report(paragraph("a" * 300, "\u00a0", "b" * 20)))))
    lines = made.pages[-2].extract_text().replace("\u200b", "").splitlines()
    assert max(line.count("a") for line in lines) < 150
    assert sum(line.count("a") for line in lines if "aaa" in line) == 300
