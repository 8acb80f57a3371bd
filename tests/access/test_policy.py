"""The policy: what each role holds, how a view is guarded, and that the guard can be missed."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import checks
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path

from filrouge.access.checks import (
    UNDECLARED,
    check_every_view_declares_a_policy,
    refuse_undeclared_views,
)
from filrouge.access.models import User
from filrouge.access.policy import (
    ANYONE,
    LOGGED_IN,
    ROLES,
    Capability,
    can,
    capabilities_of,
    policy,
    require,
)

C = Capability


def account(role: str, **fields: Any) -> User:
    return User(username="cygne", role=role, **fields)


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nominative")


def asked_by(user: User | AnonymousUser, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/personne/?n=1", headers=headers)
    request.user = user
    return request


HELD = {
    "care_worker": {
        C.VIEW_IDENTITY,
        C.VIEW_CARE,
        C.VIEW_HOUSING,
        C.VIEW_OPEN_RECORDS,
        C.WRITE_REPORT,
    },
    "peer_worker": {C.VIEW_IDENTITY, C.VIEW_CARE, C.VIEW_OPEN_RECORDS, C.WRITE_REPORT},
    "housing_officer": {
        C.VIEW_IDENTITY,
        C.VIEW_HOUSING,
        C.VIEW_MONEY,
        C.VIEW_MONEY_TOTALS,
        C.VIEW_OPEN_RECORDS,
        C.EDIT_HOUSING,
        C.EDIT_DIRECTORY,
        C.WRITE_REPORT,
    },
    "hf_director": set(C)
    - {C.MANAGE_ACCOUNTS, C.VIEW_FIGURES, C.EDIT_SUPPORT, C.EDIT_CONNECT, C.EDIT_INSTITUTION}
    - {C.HANDLE_RIGHTS},
    "support_worker": {C.VIEW_OPEN_RECORDS, C.EDIT_SUPPORT, C.EDIT_DIRECTORY, C.WRITE_REPORT},
    "connect_officer": {C.VIEW_OPEN_RECORDS, C.EDIT_CONNECT, C.EDIT_DIRECTORY, C.WRITE_REPORT},
    "finance_director": {
        C.VIEW_MONEY_TOTALS,
        C.VIEW_OPEN_RECORDS,
        C.EDIT_INSTITUTION,
        C.EDIT_DIRECTORY,
        C.WRITE_REPORT,
        C.PLAN_REPORT,
        C.APPROVE_REPORT,
    },
    "reporting_officer": {C.WRITE_REPORT, C.PLAN_REPORT},
    "administrator": {C.VIEW_OPEN_RECORDS, C.MANAGE_ACCOUNTS},
    "data_protection_officer": {C.VIEW_OPEN_RECORDS, C.REVIEW_ACCESS, C.HANDLE_RIGHTS},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_holds_what_its_work_needs_and_no_more(role: str) -> None:
    assert capabilities_of(account(role)) == HELD[role] | {C.VIEW_FIGURES}


def test_housing_staff_see_no_care_and_institution_staff_no_people() -> None:
    assert not can(account("housing_officer"), C.VIEW_CARE)
    nominative = {C.VIEW_IDENTITY, C.VIEW_CARE, C.VIEW_HOUSING, C.VIEW_MONEY}
    for role in (
        "finance_director",
        "reporting_officer",
        "administrator",
        "connect_officer",
        "data_protection_officer",
    ):
        assert not capabilities_of(account(role)) & nominative


@pytest.mark.parametrize(
    "user",
    [
        AnonymousUser(),
        account("hf_director", is_active=False),
        account(""),
        account("unknown"),
        account("", is_superuser=True, is_staff=True),
    ],
    ids=["visitor", "deactivated", "no role", "unknown role", "superuser"],
)
def test_nobody_else_holds_anything(user: User | AnonymousUser) -> None:
    assert capabilities_of(user) == frozenset()


def test_one_of_several_capabilities_is_enough() -> None:
    guarded = policy(C.VIEW_CARE, C.VIEW_HOUSING)(page)
    assert guarded(asked_by(account("housing_officer"))).status_code == 200
    with pytest.raises(PermissionDenied):
        guarded(asked_by(account("finance_director")))


def test_a_hidden_page_answers_a_colleague_like_a_page_that_does_not_exist() -> None:
    with pytest.raises(Http404):
        policy(C.VIEW_IDENTITY, hidden=True)(page)(asked_by(account("reporting_officer")))


def test_a_visitor_is_sent_to_log_in_and_back() -> None:
    response = policy(C.VIEW_IDENTITY, hidden=True)(page)(asked_by(AnonymousUser()))
    assert response.status_code == 302
    assert response.headers["Location"] == "/compte/connexion/?next=%2Fpersonne%2F%3Fn%3D1"


def test_a_fragment_asked_after_the_session_ended_reloads_the_whole_page(client: Any) -> None:
    response = client.get(
        "/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/chiffres/"}
    )
    assert response.headers["HX-Redirect"] == "/compte/connexion/?next=%2Fchiffres%2F"


def test_no_answer_behind_the_log_in_may_be_kept() -> None:
    kept_out = policy(LOGGED_IN)(page)(asked_by(account("")))
    assert "no-store" in kept_out.headers["Cache-Control"]
    assert "Cache-Control" not in policy(ANYONE)(page)(asked_by(AnonymousUser())).headers


@pytest.mark.parametrize("needs", [(), (ANYONE, LOGGED_IN), (ANYONE, C.VIEW_CARE)])
def test_a_policy_says_one_thing(needs: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="A policy is"):
        policy(*needs)


def test_require_stops_a_view_by_what_was_asked_for() -> None:
    require(account("care_worker"), C.VIEW_CARE)
    with pytest.raises(PermissionDenied):
        require(account("housing_officer"), C.VIEW_CARE)
    with pytest.raises(Http404):
        require(account("housing_officer"), C.VIEW_CARE, hidden=True)


# Negative control: a view that forgot its policy must be caught.


def urlconf(*patterns: Any) -> ModuleType:
    module = ModuleType("forgetful_urls")
    module.urlpatterns = list(patterns)  # type: ignore[attr-defined]
    return module


@pytest.fixture
def forgetful() -> ModuleType:
    inside = ([path("notes/", page)], "deep")
    return urlconf(path("ok/", policy(ANYONE)(page)), path("a/", include(inside)))


@pytest.mark.django_db
def test_a_view_without_policy_is_an_error_at_start_up(forgetful: ModuleType) -> None:
    with override_settings(ROOT_URLCONF=forgetful):
        errors = check_every_view_declares_a_policy()
        assert [(error.id, "a/notes/" in error.msg) for error in errors] == [(UNDECLARED, True)]
        assert UNDECLARED in {message.id for message in checks.run_checks()}
        with pytest.raises(ImproperlyConfigured, match="a/notes/"):
            refuse_undeclared_views()


def test_removing_the_decorator_from_a_real_view_is_caught() -> None:
    from filrouge.home.views import home

    bare: Callable[..., HttpResponse] = home.__wrapped__  # type: ignore[attr-defined]
    with override_settings(ROOT_URLCONF=urlconf(path("", bare))):
        assert [error.id for error in check_every_view_declares_a_policy()] == [UNDECLARED]


def test_the_server_refuses_to_start(
    forgetful: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filrouge.config.commands.server import refuse_failed_checks
    from filrouge.config.failure import Failure

    # The tests' own template engine fails another check, which would answer first.
    monkeypatch.setattr(checks, "run_checks", check_every_view_declares_a_policy)
    with override_settings(ROOT_URLCONF=forgetful), pytest.raises(Failure, match="a/notes/"):
        refuse_failed_checks()
