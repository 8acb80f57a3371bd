"""A demonstration made weeks ago says so: its day at work is no longer today's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from filrouge.config.commands import demo
from filrouge.demo import api
from filrouge.followup.models import Encounter
from tests.dossiers import lives
from tests.dossiers.conftest import Workers, worker

__all__ = ["worker"]


@pytest.mark.django_db
def test_it_was_made_when_an_account_first_noted_something(worker: Workers) -> None:
    assert api.made_on() is None
    imported = lives.encounter(lives.person(1, followed=True))
    assert api.made_on() is None
    day = timezone.localdate() - timedelta(days=30)
    Encounter.objects.filter(pk=imported.pk).update(
        recorded_by=worker("care_worker"), recorded_at=timezone.now() - timedelta(days=30)
    )
    assert api.made_on() == day


@pytest.mark.parametrize(("days", "told"), [(0, False), (6, False), (7, True), (400, True)])
def test_an_old_one_says_its_age_and_the_command(
    capsys: pytest.CaptureFixture[str], days: int, told: bool
) -> None:
    demo._print_age(timezone.localdate() - timedelta(days=days))
    said = capsys.readouterr().out
    assert ("make demo-reset" in said, f"il y a {days} jours" in said) == (told, told)


def test_a_demonstration_without_encounters_has_no_age(capsys: pytest.CaptureFixture[str]) -> None:
    demo._print_age(None)
    assert capsys.readouterr().out == ""
