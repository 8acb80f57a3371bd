"""The exhibits and sentences of one document are judged at once."""

from __future__ import annotations

from fractions import Fraction

from filrouge.common.periods import Period
from filrouge.figures.definitions import catalogue
from filrouge.figures.kernel.formulas import Result
from filrouge.figures.values import Figure
from filrouge.reports.text.protection import Cell, cell, protect
from filrouge.reports.text.together import together

MASKED, SMALL = "masqué", "<\u202f5"


def group(code: str, number: int) -> Cell:
    indicator = catalogue()["hf.tenants.funded.cocom"]
    figure = Figure(indicator, Period.year(2024), Result(number))
    return cell(code, figure, people=True, code=code)


FIRST = [group("a", 3), group("b", 7), group("c", 20)]
SECOND = [group("b", 7), group("d", 9)]


def shown(cells: list[Cell], total: int) -> list[str]:
    return [one.display for one in protect(cells, {Fraction(total)})]


def test_what_one_table_masks_another_does_not_print() -> None:
    with together() as shared:
        assert shown(FIRST, 30) == [SMALL, MASKED, "20"]
        assert shown(SECOND, 16) == ["7", "9"]
        assert shared.settle()
        # 7 would come back as 16 - 9: it is 20 that is masked.
        assert shown(FIRST, 30) == [SMALL, "7", MASKED]
        assert shown(SECOND, 16) == ["7", "9"]


def test_judged_alone_the_second_table_gives_it_back() -> None:
    assert shown(FIRST, 30) == [SMALL, MASKED, "20"]
    assert shown(SECOND, 16) == ["7", "9"]


def test_a_sentence_is_masked_last() -> None:
    with together() as shared:
        shown(FIRST, 30)
        shared.says(FIRST[1].figure, "b")
        shared.settle()
        assert shared.hides(FIRST[0].figure, "a") == "small"
        assert shared.hides(FIRST[1].figure, "b") == ""
        assert shared.hides(FIRST[2].figure, "c") == "other"


def test_a_document_without_small_numbers_is_written_once() -> None:
    with together() as shared:
        shown(SECOND, 16)
        assert not shared.settle()
