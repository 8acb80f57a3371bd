"""The pages that publish, and the command that proves what was published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from filrouge.config import cli
from filrouge.reports import frozen
from filrouge.reports.models import Chapter, Publication
from tests.figures.test_pages import Clients, page
from tests.reports import editions
from tests.reports.editions import quick_files

__all__ = ["quick_files"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_files")]
PUBLISH = "/rapports/2024/publier/"
SHOWN = "/rapports/2024/publication/"


@pytest.fixture
def published(user_of: Callable[[str], Any]) -> Publication:
    editions.records()
    return editions.publish(user_of("hf_director"), editions.edition())


def test_says_what_will_happen_and_asks_for_the_year(client_of: Clients) -> None:
    editions.records()
    editions.edition()
    found = page(client_of("hf_director"), PUBLISH)
    assert "Les 3 chapitres sont approuvés." in found.get_text()
    assert found.select_one("form input[name=word]")
    assert not found.select_one("form textarea[name=reason]")
    assert not found.select(".danger")


def test_says_what_stands_in_the_way(client_of: Clients) -> None:
    edition = editions.edition()
    edition.chapters.filter(code="introduction").update(
        state=Chapter.State.IN_PROGRESS, body="Il y a [hf.nothing.here]."
    )
    found = page(client_of("finance_director"), PUBLISH)
    text = found.get_text()
    assert "1 chapitre n’est pas encore approuvé." in text
    assert "[hf.nothing.here]" in text
    assert "Aucune donnée de 2024" in text
    assert not found.select_one("form input[name=word]")
    links = [a["href"] for a in found.select("main a")]
    assert "/rapports/2024/introduction/" in links


def test_publishes_with_the_right_word_only(client_of: Clients) -> None:
    editions.records()
    editions.edition()
    client = client_of("hf_director")
    refused = client.post(PUBLISH, {"word": "2023"})
    assert refused.status_code == 422
    assert not Publication.objects.exists()
    done = client.post(PUBLISH, {"word": "2024"}, follow=True)
    assert done.redirect_chain == [(SHOWN, 302)]
    assert "édition 1" in done.content.decode()
    assert Publication.objects.count() == 1


def test_a_refusal_is_said_in_sentences(client_of: Clients) -> None:
    editions.edition()
    done = client_of("hf_director").post(PUBLISH, {"word": "2024"}, follow=True)
    assert "Aucune donnée de 2024" in done.content.decode()
    assert not Publication.objects.exists()


def test_shows_what_was_kept_and_nothing_that_differs(
    published: Publication, client_of: Clients
) -> None:
    found = page(client_of("care_worker"), SHOWN)
    text = found.get_text()
    assert published.digest in text.replace(" ", "")
    assert "Tous les chiffres publiés seraient les mêmes" in text
    links = [a["href"] for a in found.select("main a")]
    assert "/publications/2024/" in links
    assert "/publications/2024/edition-1/rapport.pdf" in links
    assert not found.select("main form")


def test_a_published_edition_leads_to_what_was_published(
    published: Publication, client_of: Clients
) -> None:
    response = client_of("hf_director").get(PUBLISH)
    assert (response.status_code, response["Location"]) == (302, SHOWN)


def test_is_not_there_before(client_of: Clients) -> None:
    editions.edition()
    assert client_of("hf_director").get(SHOWN).status_code == 404


def test_a_correction_from_the_page(published: Publication, client_of: Clients) -> None:
    client = client_of("hf_director")
    client.post(f"{SHOWN}corriger/")
    assert "Une correction est en cours" in page(client, SHOWN).get_text()
    assert page(client, PUBLISH).select_one("form textarea[name=reason]")
    assert client.post(PUBLISH, {"word": "2024"}).status_code == 422
    client.post(PUBLISH, {"word": "2024", "reason": "Une coquille."})
    assert Publication.objects.count() == 2
    assert "/publications/2024/edition-1/" in [a["href"] for a in page(client, SHOWN).select("a")]


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.setattr("filrouge.config.commands.data.pending_migrations", list)
    return lambda *words: cli.main(["report", *words])


def test_lists_what_is_published(
    published: Publication, command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("list") == 0
    assert capsys.readouterr().out.startswith("2024  édition 1  ")


def test_writes_the_files_again(
    published: Publication, command: Callable[..., int], tmp_path: Path
) -> None:
    assert command("render", "--year", "2024", "--out", str(tmp_path / "new")) == 0
    for artefact in published.artefacts.all():
        file = tmp_path / "new" / f"rapport-2024.{artefact.kind}"
        assert file.read_bytes() == bytes(artefact.content)


def test_says_when_nothing_answers(
    published: Publication,
    command: Callable[..., int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for more in (["--year", "2031"], ["--year", "2024", "--number", "7"]):
        assert command("render", *more, "--out", str(tmp_path)) == 1
        assert "Aucune édition publiée" in capsys.readouterr().err


def test_proves_that_every_file_can_be_made_again(
    published: Publication, command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("verify") == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 1 + len(editions.KINDS)
    assert all(line.endswith("identique") for line in said)


def test_a_file_that_differs_is_named(
    published: Publication,
    command: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    same = frozen.rendered
    monkeypatch.setattr(frozen, "rendered", lambda content: same(content) | {"pdf": b"other"})
    assert command("verify", "--year", "2024") == 1
    said = capsys.readouterr()
    assert "pdf: DIFFÈRE" in said.out
    assert said.out.count("DIFFÈRE") == 1
    assert "1" in said.err
