"""Sheets typed once for the whole organisation: trainings, agreements, history, lists."""

from collections.abc import Iterator
from datetime import date

from filrouge.demo.words import organisation

TRAINERS = "ADA; LIN"


def trainings(year: int) -> Iterator[tuple[object, ...]]:
    for item in organisation("trainings"):
        status = "Annulée" if item.get("cancelled") else "Donnée"
        for offset, month, day, length in item["days"]:
            held = date(year + offset, month, day)
            session = f"{held.year % 100:02d}{item['session']}"
            yield session, item["module"], held, length, status, TRAINERS


def agreements(year: int) -> Iterator[tuple[object, ...]]:
    for partner, dates in organisation("agreements").items():
        for offset, month, day in dates or [(0, 0, 0)]:
            yield partner, date(year + offset, month, day) if month else None


def history(year: int, scale: int) -> Iterator[tuple[object, ...]]:
    """Published values of the four earlier years; counts follow the scale."""
    tables = organisation("history")
    for factor, values in ((scale, tables["counts"]), (1, tables["rates"])):
        for indicator, series in values.items():
            for back, value in enumerate(series, start=1):
                yield indicator, year - back, value * factor


def context(year: int) -> Iterator[tuple[object, ...]]:
    for item in organisation("context"):
        value = item["value"] if "value" in item else year + item["start_offset"]
        yield item["id"], year + item.get("offset", 0), value, item["source"]


def lists(year: int) -> Iterator[tuple[object, ...]]:
    for section, when in (("lists", year), ("next_year_lists", year + 1)):
        for name, items in organisation(section).items():
            for item in items:
                yield name, when, item
