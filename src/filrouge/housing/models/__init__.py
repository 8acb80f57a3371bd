"""What the housing team records: landlords, dwellings, stays, titles, moves, furniture."""

from .dwellings import (
    ROOMS,
    DwellingPhoto,
    DwellingState,
    HeadLease,
    Inspection,
    InspectionPhoto,
    KeyHandover,
)
from .homes import (
    COMMUNES,
    NO_INTERMEDIARY,
    Dwelling,
    Landlord,
    RentLine,
    Stay,
    Title,
)
from .landlords import LandlordAgreement, LandlordStage
from .moves import FurnitureItem, FurnitureMovement, MovePlan
from .titles import TitleStep

__all__ = [
    "COMMUNES",
    "NO_INTERMEDIARY",
    "ROOMS",
    "Dwelling",
    "DwellingPhoto",
    "DwellingState",
    "FurnitureItem",
    "FurnitureMovement",
    "HeadLease",
    "Inspection",
    "InspectionPhoto",
    "KeyHandover",
    "Landlord",
    "LandlordAgreement",
    "LandlordStage",
    "MovePlan",
    "RentLine",
    "Stay",
    "Title",
    "TitleStep",
]
