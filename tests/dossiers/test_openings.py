"""Opening without a link: reason, hour, quota, agreement, review, notices, banner."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from filrouge.access.domain_links import NoSuchFile, Refused
from filrouge.access.domain_openings import break_glass, review_opening
from filrouge.access.files import Compartment, compartments_open
from filrouge.access.models import Block, BreakGlass, CareLink, Recusal, User
from filrouge.audit.models import JournalEntry
from filrouge.dossiers.models import AskedOpening, Notice
from filrouge.people.models import Person
from tests.access.factors import add_application
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.dossiers.test_reading import same_but_token

pytestmark = pytest.mark.django_db
REASON = "Appel des urgences, inconsciente, pas de référent joignable."
ADDRESS = "/personnes/sans-lien/"
DUTY = ("care_worker", "peer_worker", "housing_officer", "hf_director")


def opened(user: User, who: Person, *, notes: bool = False) -> BreakGlass:
    return break_glass(actor=user, person_id=who.pk, reason=REASON, narratives=notes)


def old(opening: BreakGlass, hours: int) -> None:
    at = timezone.now() - timedelta(hours=hours)
    BreakGlass.objects.filter(pk=opening.pk).update(
        started_at=at, ends_at=at + timedelta(minutes=60)
    )


def test_a_file_opens_for_an_hour_with_identity_and_housing(worker: Workers) -> None:
    user, who = worker("care_worker"), lives.person(1)
    opening = opened(user, who)
    assert compartments_open(user, who.pk) == {Compartment.IDENTITY, Compartment.HOUSING}
    assert opening.ends_at - opening.started_at == timedelta(minutes=60)
    old(opening, 2)
    assert not compartments_open(user, who.pk)
    entry = JournalEntry.objects.get(action="access.break_glass")
    assert entry.persons == [who.pk]
    assert REASON not in str(entry.detail)


@pytest.mark.parametrize("reason", ["", "urgent", " " * 40 + "court"])
def test_a_reason_is_a_sentence(worker: Workers, reason: str) -> None:
    with pytest.raises(Refused):
        break_glass(actor=worker("care_worker"), person_id=lives.person(1).pk, reason=reason)


@pytest.mark.parametrize("role", ["data_protection_officer", "administrator", "finance_director"])
def test_only_roles_that_open_files(worker: Workers, role: str) -> None:
    with pytest.raises(Refused):
        opened(worker(role), lives.person(1))


@pytest.mark.parametrize("closing", [Recusal, Block])
def test_closed_and_absent_numbers_answer_the_same(
    worker: Workers, logged: Logged, closing: type[Recusal]
) -> None:
    user, who = worker("care_worker"), lives.person(1)
    closing.objects.create(person=who, worker=user)
    with pytest.raises(NoSuchFile):
        opened(user, who)
    client = logged(user)
    bodies = [
        same_but_token(client.post(ADDRESS, {"number": number, "reason": REASON}).content)
        for number in (1, 4321)
    ]
    assert bodies[0] == bodies[1]
    assert not BreakGlass.objects.exists()
    assert b"4321" not in bodies[1]


def test_referents_and_the_officer_are_told_without_content(
    worker: Workers, logged: Logged
) -> None:
    user, referent = worker("care_worker"), worker("peer_worker")
    officer, stranger = worker("data_protection_officer"), worker("hf_director")
    who = lives.person(1)
    today = timezone.localdate()
    CareLink.objects.create(person=who, worker=referent, kind="referent", start=today, end=today)
    CareLink.objects.create(person=who, worker=stranger, kind="occasional", start=today, end=today)
    opened(user, who)
    told = set(Notice.objects.values_list("to", "kind"))
    assert told == {(referent.pk, "opened"), (officer.pk, "review")}
    for reader in (referent, officer):
        client = logged(reader)
        page = client.get("/personnes/acces/avis/").content.decode()
        assert "<strong>" in page
        assert not re.search(r"Zq[a-z]+\d+x|urgences|\b1\b · ", page)
        client.post("/personnes/acces/avis/")
    assert not Notice.objects.filter(read_at__isnull=True).exists()
    assert not lives.WORD.search(logged(user).get("/personnes/acces/avis/").text)


def test_untold_means_unopened(worker: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    user, who = worker("care_worker"), lives.person(1)
    worker("data_protection_officer")

    def broken(*_a: object, **_k: object) -> None:
        raise OSError

    monkeypatch.setattr(Notice.objects, "bulk_create", broken)
    with pytest.raises(OSError):
        opened(user, who)
    assert not BreakGlass.objects.exists()
    assert not JournalEntry.objects.filter(action="access.break_glass").exists()


def test_beyond_three_a_month_a_colleague_agrees(worker: Workers, logged: Logged) -> None:
    user, officer = worker("care_worker"), worker("data_protection_officer")
    for number in range(1, 5):
        lives.person(number)
    client = logged(user)
    for number in (1, 2, 3):
        answer = client.post(ADDRESS, {"number": number, "reason": REASON})
        assert "/personnes/" in answer["Location"]
    fourth = Person.objects.get(number=4)
    for number in (4, 999):
        answer = client.post(ADDRESS, {"number": number, "reason": REASON})
        assert answer["Location"] == ADDRESS
    assert not compartments_open(user, fourth.pk)
    asked = AskedOpening.objects.get(number=4)
    page = logged(officer).get("/personnes/acces/revues/").content.decode()
    assert REASON in page
    assert not lives.WORD.search(page)
    for key in (asked.pk, AskedOpening.objects.get(number=999).pk):
        sent = {"act": "settle", "key": key, "answer": "yes"}
        logged(officer).post("/personnes/acces/revues/", sent)
    assert compartments_open(user, fourth.pk)
    assert BreakGlass.objects.get(person=fourth).confirmed_by == officer
    assert BreakGlass.objects.count() == 4


def test_nobody_agrees_with_themselves(worker: Workers, logged: Logged) -> None:
    director, who = worker("hf_director"), lives.person(1)
    asked = AskedOpening.objects.create(worker=director, number=1, reason=REASON)
    sent = {"act": "settle", "key": asked.pk, "answer": "yes"}
    logged(director).post("/personnes/acces/revues/", sent)
    with pytest.raises(Refused):
        break_glass(actor=director, person_id=who.pk, reason=REASON, agreed_by=director)
    assert not BreakGlass.objects.exists()
    assert AskedOpening.objects.get().settled_at is None


def test_a_refused_or_old_request_opens_nothing(worker: Workers, logged: Logged) -> None:
    user, officer = worker("care_worker"), worker("data_protection_officer")
    lives.person(1)
    client = logged(officer)
    refused = AskedOpening.objects.create(worker=user, number=1, reason=REASON)
    late = AskedOpening.objects.create(
        worker=user, number=1, reason=REASON, asked_at=timezone.now() - timedelta(hours=13)
    )
    for asked, answer in ((refused, "no"), (late, "yes"), (refused, "yes")):
        sent = {"act": "settle", "key": asked.pk, "answer": answer}
        client.post("/personnes/acces/revues/", sent)
    assert not BreakGlass.objects.exists()


def test_the_opener_never_reviews(worker: Workers) -> None:
    director, who = worker("hf_director"), lives.person(1)
    opening = opened(director, who)
    with pytest.raises(Refused):
        review_opening(actor=director, opening_id=opening.pk, verdict="justified")
    with pytest.raises(Refused):
        review_opening(actor=worker("care_worker"), opening_id=opening.pk, verdict="justified")
    officer = worker("data_protection_officer")
    with pytest.raises(Refused):
        review_opening(actor=officer, opening_id=opening.pk, verdict="maybe")
    reviewed = review_opening(actor=officer, opening_id=opening.pk, verdict="abuse")
    assert (reviewed.reviewed_by, reviewed.verdict) == (officer, "abuse")
    with pytest.raises(Refused):
        review_opening(actor=officer, opening_id=opening.pk, verdict="justified")


def test_an_overdue_review_closes_this_door_and_says_so(worker: Workers, logged: Logged) -> None:
    user, officer = worker("care_worker"), worker("data_protection_officer")
    first, second = lives.person(1), lives.person(2)
    opening = opened(user, first)
    old(opening, 71)
    opened(user, second)
    old(opening, 73)
    client = logged(user)
    assert b'class="note warning"' in client.get(ADDRESS).content
    answer = client.post(ADDRESS, {"number": 1, "reason": REASON})
    assert answer.status_code == 422
    assert b'class="note danger"' in answer.content
    assert BreakGlass.objects.count() == 2
    sent = {"key": opening.pk, "answer": "justified"}
    logged(officer).post("/personnes/acces/revues/", sent)
    assert client.post(ADDRESS, {"number": 1, "reason": REASON}).status_code == 302


def test_the_second_factor_is_asked_again(worker: Workers, logged: Logged) -> None:
    """Before the form and before what it does; the password alone is not enough."""
    user, who = worker("care_worker"), lives.person(1)
    application = add_application(user)
    client = logged(user)
    sent = {"number": 1, "reason": REASON}
    for answer in (client.get(ADDRESS), client.post(ADDRESS, sent)):
        assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not BreakGlass.objects.exists()
    answer = client.post(answer["Location"], {"code": application.code()})
    assert answer["Location"] == ADDRESS
    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS, sent)["Location"] == f"/personnes/{who.pk}/"


def test_a_password_confirms_nothing(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    user.set_password("sauge-merle-orme-lilas")
    user.save()
    add_application(user)
    client = logged(user)
    client.post(reverse("account_reauthenticate"), {"password": "sauge-merle-orme-lilas"})
    assert client.get(ADDRESS)["Location"].startswith(reverse("mfa_reauthenticate"))


def test_a_banner_on_every_page_while_it_runs(worker: Workers, logged: Logged) -> None:
    user, who = worker("care_worker"), lives.person(1)
    opening = opened(user, who)
    client = logged(user)
    for page in ("file", "access", "log"):
        text = client.get(reverse(f"dossiers:{page}", args=[who.pk])).content.decode()
        assert 'class="note warning"' in text
        assert timezone.localtime(opening.ends_at).strftime("%H:%M") in text
    lives.follow(who)
    assert b'class="note warning"' not in client.get(f"/personnes/{who.pk}/").content


def test_the_reviewer_reads_no_name(worker: Workers, logged: Logged) -> None:
    user, who = worker("care_worker"), lives.person(7)
    opened(user, who, notes=True)
    for role in ("data_protection_officer", "hf_director"):
        page = logged(worker(role)).get("/personnes/acces/revues/").content.decode()
        assert REASON in page
        assert not lives.WORD.search(page)
    assert JournalEntry.objects.filter(action="dossiers.read_reviews").first().persons == [who.pk]  # type: ignore[union-attr]
