from .confirming import Confirmation
from .drafts import EncounterDraft
from .encounters import (
    Encounter,
    EncounterPartner,
    EncounterPerson,
    EncounterTopic,
    EncounterWorker,
)
from .events import Goal, HealthEvent, LifeEvent
from .follow_ups import FollowUp, FollowUpTerm
from .groups import GroupActivity, GroupAttendance, OutreachRound, RoundEncounter
from .network import CloseTie, NetworkLink, Strength
from .reviews import FunctioningScore, ReviewedSubstance, SymptomReview, UseReview
from .tasks import MeetingRhythm, Task

__all__ = [
    "CloseTie",
    "Confirmation",
    "Encounter",
    "EncounterDraft",
    "EncounterPartner",
    "EncounterPerson",
    "EncounterTopic",
    "EncounterWorker",
    "FollowUp",
    "FollowUpTerm",
    "FunctioningScore",
    "Goal",
    "GroupActivity",
    "GroupAttendance",
    "HealthEvent",
    "LifeEvent",
    "MeetingRhythm",
    "NetworkLink",
    "OutreachRound",
    "ReviewedSubstance",
    "RoundEncounter",
    "Strength",
    "SymptomReview",
    "Task",
    "UseReview",
]
