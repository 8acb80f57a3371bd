"""Opening a candidate: the line of the journal first, then the candidate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.people import candidates
from filrouge.people.domain_candidates import may_prepare
from filrouge.people.models import Candidate
from filrouge.people.reading import LARGEST, reader
from filrouge.web.components import Crumb


def write_down(request: HttpRequest, act: str, keys: Iterable[int]) -> None:
    """Write a reading of candidates before it is built. Raises `NoJournal`."""
    user = reader(request)
    journal.record(
        actor=user,
        action=f"people.{act}",
        subject="people_candidate",
        detail={"role": user.role, "candidates": sorted(keys)},
    )


def open_candidate(request: HttpRequest, pk: int, act: str) -> Candidate:
    """A candidate who has not entered; 404 for another, an erased one or none."""
    found = candidates.known().filter(pk=min(pk, LARGEST)).first()
    if found is None:
        raise Http404
    write_down(request, act, [found.pk])
    return found


def to_write(request: HttpRequest, pk: int) -> Candidate:
    """A candidate whom the reader may prepare. 403 for those who only read."""
    check_pen(request)
    return open_candidate(request, pk, "write_candidate")


def check_pen(request: HttpRequest) -> None:
    if not may_prepare(reader(request)):
        raise PermissionDenied


def way(candidate: Candidate | None = None) -> list[Crumb]:
    """Back to the list, and to the candidate by the code."""
    found = [Crumb(_("Candidates"), reverse("people:candidates"))]
    if candidate:
        found.append(Crumb(candidate.code, address(candidate)))
    return found


def address(candidate: Candidate) -> str:
    return reverse("people:candidate", args=[candidate.pk])


def form_status(context: dict[str, Any]) -> int:
    """409 for two texts at once, 422 for a refusal."""
    return 409 if context["conflict"] else 422 if context["form"].errors else 200
