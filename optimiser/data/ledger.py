"""What each change did to a draft, and what of it holds when all have been made."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from optimiser.data.cells import as_text
from optimiser.data.findings import Finding
from optimiser.data.records import Record
from optimiser.data.scenario import Change


@dataclass(frozen=True)
class Entry:
    """That the change of a number put a value into a cell; `anew` where it did not look at what was there."""

    number: int
    value: Any
    anew: bool


@dataclass
class Ledger:
    """The changes in the order in which they were made, and who wrote into each cell of the records."""

    made: list[Change] = field(default_factory=list)
    written: dict[tuple[int, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def enter(self, change: Change) -> int:
        """Note that a change is made; its number."""
        self.made.append(change)
        return len(self.made) - 1

    def write(self, number: int, record: Record, column: str, value: Any, *, anew: bool) -> None:
        """Note what it wrote into a cell; the record is known by its identity."""
        self.written[id(record), column].append(Entry(number, value, anew))

    def holds(self, number: int) -> bool:
        """True when something that a change wrote stands in the end."""
        return self._undone[number].total() < self._cells[number]

    def remarks(self) -> Iterator[Finding]:
        """What does not hold in the end, told where it was written: by whom it was undone, and in how many values.

        A narrower change that makes an exception to a broader one before it undoes nothing.
        """
        for number, change in enumerate(self.made):
            cells = self._cells[number]
            if not cells:
                yield _remark(
                    change, "changes nothing: there is no value that it could multiply", "write the value itself"
                )
            for later, undone in self._undone[number].items():
                if self._cells[later] >= cells or not self.holds(number):
                    part = "" if undone == cells else f" in {undone} of {cells} values"
                    by = f"{self.made[later].parameter} = {as_text(self.made[later].value) or 'none'}"
                    rule = f"does not count{part}: {by} ({self.made[later].place}) comes after it"
                    yield _remark(change, rule, "leave one of the two out")

    @cached_property
    def _cells(self) -> Counter[int]:
        """In how many cells each change wrote."""
        return Counter(number for entries in self.written.values() for number in {entry.number for entry in entries})

    @cached_property
    def _undone(self) -> dict[int, Counter[int]]:
        """By change, in how many cells another value stands in the end than it put there, by the change that put it."""
        found: dict[int, Counter[int]] = {number: Counter() for number in range(len(self.made))}
        for entries in self.written.values():
            for at, entry in enumerate(entries):
                last = next((one for one in reversed(entries[at + 1 :]) if one.anew), None)
                if last and last.number != entry.number and last.value != entry.value:
                    found[entry.number][last.number] += 1
        return found


def _remark(change: Change, rule: str, remedy: str) -> Finding:
    return Finding(change.place, change.row, change.parameter, as_text(change.value), rule, remedy, "warning")
