"""One repetition of the organisation: what makes its codes, dates and draws its own."""

from dataclasses import dataclass
from datetime import date
from random import Random

from filrouge.demo import days


@dataclass(frozen=True)
class Repetition:
    """The year, the seed and the place of one repetition; the first one is number 0.

    A scaled workbook holds several: people, files and free texts are told apart by a suffix,
    public bodies, calendars and typed figures are there once.
    """

    year: int
    seed: int
    number: int = 0

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    def rng(self, *subject: object) -> Random:
        """Random stream of one subject of this repetition."""
        return days.stream(self.seed, "others", self.number, *subject)

    def code(self, text: str) -> str:
        """A code in letters: the first repetition keeps it as it is."""
        return f"{text}{self.number}" if self.number else text

    def key(self, text: str) -> str:
        """A code that ends with digits: the number of a later repetition follows a dash."""
        return f"{text}-{self.number}" if self.number else text

    def label(self, text: str) -> str:
        """A free text that must not be there twice."""
        return f"{text} ({self.number + 1})" if self.number else text

    def on(self, when: list[int]) -> date | None:
        """A typed `[years from the reporting year, month, day]`; None for an empty list."""
        if not when:
            return None
        offset, month, day = when
        return date(self.year + offset, month, day)

    def day(self, offset: int, month: int, day: int) -> date:
        return date(self.year + offset, month, day)


def repetitions(year: int, seed: int, scale: int) -> list[Repetition]:
    """Raises ValueError for a scale below 1."""
    if scale < 1:
        raise ValueError("scale must be 1 or more")
    return [Repetition(year, seed, number) for number in range(scale)]
