from .encounters import Encounter, EncounterPerson, EncounterTopic, EncounterWorker
from .follow_ups import FollowUp, FollowUpTerm
from .network import NetworkLink
from .reviews import FunctioningScore, ReviewedSubstance, SymptomReview, UseReview

__all__ = [
    "Encounter",
    "EncounterPerson",
    "EncounterTopic",
    "EncounterWorker",
    "FollowUp",
    "FollowUpTerm",
    "FunctioningScore",
    "NetworkLink",
from .tasks import MeetingRhythm, Task
    "ReviewedSubstance",
    "SymptomReview",
    "UseReview",
]
    "Task",
