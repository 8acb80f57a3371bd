"""Who may do what: one table of roles, one question, one decorator.

Closed by default. A role holds the capabilities written here and nothing else; there is no
account that passes everywhere (``is_superuser`` is never looked at). A view declares what it
asks for with :func:`policy`; :mod:`filrouge.access.checks` refuses to start when one does not.

Source of the roles: the organisation's own notices (housing team reads dwellings and rent,
reporting staff read aggregates only, institution staff read nothing about people).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django_stubs_ext import StrPromise

type View = Callable[..., HttpResponseBase]


class Capability(StrEnum):
    """One thing a role may do. The value is written in the journal and in test oracles."""

    VIEW_FIGURES = "view_figures"
    """Read computed figures, their definitions and their bases: aggregates only."""
    VIEW_IDENTITY = "view_identity"
    """Read who the people are behind a figure."""
    VIEW_CARE = "view_care"
    """Read encounters, reviews and health facts of named people."""
    VIEW_HOUSING = "view_housing"
    """Read stays, titles, rents and moves of named people."""
    VIEW_MONEY = "view_money"
    """Read and write dues, payments, guarantees, advances, debts of named people."""
    VIEW_MONEY_TOTALS = "view_money_totals"
    """Read the sums of the money of housing by month: amounts, nobody."""
    VIEW_OPEN_RECORDS = "view_open_records"
    """Read records that say nothing about people accompanied: trainings, agreements, lists."""
    EDIT_HOUSING = "edit_housing"
    """Add, correct and delete what is recorded of dwellings and landlords."""
    EDIT_SUPPORT = "edit_support"
    """Add, correct and delete the records of the mobile team, peer support and training."""
    EDIT_CONNECT = "edit_connect"
    """Add, correct and delete the records of exchanges and of what is said outside."""
    EDIT_INSTITUTION = "edit_institution"
    """Add, correct and delete the records of the institution: members, money, staff."""
    EDIT_DIRECTORY = "edit_directory"
    """Merge two records of one institution, and part them again."""
    WRITE_REPORT = "write_report"
    """Write chapters of the report, comment on them, hand them over for rereading."""
    PLAN_REPORT = "plan_report"
    """Open an edition, change its plan and who writes what; templates and reports of funders."""
    APPROVE_REPORT = "approve_report"
    """Approve chapters, justify what the coherence guard objects, freeze and publish."""
    IMPORT_WORKBOOKS = "import_workbooks"
    """Import a workbook, undo an import."""
    VIEW_IMPORTS = "view_imports"
    """Read past imports and their problems."""
    MANAGE_ACCOUNTS = "manage_accounts"
    """Create accounts, give roles, deactivate."""
    REVIEW_ACCESS = "review_access"
    """Judge the openings of files without a link, confirm those beyond a month's quota."""
    HANDLE_RIGHTS = "handle_rights"
    """Carry out what a person asks: hand over the copy, restrict, hold, erase. No file is read."""


class Open(Enum):
    """Requirements that no role has to hold."""

    ANYONE = "anyone"
    LOGGED_IN = "logged_in"


ANYONE = Open.ANYONE
"""The page is public: log-in, forgotten password, health."""
LOGGED_IN = Open.LOGGED_IN
"""Any active account, whatever its role."""


@dataclass(frozen=True, slots=True)
class Role:
    """A job in the organisation and what it may do.

    ``code`` is stored with the account, ``label`` is shown.
    """

    code: str
    label: StrPromise
    capabilities: frozenset[Capability]


def _role(code: str, label: StrPromise, *capabilities: Capability) -> Role:
    """Build a role; every role reads figures."""
    return Role(code, label, frozenset({Capability.VIEW_FIGURES, *capabilities}))


_C = Capability
ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        _role(
            "care_worker",
            _("Accompanying worker"),
            _C.VIEW_IDENTITY,
            _C.VIEW_CARE,
            _C.VIEW_HOUSING,
            _C.VIEW_OPEN_RECORDS,
            _C.WRITE_REPORT,
        ),
        _role(
            "peer_worker",
            _("Peer worker"),
            _C.VIEW_IDENTITY,
            _C.VIEW_CARE,
            _C.VIEW_OPEN_RECORDS,
            _C.WRITE_REPORT,
        ),
        _role(
            "housing_officer",
            _("Housing officer"),
            _C.VIEW_IDENTITY,
            _C.VIEW_HOUSING,
            _C.VIEW_OPEN_RECORDS,
            _C.VIEW_MONEY,
            _C.VIEW_MONEY_TOTALS,
            _C.EDIT_HOUSING,
            _C.EDIT_DIRECTORY,
            _C.WRITE_REPORT,
        ),
        _role(
            "hf_director",
            _("Housing First director"),
            _C.VIEW_IDENTITY,
            _C.VIEW_CARE,
            _C.VIEW_HOUSING,
            _C.VIEW_OPEN_RECORDS,
            _C.VIEW_MONEY,
            _C.VIEW_MONEY_TOTALS,
            _C.EDIT_HOUSING,
            _C.IMPORT_WORKBOOKS,
            _C.VIEW_IMPORTS,
            _C.EDIT_DIRECTORY,
            _C.WRITE_REPORT,
            _C.PLAN_REPORT,
            _C.APPROVE_REPORT,
            _C.REVIEW_ACCESS,
        ),
        _role(
            "support_worker",
            _("Mobile team worker"),
            _C.VIEW_OPEN_RECORDS,
            _C.EDIT_SUPPORT,
            _C.EDIT_DIRECTORY,
            _C.WRITE_REPORT,
        ),
        _role(
            "connect_officer",
            _("Connect officer"),
            _C.VIEW_OPEN_RECORDS,
            _C.EDIT_CONNECT,
            _C.EDIT_DIRECTORY,
            _C.WRITE_REPORT,
        ),
        _role(
            "finance_director",
            _("Administrative and financial director"),
            _C.VIEW_MONEY_TOTALS,
            _C.VIEW_OPEN_RECORDS,
            _C.EDIT_INSTITUTION,
            _C.EDIT_DIRECTORY,
            _C.WRITE_REPORT,
            _C.PLAN_REPORT,
            _C.APPROVE_REPORT,
        ),
        _role(
            "reporting_officer",
            _("Reporting officer"),
            _C.WRITE_REPORT,
            _C.PLAN_REPORT,
        ),
        _role(
            "administrator",
            _("Account administrator"),
            _C.VIEW_OPEN_RECORDS,
            _C.MANAGE_ACCOUNTS,
        ),
        _role(
            "data_protection_officer",
            _("Data-protection officer"),
            _C.VIEW_OPEN_RECORDS,
            _C.REVIEW_ACCESS,
            _C.HANDLE_RIGHTS,
        ),
    )
}


def role_choices() -> list[tuple[str, StrPromise]]:
    """Return the roles as choices of a form or model field, in the order of the table."""
    return [(role.code, role.label) for role in ROLES.values()]


def can(user: AbstractBaseUser | AnonymousUser, capability: Capability) -> bool:
    """Say whether ``user`` holds ``capability`` now.

    Anonymous, deactivated and unknown-role accounts hold nothing.
    """
    if not (user.is_authenticated and user.is_active):
        return False
    role = ROLES.get(getattr(user, "role", ""))
    return role is not None and capability in role.capabilities


def capabilities_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[Capability]:
    """Return everything ``user`` may do, for pages that show only what is open to the reader."""
    return frozenset(capability for capability in Capability if can(user, capability))


@dataclass(frozen=True, slots=True)
class Policy:
    """What a view asks for.

    ``needs`` is one of the open requirements, or capabilities of which *one* is enough.
    ``hidden`` marks pages about a person: without the right they answer 404, exactly like a page
    that does not exist, so that nobody learns who is followed.
    """

    needs: Open | frozenset[Capability]
    hidden: bool = False

    def admits(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        """Say whether ``user`` meets this policy."""
        if isinstance(self.needs, Open):
            return self.needs is ANYONE or (user.is_authenticated and user.is_active)
        return any(can(user, capability) for capability in self.needs)


def require(
    user: AbstractBaseUser | AnonymousUser, capability: Capability, *, hidden: bool = False
) -> None:
    """Stop a view whose need depends on what was asked for (a record's compartment).

    Raises ``Http404`` when ``hidden``, ``PermissionDenied`` otherwise.
    """
    if not can(user, capability):
        raise Http404 if hidden else PermissionDenied


def policy(*needs: Capability | Open, hidden: bool = False) -> Callable[[View], View]:
    """Declare and enforce what a view asks for.

    ``needs`` is ``ANYONE``, ``LOGGED_IN`` or capabilities of which one is enough. An anonymous
    visitor is sent to the log-in page whatever the address, so that the answer tells nothing
    about it. A colleague without the right gets 403, or 404 when ``hidden``. No answer of a page
    behind a log-in may be kept by a browser or a proxy.
    """
    declared = _declare(needs, hidden)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not declared.admits(request.user):
                return _refuse(request, declared)
            response = view(request, *args, **kwargs)
            if declared.needs is not ANYONE:
                add_never_cache_headers(response)
            return response

        guarded.policy = declared  # type: ignore[attr-defined]
        # Django's login-by-default middleware stays on as a second net, for views that carry no
        # guard; here it would answer first, without knowing fragments.
        guarded.login_required = False  # type: ignore[attr-defined]
        return guarded

    return decorate


def declared_policy(view: object) -> Policy | None:
    """Return the policy a view carries, or nothing when it declares none."""
    found = getattr(view, "policy", None)
    return found if isinstance(found, Policy) else None


def _declare(needs: tuple[Capability | Open, ...], hidden: bool) -> Policy:
    """Build the policy; raises ``ValueError`` when it says nothing or two things at once."""
    opened = [need for need in needs if isinstance(need, Open)]
    held = frozenset(need for need in needs if isinstance(need, Capability))
    if len(opened) + bool(held) != 1:
        raise ValueError("A policy is ANYONE, LOGGED_IN, or one or more capabilities.")
    return Policy(opened[0] if opened else held, hidden)


def _refuse(request: HttpRequest, declared: Policy) -> HttpResponseBase:
    """Answer a visitor the policy does not admit."""
    if request.user.is_authenticated:
        raise Http404 if declared.hidden else PermissionDenied
    if getattr(request, "htmx", False):
        # A log-in form must not land inside the fragment that was asked for.
        page_behind = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(_log_in_address(page_behind))
    return HttpResponseRedirect(_log_in_address(request.get_full_path()))


def _log_in_address(back_to: str) -> str:
    """Return the log-in page's address, coming back to ``back_to`` afterwards."""
    return f"{reverse('account_login')}?{urlencode({'next': back_to})}"
