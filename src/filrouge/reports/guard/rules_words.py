"""The rules about wording and perimeter, for `check.RULES`."""

from collections.abc import Callable, Iterable

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_bases import perimeter
from filrouge.reports.guard.rules_words_copied import copied
from filrouge.reports.guard.rules_words_counts import double_count
from filrouge.reports.guard.rules_words_direction import direction
from filrouge.reports.guard.rules_words_events import same_event
from filrouge.reports.guard.rules_words_names import names, spelling
from filrouge.reports.guard.rules_words_nouns import one_noun
from filrouge.reports.guard.rules_words_parts import parts
from filrouge.reports.guard.rules_words_rate import rate
from filrouge.reports.guard.rules_words_shares import majority
from filrouge.reports.guard.rules_words_time import frequency, stock_flow
from filrouge.reports.guard.rules_words_universal import universal

RULES: tuple[Callable[[Reading], Iterable[Finding]], ...] = (
    direction,
    majority,
    universal,
    copied,
    rate,
    stock_flow,
    one_noun,
    double_count,
    same_event,
    frequency,
    perimeter,
    parts,
    names,
    spelling,
)
