"""What names donors and members who pay is read by those who write it, and by nobody else."""

from datetime import date

import pytest

from filrouge.institution.models import Donation
from tests.records.test_pages import Clients

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["connect_officer", "support_worker", "hf_director"])
def test_donors_are_not_shown_to_colleagues(role: str, client_of: Clients) -> None:
    gift = Donation.objects.create(day=date(2024, 3, 1), donor="Mésange Fougère", amount_cents=500)
    client = client_of(role)
    for address in ("/fiches/dons/", f"/fiches/dons/{gift.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert b"M\xc3\xa9sange" not in answer.content
    assert "/fiches/dons/" not in client.get("/fiches/institution/").content.decode()


def test_the_financial_director_reads_them(client_of: Clients) -> None:
    Donation.objects.create(day=date(2024, 3, 1), donor="Mésange Fougère", amount_cents=500)
    client = client_of("finance_director")
    assert "Mésange Fougère" in client.get("/fiches/dons/").content.decode()
    assert "/fiches/dons/" in client.get("/fiches/institution/").content.decode()
