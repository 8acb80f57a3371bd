"""What leaves with a publication is judged as one, and with what was published before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from filrouge.common.periods import Period
from filrouge.reports import frozen, publishing
from filrouge.reports.models import Chapter, Edition, Publication
from filrouge.reports.past import Past, past_of
from filrouge.reports.text import compose, together
from filrouge.reports.text.values import all_values
from tests.figures import lives
from tests.reports import editions
from tests.reports.editions import quick_files

__all__ = ["quick_files"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_files")]

SMALL, MASKED = "<\u202f5", "masqué"


@pytest.fixture
def director(user_of: Callable[[str], Any]) -> Any:
    return user_of("hf_director")


@pytest.fixture
def edition() -> Edition:
    return editions.edition()


def people(women: int, men: int, others: int = 0, first: int = 1) -> None:
    """So many persons followed all the year, none met, nobody housed."""
    sexes = ["F"] * women + ["M"] * men + ["X"] * others
    for number, sex in enumerate(sexes, start=first):
        person = lives.followed(number, visits=0)
        person.sex = sex
        person.save()


def publish(actor: Any, edition: Edition, body: str = "", reason: str = "") -> Publication:
    if reason:
        publishing.reopen_edition(actor=actor, edition=edition)
    last = edition.chapters.get(code="realisations")
    last.body = body or last.body
    last.save()
    edition.chapters.update(state=Chapter.State.APPROVED)
    return publishing.publish_edition(actor=actor, edition=edition, reason=reason)


def annex(publication: Publication) -> Mapping[str, str]:
    """The annex as it leaves, by id."""
    content = frozen.read(publication.content)
    figures = frozen.disclosed(content.figures, content.document)
    return {id_: value.display for id_, value in figures.items()}


def rows(publication: Publication) -> list[tuple[str, ...]]:
    return [row for one in frozen.document_of(publication).exhibits for row in one.rows]


FOLLOWED, WOMEN, MEN = "hf.tenants.followed", "hf.sex.women", "hf.sex.men"


def test_the_one_person_who_is_neither_does_not_come_back(director: Any, edition: Edition) -> None:
    people(9, 12, 1)
    found = annex(publish(director, edition))
    assert (found[FOLLOWED], found[WOMEN], found[MEN]) == ("22", "9", MASKED)
    # A share of those hidden would give them back with its base.
    assert found["hf.sex.men.share"] == MASKED


def test_what_a_sentence_says_the_annex_hides_another_for(director: Any, edition: Edition) -> None:
    people(9, 12, 1)
    made = publish(director, edition, "Il y a [hf.sex.men] hommes.")
    found = annex(made)
    assert (found[WOMEN], found[MEN]) == (MASKED, "12")


def test_a_table_and_the_annex_hide_the_same(director: Any, edition: Edition) -> None:
    people(9, 12, 1)
    made = publish(director, edition, f"[table: {FOLLOWED}]{{by=sex}}")
    shown = {row[0]: row[1] for row in rows(made)}
    found = annex(made)
    assert shown["Autre (X)"] == SMALL
    assert set(shown.values()) == {"12", "22", SMALL, MASKED}
    assert (found[WOMEN], found[MEN]) == (shown["Femme"], shown["Homme"])


def test_judged_apart_a_table_and_the_annex_tell_it(
    director: Any, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(9, 12, 1)
    monkeypatch.setattr(together.Together, "annex", lambda self, indicators: None)
    monkeypatch.setattr(together.Together, "_annex_masked", lambda self: [])
    found = annex(publish(director, edition, f"[table: {FOLLOWED}]{{by=sex}}"))
    assert (found[FOLLOWED], found[WOMEN], found[MEN]) == ("22", "9", "12")


def test_a_correction_by_one_person_does_not_tell_of_that_person(
    director: Any, edition: Edition
) -> None:
    people(9, 12)
    first = annex(publish(director, edition))
    assert (first[FOLLOWED], first[WOMEN], first[MEN]) == ("21", "9", "12")
    people(1, 0, first=50)
    second = annex(publish(director, edition, reason="Une personne manquait."))
    assert (second[FOLLOWED], second[WOMEN], second[MEN]) == (MASKED, MASKED, "12")


def test_without_memory_the_correction_tells(
    director: Any, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(9, 12)
    publish(director, edition)
    people(1, 0, first=50)
    monkeypatch.setattr(compose, "past_of", lambda edition: Past())
    second = annex(publish(director, edition, reason="Une personne manquait."))
    assert (second[FOLLOWED], second[WOMEN]) == ("22", "10")


def test_a_correction_by_five_or_more_is_printed(director: Any, edition: Edition) -> None:
    people(9, 12)
    publish(director, edition)
    people(5, 0, first=50)
    second = annex(publish(director, edition, reason="Cinq personnes manquaient."))
    assert (second[FOLLOWED], second[WOMEN], second[MEN]) == ("26", "14", "12")


def test_what_was_hidden_once_stays_hidden_whatever_the_text_says(
    director: Any, edition: Edition
) -> None:
    people(9, 12, 1)
    first = annex(publish(director, edition))
    assert (first[WOMEN], first[MEN]) == ("9", MASKED)
    again = publish(director, edition, "Il y a [hf.sex.men] hommes.", reason="Une phrase.")
    assert (annex(again)[WOMEN], annex(again)[MEN]) == ("9", MASKED)


def test_the_year_after_does_not_print_what_the_year_before_hid(
    director: Any, edition: Edition
) -> None:
    people(9, 12, 1)
    made = publish(director, edition)
    assert made.content.count('"rules":2') == 1
    after = editions.edition(2025)
    found = compose.compose_edition(after, None)
    assert found.disclosure["forgotten"][MEN] == [2024]
    assert past_of(after).forgotten[MEN] == frozenset({2024})
    values = all_values(Period.year(2025))
    assert dict(values[MEN].previous) == {2024: "12"}
    outside = frozen.disclosed(values, found)
    assert outside[MEN].previous == ()
    assert dict(outside[FOLLOWED].previous) == {2024: "22"}


def test_a_publication_reads_the_same_after_a_correction(director: Any, edition: Edition) -> None:
    people(9, 12)
    first = publish(director, edition)
    was = annex(first)
    people(1, 0, first=50)
    publish(director, edition, reason="Une personne manquait.")
    first = Publication.objects.get(pk=first.pk)
    assert annex(first) == was
    assert all(same for _kind, same in frozen.differing(first))


def test_an_edition_of_before_the_decision_was_kept_reads_as_it_did(
    director: Any, edition: Edition
) -> None:
    people(9, 12, 1)
    content = json.loads(publish(director, edition).content)
    del content["document"]["disclosure"]
    old = frozen.read(json.dumps(content))
    figures = frozen.disclosed(old.figures, old.document)
    assert (figures[WOMEN].display, figures[MEN].display) == ("9", "12")


def test_staff_see_the_true_numbers(director: Any, edition: Edition) -> None:
    people(9, 12, 1)
    made = publish(director, edition)
    inside = frozen.figures_of(made)
    assert (inside[WOMEN].display, inside[MEN].display) == ("9", "12")
