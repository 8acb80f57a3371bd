"""Ordinary prose of the sector, with dates, quotes, negations and numbers: nothing to say."""

from pathlib import Path

import pytest

from .words import FIGURES, said_of

HERE = Path(__file__).parent
PARAGRAPHS = [
    paragraph
    for name in ("honest.md", "honest_live.md")
    for paragraph in (HERE / name).read_text("utf-8").split("\n\n")
]


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_honest_prose(paragraph):
    assert [(one.rule, one.message) for one in said_of(paragraph, values=FIGURES)] == []


def test_all_of_it_together():
    assert said_of("\n\n".join(PARAGRAPHS), values=FIGURES) == []
