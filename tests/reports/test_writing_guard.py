"""What the coherence guard says on its page, justified or mended, and what it stops."""

from __future__ import annotations

from typing import Any

import pytest

from filrouge.reports import plan, queries, writing
from filrouge.reports.models import Chapter, Edition, Justification
from tests.figures import lives
from tests.figures.test_pages import Clients, page
from tests.reports.test_writing_pages import words

pytestmark = pytest.mark.django_db
GUARD = "/rapports/2024/coherence/"
CHAPTER = "/rapports/2024/housing-first-realisations/"
WRONG = "Les [hf.encounters.home_visits] visites à domicile sont en diminution."
RIGHT = "Les [hf.encounters.home_visits] visites à domicile sont en hausse."


@pytest.fixture
def edition(user_of: Any) -> Edition:
    lives.followed(1, visits=7)
    lives.published("hf.encounters.home_visits", 2023, "5")
    return plan.open_edition(actor=user_of("hf_director"), year=2024)


@pytest.fixture
def chapter(edition: Edition) -> Chapter:
    return edition.chapters.select_related("edition").get(code="housing-first-realisations")


def write(actor: Any, chapter: Chapter, body: str) -> None:
    chapter.refresh_from_db()
    writing.save_text(actor=actor, chapter=chapter, version=chapter.version, body=body)


def test_an_empty_edition_has_nothing_to_reread(client_of: Clients, edition: Edition) -> None:
    assert "Rien à relire" in words(client_of("care_worker"), GUARD)


def test_a_finding_names_its_place_and_is_mended(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    merle = user_of("care_worker")
    write(merle, chapter, WRONG)
    client = client_of("care_worker")
    found = page(client, GUARD)
    assert found.select_one(f'h2 a[href="{CHAPTER}"]') is not None
    assert found.find("a", href=f"{CHAPTER}modifier/") is not None
    assert found.find("textarea") is None
    write(merle, chapter, RIGHT)
    assert "Aucune contradiction" in words(client, GUARD)
    assert queries.open_findings(chapter.edition) == []


def test_an_approval_waits_for_the_findings_of_its_chapter(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    write(user_of("care_worker"), chapter, WRONG)
    other = chapter.edition.chapters.get(code="housing-first-analyse")
    write(user_of("care_worker"), other, "Un texte sans chiffre.")
    director = client_of("hf_director")
    approve = {"geste": "approuver", "version": 1}
    assert (
        "cohérence objecte"
        in director.post(f"{CHAPTER}etat/", approve, follow=True).content.decode()
    )
    director.post("/rapports/2024/housing-first-analyse/etat/", approve)
    states = dict(Chapter.objects.exclude(body="").values_list("code", "state"))
    assert states == {chapter.code: "in_progress", other.code: "approved"}


def test_a_finding_is_justified_in_a_sentence(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    write(user_of("care_worker"), chapter, WRONG)
    director = client_of("hf_director")
    (finding,) = queries.open_findings(chapter.edition)
    said = {"empreinte": finding.fingerprint, "reason": "ok"}
    assert director.post(f"{GUARD}justifier/", said).status_code == 422
    said["reason"] = "La diminution est celle du dernier trimestre."
    director.post(f"{GUARD}justifier/", said)
    assert "La diminution est celle du dernier trimestre." in words(director, GUARD)
    assert queries.open_findings(chapter.edition) == []
    director.post(f"{CHAPTER}etat/", {"geste": "approuver", "version": 1})
    chapter.refresh_from_db()
    assert chapter.state == "approved"
    director.post(f"{GUARD}{Justification.objects.get().pk}/retirer/")
    assert len(queries.open_findings(chapter.edition)) == 1


def test_an_unknown_figure_can_only_be_mended(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    write(user_of("care_worker"), chapter, "Il y a [hf.rien.du.tout] visites.")
    director = client_of("hf_director")
    assert "ne peut être que corrigé" in words(director, GUARD)
    (finding,) = queries.open_findings(chapter.edition)
    said = {"empreinte": finding.fingerprint, "reason": "Ce chiffre viendra plus tard, promis."}
    director.post(f"{GUARD}justifier/", said)
    director.post(f"{GUARD}justifier/", {**said, "empreinte": "autre"})
    assert not Justification.objects.exists()
