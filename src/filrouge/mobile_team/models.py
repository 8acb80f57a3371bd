"""The mobile team: requests, the interventions of their files, and supervisions of teams."""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.directory.models import Organisation
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists


class Request(Record):
    """A request, which belongs to the year it was received; its file may live longer.

    The sector is the one of that day. Neither diagnosis, papers nor name are asked.
    """

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=40)
    received_on = models.DateField(db_index=True)
    first_response_on = models.DateField(null=True, blank=True)
    arrival = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="support_requests")
    team = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=40)
    channel = models.CharField(max_length=40, blank=True)
    motive = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40)
    file_code = models.CharField(max_length=60, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    planned_start = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("kind", lists.get("request_kind").codes, "request_kind_known"),
            one_of("outcome", lists.get("request_outcome").codes, "request_outcome_known"),
            ordered("received_on", "first_response_on", "response_after_request"),
            ordered("opened_on", "closed_on", "file_closed_after_opened"),
            models.UniqueConstraint(
                fields=["file_code"], condition=~Q(file_code=""), name="file_in_one_request"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="file_opened") | ~Q(file_code=""),
                name="opened_file_has_a_code",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.code


class Intervention(Record):
    """A meeting in a file, normally by two workers."""

    day = models.DateField(db_index=True)
    request = models.ForeignKey(Request, models.PROTECT, related_name="interventions")
    workers: "models.ManyToManyField[Worker, models.Model]" = models.ManyToManyField(
        Worker, related_name="interventions"
    )
    worker_count = models.PositiveSmallIntegerField(default=0)
    place = models.CharField(max_length=40, blank=True)
    duration_min = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    with_user = models.BooleanField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return f"{self.request_id} {self.day}"


class SupervisionProcess(Record):
    """The supervision of a team, which may span years. A team is an institution and a name."""

    code = models.CharField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supervisions")
    team = models.CharField(max_length=200)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=40, blank=True)
    wishes_to_continue = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [ordered("start", "end", "supervision_end_after_start")]

    @override
    def __str__(self) -> str:
        return self.code


class SupervisionSession(Record):
    """A meeting of a supervision."""

    process = models.ForeignKey(SupervisionProcess, models.PROTECT, related_name="sessions")
    day = models.DateField(db_index=True)
    workers: "models.ManyToManyField[Worker, models.Model]" = models.ManyToManyField(
        Worker, related_name="supervision_sessions"
    )
    status = models.CharField(max_length=40)
    duration_min = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            one_of("status", lists.get("session_status").codes, "supervision_status_known")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.process_id} {self.day}"
