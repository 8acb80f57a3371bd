"""Five outputs of one document: all its numbers, nothing dangerous, the same bytes each time."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from dataclasses import replace

import docx as word
import pypdf
import pytest
import typst
from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook

from filrouge.common import typesetting
from filrouge.reports.document import Exhibit, Live, inlines
from filrouge.reports.outputs import html
from filrouge.reports.outputs.docx import docx
from filrouge.reports.outputs.html import caption, sections_html
from filrouge.reports.outputs.pdf import pdf
from filrouge.reports.outputs.together import render_all
from filrouge.reports.outputs.xlsx import xlsx

from .nodes import VALUES, exhibit, paragraph, value
from .sample import ages, long, sample

HONEST = sample(hostile=False)


def squeezed(text: str) -> str:
    """Words without blanks nor hyphens: lines break anywhere in print."""
    text = unicodedata.normalize("NFKC", text).replace("\xad", "")
    return re.sub(r"[\s\u200b-]+", "", text)


def read_pdf(made: bytes) -> str:
    return squeezed(
        "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    )


def shown_numbers() -> set[str]:
    """Every figure printed inside a sentence of the honest sample."""
    found = set()
    for _section, block in HONEST.blocks():
        for one in inlines(getattr(block, "children", ())):
            if isinstance(one, Live):
                found.add(one.shown)
    return found


def test_print_says_every_figure_and_every_exhibit() -> None:
    said = read_pdf(pdf(HONEST))
    assert shown_numbers()
    missing = [one for one in shown_numbers() if squeezed(one) not in said]
    assert missing == []
    for one in HONEST.exhibits:
        assert squeezed(caption(one)) in said
        for row in one.rows:
            assert all(squeezed(cell) in said for cell in row)


def test_print_is_tagged_for_readers_who_listen() -> None:
    made = pypdf.PdfReader(io.BytesIO(pdf(HONEST)))
    root = made.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "fr-BE"
    assert b"pdfuaid:part" in made.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert made.metadata is not None
    assert made.metadata.title == "Rapport d’activité 2024"
    titles = [one.title for one in made.outline if not isinstance(one, list)]
    assert [title.strip() for title in titles][:2] == ["Housing First", "Connect"]


def test_print_refuses_a_drawing_that_says_nothing() -> None:
    """Negative control: the standard is really asked for."""
    mute = replace(exhibit("figure", 1, "", ages()), alt="")
    section = replace(HONEST.sections[0], blocks=(mute,))
    with pytest.raises(typst.TypstError, match="alt"):
        pdf(replace(HONEST, sections=(section,)))


def test_headings_of_the_print_skip_no_level() -> None:
    """A chapter whose writer began at the fifth level is still accessible."""
    from filrouge.reports.document import Heading, Text

    deep = (Heading(6, (Text("Profond"),), "p"), Heading(4, (Text("Haut"),), "h"))
    section = replace(HONEST.sections[1], blocks=deep)
    assert pdf(replace(HONEST, sections=(HONEST.sections[0], section)))


def test_a_character_that_no_font_has_is_marked_not_lost() -> None:
    assert typesetting.printable("Merle 🦆 → 12\u202f% œ\n") == "Merle □ → 12\u202f% œ\n"


def test_the_known_characters_are_those_that_the_print_accepts() -> None:
    """One of each range, at both ends."""
    from importlib.resources import files

    lines = (files("filrouge.common") / "glyphs.txt").read_text("ascii").splitlines()
    ends = [chr(int(end, 16)) for line in lines if line[0] != "#" for end in re.split("[ -]", line)]
    assert len(ends) > 100
    document = replace(HONEST, sections=(replace(HONEST.sections[0], blocks=(paragraph(*ends),)),))
    assert pdf(document)


def test_the_word_document_has_styles_alternative_texts_and_header_rows() -> None:
    book = word.Document(io.BytesIO(docx(HONEST)))
    headings = [
        (p.style.name, p.text)
        for p in book.paragraphs
        if p.style is not None and p.style.name.startswith("Heading")
    ]
    assert ("Heading 1", "Housing First") in headings
    assert ("Heading 2", "Les personnes accompagnées") in headings
    assert ("Heading 3", "Visites à domicile") in headings
    drawn = [one for one in HONEST.exhibits if one.svg]
    described = book.element.xpath("//wp:docPr/@descr")
    assert described == [one.alt for one in drawn]
    captions = [
        p.text for p in book.paragraphs if p.style is not None and p.style.name == "Caption"
    ]
    assert captions == [caption(one) for one in HONEST.exhibits]
    assert len(book.element.xpath("//w:tblHeader")) == len(book.tables) == len(HONEST.exhibits) + 1
    assert book.core_properties.language == "fr-BE"
    links = {rel.target_ref for rel in book.part.rels.values() if rel.is_external}
    assert links == {"https://example.org/?a=1&b=2", "mailto:canard.roseau@example.org"}


def test_the_annex_holds_every_figure_with_numbers_as_numbers() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx(HONEST, VALUES)))
    rows = book.get_sheet_by_name("Chiffres").to_python()
    assert [row[0] for row in rows[1:]] == [one.id for one in VALUES.values()]
    by_id = {row[0]: row for row in rows[1:]}
    assert by_id["hf.encounters.home_visits"][2] == 1859
    share = by_id["hf.encounters.missed_share"]
    assert (share[2], share[4], share[5], share[6]) == (22, 2383, 520, 2383)
    small = by_id["connect.events.people"]
    assert 3 not in small, "one to four persons are never told"
    said = [
        cell for row in book.get_sheet_by_name("Figures et tableaux").to_python() for cell in row
    ]
    assert all(caption(one) in said for one in HONEST.exhibits)


def test_nothing_typed_is_a_formula() -> None:
    made = xlsx(sample(), {"a": value("a.b", "=1+1", "", label="@somme", definition="+cmd|x")})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if "worksheets" in n]
    assert sheets
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)


def test_a_web_fragment_holds_only_what_we_write() -> None:
    """Whatever was typed, the page has none of it as elements, attributes or addresses."""
    for said in sections_html(sample()).values():
        page = BeautifulSoup(said, "html.parser")
        assert not page.find_all(["script", "style", "img", "iframe", "b", "plus", "object"])
        for element in page.find_all(True):
            assert not [name for name in element.attrs if name == "style" or name[:2] == "on"]
            address = str(element.get("href", "#"))
            assert address.startswith(("#", "https://", "mailto:", "../chiffres/"))


def test_a_number_leads_colleagues_to_its_page_and_the_public_to_its_definition() -> None:
    public, own = (sections_html(HONEST, link_figures=which) for which in (False, True))
    code = "housing_first-people"
    assert 'class="live" href="../chiffres/hf.encounters.home_visits"' in public[code]
    assert 'class="traced" href="/chiffres/2024/hf.encounters.home_visits/"' in own[code]


def test_a_section_may_leave_its_title_to_the_page() -> None:
    code = "housing_first-people"
    assert "<h2>Les personnes" in sections_html(HONEST)[code]
    assert "<h2>Les personnes" not in sections_html(HONEST, titles=False)[code]


def test_the_web_file_names_each_section() -> None:
    said = html.html(sample()).decode()
    codes = re.findall(r"<!-- section (\S+) -->", said)
    assert codes == [one.code for one in sample().sections]
    assert said.count("<!--") == 2 * len(codes)


def test_the_data_are_whole_and_without_what_tells_records_apart() -> None:
    said = json.loads(render_all(HONEST, VALUES)["json"])
    assert len(said["sections"]) == 4
    assert len(said["exhibits"]) == len(HONEST.exhibits)
    assert {one["id"] for one in said["figures"]} == {one.id for one in VALUES.values()}
    assert "a" * 64 not in json.dumps(said)


def test_the_same_document_gives_the_same_bytes() -> None:
    once, again = render_all(sample(), VALUES), render_all(sample(), VALUES)
    assert {kind: len(made) for kind, made in once.items() if made != again[kind]} == {}


def test_a_long_report_is_whole() -> None:
    document = long(6)
    pages = pypdf.PdfReader(io.BytesIO(pdf(document))).pages
    assert len(pages) > 20
    assert len([one for one in document.exhibits if isinstance(one, Exhibit)]) == 24
