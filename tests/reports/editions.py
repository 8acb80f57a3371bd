"""A small edition ready to be published, with the records it speaks of."""

from collections.abc import Mapping
from typing import Any

import pytest

from filrouge.audit.models import Provenance
from filrouge.followup.models import Encounter, EncounterPerson, FollowUp, FollowUpTerm
from filrouge.people.models import Person
from filrouge.reports import frozen, publishing
from filrouge.reports.models import Chapter, Edition, Publication
from tests.figures import lives

BODIES: Mapping[str, tuple[int, str, str, str]] = {
    "introduction": (1, "", "Introduction", "Une année de travail."),
    "housing-first": (
        1,
        "housing_first",
        "Housing First",
        "Les équipes ont réalisé [hf.encounters.home_visits] visites à domicile.",
    ),
    "realisations": (
        2,
        "housing_first",
        "Réalisations",
        "### Rencontres\n\nVoir [le début](#housing-first).",
    ),
}
VISITS = "hf.encounters.home_visits"
KINDS = ("docx", "html", "json", "pdf", "xlsx")


def records(visits: int = 6) -> None:
    """Seven people followed, visited at home as often in all."""
    for number in range(1, 8):
        lives.followed(number, visits=visits if number == 1 else 0)


def edition(year: int = 2024, *, state: str = Chapter.State.APPROVED) -> Edition:
    made = Edition.objects.create(
        year=year, title="Rapport d’activité", organisation="Réseau Sterne"
    )
    for position, (code, (level, programme, title, body)) in enumerate(BODIES.items()):
        Chapter.objects.create(
            edition=made,
            code=code,
            position=position,
            level=level,
            programme=programme,
            title=title,
            body=body,
            state=state,
            version=1,
        )
    return made


def publish(actor: Any, made: Edition, reason: str = "") -> Publication:
    return publishing.publish_edition(actor=actor, edition=made, reason=reason)


def erase_people() -> None:
    """Everybody and all that hangs on them."""
    for model in (EncounterPerson, Encounter, FollowUpTerm, FollowUp, Provenance):
        model.objects.all().delete()
    Person.objects.all().delete()


@pytest.fixture
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files without typesetting: what is published matters here, not how it is drawn."""

    def made(content: str) -> dict[str, bytes]:
        document = frozen.read(content).document
        html = "".join(
            f'<!-- section {one.code} --><section id="{one.code}"><h2>{one.title}</h2>'
            f'<a class="live" href="../chiffres/{VISITS}">6</a> <a href="#housing-first">début</a>'
            f"</section><!-- /section {one.code} -->"
            for one in document.sections
        )
        return {kind: f"{kind} {frozen.digest(content)}".encode() for kind in KINDS} | {
            "html": html.encode()
        }

    monkeypatch.setattr(frozen, "rendered", made)
