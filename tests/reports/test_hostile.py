"""Hostile or enormous text is harmless, or refused with a sentence."""

from __future__ import annotations

import re
from time import process_time

import pytest

from filrouge.reports.document import Document, Link, from_data, inlines, plain, to_data
from filrouge.reports.text.compose import Source, check_text, compose_chapter
from filrouge.reports.text.limits import TextRefusedError
from filrouge.reports.text.parse import is_safe

pytestmark = pytest.mark.django_db

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<!-- --><iframe src=//x>",
    "<details open ontoggle=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</p></section><script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "```<script>\n<script>alert(1)</script>\n```",
    "[hf.x]{title=<script>alert(1)</script>}",
    '[table: hf.tenants.followed]{title="<script>alert(1)</script>"}',
    '[figure: hf.symptoms.*]{title="</svg><script>alert(1)</script>"}',
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "# <script>alert(1)</script>",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "\\javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:/etc/passwd",
    "blob:https://exemple.be/1",
    "//exemple.be",
    "/admin/",
    "..%2f..%2f",
    "http:",
    "https://",
    "mailto:",
)


def composed(body: str) -> Document:
    return compose_chapter(Source("essai", 2, "Essai", "housing_first", body), year=2024)


def links(document: Document) -> list[str]:
    return re.findall(r"'is': 'Link', 'url': '([^']*)'", str(to_data(document)))


@pytest.mark.parametrize("body", SCRIPTS)
def test_markup_is_only_ever_words(body: str) -> None:
    document = composed(body)

    assert from_data(to_data(document)) == document
    assert links(document) == []
    for exhibit in document.exhibits:
        assert "<script" not in exhibit.svg
        assert "alert" not in exhibit.svg or "&lt;script&gt;" in exhibit.svg


@pytest.mark.parametrize("body", SCRIPTS)
def test_markup_does_nothing_in_the_page(body: str) -> None:
    outputs = pytest.importorskip("filrouge.reports.outputs.html")
    document = composed(body)

    page = "".join(outputs.sections_html(document).values())

    assert not re.search(r"<(?:script|img|iframe|details|object|embed|style)\b", page)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", page)
    assert not re.search(r'(?:href|src)="\s*(?!#|https?:|mailto:|\.\./)', page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_does_not_lead_to_the_web_leaves_its_words(address: str) -> None:
    for body in (f"[mots]({address})", f"[mots](<{address}>)", f"<{address}>"):
        document = composed(body)

        assert links(document) == [], body
        if "mots" in body:
            assert "mots" in str(to_data(document))


@pytest.mark.parametrize(
    "address", ["https://exemple.be/a?b=c#d", "http://exemple.be", "mailto:a@exemple.be", "#ici"]
)
def test_an_honest_address_is_a_link(address: str) -> None:
    (section,) = composed(f"[mots]({address})").sections
    (paragraph,) = section.blocks

    assert [
        child.url
        for child in inlines(paragraph.children)  # type: ignore[union-attr]
        if isinstance(child, Link)
    ] == [address]
    assert is_safe(address)


def test_marks_that_deceive_the_eye_are_removed() -> None:
    typed = "a\u202eb\u2066c\u200bd\x00e\x1bf\ufeffg\ud800h\uffffi &#x202e;j &#8203;k"
    (section,) = composed(typed).sections

    assert plain(section.blocks[0].children) == "abcdefghi j k"  # type: ignore[union-attr]


def test_line_ends_of_every_system_are_read_alike() -> None:
    assert len(composed("a\r\n\r\nb\r\rc").sections[0].blocks) == 3


@pytest.mark.parametrize(
    "body",
    [
        "[[hf.tenants.followed]]",
        "[hf.x]{format=[hf.y]}",
        "[hf.x]{format={hf.y}}",
        "[hf.x]{",
        "[figure: [hf.x]]",
        "[figure: hf.x",
        '[table: hf.x]{title="a',
        "[.]",
        "[a..b]",
        "[a.b.]",
        "[a.{b}]",
        "[a.{]",
        "[a.%(b)s]{by=%(c)s of=%s}",
        "[hf.tenants.followed]{by=team of=%(word)s}",
        "[hf.tenants.followed]{period=9999}",
        "[hf.tenants.followed]{period=2024-13}",
        "[hf.tenants.followed]{period=2024-02-31..2024-01-01}",
        "[hf.tenants.followed]{format=change year=²⁰²⁴}",
        "[table: hf.tenants.followed]{by=person_id}",
        "[table: *.*]",
        "[figure: hf.*]{most=²}",
        "[table: hf.tenants.followed]{period=previous}",
    ],
)
def test_a_strange_placeholder_never_fails(body: str) -> None:
    document = composed(body)

    assert from_data(to_data(document)) == document


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("a" * 1_000_000, "1000000 caractères"),
        ("é\n\n" * 400_000, "1200000 caractères"),
        ("[" * 6_001, "6001 fois le signe"),
        ("_a" * 20_001, "20001 fois le signe"),
        ("[hf.tenants.followed] " * 2_001, "2001 chiffres"),
        ("> " * 21 + "a", "plus de 20 niveaux"),
        ("\n".join("  " * depth + "- a" for depth in range(25)), "plus de 20 niveaux"),
        ("*a " * 30 + " b*" * 30, "plus de 20 niveaux"),
        ("|a" * 61 + "|\n" + "|-" * 61 + "|\n", "61 colonnes"),
        ("|a|\n|-|\n" + "|b|\n" * 2_001, "2001 lignes"),
    ],
)
def test_what_is_too_large_is_refused_with_a_sentence(body: str, sentence: str) -> None:
    with pytest.raises(TextRefusedError, match=sentence):
        check_text(body)

    (section,) = composed(body).sections
    (fault,) = section.blocks
    assert sentence in fault.reason  # type: ignore[union-attr]
    assert len(fault.written) <= 200  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "body",
    [
        "a" * 200_000,
        "[hf.tenants.followed] " * 2_000,
        "> " * 20 + "a",
        "|a" * 60 + "|\n" + "|-" * 60 + "|\n",
        "|a|\n|-|\n" + "|b|\n" * 2_000,
    ],
)
def test_what_is_just_small_enough_is_kept(body: str) -> None:
    check_text(body)


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "![",
        "[a](",
        "[a.b]{",
        '[a.b]{"',
        "[figure: ",
        "*",
        "**a ",
        "_a",
        "`",
        "<",
        "<!--",
        "&a;",
        "> ",
        "- ",
        "|a",
        "a.b]",
        "\\",
        "]({",
        "http://a ",
        "# ",
        "\n\n",
    ],
)
@pytest.mark.parametrize("length", [199_000, 1_000_000])
def test_no_text_takes_long(unit: str, length: int) -> None:
    body = unit * (length // len(unit))
    started = process_time()

    composed(body)

    assert process_time() - started < 2
