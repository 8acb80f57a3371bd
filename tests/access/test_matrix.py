"""Every role at every address: the declared policy and a table written by hand must agree."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from filrouge.access.checks import undeclared_routes
from filrouge.access.policy import ROLES, Capability, Policy, declared_policy
from filrouge.figures import explain
from filrouge.figures.definitions import catalogue
from filrouge.figures.views.asked import rights_for
from filrouge.records import declaration
from tests.access.matrix import ARGUMENTS, ORACLE, Page, allowed_by_oracle, pages
from tests.harness.client import StrictClient

ALL_PAGES = list(pages())
VISITOR = ""


def by_name(place: Page) -> str:
    return place.name


def admitted(policy: Policy, role: str) -> bool:
    """What the declaration says of a role."""
    user: Any = (
        AnonymousUser()
        if role == VISITOR
        else SimpleNamespace(is_authenticated=True, is_active=True, role=role)
    )
    return policy.admits(user)


def test_every_page_declares_a_policy() -> None:
    assert undeclared_routes() == []


@pytest.mark.parametrize("place", ALL_PAGES, ids=by_name)
def test_the_declared_policy_is_the_one_written_by_hand(place: Page) -> None:
    expected = allowed_by_oracle(place.name)
    assert expected is not None, f"say in oracle.toml who may open {place.name}"
    policy = declared_policy(place.view)
    assert policy is not None
    assert {role for role in (*ROLES, VISITOR) if admitted(policy, role)} == expected


def test_the_oracle_names_only_pages_and_roles_that_exist() -> None:
    named = {
        name for group in ("public", "everyone", "every_role", "only") for name in ORACLE[group]
    }
    assert named | set(ORACLE["pens"]) <= {place.name for place in ALL_PAGES}
    assert {role for roles in ORACLE["only"].values() for role in roles} <= set(ROLES)


@pytest.mark.django_db
@pytest.mark.parametrize("place", ALL_PAGES, ids=by_name)
def test_a_visitor_is_sent_to_the_log_in_page(place: Page, client: StrictClient) -> None:
    response = client.get(place.url)
    sent_away = response.status_code == 302 and response.url.startswith("/compte/connexion/?next=")
    expected = allowed_by_oracle(place.name)
    assert expected is not None
    assert sent_away is (VISITOR not in expected)


@pytest.mark.django_db
@pytest.mark.parametrize("place", ALL_PAGES, ids=by_name)
@pytest.mark.parametrize("role", [*ROLES, "", "unknown"])
def test_every_role_gets_what_the_oracle_says(
    place: Page, role: str, client_of: Callable[[str], StrictClient]
) -> None:
    """A refused reader gets 403, or 404 on a page about a person; nobody gets an error."""
    expected = allowed_by_oracle(place.name)
    policy = declared_policy(place.view)
    assert expected is not None
    assert policy is not None
    everyone = place.name in ORACLE["public"] or place.name in ORACLE["everyone"]
    response = client_of(role).get(place.url)
    if place.name == "figures:records":
        narrowed = role in ORACLE["records"][ARGUMENTS["id_"]]
        assert response.status_code == (200 if narrowed else 403)
    elif place.name in {"records:new", "records:edit", "records:delete"}:
        narrowed = role in ORACLE["edits"][ARGUMENTS["kind_slug"]]
        assert response.status_code in ({200, 404} if narrowed else {403})
    elif role in expected and role not in ORACLE["pens"].get(place.name, expected):
        assert response.status_code == 403
    elif role in expected or everyone:
        assert response.status_code in {200, 301, 302, 404, 405}, response.content[:300]
        assert "/connexion/" not in response.headers.get("Location", "")
    else:
        assert response.status_code == (404 if policy.hidden else 403)


@pytest.mark.django_db
@pytest.mark.parametrize("figure", ORACLE["records"])
@pytest.mark.parametrize("role", ROLES)
def test_records_open_to_those_whose_work_they_are(
    figure: str, role: str, client_of: Callable[[str], StrictClient]
) -> None:
    url = reverse("figures:records", args=["2024", figure])
    expected = 200 if role in ORACLE["records"][figure] else 403
    assert client_of(role).get(url).status_code == expected


@pytest.mark.django_db
@pytest.mark.parametrize("kind", declaration.kinds(), ids=lambda kind: kind.slug)
@pytest.mark.parametrize("role", ["support_worker", "connect_officer", "finance_director"])
def test_records_are_written_by_those_whose_work_they_are(
    kind: declaration.Kind, role: str, client_of: Callable[[str], StrictClient]
) -> None:
    allowed = role in ORACLE["edits"][kind.slug]
    client = client_of(role)
    assert client.get(reverse("records:new", args=[kind.slug])).status_code == (
        200 if allowed else 403
    )
    for name in ("edit", "delete"):
        url = reverse(f"records:{name}", args=[kind.slug, 1])
        assert client.post(url).status_code == (404 if allowed else 403)


def test_every_kind_says_who_writes_it() -> None:
    assert set(ORACLE["edits"]) == {kind.slug for kind in declaration.kinds()}


def test_every_kind_of_record_has_an_example() -> None:
    def rights(figure: str) -> frozenset[Capability]:
        fact = explain.fact_of(catalogue()[figure])
        return frozenset() if fact is None else rights_for(fact)

    examples = {rights(figure) for figure in ORACLE["records"]}
    assert {rights(figure) for figure in catalogue()} - {frozenset()} <= examples
