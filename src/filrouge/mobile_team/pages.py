"""Pages of the mobile team: requests, interventions, supervisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import SUPPORT, Finder, Kind, register, register_finder

from .models import Intervention, Request, SupervisionProcess, SupervisionSession


def find(codes: Iterable[str]) -> dict[str, Request]:
    """Requests by their number or by that of their file."""
    wanted = list(codes)
    found = {one.file_code: one for one in Request.objects.filter(file_code__in=wanted)}
    found |= {one.code: one for one in Request.objects.filter(code__in=wanted)}
    return {code: found[code] for code in wanted if code in found}


MET = ("on_site", "video")


def _a_request_holds(record: Any, values: Mapping[str, Any]) -> None:
    """An intervention is asked for a motive; its file opens after a first meeting only."""
    _interventions_say_why(record, values)
    _a_file_follows_a_meeting(record)


def _a_file_follows_a_meeting(record: Request) -> None:
    """A file is opened from the first meeting, on the spot or by video; files opened before this
    form, in the workbooks, stay as they are."""
    if record.opened_on is None:
        return
    stored = Request.objects.filter(pk=record.pk)
    if stored.filter(opened_on=record.opened_on).exists():
        return
    meetings = Intervention.objects.filter(
        request_id=record.pk, place__in=MET, day__lte=record.opened_on
    )
    if record.pk is None or not meetings.exists():
        raise ValidationError(
            {
                "opened_on": gettext(
                    "A file opens after a first meeting: note the intervention of the request "
                    "first, on the spot or by video, then open the file."
                )
            }
        )


def _interventions_say_why(record: Any, values: Mapping[str, Any]) -> None:
    """An intervention is asked through a channel and for a motive; a supervision is not."""
    if record.kind != "intervention":
        return
    missing = [name for name in ("channel", "motive") if not getattr(record, name)]
    if missing:
        sentence = gettext("A request for an intervention says it.")
        raise ValidationError({name: sentence for name in missing})


def _count_workers(record: Any, values: Mapping[str, Any]) -> None:
    if "workers" in values:
        record.worker_count = len(values["workers"])


register_finder(
    Request,
    Finder(
        find,
        lambda: list(Request.objects.order_by("-received_on").values_list("code", flat=True)),
        lambda request: request.code,
    ),
)
register(
    Kind(
        slug="demandes",
        model=Request,
        programmes=(SUPPORT,),
        plural=_("Requests"),
        singular=_("Request"),
        heading=("code", "organisation"),
        columns=("motive", "outcome", "received_on"),
        filters=("kind", "motive", "outcome", "sector"),
        year="received_on",
        search=("code", "file_code", "team", "organisation__key"),
        order=("-received_on", "-code"),
        labels={
            "code": _("Request number"),
            "received_on": _("Received on"),
            "first_response_on": _("First response"),
            "arrival": _("Arrived by"),
            "channel": _("How they knew us"),
            "file_code": _("File"),
            "opened_on": _("File opened"),
            "closed_on": _("File closed"),
            "planned_start": _("Planned start"),
        },
        lists={
            "kind": "request_kind",
            "arrival": "request_arrival",
            "sector": "sector",
            "channel": "discovery_channel",
            "motive": "request_motive",
            "outcome": "request_outcome",
        },
        checks=_a_request_holds,
        refusals={
            "file_in_one_request": ("file_code", _("This file already belongs to a request.")),
            "opened_file_has_a_code": ("file_code", _("An opened file has a number.")),
        },
    ),
    Kind(
        slug="interventions",
        model=Intervention,
        programmes=(SUPPORT,),
        plural=_("Interventions"),
        singular=_("Intervention"),
        heading=("request", "day"),
        columns=("workers", "place", "duration_min"),
        filters=("place", "with_user"),
        year="day",
        search=("request__code", "request__file_code", "request__organisation__key"),
        order=("-day",),
        labels={"request": _("File or request"), "with_user": _("With the user")},
        lists={"place": "contact_place"},
        hidden=("worker_count",),
        prepare=_count_workers,
    ),
    Kind(
        slug="supervisions",
        model=SupervisionProcess,
        programmes=(SUPPORT,),
        plural=_("Supervisions"),
        singular=_("Supervision"),
        heading=("code", "team"),
        columns=("organisation", "state", "start"),
        filters=("state", "wishes_to_continue"),
        search=("code", "team", "organisation__key"),
        order=("-start", "code"),
        labels={"wishes_to_continue": _("Wishes to continue")},
        lists={"state": "process_state"},
    ),
    Kind(
        slug="seances-de-supervision",
        model=SupervisionSession,
        programmes=(SUPPORT,),
        plural=_("Supervision sessions"),
        singular=_("Supervision session"),
        heading=("process", "day"),
        columns=("workers", "status", "duration_min"),
        filters=("status",),
        year="day",
        search=("process__code", "process__team"),
        order=("-day",),
        lists={"status": "session_status"},
    ),
)
