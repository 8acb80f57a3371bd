"""A file of the mobile team opens after a first meeting, and says so otherwise."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from filrouge.directory.models import Organisation
from filrouge.mobile_team.models import Intervention, Request
from filrouge.mobile_team.pages import _a_file_follows_a_meeting

pytestmark = pytest.mark.django_db


def request(**values: object) -> Request:
    body = Organisation.objects.create(name="La Hulotte")
    return Request.objects.create(
        code="2024-001",
        kind="intervention",
        received_on=date(2024, 3, 1),
        organisation=body,
        sector="housing",
        outcome="waiting",
        **values,
    )


@pytest.mark.parametrize(
    ("place", "day", "opens"),
    [
        ("on_site", date(2024, 3, 8), True),
        ("video", date(2024, 3, 4), True),
        ("on_site", date(2024, 3, 9), False),  # after the opening
        ("", date(2024, 3, 4), False),
    ],
)
def test_the_first_meeting_comes_first(place: str, day: date, opens: bool) -> None:
    asked = request()
    Intervention.objects.create(request=asked, day=day, place=place)
    asked.opened_on, asked.file_code = date(2024, 3, 8), "D24-1"
    if opens:
        _a_file_follows_a_meeting(asked)
    else:
        with pytest.raises(ValidationError, match="première rencontre"):
            _a_file_follows_a_meeting(asked)


def test_a_file_that_a_workbook_opened_can_still_be_corrected() -> None:
    asked = request(opened_on=date(2024, 3, 8), file_code="D24-1")
    asked.team = "Équipe de jour"
    _a_file_follows_a_meeting(asked)
