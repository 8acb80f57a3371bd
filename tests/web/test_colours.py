"""Contrast of the design tokens, in light and dark, and the weight of the style sheets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import filrouge.web

STATIC = Path(filrouge.web.__file__).parent / "static" / "web"
TOKENS = (STATIC / "css" / "1-tokens.css").read_text(encoding="utf-8")
PAIRS = dict(re.findall(r"--([\w-]+): light-dark\((#\w+, #\w+)\);", TOKENS))
PLAIN = dict(re.findall(r"--([\w-]+): (#\w{6});", TOKENS))

TEXT_AAA = 7.0
TEXT_AA = 4.5
SHAPE_AA = 3.0
GROUNDS = ("paper", "raised", "sunken")
EXPECTED = [
    *[(ink, ground, TEXT_AAA) for ink in ("ink", "muted") for ground in GROUNDS],
    *[
        (word, ground, TEXT_AA)
        for word in ("thread", "ok", "warning", "danger")
        for ground in GROUNDS
    ],
    ("action-ink", "action", TEXT_AA),
    *[
        (shape, ground, SHAPE_AA)
        for shape in ("edge", "hf", "support", "connect", "institution", "thread")
        for ground in GROUNDS
    ],
]


def colour(name: str, scheme: int) -> str:
    return PLAIN[name] if name in PLAIN else PAIRS[name].split(", ")[scheme]


def luminance(hexadecimal: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_on_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("over", "under", "least"), EXPECTED)
def test_contrast(over: str, under: str, least: float, scheme: int) -> None:
    assert contrast(colour(over, scheme), colour(under, scheme)) >= least


def test_the_style_sheets_stay_light() -> None:
    assert sum(sheet.stat().st_size for sheet in STATIC.glob("css/*.css")) < 40_000


def test_nothing_is_loaded_from_elsewhere() -> None:
    for sheet in STATIC.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "http" not in text
        assert "@import" not in text
        assert "url(" not in text
