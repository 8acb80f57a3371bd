"""Demonstration accounts: one per role, fictional names, one password that is printed anyway."""

from dataclasses import dataclass

PASSWORD = "filrouge-demo"  # noqa: S105 (printed by the demonstration, no secret)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Log-in name, role code, fictional name, teams and worker's code of one account."""

    username: str
    role: str
    name: str
    teams: tuple[str, ...] = ()
    worker: str = ""


ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount("direction", "hf_director", "Cigogne Sorbier", ("act", "icm"), "CIG"),
    DemoAccount("accompagnateur", "care_worker", "Mésange Origan", ("act",), "ADA"),
    DemoAccount("pair-aidance", "peer_worker", "Pinson Marjolaine", ("act", "icm"), "GAL"),
    DemoAccount("logement", "housing_officer", "Sittelle Noisetier", ("housing",), "SIT"),
    DemoAccount("mobile", "support_worker", "Courlis Verveine"),
    DemoAccount("connect", "connect_officer", "Huppe Campanule"),
    DemoAccount("finances", "finance_director", "Grue Tilleul"),
    DemoAccount("rapport", "reporting_officer", "Loriot Bleuet"),
    DemoAccount("administration", "administrator", "Héron Genêt"),
    DemoAccount("dpo", "data_protection_officer", "Chevêche Bruyère"),
)
DIRECTOR = ACCOUNTS[0]
