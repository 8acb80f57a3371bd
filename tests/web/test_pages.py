"""Navigation, long lists, fragments, components and error pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory, override_settings
from django.urls import NoReverseMatch, reverse
from django_htmx.middleware import HtmxDetails

from filrouge.access.policy import Capability
from filrouge.web import navigation
from filrouge.web.components import Number
from filrouge.web.paging import LARGEST, first_rows
from filrouge.web.partials import fragment_asked
from tests.harness.client import StrictClient

EVERYTHING = {capability.value: True for capability in Capability}


def get(address: str = "/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(address, headers=headers)
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return request


def render(source: str, **context: Any) -> str:
    return engines["django"].from_string("{% load components %}" + source).render(context, get())


# Navigation


def test_every_entry_names_a_right_that_exists() -> None:
    assert {entry.capability for entry in navigation.ENTRIES} - {""} <= set(EVERYTHING)


def test_only_what_is_open_shows() -> None:
    assert [str(link.url) for link in navigation.menu({}, "/")] == ["/"]
    shown = {link.entry.url_name for link in navigation.menu(EVERYTHING, "/")}
    assert len(shown) >= len([link for link in navigation.menu({}, "/")])


@pytest.mark.parametrize("path", ["/", "/compte/mot-de-passe/"])
def test_home_is_current_on_home_only(path: str) -> None:
    current = [link.url for link in navigation.menu(EVERYTHING, path) if link.current]
    assert current == (["/"] if path == "/" else [])


def test_a_day_at_work_stands_in_the_place_of_home() -> None:
    rights = {**EVERYTHING, "view_imports": False}
    found = [link.url for link in navigation.menu(rights, "/aujourdhui/")]
    assert "/" not in found
    assert found[0] == "/aujourdhui/"


# Long lists


@pytest.mark.parametrize(
    ("asked", "shown", "following"),
    [
        ("", 25, 50),
        ("50", 50, 75),
        ("3", 25, 50),
        ("-1", 25, 50),
        ("²", 25, 50),
        ("999999", 25, 50),
    ],
)
def test_25_rows_and_more(asked: str, shown: int, following: int) -> None:
    rows = first_rows(get(f"/?n={asked}"), list(range(3000)), 3000)
    assert (rows.shown, rows.next) == (shown, following)


def test_no_address_draws_the_whole_database() -> None:
    rows = first_rows(get("/?n=99999"), list(range(3000)), 3000)
    assert (rows.shown, rows.next) == (LARGEST, 0)


def test_the_last_step_says_how_many_are_left() -> None:
    rows = first_rows(get(), list(range(28)), 28)
    assert (rows.shown, rows.next, rows.added) == (25, 50, 3)
    assert first_rows(get("/?n=50"), list(range(28)), 28).next == 0


# Fragments


def test_a_fragment_is_asked_by_its_element() -> None:
    assert fragment_asked(get(**{"HX-Request": "true", "HX-Target": "panel"})) == "panel"
    assert fragment_asked(get(**{"HX-Request": "true"})) == ""
    assert fragment_asked(get()) == ""


# Components


def test_values_from_records_are_escaped() -> None:
    hostile = "<script>alert(1)</script>"
    page = render(
        "{% figure_card n %}{% note 'ok' h h %}{% flag 'ok' h %}{% records c r h %}"
        "{% callout 'ok' h %}{{ h }}{% endcallout %}{% copy h h %}{% facts p %}",
        h=hostile,
        n=Number(hostile, hostile, base=hostile, change=hostile, flag=hostile),
        c=[hostile],
        r=[[hostile]],
        p=[(hostile, hostile)],
    )
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 14


def test_a_fact_without_value_is_left_out() -> None:
    page = render("{% facts pairs %}", pairs=[("Base", ""), ("Note", None), ("Zéro", 0)])
    assert page.count("<dt>") == 1
    assert "Zéro" in page


def test_a_field_says_what_is_expected_and_what_is_wrong() -> None:
    from tests.web.showcase import Example

    page = Example({"name": ""}).render()
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page


# Errors


@pytest.mark.django_db
def test_an_unknown_address_says_so_in_plain_words(client: StrictClient) -> None:
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert 'lang="fr"' in response.text


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "429.html", "500.html"])
def test_error_pages_stand_without_any_context(name: str) -> None:
    page = engines["django"].get_template(name).render({}, None)
    assert "<h1>" in page


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.web.showcase")
def test_the_page_of_all_components_is_sound(client_of: Callable[[str], StrictClient]) -> None:
    reader = client_of("hf_director")
    assert reader.get("/vitrine/").status_code == 200
    assert "panel-body" in reader.get("/vitrine/?panneau=x").text


def test_the_frame_is_behind_the_log_in_only() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


# Language


@pytest.mark.django_db
def test_french_unless_the_reader_said_otherwise(client: StrictClient) -> None:
    english_browser = {"Accept-Language": "en"}
    login = reverse("account_login")
    assert "Se connecter" in client.get(login, headers=english_browser).text
    client.post(reverse("set_language"), {"language": "nl", "next": login})
    page = client.get(login, headers=english_browser).text
    assert "Aanmelden" in page
    assert '<html lang="nl">' in page
    client.cookies["django_language"] = "xx"
    assert "Se connecter" in client.get(login).text
