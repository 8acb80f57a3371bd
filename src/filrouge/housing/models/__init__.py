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
from .money import (
    DUES,
    KINDS,
    PAID,
    REFERENCE,
    Advance,
    Arrears,
    Guarantee,
    Instalment,
    LedgerEntry,
    NeverEdited,
    account_of,
    kinds_of,
    sign_of,
)
from .moves import FurnitureItem, FurnitureMovement, MovePlan
from .titles import TitleStep

__all__ = [
    "COMMUNES",
    "DUES",
    "KINDS",
    "NO_INTERMEDIARY",
    "PAID",
    "REFERENCE",
    "ROOMS",
    "Advance",
    "Arrears",
    "Dwelling",
    "DwellingPhoto",
    "DwellingState",
    "FurnitureItem",
    "FurnitureMovement",
    "Guarantee",
    "HeadLease",
    "Inspection",
    "InspectionPhoto",
    "Instalment",
    "KeyHandover",
    "Landlord",
    "LandlordAgreement",
    "LandlordStage",
    "LedgerEntry",
    "MovePlan",
    "NeverEdited",
    "RentLine",
    "Stay",
    "Title",
    "TitleStep",
    "account_of",
    "kinds_of",
    "sign_of",
]
