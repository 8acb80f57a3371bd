"""Placeholders that say nothing known: they block publication and cannot be justified."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding, excerpt
from filrouge.reports.guard.reading import Reading


def unknown(reading: Reading) -> Iterator[Finding]:
    """Every placeholder or block whose name or option is not known."""
    for section, node in reading.unknown:
        yield Finding(
            rule="unknown",
            section=section.code,
            excerpt=excerpt(node.written),
            message=node.reason,
            remedy=_("Choose a known figure in the panel, or take this out of the text."),
            blocking=True,
        )
