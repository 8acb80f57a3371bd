"""Two labels are the same when a reader would say so."""

import pytest

from filrouge.common.text import clean, label_key, loose_key, sort_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Visite à domicile", "  VISITE A  DOMICILE "),
        ("Réalisé", "re\u0301alise\u0301"),  # combining accents
        ("administratif/justice", "Administratif / Justice"),
        ("Fin d'accompagnement", "Fin d’accompagnement"),
        ("HF – ACT", "hf - act"),
        ("Visite\u00a0à\u202fdomicile", "visite à domicile"),
    ],
)
def test_same_label(one: str, other: str) -> None:
    assert label_key(one) == label_key(other)


def test_a_hyphen_is_a_blank_in_communes_only() -> None:
    assert label_key("Saint-Gilles") != label_key("Saint Gilles")
    assert loose_key("Saint-Gilles") == loose_key("SAINT GILLES")


def test_order_ignores_accents_and_case() -> None:
    assert sorted(["Uccle", "évere", "Etterbeek"], key=sort_key) == ["Etterbeek", "évere", "Uccle"]


def test_clean() -> None:
    assert clean(" a\u00a0 b\n") == "a b"
