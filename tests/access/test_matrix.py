"""Every role at every address: the declared policy and a table written by hand must agree."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from filrouge.access.checks import undeclared_routes
from filrouge.access.policy import ROLES, Policy, declared_policy
from tests.access.matrix import ORACLE, Page, allowed_by_oracle, pages
from tests.harness.client import StrictClient

ALL_PAGES = list(pages())
VISITOR = ""


def by_name(page: Page) -> str:
    return page.name


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


@pytest.mark.parametrize("page", ALL_PAGES, ids=by_name)
def test_the_declared_policy_is_the_one_written_by_hand(page: Page) -> None:
    expected = allowed_by_oracle(page.name)
    assert expected is not None, f"say in oracle.toml who may open {page.name}"
    policy = declared_policy(page.view)
    assert policy is not None
    assert {role for role in (*ROLES, VISITOR) if admitted(policy, role)} == expected


def test_the_oracle_names_only_pages_and_roles_that_exist() -> None:
    named = {*ORACLE["public"], *ORACLE["everyone"], *ORACLE["only"]}
    assert named <= {page.name for page in ALL_PAGES}
    assert {role for roles in ORACLE["only"].values() for role in roles} <= set(ROLES)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ALL_PAGES, ids=by_name)
def test_a_visitor_is_sent_to_the_log_in_page(page: Page, client: StrictClient) -> None:
    response = client.get(page.url)
    sent_away = response.status_code == 302 and response.url.startswith("/compte/connexion/?next=")
    expected = allowed_by_oracle(page.name)
    assert expected is not None
    assert sent_away is (VISITOR not in expected)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ALL_PAGES, ids=by_name)
@pytest.mark.parametrize("role", [*ROLES, "", "unknown"])
def test_every_role_gets_what_the_oracle_says(
    page: Page, role: str, client_of: Callable[[str], StrictClient]
) -> None:
    """A refused reader gets 403, or 404 on a page about a person; nobody gets an error."""
    expected = allowed_by_oracle(page.name)
    policy = declared_policy(page.view)
    assert expected is not None
    assert policy is not None
    everyone = page.name in ORACLE["public"] or page.name in ORACLE["everyone"]
    response = client_of(role).get(page.url)
    if role in expected or everyone:
        assert response.status_code in {200, 302, 404, 405}, response.content[:300]
        assert "/connexion/" not in response.headers.get("Location", "")
    else:
        assert response.status_code == (404 if policy.hidden else 403)
