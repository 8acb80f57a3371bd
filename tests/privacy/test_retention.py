"""The time of keeping: nothing stays too long, nothing goes too soon, nothing held goes at all."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from filrouge.access.links import BreakGlass, Restriction
from filrouge.audit.models import JournalEntry
from filrouge.common.periods import months_later
from filrouge.config.cli import main
from filrouge.followup.models import Encounter, FollowUp
from filrouge.people.models import Candidate, Person
from filrouge.privacy import erasure, retention
from filrouge.privacy.models import Erasure, Hold
from filrouge.vault import keys

pytestmark = pytest.mark.django_db
START = date(2016, 1, 1)


@pytest.fixture(autouse=True)
def _no_key_in_hand() -> None:
    keys.forget()


def person(number: int, end: date | None, start: date = START, *, written: date = START) -> Person:
    """A file with one follow-up, written down on a day."""
    one = Person.objects.create(
        number=number, first_name="Merle", sex="F", birth_date=date(1980, 5, 17)
    )
    reason = "death" if end else ""
    FollowUp.objects.create(person=one, start=start, end=end, end_reason=reason)
    at = datetime.combine(written, datetime.min.time(), UTC)
    Person.objects.filter(pk=one.pk).update(recorded_at=at)
    FollowUp.objects.filter(person=one).update(recorded_at=at)
    return one


def erased() -> set[int]:
    drawn = Person.objects.filter(number__gte=erasure.FIRST_DRAWN)
    return set(drawn.values_list("pk", flat=True))


def test_rules_name_known_triggers_and_actions() -> None:
    for rule in retention.rules():
        assert rule.trigger in retention.TRIGGERS
        assert rule.action in retention.ACTIONS
        assert rule.months + rule.days > 0


def test_a_file_goes_on_the_day_and_not_before() -> None:
    one = person(1, date(2020, 3, 31))
    assert retention.carry_out(date(2022, 3, 30)) == []
    assert erased() == set()
    (done,) = retention.carry_out(date(2022, 3, 31))
    assert (done.key, done.on) == (one.pk, date(2022, 3, 31))
    assert erased() == {one.pk}
    assert Erasure.objects.get().ground == "retention"
    assert retention.carry_out(date(2022, 4, 1)) == []


def test_a_later_meeting_or_a_new_follow_up_keeps_the_file() -> None:
    one, two = person(1, date(2020, 3, 31)), person(2, date(2020, 3, 31))
    meeting = Encounter.objects.create(
        kind="home_visit", status="held", day=date(2020, 6, 1), lead=one, note="x"
    )
    meeting.attendances.create(person=one)
    back = FollowUp.objects.create(person=two, start=date(2021, 1, 1), resumed=True)
    FollowUp.objects.filter(pk=back.pk).update(recorded_at=datetime(2021, 1, 1, tzinfo=UTC))
    assert retention.carry_out(date(2022, 5, 31)) == []
    assert [one.key for one in retention.carry_out(date(2022, 6, 1))] == [one.pk]
    later = retention.carry_out(date(2032, 6, 1))
    assert [one.key for one in later if one.rule.code == "file"] == []


@pytest.mark.parametrize("kind", ["hold", "asked", "objection"])
def test_what_is_held_stays_until_the_hold_is_lifted(kind: str) -> None:
    one = person(1, date(2020, 3, 31))
    if kind == "hold":
        hold: Any = Hold.objects.create(person=one, ground="claim")
        with pytest.raises(erasure.Held):
            erasure.erase_person(actor=None, person=one, digest=erasure.digest_of(one))
    else:
        hold = Restriction.objects.create(person=one, kind=kind)
    assert retention.carry_out(date(2030, 1, 1)) == []
    assert [one.held for one in retention.preview(date(2030, 1, 1))] == [True]
    hold.lifted_at = datetime(2030, 1, 1, tzinfo=UTC)
    hold.save()
    assert len(retention.carry_out(date(2030, 1, 1))) == 1


def test_the_preview_comes_thirty_days_ahead() -> None:
    person(1, date(2020, 3, 31))
    day = date(2022, 3, 31)
    assert retention.preview(day - timedelta(days=31)) == []
    (told,) = retention.preview(day - timedelta(days=30))
    assert (told.on, told.held) == (day, False)


def test_a_dry_night_says_what_a_wet_one_does() -> None:
    for number in range(1, 6):
        person(number, date(2020, number, 1))
    dry = retention.carry_out(date(2022, 3, 15), dry_run=True)
    assert erased() == set()
    assert retention.carry_out(date(2022, 3, 15)) == dry
    assert len(erased()) == len(dry) == 3


def test_refused_candidates_lose_their_code_and_stay_counted() -> None:
    with time_machine.travel(datetime(2024, 1, 10, 12, tzinfo=UTC)):
        Candidate.objects.create(code="Sittelle", state="refused", referred_on=date(2023, 1, 1))
        Candidate.objects.create(code="Grimpereau", state="waiting")
    assert retention.carry_out(date(2024, 7, 9)) == []
    assert len(retention.carry_out(date(2024, 7, 10))) == 1
    assert not Candidate.objects.filter(code="Sittelle").exists()
    assert Candidate.objects.filter(state="refused", referred_on=None).count() == 1
    assert Candidate.objects.filter(code="Grimpereau").exists()
    assert JournalEntry.objects.filter(action="privacy.anonymise_candidate").count() == 1


def test_reasons_of_openings_go_after_their_review(user_of: Callable[[str], Any]) -> None:
    reader, judge = user_of("care_worker"), user_of("hf_director")
    one = person(1, None)
    opening = BreakGlass.objects.create(person=one, worker=reader, reason="urgence")
    assert retention.carry_out(date(2040, 1, 1)) == []
    opening.reviewed_at, opening.reviewed_by = datetime(2024, 1, 1, tzinfo=UTC), judge
    opening.save()
    assert retention.carry_out(date(2026, 12, 31)) == []
    retention.carry_out(date(2027, 1, 1))
    opening.refresh_from_db()
    assert opening.reason == ""


def test_a_file_that_comes_in_overdue_is_announced_thirty_days_first() -> None:
    """A workbook of years ago; then a follow-up of years ago, added to a file that was there."""
    came = date(2024, 5, 1)
    one, two = person(1, date(2019, 1, 1), written=came), person(2, date(2018, 1, 1))
    late = FollowUp.objects.create(
        person=two, start=date(2018, 2, 1), end=date(2018, 3, 1), end_reason="death", resumed=True
    )
    FollowUp.objects.filter(pk=late.pk).update(recorded_at=datetime(2024, 5, 1, tzinfo=UTC))
    due = came + retention.AHEAD
    assert [(told.key, told.on) for told in retention.preview(came)] == [
        (one.pk, due),
        (two.pk, due),
    ]
    assert retention.carry_out(due - timedelta(days=1)) == []
    assert {done.key for done in retention.carry_out(due)} == {one.pk, two.pk}


def test_a_file_erased_on_the_night_it_came_in_would_be_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control."""
    monkeypatch.setattr(retention, "ANNOUNCED_FROM", {})
    came = date(2024, 5, 1)
    person(1, date(2019, 1, 1), written=came)
    assert len(retention.carry_out(came)) == 1


NIGHTS = 3_650


@dataclass
class Life:
    """A file drawn at random: when it ends, when it is written down, when it is held."""

    number: int
    end: date
    written: date
    held: list[tuple[date, date]]
    key: int = 0

    @property
    def due(self) -> date:
        return max(months_later(self.end, 24), self.written + retention.AHEAD)

    def is_held(self, day: date) -> bool:
        return any(first <= day < last for first, last in self.held)


def lives(seed: int) -> list[Life]:
    """Twelve, a third of them written down after they were due."""
    dice = random.Random(seed)
    found = []
    for number in range(1, 13):
        end = START + timedelta(days=dice.randrange(NIGHTS - 1_300))
        late = dice.randrange(700, 1_000) if number % 3 == 0 else 0
        one = Life(number, end, end + timedelta(days=late), [])
        if dice.random() < 0.5:
            first = one.due + timedelta(days=dice.randrange(-29, 1))
            one.held = [(first, first + timedelta(days=dice.randrange(1, 200)))]
        found.append(one)
    return found


def _live(one: Life, day: date) -> None:
    """What happens to a file on a day, before its night."""
    if day == one.written:
        one.key = person(one.number, one.end, start=one.end, written=day).pk
    for first, last in one.held:
        if day == first:
            Hold.objects.create(person_id=one.key, ground="claim")
        if day == last:
            Hold.objects.filter(person_id=one.key).update(lifted_at=datetime.now(UTC))


@pytest.mark.sqlite  # nights of nothing but dates: the other database says the same, slower
@pytest.mark.parametrize("seed", range(5, 5 + int(os.environ.get("FILROUGE_LIVES", "1"))))
def test_ten_years_of_nights_keep_nothing_too_long_and_erase_nothing_too_soon(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3,650 simulated nights (G27): what is due goes that night, unless held.

    Each night is tried dry first. The long form draws more lives: FILROUGE_LIVES=10.
    """
    only = tuple(rule for rule in retention.rules() if rule.code == "file")
    monkeypatch.setattr(retention, "rules", lambda: only)
    drawn, gone, announced = lives(seed), dict[int, date](), dict[int, date]()
    for offset in range(NIGHTS):
        day = START + timedelta(days=offset)
        for one in drawn:
            _live(one, day)
        for told in retention.preview(day) if offset % 10 == 0 else ():
            announced.setdefault(told.key, day)
        dry = retention.carry_out(day, dry_run=True)
        if dry or offset % 10 == 0:
            assert retention.carry_out(day) == dry
        gone |= {done.key: day for done in dry}
        for one in drawn:
            asked = one.key and one.due <= day and not one.is_held(day)
            assert (one.key in gone) >= bool(asked), (one, day)
            if gone.get(one.key) == day:
                assert asked, (one, day)
                # Announced thirty days ahead, seen here by who looks every tenth day.
                assert announced[one.key] <= one.due - timedelta(days=20), (one, announced)
    assert erased() == set(gone) == {one.key for one in drawn}


def test_a_night_that_forgets_holds_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    one = person(1, date(2020, 3, 31))
    Restriction.objects.create(person=one, kind="asked")
    monkeypatch.setattr(retention, "held_persons", set)
    assert len(retention.carry_out(date(2030, 1, 1))) == 1


def test_a_night_cut_short_is_ended_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 6):
        person(number, date(2020, 1, 1))
    real, count = erasure.erase_person, 0

    class Killed(BaseException):
        pass

    def erase(**arguments: Any) -> Any:
        nonlocal count
        count += 1
        if count == 3:
            raise Killed
        return real(**arguments)

    with monkeypatch.context() as patch:
        patch.setattr(erasure, "erase_person", erase)
        with pytest.raises(Killed):
            retention.carry_out(date(2022, 1, 1))
    assert len(erased()) == 2
    assert len(retention.carry_out(date(2022, 1, 1))) == 3
    assert Erasure.objects.count() == 5


def test_the_verb_shows_and_does(capsys: pytest.CaptureFixture[str]) -> None:
    person(1, date(2020, 3, 31))
    with time_machine.travel(datetime(2022, 3, 15, 12, tzinfo=UTC)) as clock:
        assert main(["privacy", "retention", "--preview"]) == 0
        out = capsys.readouterr().out
        assert "1 échéances à venir" in out
        assert "Merle" not in out
        assert main(["privacy", "retention"]) == 0
        assert "0 échéances traitées." in capsys.readouterr().out
        clock.shift(16 * 86_400)
        assert main(["privacy", "retention", "--dry-run"]) == 0
        assert "1 échéances seraient traitées." in capsys.readouterr().out
        assert main(["privacy", "retention"]) == 0
        assert "1 échéances traitées." in capsys.readouterr().out
    assert len(erased()) == 1
