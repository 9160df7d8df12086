"""What a contact costs today, how long it takes and how much of it is pooled, from the rows of the instance alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from optimiser.data.instance import Instance
from optimiser.data.own_rows import OwnFigure

Key = tuple[str, str]
"""Code of a municipality, and a task."""
Names = tuple[str | None, str | None]
"""The same of a row; None where it names none."""


@dataclass(frozen=True)
class OwnFigures:
    """The figures of each municipality and task that has contacts.

    A row about the municipality's own task counts before one about the municipality, and that before one about the task
    everywhere; a blank cell leaves the word to the next of them. Where cost follows minutes, what a row says of today's
    cost is of a contact as long as the mean of those it speaks of, and others cost in proportion to their length.
    """

    instance: Instance

    @cached_property
    def today_kr(self) -> Mapping[Key, float]:
        """Kr. of a contact as answered today."""
        usual_kr = self.instance.settings.economy.today_unit_cost_kr
        return {key: self._price(key, usual_kr) for key in self._keys}

    def _price(self, key: Key, usual_kr: float) -> float:
        """What the first row says that says anything, of a contact of its mean length where cost follows minutes."""
        said = [(row.today_unit_cost_kr, (row.municipality, row.task)) for row in self._rows(key)]
        price_kr, about = next(((kr, names) for kr, names in said if kr is not None), (usual_kr, (None, None)))
        return price_kr * self.minutes[key] / self._mean(about) if self._by_length else price_kr

    @cached_property
    def minutes(self) -> Mapping[Key, float]:
        """Mean handling time of a contact."""
        usual, found = {row.task: row.handling_minutes for row in self.instance.tables.tasks}, {}
        for key in self._keys:
            said = [row.handling_minutes for row in self._rows(key) if row.handling_minutes is not None]
            found[key] = said[0] if said else usual[key[1]]
        return found

    @cached_property
    def pooled(self) -> Mapping[Key, float]:
        """Contacts a year, as far as their cost follows the size of a centre; of mean length where that counts."""
        weights = {row.task: row.pooling_weight for row in self.instance.tables.tasks}
        share = {key: self.minutes[key] / self._mean((None, None)) if self._by_length else 1.0 for key in self._keys}
        return {key: contacts * share[key] * weights[key[1]] for key, contacts in self.instance.contacts.items()}

    @cached_property
    def pooled_minutes(self) -> float:
        """Mean handling time of what is counted in a pooled volume; of all contacts where nothing is."""
        if self._by_length or not any(self.pooled.values()):
            return self._mean((None, None))
        return sum(count * self.minutes[key] for key, count in self.pooled.items()) / sum(self.pooled.values())

    @cached_property
    def staff(self) -> Mapping[Key, float]:
        """Full-time employees who answer today: as rows say of a task, a part of what they say of all, or its work."""
        hours = self.instance.settings.economy.net_hours_per_fte
        found = {key: count * self.minutes[key] / 60 / hours for key, count in self.instance.contacts.items()}
        own = {key: self._said[key].today_fte for key in self._keys if key in self._said}
        rest: dict[str, tuple[float, float]] = {}
        for (code, task), work in found.items():
            total = self._said[code, None].today_fte if (code, None) in self._said else None
            if total is not None and own.get((code, task)) is None:
                left, done = rest.get(code, (total, 0.0))
                rest[code] = (left, done + work)
        for (code, _), fte in own.items():
            if fte is not None and code in rest:
                left, done = rest[code]
                rest[code] = (left - fte, done)
        scale = {code: max(0.0, left) / done for code, (left, done) in rest.items()}
        return {
            key: said if (said := own.get(key)) is not None else work * scale.get(key[0], 1.0)
            for key, work in found.items()
        }

    def is_staff_said(self, key: Key) -> bool:
        """Whether a row says how many answer a task today, by itself or with all."""
        return any(self._said[some].today_fte is not None for some in (key, (key[0], None)) if some in self._said)

    @property
    def _by_length(self) -> bool:
        return self.instance.settings.economy.cost_follows_minutes

    def _mean(self, names: Names) -> float:
        """Mean handling time of the contacts of a municipality, of a task, of both, or of all."""
        contacts, minutes = self._sums[names]
        return minutes / contacts

    @cached_property
    def _sums(self) -> Mapping[Names, tuple[float, float]]:
        """Contacts, and minutes of handling them, of all that some names fit."""
        found: dict[Names, tuple[float, float]] = {}
        for (code, task), count in self.instance.contacts.items():
            for names in ((code, task), (code, None), (None, task), (None, None)):
                contacts, minutes = found.get(names, (0.0, 0.0))
                found[names] = (contacts + count, minutes + count * self.minutes[code, task])
        return found

    @property
    def _keys(self) -> tuple[Key, ...]:
        return tuple(self.instance.contacts)

    @cached_property
    def _said(self) -> Mapping[Names, OwnFigure]:
        return {(row.municipality, row.task): row for row in self.instance.tables.own_figures}

    def _rows(self, key: Key) -> list[OwnFigure]:
        code, task = key
        return [self._said[some] for some in ((code, task), (code, None), (None, task)) if some in self._said]
