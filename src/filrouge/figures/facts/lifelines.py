"""The dated story of each person, read once, and what it says on a day or over a period.

Pure functions over dates: no query here. Rules of `docs/format.md`, "Definitions" of Locataires
and Occupations.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from filrouge.common.periods import Period

DAY = timedelta(days=1)
HOMELESS = frozenset({"street", "institution"})


@dataclass(slots=True)
class FollowUpSpan:
    """Days of accompaniment, both included; `end` None while it runs."""

    id: int
    start: date
    end: date | None
    reason: str

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def days_in(self, period: Period) -> int:
        first = max(self.start, period.start)
        last = period.end if self.end is None else min(self.end, period.end)
        return max(0, (last - first).days + 1)


@dataclass(slots=True)
class StaySpan:
    """One unbroken stay in a dwelling: `end` is the day of departure, no longer lived in.

    `ids` are the stay records it is made of: a change of title or of rent breaks nothing.
    """

    ids: tuple[int, ...]
    dwelling: int
    start: date
    end: date | None
    destination: str

    @property
    def last_day(self) -> date | None:
        """Last day lived in; the day of a death counts as lived in."""
        if self.end is None:
            return None
        return self.end if self.destination == "death" else self.end - DAY

    def covers(self, day: date) -> bool:
        last = self.last_day
        return self.start <= day and (last is None or day <= last)

    def overlap(self, first: date, last: date) -> tuple[date, date] | None:
        """First and last common day with the days from `first` to `last`, or None."""
        mine = self.last_day
        low, high = max(self.start, first), last if mine is None else min(mine, last)
        return (low, high) if low <= high else None


@dataclass(slots=True)
class Life:
    """A person with everything dated that figures need about them."""

    id: int
    number: int
    sex: str
    birth_date: date
    referred_on: date | None = None
    street_months: int | None = None
    follow_ups: list[FollowUpSpan] = field(default_factory=list)
    terms: list[tuple[date, str, str]] = field(default_factory=list)
    stays: list[StaySpan] = field(default_factory=list)

    def span_in(self, period: Period) -> FollowUpSpan | None:
        """The first follow-up that touches the period."""
        for span in self.follow_ups:
            if span.start <= period.end and (span.end is None or span.end >= period.start):
                return span
        return None

    def first_day(self, period: Period) -> date:
        """First day of follow-up in the period; ValueError when there is none."""
        span = self.span_in(period)
        if span is None:
            raise ValueError(self.number)
        return max(span.start, period.start)

    def reference_day(self, period: Period) -> date:
        """The last day of the period, or of the last follow-up begun by then if earlier."""
        last = [span for span in self.follow_ups if span.start <= period.end][-1]
        return period.end if last.end is None else min(last.end, period.end)

    def followed_on(self, day: date) -> bool:
        return any(span.covers(day) for span in self.follow_ups)

    def still_followed(self, period: Period) -> bool:
        """Followed after the period too: an end on its last day is an end of the period."""
        return any(
            span.start <= period.end and (span.end is None or span.end > period.end)
            for span in self.follow_ups
        )

    def days_followed(self, period: Period) -> int:
        return sum(span.days_in(period) for span in self.follow_ups)

    def died_in(self, period: Period) -> bool:
        return any(
            span.reason == "death" and span.end and period.start <= span.end <= period.end
            for span in self.follow_ups
        )

    def term_on(self, day: date) -> tuple[str, str]:
        """Team and funding valid on a day; a blank in a change means unchanged."""
        team = funding = ""
        for effective_on, new_team, new_funding in self.terms:
            if effective_on > day:
                break
            team, funding = new_team or team, new_funding or funding
        return team, funding

    def stay_on(self, day: date) -> StaySpan | None:
        """The stay of a day; two stays share no day but that of a same-day move after a death."""
        index = bisect_right(self.stays, day, key=lambda stay: stay.start)
        for stay in reversed(self.stays[:index]):
            if stay.covers(day):
                return stay
        return None

    @property
    def first_entry(self) -> date | None:
        return self.stays[0].start if self.stays else None

    def days_housed(self, period: Period) -> int:
        """Days of follow-up of the period with a dwelling."""
        days = 0
        for span in self.follow_ups:
            first = max(span.start, period.start)
            last = period.end if span.end is None else min(span.end, period.end)
            for stay in self.stays:
                if common := stay.overlap(first, last):
                    days += (common[1] - common[0]).days + 1
        return days


def join_stays(stays: Iterable[StaySpan]) -> list[StaySpan]:
    """Consecutive stays in the same dwelling made one, when the second starts the day of the
    departure or the day after (a change of lease is not a move), whatever the destination."""
    joined: list[StaySpan] = []
    for stay in sorted(stays, key=lambda stay: (stay.start, stay.end or date.max)):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.dwelling == stay.dwelling
            and last.end is not None
            and last.end <= stay.start <= last.end + DAY
        ):
            joined[-1] = StaySpan(
                last.ids + stay.ids, last.dwelling, last.start, stay.end, stay.destination
            )
        else:
            joined.append(stay)
    return joined


@dataclass(frozen=True, slots=True)
class Move:
    """A change of dwelling of one household: never a change of title."""

    kind: str  # flat_to_flat, reentry, exit
    day: date
    left: int | None
    entered: int | None
    destination: str
    person_ids: tuple[int, ...]
    stay_ids: tuple[int, ...]

    def together_with(self, other: "Move") -> "Move":
        return replace(
            self,
            person_ids=self.person_ids + other.person_ids,
            stay_ids=self.stay_ids + other.stay_ids,
        )


def moves(lives: Iterable[Life], period: Period) -> list[Move]:
    """Moves of followed persons dated in the period; two persons who leave and enter the same
    dwellings the same day make one move, deaths are counted per person."""
    households: dict[tuple[object, ...], Move] = {}
    for life in lives:
        for move in _own_moves(life, period):
            alone = life.id if move.destination == "death" else None
            key = (move.kind, move.day, move.left, move.entered, move.destination, alone)
            other = households.get(key)
            households[key] = move if other is None else other.together_with(move)
    return list(households.values())


def _own_moves(life: Life, period: Period) -> Iterator[Move]:
    """The moves of one person: a re-entry forgets the dwelling left, a departure enters none."""
    previous: StaySpan | None = None
    for stay in life.stays:
        if previous is not None and _moved_in(stay, life, period):
            moved = (stay.start, stay.dwelling, "", (life.id,), stay.ids)
            if previous.destination == "other_dwelling" and previous.dwelling != stay.dwelling:
                yield Move("flat_to_flat", moved[0], previous.dwelling, *moved[1:])
            elif previous.destination in HOMELESS:
                yield Move("reentry", moved[0], None, *moved[1:])
        if stay.end is not None and left_home(stay, life, period):
            yield Move(
                "exit", stay.end, stay.dwelling, None, stay.destination, (life.id,), stay.ids
            )
        previous = stay


def _moved_in(stay: StaySpan, life: Life, period: Period) -> bool:
    return period.start <= stay.start <= period.end and life.followed_on(stay.start)


def left_home(stay: StaySpan, life: Life, period: Period) -> bool:
    """A departure to street, institution or by death, in the period, of a person followed then."""
    return (
        stay.end is not None
        and period.start <= stay.end <= period.end
        and (stay.destination in HOMELESS or stay.destination == "death")
        and life.followed_on(stay.end)
    )


def start_weeks(life: Life, met: Sequence[date], period: Period) -> list[tuple[date, bool]]:
    """The complete weeks among the thirteen that follow the first entry: first day, and whether
    the person was met. A week counts when it is complete before the reference day."""
    if life.first_entry is None:
        return []
    limit, weeks = life.reference_day(period), []
    days = sorted(met)
    for number in range(13):
        first = life.first_entry + 7 * number * DAY
        last = first + 6 * DAY
        if last >= limit:
            break
        weeks.append((first, bisect_right(days, last) > bisect_right(days, first - DAY)))
    return weeks
