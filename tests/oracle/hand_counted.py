"""Every small workbook with its answers written by hand."""

from __future__ import annotations

from . import cases_encounters, cases_housing, cases_people, cases_records
from .cases import Case

CASES: tuple[Case, ...] = (
    *cases_people.CASES,
    *cases_housing.CASES,
    *cases_encounters.CASES,
    *cases_records.CASES,
)
