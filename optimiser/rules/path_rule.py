"""What a rule that links years is, in one object, as `rule.py` has it of a rule of one year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from optimiser.data.instance import Instance
from optimiser.rules.rule import Requirement, Slack, Text

if TYPE_CHECKING:
    from optimiser.model.roadmap import RoadmapFormulation
    from optimiser.planning.roadmap import Item, RoadmapPlan


class YearSlack(NamedTuple):
    """What a path has to spare in a year at one limit of a rule."""

    year: int
    slack: Slack


class PathRule:
    """One rule that links years.

    The docstring of a rule holds its name in bold, what it demands in a sentence, and the formula with its units.
    """

    name: str
    """As users see it in files and messages."""
    words: Text
    """The name as people say it."""
    declared_in: tuple[str, ...] = ()
    """The settings and columns that it comes from, as dotted names."""
    phrases: Mapping[str, Text] = {}
    """The sentences in which what it requires is told, by name."""

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        """Return what the rule requires over the years of an instance, as far as a change of it can take it away."""
        yield from ()

    def constrain(self, f: RoadmapFormulation) -> None:
        """Add the rule's rows to a model of all years."""
        raise NotImplementedError

    def slacks(self, path: RoadmapPlan) -> Iterator[YearSlack]:
        """Return what a path has to spare at each limit of the rule."""
        raise NotImplementedError

    def limits(self, f: RoadmapFormulation, year: int, item: Item) -> bool:
        """Return whether the rule limits what is begun in a year, and an item counts in it."""
        return False

    def allows(self, path: RoadmapPlan) -> bool:
        """Return True where no limit of the rule is passed."""
        return not any(slack.broken for _, slack in self.slacks(path))
