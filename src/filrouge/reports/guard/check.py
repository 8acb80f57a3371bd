"""The coherence guard: every rule over one reading of the document."""

from collections.abc import Callable, Iterable, Mapping

from filrouge.reports.document import Document, Value
from filrouge.reports.guard import (
    rules_changes,
    rules_lists,
    rules_ratios,
    rules_series,
    rules_shares,
    rules_sums,
    rules_small,
    rules_unknown,
    rules_values,
    rules_words,
    rules_years,
)
from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.reading import Reading, read

type Rule = Callable[[Reading], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    rules_unknown.unknown,
    rules_sums.sums,
    rules_shares.shares,
    rules_series.totals,
    rules_series.series_of_shares,
    rules_changes.changes,
    rules_ratios.ratios,
    rules_ratios.means,
    rules_ratios.remainders,
    rules_lists.lengths,
    rules_lists.same_lists,
    rules_lists.live_lists,
    rules_values.same_facts,
    rules_values.typed_figures,
    rules_years.plans,
    rules_years.durations,
    rules_small.small_cells,
    *rules_words.RULES,
)


def check(
    document: Document, figures: Mapping[str, Value], *, previous: Document | None = None
) -> list[Finding]:
    """What contradicts itself, in the order of the document; the same thing is said once.

    `figures` holds every figure known (`text.values.all_values`), shown in the document or not;
    `previous` is last year's published document when there is one.
    """
    reading = read(document, figures, previous)
    found: dict[tuple[str, str, str], Finding] = {}
    for rule in RULES:
        for finding in rule(reading):
            found.setdefault((finding.rule, finding.fingerprint, finding.message), finding)
    order = {section.code: place for place, section in enumerate(document.sections)}
    return sorted(found.values(), key=lambda one: order.get(one.section, len(order)))
