"""Wording against numbers: each contradiction of `words.toml` is caught, its correction passes."""

import tomllib
from pathlib import Path

import pytest

from .planting import value
from .words import FIGURES, rules_of

CASES = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['bad'][:40]}")
def test_planted(case):
    assert rules_of(case["bad"], values=FIGURES) == {case["rule"]}
    if good := case.get("good"):
        assert rules_of(good, values=FIGURES) == set()


def test_the_unit_typed_behind_a_live_number():
    points = value("hf.retention.change", "Évolution", 2, "2", unit="points", measure="points")
    text = "Le maintien évolue de [hf.retention.change]{format=value}"
    assert rules_of(f"{text} %.", values=[points]) == {"rate"}
    assert rules_of(f"{text} points.", values=[points]) == set()
