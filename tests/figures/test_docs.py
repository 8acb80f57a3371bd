"""The pages of `docs/figures` say what the engine does: every worked number is computed again."""

import re
from pathlib import Path

import pytest

from filrouge.common.periods import Period
from filrouge.figures import definitions, engine
from filrouge.imports import api

from .pages import ID, NO_VALUE, Example, examples, usual
from .test_expected import same

DOCS = Path(__file__).parents[2] / "docs" / "figures"
CHAPTERS = [
    f"{programme}/{chapter}"
    for programme, chapters in definitions.CHAPTERS.items()
    for chapter in chapters
]
EXAMPLES = [
    pytest.param(example, id=f"{chapter}: {example.title}")
    for chapter in CHAPTERS
    if (DOCS / f"{chapter}.md").exists()
    for example in examples(DOCS / f"{chapter}.md")
]
MAX_LINES = 300


def page_of(chapter: str) -> str:
    return (DOCS / f"{chapter}.md").read_text("utf-8")


def ids_of(chapter: str) -> set[str]:
    """The ids of the chapter; a family is one id that holds its places."""
    catalogue = definitions.catalogue().values()
    return {i.family or i.id for i in catalogue if i.chapter == chapter} | {
        str(family.entry["id"])
        for family in definitions.open_families()
        if family.chapter == chapter
    }


def is_member(id_: str, family: str) -> bool:
    """Whether the id is that of a family with its places filled."""
    return bool(re.fullmatch("[a-z0-9_]+".join(map(re.escape, re.split(r"{\w+}", family))), id_))


def is_known(id_: str) -> bool:
    """An indicator, a family, or a member that the data of a year may give."""
    if id_ in definitions.catalogue() or any(id_ in ids_of(chapter) for chapter in CHAPTERS):
        return True
    return any(is_member(id_, str(family.entry["id"])) for family in definitions.open_families())


@pytest.mark.django_db
@pytest.mark.parametrize("example", EXAMPLES)
def test_worked_numbers_are_those_of_the_engine(example: Example, tmp_path: Path) -> None:
    assert example.sheets and example.expected, "an example is rows and the figures they give"
    outcome = api.run_import(example.write(tmp_path), actor=None)
    assert outcome.ok, [d.message for d in outcome.diagnostics if d.severity == "error"]
    wrong = {}
    for year, values in example.expected.items():
        report = engine.compute(Period.year(year))
        found = {id_: figure.text for id_, figure in report.items()}
        for id_, value in values.items():
            text = found.get(id_, "")
            if not same("" if value == NO_VALUE else value, text):
                wrong[year, id_] = (value, text)
    assert wrong == {}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_figure_of_a_chapter_is_on_its_page(chapter: str) -> None:
    assert ids_of(chapter) - set(ID.findall(page_of(chapter))) == set()


def test_every_figure_has_a_worked_number() -> None:
    """Typed values and lists apart, which only repeat what was typed."""
    worked = {
        id_
        for chapter in CHAPTERS
        for example in examples(DOCS / f"{chapter}.md")
        for values in example.expected.values()
        for id_ in values
    }
    typed = {
        indicator.id
        for indicator in definitions.catalogue().values()
        if indicator.measure in ("context", "list_count", "list_items")
    }
    wanted = {id_ for chapter in CHAPTERS for id_ in ids_of(chapter)} - typed
    assert {id_ for id_ in wanted if not any(is_member(one, id_) for one in worked)} == set()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_page_names_a_figure_that_is_not_computed(chapter: str) -> None:
    mentioned = set(ID.findall(page_of(chapter)))
    for example in examples(DOCS / f"{chapter}.md"):
        mentioned |= {id_ for values in example.expected.values() for id_ in values}
    assert {id_ for id_ in mentioned if not is_known(id_)} == set()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_page_is_short_and_has_worked_numbers(chapter: str) -> None:
    assert len(page_of(chapter).splitlines()) < MAX_LINES
    assert examples(DOCS / f"{chapter}.md")


def test_the_index_leads_to_every_page_and_names_what_is_not_computed() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    assert set(re.findall(r"\]\((\w+/\w+)\.md\)", index)) == set(CHAPTERS)
    not_computed = set(ID.findall(index.partition("## Not computed")[2].partition("\n## ")[0]))
    assert not_computed
    assert {id_ for id_ in not_computed if is_known(id_)} == set()


def test_the_index_tells_the_cells_that_examples_leave_out() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    told = dict(re.findall(r"^- ([^:\n]+): (.+)\.$", index, re.MULTILINE))
    for sheet, cells in usual().items():
        for column, value in cells.items():
            shown = f"{value:g}" if isinstance(value, float) else value
            assert f"{column} {shown}" in told[sheet], (sheet, column)
