"""Every small workbook with its answers written by hand."""

from __future__ import annotations

from . import (
    cases_connect,
    cases_encounters,
    cases_housing,
    cases_institution,
    cases_intervision,
    cases_media,
    cases_peer,
    cases_people,
    cases_records,
    cases_requests,
    cases_staff,
    cases_training,
)
from .cases import Case

CASES: tuple[Case, ...] = (
    *cases_people.CASES,
    *cases_housing.CASES,
    *cases_encounters.CASES,
    *cases_records.CASES,
)
PROGRAMME_CASES: tuple[Case, ...] = (
    *cases_intervision.CASES,
    *cases_connect.CASES,
    *cases_media.CASES,
    *cases_requests.CASES,
    *cases_peer.CASES,
    *cases_training.CASES,
    *cases_institution.CASES,
    *cases_staff.CASES,
)
