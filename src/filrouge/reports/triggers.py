"""The database itself refuses to change or remove what was published."""

from filrouge.common.append_only import AppendOnly

_MESSAGE = "What was published is never changed."

PUBLISHED = (
    AppendOnly("reports_publication", "reports_publication", _MESSAGE),
    AppendOnly("reports_artefact", "reports_artefact", _MESSAGE),
    AppendOnly("context_frozenfigure", "context_frozen", _MESSAGE),
)


def protect(using: str = "default") -> None:
    for table in PUBLISHED:
        table.protect(using)


def unprotect(using: str = "default") -> None:
    for table in PUBLISHED:
        table.unprotect(using)
