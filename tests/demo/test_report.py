"""The demonstration's report: readable, all its figures live, nothing that contradicts itself."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from filrouge.common.periods import Period
from filrouge.demo import api, report
from filrouge.demo.accounts import ACCOUNTS
from filrouge.reports.document import Document, Faulty, Live, Unknown, inlines
from filrouge.reports.guard.check import check
from filrouge.reports.models import Chapter, ChapterText, Comment, Edition, Publication
from filrouge.reports.text.compose import compose_edition
from filrouge.reports.text.values import all_values

PLACE = re.compile(r"\[[a-z][^\]]*\](\{[^}]*\})?")
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
DATES = re.compile(rf"\b(\d{{1,2}} (?:{MONTHS})(?: 20\d\d)?|(?:19|20)\d\d(?:-20\d\d)?)\b|Bru4Home")
NUMBERS = re.compile(
    r"\b(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|septante|nonante|(?<!pour )cent|mille"
    r"|(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?|moitié|tiers|quarts?)\b"
)
CLAIMS = re.compile(
    r"\b(majorit\w+|minorit\w+|la plupart|actuellement|à ce jour|environ|près de [\d§]"
    r"|quelque(?! chose))\b"
)


def bodies() -> dict[str, str]:
    return {one["code"]: report.body(one["code"]) for one in report.plan()["chapters"]}


def typed(text: str) -> str:
    """What somebody typed: the text without its live figures, and without dates."""
    return DATES.sub("", PLACE.sub("§", text))


def prose(text: str) -> str:
    """The text without its figures and tables."""
    return re.sub(r"^\[(?:figure|table):.*$", "", text, flags=re.M)


def test_the_plan_names_every_file_and_known_accounts() -> None:
    chapters = report.plan()["chapters"]
    codes = [one["code"] for one in chapters]
    assert len(codes) == len(set(codes))
    assert 35 <= len(codes) <= 45
    parts = [one["code"] for one in chapters if one.get("level") == 1]
    assert parts == [
        "introduction",
        "connect",
        "support",
        "housing-first",
        "institution",
        "conclusions",
    ]
    names = {account.username for account in ACCOUNTS}
    for one in chapters:
        said = [one["by"], *(remark["author"] for remark in one.get("remarks", ()))]
        assert {*said, *one.get("begun", [])[:1]} <= names
        for remark in one.get("remarks", ()):
            assert remark["passage"] in report.body(one["code"])


def test_every_chapter_says_something_in_french_typography() -> None:
    for code, text in bodies().items():
        assert len(prose(text).split()) > 100, code
        assert "'" not in PLACE.sub("", text), code
        assert not re.search(r" [;:!?»]|« ", PLACE.sub("", text)), code


def test_no_quantity_is_typed_where_a_live_one_belongs() -> None:
    for code, text in bodies().items():
        said = typed(prose(text))
        assert not re.findall(r"\d", said), code
        assert not [found[0] for found in NUMBERS.finditer(said.lower())], code
        assert not [found[0] for found in CLAIMS.finditer(said.lower())], code


def test_every_figure_and_table_is_led_to_by_the_text() -> None:
    for code, text in bodies().items():
        led = ""
        for block in text.split("\n\n"):
            if block.startswith(("[figure:", "[table:")):
                assert re.search(r"tableau|graphique|suivant|ci-dessous", led), (code, block)
            elif not block.startswith("#"):
                led = block


def test_the_whole_is_long_enough_to_be_a_report() -> None:
    texts = bodies().values()
    assert sum(len(PLACE.findall(prose(text))) for text in texts) >= 250
    assert sum(len(prose(text).split()) for text in texts) >= 12_000


def lives(document: Document) -> Iterator[Live | Unknown]:
    for _section, block in document.blocks():
        for one in inlines(getattr(block, "children", ())):
            if isinstance(one, Live | Unknown):
                yield one


@pytest.mark.django_db
def test_the_report_is_written_published_and_left_alone() -> None:
    api.prepare()
    edition = Edition.objects.get(year=2024)
    document = compose_edition(edition)

    found = list(lives(document))
    assert not [one.written for one in found if isinstance(one, Unknown)]
    assert not [one.written for _s, one in document.blocks() if isinstance(one, Faulty)]
    assert len(found) >= 250
    kinds = Counter(one.kind for one in document.exhibits)
    assert kinds["figure"] >= 30
    assert kinds["table"] >= 40
    for exhibit in document.exhibits:
        assert len(exhibit.rows) >= 2, exhibit.written
        assert exhibit.title
    forms = {one.form for one in found if isinstance(one, Live)}
    assert {"share", "words", "trend", "list", "ratio", "count"} <= forms

    findings = check(document, all_values(Period.year(2024)))
    assert not [(one.rule, one.section, one.excerpt) for one in findings]

    small = re.compile(r"^[1-4]$")
    values = document.values
    for one in found:
        if isinstance(one, Live) and values[one.key].of_people and small.match(one.shown):
            pytest.fail(f"a small number of persons is printed: {one.written}")

    assert set(edition.chapters.values_list("state", flat=True)) == {Chapter.State.FROZEN}
    authors = set(ChapterText.objects.values_list("author__username", flat=True))
    assert len(authors) >= 6
    assert ChapterText.objects.filter(chapter__code="housing-first-personnes").count() == 2
    assert not Comment.objects.filter(settled_at=None).exists()
    after = Edition.objects.get(year=2025)
    assert after.chapters.count() == edition.chapters.count()
    assert set(after.chapters.values_list("state", flat=True)) == {Chapter.State.TO_WRITE}

    counts = [one.objects.count() for one in (Edition, Chapter, ChapterText, Publication)]
    api.prepare()
    assert [one.objects.count() for one in (Edition, Chapter, ChapterText, Publication)] == counts


@pytest.mark.django_db
def test_an_edition_that_exists_is_never_overwritten() -> None:
    api.create_accounts()
    Edition.objects.create(year=2023, title="Notre rapport")
    assert report.prepare_report() is None
    assert Edition.objects.count() == 1
    assert not Chapter.objects.exists()
