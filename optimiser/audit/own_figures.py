"""What a contact costs today, how long it takes and how much of it is pooled, from the rows of the instance alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from optimiser.data.instance import Instance
from optimiser.data.own_rows import OwnFigure

Key = tuple[str, str]
"""Code of a municipality, and a task."""


@dataclass(frozen=True)
class OwnFigures:
    """The figures of each municipality and task that has contacts.

    A row about the municipality's own task counts before one about the municipality, and that before one about the task
    everywhere; a blank cell leaves the word to the next of them.
    """

    instance: Instance

    @cached_property
    def today_kr(self) -> Mapping[Key, float]:
        """Kr. of a contact as answered today."""
        usual_kr = self.instance.settings.economy.today_unit_cost_kr
        return {key: self._first([row.today_unit_cost_kr for row in self._rows(key)], usual_kr) for key in self._keys}

    @cached_property
    def minutes(self) -> Mapping[Key, float]:
        """Mean handling time of a contact."""
        usual = {row.task: row.handling_minutes for row in self.instance.tables.tasks}
        return {
            key: self._first([row.handling_minutes for row in self._rows(key)], usual[key[1]]) for key in self._keys
        }

    @cached_property
    def pooled(self) -> Mapping[Key, float]:
        """Contacts a year, as far as their cost follows the size of a centre."""
        weights = {row.task: row.pooling_weight for row in self.instance.tables.tasks}
        return {key: contacts * weights[key[1]] for key, contacts in self.instance.contacts.items()}

    @property
    def _keys(self) -> tuple[Key, ...]:
        return tuple(self.instance.contacts)

    @cached_property
    def _said(self) -> Mapping[tuple[str | None, str | None], OwnFigure]:
        return {(row.municipality, row.task): row for row in self.instance.tables.own_figures}

    def _rows(self, key: Key) -> list[OwnFigure]:
        code, task = key
        return [self._said[some] for some in ((code, task), (code, None), (None, task)) if some in self._said]

    def _first(self, values: list[float | None], otherwise: float) -> float:
        return next((value for value in values if value is not None), otherwise)
