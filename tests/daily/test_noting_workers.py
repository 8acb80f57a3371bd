"""Who was there: colleagues are tapped, somebody of another team is typed by their code."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from filrouge.followup.models import Encounter
from filrouge.staff.models import Worker
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db
NOTE = "/noter/"


def test_a_worker_of_another_team_is_typed(worker: Workers, logged: Logged) -> None:
    who, user = lives.person(41, followed=True), worker("care_worker")
    me = Worker.objects.create(code="LPZ", account=user)
    other = Worker.objects.create(code="KLM")
    client = logged(user)
    page = client.get(f"{NOTE}?personne={who.pk}").text
    assert "KLM" not in page
    sent: dict[str, Any] = {
        "act": "store",
        "key": str(uuid4()),
        "persons": [who.pk],
        "kind": "home_visit",
        "status": "held",
        "day": timezone.localdate().isoformat(),
        "workers": [me.pk],
    }
    wrong = client.post(NOTE, sent | {"workers_typed": "KLM; XYZ"})
    assert wrong.status_code == 422
    assert list(wrong.context["errors"]) == ["workers"]
    assert "XYZ" in wrong.context["errors"]["workers"]
    assert 'value="KLM; XYZ"' in wrong.text
    assert not Encounter.objects.exists()
    assert client.post(NOTE, sent | {"workers_typed": "klm"}).status_code == 302
    made = Encounter.objects.get()
    assert set(made.workers.all()) == {me, other}
    again = client.get(f"{NOTE}?rencontre={made.pk}").text
    assert f'name="workers" value="{other.pk}" checked' in again
