"""The database itself refuses to change or remove a line of the journal."""

from filrouge.common.append_only import AppendOnly

JOURNAL = AppendOnly("audit_journalentry", "audit_journal", "The journal is append-only.")
