"""The figures of one document: all computed in one pass, then looked up.

A ledger belongs to a period and, for a funder, to a lens: an indicator that can be broken down by
a dimension of the lens is read for that group only, every other one stays whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.common.text import label_key
from filrouge.figures import engine, nature
from filrouge.figures.dashboard.drawings import of_year
from filrouge.figures.facts import Scope
from filrouge.figures.kernel.formulas import Result
from filrouge.figures.kernel.indicator import Indicator
from filrouge.figures.values import Figure

from ..document import Value
from .placeholders import PlaceError, nearest
from .values import as_published, value_of

type Group = tuple[str, str, Figure]
_ZERO_WITHOUT_ROWS = {"count", "sum", "distinct", "known"}


class Ledger:
    """Figures of a period by id, by group and by earlier period; `values` holds those shown."""

    def __init__(
        self,
        period: Period,
        *,
        scope: Scope | None = None,
        lens: Mapping[str, str] | None = None,
        forgotten: Mapping[str, frozenset[int]] | None = None,
    ) -> None:
        self.period = period
        self.scope = scope or Scope(period)
        self.lens = dict(lens or {})
        self.forgotten = forgotten or {}
        self.home = period
        self.values: dict[str, Value] = {}
        self._whole: dict[str, Figure] = {}
        self._figures: dict[str, Figure] = {}
        self._groups: dict[tuple[str, str], list[Group]] = {}
        self._others: dict[str, Ledger] = {}

    @cached_property
    def known(self) -> Mapping[str, Indicator]:
        """Every indicator of the period."""
        return engine.known(self.scope)

    def prepare(self, patterns: Iterable[str]) -> None:
        """Compute at once every figure that is named and exists; `*` names a family."""
        asked = dict.fromkeys(of_year(pattern, self.period) for pattern in patterns)
        named = [id_ for id_ in asked if "*" not in id_]
        # The data is read only for what the catalogue does not name.
        known = engine.known(self.scope, asked)
        ids = dict.fromkeys(id_ for id_ in named if id_ in known)
        for pattern in asked:
            if "*" in pattern:
                ids.update(dict.fromkeys(self.like(pattern)))
        missing = [id_ for id_ in ids if id_ not in self._whole]
        if missing:
            self._whole.update(engine.compute(self.period, ids=missing, scope=self.scope))
            self._see(missing)

    def like(self, pattern: str) -> list[str]:
        """The members of a family, in the order of the catalogue."""
        place = re.compile(re.escape(of_year(pattern, self.period)).replace(r"\*", "[a-z0-9_]+"))
        return [id_ for id_ in self.known if place.fullmatch(id_)]

    def indicator(self, id_: str) -> Indicator:
        """The definition of an id. Raises `PlaceError` with the nearest known one."""
        id_ = of_year(id_, self.period)
        known = engine.known(self.scope, [id_])
        if id_ not in known:
            raise PlaceError(
                _("No figure is called “%(id)s”.") % {"id": id_[:120]} + nearest(id_, known)
            )
        return known[id_]

    def figure(self, id_: str) -> Figure:
        """The figure of the period, seen through the lens. Raises `PlaceError` when unknown."""
        id_ = self.indicator(id_).id
        if id_ not in self._figures:
            self.prepare([id_])
        return self._figures[id_]

    def lens_on(self, id_: str) -> tuple[str, str] | None:
        """The dimension and the group through which a figure is seen; None when it stays whole."""
        if not self.lens:
            return None
        allowed = engine.dimensions(self.indicator(id_), self.scope)
        return next(((name, code) for name, code in self.lens.items() if name in allowed), None)

    def group_of(self, id_: str) -> str:
        """The group a figure is read for ("funding=cocom"); "" for everybody."""
        seen = self.lens_on(id_)
        return "=".join(seen) if seen else ""

    def _see(self, ids: Iterable[str]) -> None:
        """Look at computed figures through the lens: one pass a fact for each dimension of it."""
        seen: defaultdict[tuple[str, str] | None, list[str]] = defaultdict(list)
        for id_ in ids:
            seen[self.lens_on(id_)].append(id_)
        for group, members in seen.items():
            whole = {id_: self._whole[id_] for id_ in members}
            if group is None:
                self._figures.update((id_, self._printed(one)) for id_, one in whole.items())
                continue
            indicators = [one.indicator for one in whole.values()]
            found = engine.grouped(indicators, self.scope, group[0]).get(group[1], {})
            # What was published is the whole's: a group has nothing to be compared with.
            self._figures.update(
                (id_, replace(found.get(id_) or _nothing(one), previous=()))
                for id_, one in whole.items()
            )

    def _printed(self, figure: Figure) -> Figure:
        """Without the earlier years that no report printed."""
        hidden = self.forgotten.get(figure.id)
        if not hidden:
            return figure
        kept = [(year, text) for year, text in figure.previous if year not in hidden]
        return replace(figure, previous=kept)

    def groups(self, id_: str, dimension: str) -> list[Group]:
        """The figure for each group of a dimension. Raises `PlaceError` when it has none."""
        indicator = self.indicator(id_)
        allowed = engine.dimensions(indicator, self.scope)
        if dimension not in allowed:
            detail = (
                _("it can be by %(known)s.") % {"known": ", ".join(allowed)}
                if allowed
                else _("it has no breakdown.")
            )
            raise PlaceError(
                _("“%(id)s” is not broken down by “%(by)s”:")
                % {"id": indicator.id, "by": dimension[:40]}
                + f" {detail}"
            )
        if self.lens_on(indicator.id):
            raise PlaceError(_("A figure seen for one funder is not broken down further."))
        return self._all_groups(indicator.id, dimension)

    def _all_groups(self, id_: str, dimension: str) -> list[Group]:
        if (id_, dimension) not in self._groups:
            found = engine.breakdown(id_, self.period, dimension, scope=self.scope)
            self._groups[id_, dimension] = [
                (code, label, replace(one, previous=())) for code, label, one in found
            ]
        return self._groups[id_, dimension]

    def group(self, id_: str, dimension: str, wanted: str) -> Group:
        """One group, by its code or its label. Raises `PlaceError` when there is no such group."""
        found = self.groups(id_, dimension)
        for one in found:
            if wanted == one[0] or label_key(wanted) == label_key(one[1]):
                return one
        codes = [code for code, _label, _figure in found]
        raise PlaceError(
            _("“%(word)s” is not a group: the groups are %(known)s.")
            % {"word": wanted[:40], "known": ", ".join(codes)}
            + nearest(wanted, codes)
        )

    def earlier(self, id_: str, slug: str) -> Figure:
        """The figure of another period; an earlier year is as it was published, when it was.

        Raises `PlaceError` for a period that cannot be read or has nothing.
        """
        figure = self.figure(id_)
        if slug == "previous":
            if not figure.previous:
                raise PlaceError(_("No earlier published value."))
            slug = str(max(dict(figure.previous)))
        period = _period(slug)
        if period == self.period:
            return figure
        if period.is_year and (published := as_published(figure, period.start.year)):
            return published
        return self.of(period).figure(id_)

    def of(self, period: Period) -> "Ledger":
        """The ledger of another period, with the same lens."""
        if period.slug not in self._others:
            other = Ledger(period, lens=self.lens, forgotten=self.forgotten)
            # One document, one set of values: those of another period bear its name.
            other.home, other.values = self.home, self.values
            self._others[period.slug] = other
        return self._others[period.slug]

    def of_slug(self, slug: str) -> "Ledger":
        """The ledger of a period as written. Raises `PlaceError` when it is none."""
        period = _period(slug)
        return self if period == self.period else self.of(period)

    def month(self, start: date) -> "Ledger":
        """The ledger of a calendar month."""
        return self.of(Period.months(start.year, start.month, start.month))

    def keep(self, figure: Figure, within: str = "") -> str:
        """Remember a figure that is shown; its key in the document."""
        key = figure.id
        if figure.period != self.home:
            key += f"@{figure.period.slug}"
        if within:
            key += f"[{within}]"
        if key not in self.values:
            self.values[key] = value_of(
                figure,
                key=key,
                scope=self.scope,
                within=within,
                lens="" if within else self.group_of(figure.id),
            )
        return key

    def of_people(self, figure: Figure) -> bool:
        """Whether a small number behind the figure could point to somebody."""
        ids = [figure.id, *figure.indicator.needs]
        return nature.is_of_people(figure.indicator, engine.known(self.scope, ids))


def _nothing(figure: Figure) -> Figure:
    """The figure of a group without any row."""
    zero = figure.indicator.measure in _ZERO_WITHOUT_ROWS
    return replace(figure, result=Result(0) if zero else Result(None, empty="no_record"))


def _period(slug: str) -> Period:
    try:
        return Period.parse(slug)
    except ValueError as error:
        raise PlaceError(str(error)) from error
