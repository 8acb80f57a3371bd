"""Two texts of one chapter made one, and what changed between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.reports import merging
from filrouge.reports.history import differences

BASE = "un\n\ndeux\n\ntrois"


@pytest.mark.parametrize(
    ("mine", "theirs", "together", "received"),
    [
        ("UN\n\ndeux\n\ntrois", "un\n\ndeux\n\nTROIS", "UN\n\ndeux\n\nTROIS", ("TROIS",)),
        ("un\n\ntrois", "un\n\ndeux\n\ntrois\n\nquatre", "un\n\ntrois\n\nquatre", ("quatre",)),
        (BASE, "un", "un", ()),
        ("un\n\nDEUX\n\ntrois", "un\n\nDEUX\n\ntrois", "un\n\nDEUX\n\ntrois", ()),
        (
            f"{BASE}\n\nle merle chante le matin",
            f"{BASE}\n\nla pie vole du lilas au chêne",
            f"{BASE}\n\nla pie vole du lilas au chêne\n\nle merle chante le matin",
            ("la pie vole du lilas au chêne",),
        ),
    ],
)
def test_changes_in_different_places_are_both_kept(
    mine: str, theirs: str, together: str, received: tuple[str, ...]
) -> None:
    found = merging.merge(BASE, mine, theirs)
    assert found.clean
    assert found.text == together
    assert found.received == received


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("un\n\nDEUX\n\ntrois", "un\n\n2\n\ntrois"),
        ("un\n\ntrois", "un\n\n2\n\ntrois"),
        (
            f"{BASE}\n\nle merle chante dans le lilas",
            f"{BASE}\n\nle merle chante dans le chêne",
        ),
    ],
)
def test_changes_of_the_same_words_are_chosen_by_the_writer(mine: str, theirs: str) -> None:
    found = merging.merge(BASE, mine, theirs)
    assert not found.clean
    assert merging.marks_left(found.text)
    assert [line.strip("= ") for line in found.text.splitlines() if line.startswith("===")] == [
        "ce que vous aviez écrit",
        "ce qui a été enregistré",
        "fin du choix",
    ]
    for text in (mine, theirs):
        assert set(merging.paragraphs(text)) <= set(merging.paragraphs(found.text))


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "- e\n- f", "# g"]), max_size=7)


@given(WORDS, WORDS, WORDS)
def test_nothing_that_one_person_added_is_ever_lost(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    found = merging.merge(*(merging.joined(one) for one in (base, mine, theirs)))
    kept = set(merging.paragraphs(found.text))
    assert set(mine) - set(base) <= kept
    assert set(theirs) - set(base) <= kept


@given(WORDS, WORDS)
def test_a_text_nobody_else_changed_is_kept_as_it_is(base: list[str], mine: list[str]) -> None:
    old, new = merging.joined(base), merging.joined(mine)
    assert merging.merge(old, new, old).text == new
    assert merging.merge(old, old, new).text == new
    assert merging.merge(old, new, new).text == new


def test_too_many_paragraphs_are_not_compared_one_by_one() -> None:
    many = merging.joined(["x"] * merging.MOST)
    assert not merging.merge(many, f"{many}\n\nmerle", f"{many}\n\npie").clean
    assert [one.kind for one in differences(many, f"{many}\n\nmerle")] == ["changed"]


def test_differences_show_the_words_that_changed() -> None:
    before = "un\n\nLe merle chante le matin.\n\ntrois\n\nquatre\n\ncinq"
    after = "un\n\nLe merle chante le soir.\n\ntrois\n\nquatre\n\ncinq\n\nsix"
    found = differences(before, after)
    assert [one.kind for one in found] == ["same", "changed", "same", "skipped", "same", "added"]
    assert found[3].count == 1
    assert [(one.kind, one.text) for one in found[1].spans] == [
        ("same", "Le merle chante le "),
        ("removed", "matin"),
        ("added", "soir"),
        ("same", "."),
    ]


def test_no_difference_is_said_as_nothing() -> None:
    assert differences(BASE, BASE) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_hold_both_texts(before: str, after: str) -> None:
    spans = [one for change in differences(before, after) for one in change.spans]
    if spans:
        for text, other in ((before, "added"), (after, "removed")):
            said = "".join(one.text for one in spans if one.kind != other)
            shown = {*merging.paragraphs(text)}
            assert all(part in said for part in shown) or "skipped" in {
                one.kind for one in differences(before, after)
            }
