"""The parts of a person's file, and the part that each table about persons belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Compartment(StrEnum):
    """A part of a file. The value is written in the journal, and in the rules of PostgreSQL."""

    IDENTITY = "identity"
    HOUSING = "housing"
    MONEY = "money"
    PSYCHOSOCIAL = "psychosocial"
    HEALTH = "health"
    PEER = "peer"


C = Compartment
TABLES: Mapping[str, Compartment] = {
    "access.block": C.IDENTITY,
    "access.breakglass": C.IDENTITY,
    "access.carelink": C.IDENTITY,
    "access.recusal": C.IDENTITY,
    "access.restriction": C.IDENTITY,
    "dossiers.askedopening": C.IDENTITY,
    "dossiers.sharednote": C.HOUSING,
    "followup.closetie": C.PSYCHOSOCIAL,
    "followup.encounter": C.PSYCHOSOCIAL,
    "followup.encounterpartner": C.PSYCHOSOCIAL,
    "followup.encounterdraft": C.PSYCHOSOCIAL,
    "followup.encounterperson": C.PSYCHOSOCIAL,
    "followup.encountertopic": C.PSYCHOSOCIAL,
    "followup.encounterworker": C.PSYCHOSOCIAL,
    "followup.followup": C.IDENTITY,
    "followup.followupterm": C.IDENTITY,
    "followup.functioningscore": C.HEALTH,
    "followup.meetingrhythm": C.PSYCHOSOCIAL,
    "followup.goal": C.PSYCHOSOCIAL,
    "followup.groupattendance": C.PSYCHOSOCIAL,
    "followup.healthevent": C.HEALTH,
    "followup.lifeevent": C.PSYCHOSOCIAL,
    "followup.networklink": C.PSYCHOSOCIAL,
    "followup.reviewedsubstance": C.HEALTH,
    "followup.roundencounter": C.PSYCHOSOCIAL,
    "followup.symptomreview": C.HEALTH,
    "followup.task": C.IDENTITY,
    "followup.usereview": C.HEALTH,
    "harm_reduction.materialissue": C.HEALTH,
    "housing.advance": C.MONEY,
    "housing.arrears": C.MONEY,
    "housing.guarantee": C.MONEY,
    "housing.instalment": C.MONEY,
    "housing.ledgerentry": C.MONEY,
    "housing.dwellingphoto": C.HOUSING,
    "housing.furnituremovement": C.HOUSING,
    "housing.inspection": C.HOUSING,
    "housing.inspectionphoto": C.HOUSING,
    "housing.keyhandover": C.HOUSING,
    "housing.moveplan": C.HOUSING,
    "housing.moveplan_workers": C.HOUSING,
    "housing.titlestep": C.HOUSING,
    "housing.stay": C.HOUSING,
    "housing.title": C.HOUSING,
    "imports.importedchange": C.IDENTITY,
    "people.candidate": C.IDENTITY,
    "people.homelessnessperiod": C.IDENTITY,
    "people.income": C.HOUSING,
    "people.person": C.IDENTITY,
    "privacy.hold": C.IDENTITY,
    "privacy.personrequest": C.IDENTITY,
    "privacy.statement": C.PSYCHOSOCIAL,
}
"""Every model whose rows are about persons, with its compartment: `access/row_security.py`.

A model that points to one of these and is not here stops the start-up (`access/checks.py`). The
journal is not here: the chain of its lines is read whole, by the readers of the journal only.
"""
BY_ROW: Mapping[str, str] = {
    "dossiers.attachment": "compartment",
    "followup.confirmation": "compartment",
}
"""Models about persons whose rows each say their compartment, in the column named."""
