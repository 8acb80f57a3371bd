"""The pages where the report is written: editions, plan, chapter, editor, history, rights."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.reports import plan, reviewing, writing
from filrouge.reports.models import Chapter, ChapterText, Comment, Draft, Edition
from tests.figures import lives
from tests.figures.test_pages import Clients, page

pytestmark = pytest.mark.django_db
CHAPTER = "/rapports/2024/housing-first-realisations/"
EDIT = f"{CHAPTER}modifier/"
VISITS = "Il y a eu [hf.encounters.home_visits] visites à domicile."
PLAN = {"title": "Le lilas", "level": 2, "programme": "", "guidance": "", "responsible": ""}


@pytest.fixture
def edition(user_of: Any) -> Edition:
    return plan.open_edition(actor=user_of("hf_director"), year=2024)


@pytest.fixture
def chapter(edition: Edition) -> Chapter:
    return edition.chapters.select_related("edition").get(code="housing-first-realisations")


def written(actor: Any, chapter: Chapter, body: str) -> Chapter:
    chapter.refresh_from_db()
    return writing.save_text(
        actor=actor, chapter=chapter, version=chapter.version, body=body
    ).chapter


def words(client: Any, address: str) -> str:
    return " ".join(page(client, address).find("main").get_text(" ").split())  # type: ignore[union-attr]


def test_an_edition_is_opened_with_one_button(client_of: Clients) -> None:
    director = client_of("reporting_officer")
    assert "Aucune édition" in words(director, "/rapports/")
    year = timezone.localdate().year
    button = page(director, "/rapports/").find("button", value=str(year))
    assert button is not None
    answer = director.post("/rapports/ouvrir/", {"year": year}, follow=True)
    assert answer.redirect_chain == [(f"/rapports/{year}/", 302)]
    assert "54 à écrire" in words(director, "/rapports/")
    assert page(client_of("care_worker"), "/rapports/").find("button", value="2020") is None


def test_the_plan_is_changed_by_plain_forms(client_of: Clients, edition: Edition) -> None:
    client = client_of("reporting_officer")
    client.post("/rapports/2024/ajouter/", {**PLAN, "after": "introduction"})
    first = page(client, "/rapports/2024/").select_one("h3 a")
    assert first is not None
    assert first.get_text() == "Le lilas"
    client.post("/rapports/2024/le-lilas/plan/deplacer/", {"sens": "bas"})
    change = {**PLAN, "title": "Le chêne", "level": 1, "programme": "connect", "revision": 1}
    client.post("/rapports/2024/le-lilas/plan/", change)
    found = page(client, "/rapports/2024/").select_one('section[data-programme="connect"] h2 a')
    assert found is not None
    assert found.get_text() == "Le chêne"
    refused = client.post("/rapports/2024/le-lilas/plan/", {**PLAN, "revision": 1})
    assert refused.status_code == 422
    heading = {"title": "Rapport annuel", "subtitle": "", "organisation": "", "responsible": ""}
    client.post("/rapports/2024/plan/", heading)
    assert "Rapport annuel 2024" in words(client, "/rapports/2024/")
    assert "Retirer" in words(client, "/rapports/2024/le-lilas/plan/supprimer/")
    client.post("/rapports/2024/le-lilas/plan/supprimer/")
    assert not Chapter.objects.filter(code="le-lilas").exists()


def test_a_figure_in_the_text_leads_to_its_page(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    lives.followed(1, visits=7)
    written(user_of("care_worker"), chapter, VISITS)
    link = page(client_of("reporting_officer"), CHAPTER).select_one("article a.traced")
    assert link is not None
    assert link.get_text() == "7"
    assert link["href"] == "/chiffres/2024/hf.encounters.home_visits/"


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n"
    '[clic](javascript:alert(1)) <https://merle.test> [hf.<b>gras</b>.x]{format="><script>"}\n\n'
    '[figure: "><script>alert(1)</script>]{title="<img src=x onerror=alert(1)>"}\n\n'
    "</textarea></main><style>*{display:none}</style>"
)


def test_hostile_text_stays_text_on_every_page(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    """The client itself refuses pages with scripts, styles or handlers."""
    merle = user_of("care_worker")
    written(merle, chapter, HOSTILE)
    remark = {"r-passage": HOSTILE[:100], "r-text": HOSTILE}
    client = client_of("hf_director")
    client.post(f"{CHAPTER}remarques/", remark)
    client.post(f"{CHAPTER}brouillon/", {"version": 0, "body": f"{HOSTILE} autre"})
    for address in (
        CHAPTER,
        EDIT,
        f"{EDIT}?brouillon=1",
        f"{CHAPTER}historique/",
        f"{CHAPTER}historique/1/",
        "/rapports/2024/lire/",
        "/rapports/2024/coherence/",
    ):
        found = page(client, address)
        assert not found.select("main script, main style, main img, main a[href^=javascript]")
    conflict = {"version": 0, "body": f"{HOSTILE}\n\nune suite", "geste": "enregistrer"}
    assert client.post(EDIT, conflict).status_code == 409


def test_every_button_of_the_editor_keeps_the_text_without_scripts(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    lives.followed(1, visits=7)
    client = client_of("care_worker")
    typed = {"version": 0, "body": f"<b>Bonjour</b>\r\n\r\n{VISITS}"}
    for more in (
        {"vers": "apercu"},
        {"vers": "chiffres", "q": "visites domicile"},
        {"cote": "chiffres", "chiffre": "hf.encounters.home_visits"},
        {"vers": "an-dernier"},
        {"vers": "remarques"},
        {"vers": "aide"},
    ):
        answer = client.post(EDIT, {**typed, **more})
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "&lt;b&gt;Bonjour&lt;/b&gt;" in text
        assert "<b>Bonjour" not in text
    chapter.refresh_from_db()
    assert (chapter.version, Draft.objects.get().author) == (0, user_of("care_worker"))


def test_a_figure_is_found_and_shown_in_every_way(client_of: Clients, chapter: Chapter) -> None:
    lives.followed(1, visits=7)
    lives.published("hf.encounters.home_visits", 2023, "14")
    client = client_of("care_worker")
    ask = {"HX-Request": "true", "HX-Target": "found"}
    found = client.post(
        f"{CHAPTER}apercu/", {"cote": "chiffres", "q": "VISITES a domicile"}, headers=ask
    ).content.decode()
    assert 'data-insert="[hf.encounters.home_visits]"' in found
    assert "<html" not in found
    ways = client.post(
        f"{CHAPTER}apercu/",
        {"cote": "chiffres", "chiffre": "hf.encounters.home_visits"},
        headers=ask,
    ).content.decode()
    assert "[hf.encounters.home_visits]{format=trend}" in ways
    assert "une baisse de 50" in ways
    assert "[hf.encounters.home_visits]{period=2024-T1}" in ways
    assert "[hf.encounters.home_visits]{by=team of=act}" in ways
    assert "[figure: hf.encounters.home_visits]{by=month}" in ways


def test_a_draft_is_kept_while_typing_and_offered_back(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    merle = client_of("care_worker")
    said = merle.post(f"{CHAPTER}brouillon/", {"version": 0, "body": "Un brouillon."})
    assert "Brouillon gardé à" in said.content.decode()
    assert "Un brouillon" in words(merle, EDIT)
    assert page(merle, EDIT).find("textarea") is None
    taken = page(merle, f"{EDIT}?brouillon=1").find("textarea")
    assert taken is not None
    assert taken.get_text().strip() == "Un brouillon."
    other = words(client_of("hf_director"), EDIT)
    assert "care_worker.test écrivait dans ce chapitre" in other
    assert "Un brouillon." not in other
    merle.post(f"{CHAPTER}brouillon/jeter/")
    assert page(merle, EDIT).find("textarea") is not None


def test_an_older_draft_is_merged_when_it_is_saved(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    written(user_of("hf_director"), chapter, "Un.\n\nDeux.")
    merle = client_of("care_worker")
    merle.post(f"{CHAPTER}brouillon/", {"version": 1, "body": "Un.\n\nDeux du merle."})
    written(user_of("hf_director"), chapter, "Un de la pie.\n\nDeux.")
    assert "Un·e collègue a enregistré ce chapitre" in words(merle, f"{EDIT}?brouillon=1")
    answer = merle.post(
        EDIT,
        {"version": 1, "body": "Un.\n\nDeux du merle.", "geste": "enregistrer"},
        follow=True,
    )
    assert "Un de la pie." in answer.content.decode()
    chapter.refresh_from_db()
    assert chapter.body == "Un de la pie.\n\nDeux du merle."


def test_the_same_lines_are_shown_twice_and_chosen(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    written(user_of("hf_director"), chapter, "Un de la pie.")
    merle = client_of("care_worker")
    answer = merle.post(EDIT, {"version": 0, "body": "Un du merle.", "geste": "enregistrer"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "ce que vous aviez écrit" in text
    assert "Un du merle." in text
    assert "Un de la pie." in text
    answer = merle.post(EDIT, {"version": 1, "body": "Un.", "geste": "continuer"})
    assert answer.headers["Location"] == EDIT
    assert ChapterText.objects.get(number=2).body == "Un."


def test_what_cannot_be_kept_says_so_and_keeps_the_text(
    client_of: Clients, chapter: Chapter
) -> None:
    client = client_of("care_worker")
    typed = {"version": 0, "body": "y" * 200_001, "geste": "enregistrer"}
    answer = client.post(EDIT, typed)
    assert answer.status_code == 422
    assert "y" * 200_001 in answer.content.decode()
    assert "coupez" in answer.content.decode()
    assert "coupez" in client.post(f"{CHAPTER}brouillon/", typed).content.decode()


def test_states_go_by_buttons_and_rights(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    written(user_of("care_worker"), chapter, "Un texte.")
    merle, pie = client_of("care_worker"), client_of("hf_director")
    state = {"version": 1}
    assert merle.post(f"{CHAPTER}etat/", {**state, "geste": "approuver"}).status_code == 403
    assert merle.post(f"{CHAPTER}etat/", {**state, "geste": "autre"}).status_code == 403
    assert pie.post(f"{CHAPTER}etat/", {**state, "geste": "autre"}).status_code == 404
    merle.post(f"{CHAPTER}etat/", {**state, "geste": "relire"})
    assert "à relire" in words(merle, CHAPTER)
    empty = pie.post(f"{CHAPTER}etat/", {**state, "geste": "renvoyer"})
    assert empty.status_code == 422
    remark = {"r-text": "Pourquoi ?", "r-passage": "Un texte"}
    pie.post(f"{CHAPTER}etat/", {**state, **remark, "geste": "renvoyer"})
    assert "1 remarque ouverte" in words(merle, CHAPTER)
    merle.post(f"{CHAPTER}remarques/{Comment.objects.get().pk}/", {"geste": "regler"})
    assert "remarque ouverte" not in words(merle, CHAPTER)
    pie.post(f"{CHAPTER}etat/", {**state, "geste": "approuver"})
    assert page(merle, CHAPTER).find("a", href=EDIT) is None
    assert "laissez une remarque" in words(merle, CHAPTER)
    assert merle.get(EDIT).headers["Location"] == CHAPTER
    typed = {"version": 1, "body": "Autre.", "geste": "enregistrer"}
    assert merle.post(EDIT, typed).headers["Location"] == CHAPTER
    assert Draft.objects.get().body == "Autre."
    assert "gardé en brouillon" in words(merle, CHAPTER)
    pie.post(f"{CHAPTER}etat/", {**state, "geste": "rouvrir"})
    assert page(merle, CHAPTER).find("a", href=EDIT) is not None


def test_history_compares_two_versions_and_goes_back(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    merle = user_of("care_worker")
    for body in ("Le merle chante.", "Le merle dort.", "Le merle dort.\n\nLa pie aussi."):
        written(merle, chapter, body)
    client = client_of("reporting_officer")
    found = page(client, f"{CHAPTER}historique/?de=1&a=3")
    assert [one.get_text() for one in found.select("ins")] == [
        "[ajouté : dort]",
        "[ajouté : La pie aussi.]",
    ]
    assert [one.get_text() for one in found.select("del")] == ["[retiré : chante]"]
    for missing in (
        "historique/?de=8&a=9",
        "historique/?de=1&a=9",
        "historique/?de=x",
        "historique/9/",
    ):
        assert client.get(f"{CHAPTER}{missing}").status_code in (200, 404)
    assert "Le merle chante." in words(client, f"{CHAPTER}historique/1/")
    client.post(f"{CHAPTER}historique/1/reprendre/", {"version": 3})
    chapter.refresh_from_db()
    assert (chapter.body, chapter.version) == ("Le merle chante.", 4)


def test_last_year_stands_beside_with_what_turned(
    client_of: Clients, chapter: Chapter, user_of: Any
) -> None:
    lives.followed(1, visits=7)
    lives.published("hf.encounters.home_visits", 2023, "5")
    merle = user_of("care_worker")
    before = plan.open_edition(actor=merle, year=2023)
    said = "Les [hf.encounters.home_visits] visites à domicile sont en diminution."
    written(merle, before.chapters.get(code=chapter.code), f"{said}\n\nLa neige tombait.")
    answer = client_of("care_worker").post(EDIT, {"version": 0, "body": "", "vers": "an-dernier"})
    text = answer.content.decode()
    assert "La neige tombait." in text
    assert "Ces phrases ne sont plus vraies cette année" in text


@pytest.mark.parametrize("count", [1, 3])
def test_asks_as_much_whatever_the_chapters(
    client_of: Clients,
    edition: Edition,
    user_of: Any,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    merle, pie = user_of("care_worker"), user_of("hf_director")
    for one in edition.chapters.all()[:count]:
        written(merle, one, "Un texte.")
        for _turn in range(count):
            reviewing.add_comment(actor=pie, chapter=one, passage="", text="Oui ?")
        writing.save_draft(actor=pie, chapter=one, version=1, body="Un autre texte.")
    client = client_of("care_worker")
    for address, queries in QUERIES.items():
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


QUERIES = {
    "/rapports/": 4,
    "/rapports/2024/": 5,
    "/rapports/2024/introduction/": 5,
    "/rapports/2024/introduction/modifier/": 5,
    "/rapports/2024/introduction/historique/": 5,
}
