"""The database itself refuses to change or remove a line of the ledger."""

from filrouge.common.append_only import AppendOnly

LEDGER = AppendOnly(
    "housing_ledgerentry", "housing_ledger", "The ledger is never edited: reverse the line."
)
