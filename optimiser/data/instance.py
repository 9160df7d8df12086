"""The checked, frozen Instance: what every later step reads, free of files and of solvers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from math import fsum
from types import MappingProxyType
from typing import Any

from optimiser.data import rows
from optimiser.data.adjacency import Neighbours, neighbours_by_code
from optimiser.data.choice_rows import Future, System
from optimiser.data.columns import Form
from optimiser.data.distance import LatitudeLongitude
from optimiser.data.existing import is_bound, locks_by_municipality, tasks_there
from optimiser.data.figures_of_contacts import (
    employees_today,
    figures_of,
    lengths_of_contacts,
    mean_minutes_by_names,
    mean_minutes_of_pooled,
    unit_costs_today,
)
from optimiser.data.findings import AnyPath, Finding
from optimiser.data.overrides import Override
from optimiser.data.own_rows import Existing, OwnFigure
from optimiser.data.settings import Settings
from optimiser.data.tables import Tables, from_most_specific
from optimiser.data.wishes import Refusals, least_volumes, refusals_of
from optimiser.data.years import InstanceByYear, budgets_of, first_years_of, has_begun, planned_years

FREE_STRUCTURE = "free"
"""The one structure in which a municipality may be a member of several groups."""
NO_STRUCTURE = "none"
"""No virtual centres at all."""
TaskKey = tuple[str, str]
"""(code of the municipality, task)."""


@dataclass(frozen=True)
class Today:
    """What answering all contacts as today costs (kr. a year), and how many they are (contacts a year)."""

    kr: float
    contacts: float


@dataclass(frozen=True)
class Instance:
    """A checked instance, with its scenario applied.

    `sha256` is the hash of the data after every change, whatever file format they came in;
    `changes` lists what a system, a scenario or `--set` changed, in words. `system` is the name that was
    chosen to be run, of a system or of a structure; the structure in use where none was. `remarks` are the
    warnings that were found when it was read. `before_changes` is what answering as today came to without them,
    where they make that another.
    """

    settings: Settings
    tables: Tables
    sha256: str
    changes: tuple[str, ...] = ()
    system: str = ""
    remarks: tuple[Finding, ...] = field(default=(), compare=False)
    before_changes: Today | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """An instance of which nothing was chosen is called by its structure."""
        if not self.system:
            object.__setattr__(self, "system", self.settings.structure)

    def with_changes(
        self,
        changes: Mapping[str, object] | None = None,
        *,
        structure: str | None = None,
        scenarios: Sequence[AnyPath] = (),
        overrides: Sequence[Override] = (),
    ) -> "Instance":
        """Return the instance with more changes, checked; this one stays as it is.

        Made in the order of `read`: scenarios, the structure, `changes`, `overrides`; the last counts. What the
        instance was changed by before stays, also where another system is chosen.

        Parameters
        ----------
        changes
            Values by dotted name, in the unit of the column or entry: `{"policy.max_entry_points": 1,
            "centres.virtual.cost_factor": 1.1, "volumes.*.contacts": "x1.2"}`. None takes a value away.
        structure
            A structure, or a system with its changes.
        scenarios
            Scenario files.
        overrides
            Single changes as those of `read`: `without("København sells")`, `lock("Hjørring own L1-6")`.

        Returns
        -------
        Instance
            Its `sha256` is that of the same data written and read; `changes` has the new ones after the old.

        Raises
        ------
        InvalidInputError
            With every finding, where a change or what it makes is wrong.
        """
        # imported here: reading makes instances, and a changed one is made as if it were read
        from optimiser.data.read import change_instance
        from optimiser.data.scenario import list_changes

        return change_instance(self, list_changes(scenarios, structure, changes or {}, overrides))

    def __getstate__(self) -> dict[str, Any]:
        """What goes to another process: the fields. What is made from them there again cannot be pickled."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that are planned, ascending: the instance's own where it is no roadmap."""
        return planned_years(self)

    @property
    def is_roadmap(self) -> bool:
        """True where a path over years is planned, not one year."""
        return bool(self.tables.years)

    def in_year(self, year: int) -> "Instance":
        """Return the instance of one year: its volumes, its changes, and no years any more.

        An instance of one year is that of its own. Raises ValueError for a year that is not planned.
        """
        return self.by_year[year]

    @cached_property
    def by_year(self) -> InstanceByYear:
        """The years as instances by themselves; each is made when it is first asked for."""
        return InstanceByYear(self)

    @cached_property
    def budgets_kr(self) -> Mapping[int, float]:
        """The most that all municipalities together invest in a year, in kr., by year; only where there is a limit."""
        return MappingProxyType(budgets_of(self))

    @cached_property
    def municipal_budgets_kr(self) -> Mapping[tuple[int, str], float]:
        """The most that a municipality invests in a year, in kr., by (year, municipality); only where given."""
        return MappingProxyType({(row.year, row.municipality): row.amount_kr for row in self.tables.municipal_budgets})

    @cached_property
    def first_years(self) -> Mapping[tuple[Form, str], int]:
        """The first year of a form at a task by (form, task); only where there is one."""
        return MappingProxyType(first_years_of(self))

    def is_too_early(self, form: Form, task: str) -> bool:
        """Return True where a form may not answer a task yet in the instance's year."""
        return self.settings.year < self.first_years.get((form, task), self.settings.year)

    @property
    def has_begun(self) -> bool:
        """False where nothing moves yet in the instance's year: all is answered where it is today."""
        return has_begun(self)

    @cached_property
    def municipalities(self) -> Mapping[str, rows.Municipality]:
        """Municipalities by code."""
        return MappingProxyType({row.code: row for row in self.tables.municipalities})

    @cached_property
    def tasks(self) -> Mapping[str, rows.Task]:
        """Tasks by name, in order of level."""
        ordered = sorted(self.tables.tasks, key=lambda row: (row.level, row.task))
        return MappingProxyType({row.task: row for row in ordered})

    @cached_property
    def contacts(self) -> Mapping[tuple[str, str], float]:
        """Contacts a year by (municipality, task), in the instance's own year; only where there are any."""
        return MappingProxyType(
            {
                (row.municipality, row.task): row.contacts
                for row in self.tables.volumes
                if row.contacts > 0 and row.year in (None, self.settings.year)
            }
        )

    @cached_property
    def pooled_contacts(self) -> Mapping[tuple[str, str], float]:
        """Pooled volume by (municipality, task): contacts times their length and the task's pooling weight."""
        lengths = self.contact_length
        return MappingProxyType(
            {
                key: contacts * lengths[key] * self.tasks[key[1]].pooling_weight
                for key, contacts in self.contacts.items()
            }
        )

    @cached_property
    def today_unit_kr(self) -> Mapping[TaskKey, float]:
        """What a contact costs as answered today by (municipality, task), in kr.: for whatever costs as today."""
        return MappingProxyType(unit_costs_today(self))

    @cached_property
    def contact_length(self) -> Mapping[TaskKey, float]:
        """How much a contact counts in a volume by (municipality, task): 1, or its length where cost follows that.

        Its length is its handling time over the mean of all contacts.
        """
        return MappingProxyType(lengths_of_contacts(self))

    @property
    def mean_handling_minutes(self) -> float:
        """Mean handling time of a contact of a pooled volume; of any contact where none is pooled, in minutes."""
        return mean_minutes_of_pooled(self)

    @cached_property
    def mean_minutes(self) -> Mapping[tuple[str | None, ...], float]:
        """Mean handling time of the contacts that a row of `own_figures` can speak of, by what it names (minutes)."""
        return MappingProxyType(mean_minutes_by_names(self))

    @cached_property
    def handling_minutes(self) -> Mapping[TaskKey, float]:
        """Mean handling time of a contact by (municipality, task), in minutes."""
        return MappingProxyType(figures_of(self, "handling_minutes", lambda task: self.tasks[task].handling_minutes))

    @cached_property
    def today_fte(self) -> Mapping[TaskKey, float]:
        """Full-time employees who answer today by (municipality, task): as `own_figures` says, or by handling time.

        What is said of all of a municipality's contacts is, less what is said of some, that of the others together.
        """
        return MappingProxyType(employees_today(self))

    @cached_property
    def handling_fte(self) -> Mapping[TaskKey, float]:
        """Full-time employees that handling a contact a year takes by (municipality, task), without any wait."""
        hours = self.settings.economy.net_hours_per_fte
        return MappingProxyType({key: minutes / 60 / hours for key, minutes in self.handling_minutes.items()})

    @cached_property
    def known_fte(self) -> frozenset[TaskKey]:
        """The (municipality, task) whose employees today `own_figures` says, by themselves or among all."""
        said = {names for names, row in self.own_figures.items() if row.today_fte is not None}
        return frozenset(key for key in self.contacts if not said.isdisjoint((key, (key[0], None))))

    def own_figure(self, key: TaskKey, column: str) -> OwnFigure | None:
        """The row of `own_figures` that says what a column is for a municipality and a task; None where none does."""
        fitting = (self.own_figures[names] for names in from_most_specific(*key) if names in self.own_figures)
        return next((row for row in fitting if getattr(row, column) is not None), None)

    @cached_property
    def own_figures(self) -> Mapping[tuple[str | None, ...], OwnFigure]:
        """The rows of own figures by what they name: municipality and task, None where a row is blank."""
        return {(row.municipality, row.task): row for row in self.tables.own_figures}

    @cached_property
    def centre_rows(self) -> Mapping[str, rows.Centre]:
        """Every centre by name, whether the structure in use has a part for it or not."""
        return MappingProxyType({row.centre: row for row in self.tables.centres})

    @cached_property
    def centres(self) -> Mapping[str, rows.Centre]:
        """Centres that can be used under the structure: local, external, and its virtual ones.

        An own centre that is wished to be no smaller than so and so has that as its minimum, if it is more.
        """
        groups = {group for groups in self.groups_of.values() for group in groups}
        usable = {row.centre: row for row in self.tables.centres if row.kind != "virtual" or row.centre in groups}
        for centre, least in least_volumes(self).items():
            if least > usable[centre].min_volume:
                usable[centre] = usable[centre].model_copy(update={"min_volume": least})
        return MappingProxyType(usable)

    @cached_property
    def own_centre(self) -> Mapping[str, str]:
        """The local centre of each municipality that can have one."""
        return MappingProxyType(
            {row.seat: row.centre for row in self.tables.centres if row.kind == "local" and row.seat}
        )

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[str, ...]]:
        """The virtual centres each municipality may join under the structure in use."""
        groups: dict[str, list[str]] = defaultdict(list)
        for row in self.tables.structures:
            if row.structure == self.settings.structure:
                groups[row.municipality].append(row.group)
        return MappingProxyType({code: tuple(names) for code, names in groups.items()})

    @cached_property
    def neighbours_of(self) -> Neighbours:
        """The codes of the municipalities adjacent to each, by land, bridge or ferry, by code."""
        pairs = (row.pair for row in self.tables.neighbours)
        return MappingProxyType(neighbours_by_code(self.municipalities, pairs))

    @cached_property
    def tasks_of(self) -> Mapping[str, tuple[str, ...]]:
        """Each municipality's portfolio: the tasks it has contacts at, in order of level."""
        return MappingProxyType(
            {code: tuple(task for task in self.tasks if (code, task) in self.contacts) for code in self.municipalities}
        )

    @cached_property
    def contacts_of(self) -> Mapping[str, float]:
        """All contacts a year of each municipality."""
        return MappingProxyType(
            {code: sum(self.contacts[code, task] for task in tasks) for code, tasks in self.tasks_of.items()}
        )

    def today_of_kr(self, municipality: str) -> float:
        """What a municipality's contacts cost as answered today, in kr. a year."""
        keys = ((municipality, task) for task in self.tasks_of[municipality])
        return sum(self.contacts[key] * self.today_unit_kr[key] for key in keys)

    @cached_property
    def extra_kr(self) -> Mapping[tuple[Form, str], float]:
        """Extra cost of a contact by (form, task), in kr.; no row means none."""
        return MappingProxyType({(row.form, row.task): row.extra_kr for row in self.tables.task_costs})

    @cached_property
    def kpi_values(self) -> Mapping[tuple[str, Form, str], float]:
        """Value of a KPI by (kpi, form, task), in the KPI's unit; where a form has none, it is not measured."""
        rows_of_all = [row for row in self.tables.kpi_values if row.task is None]
        values = {(row.kpi, row.form, task): row.value for row in rows_of_all for task in self.tasks}
        rows_of_one = {(row.kpi, row.form, row.task): row.value for row in self.tables.kpi_values if row.task}
        return MappingProxyType(values | rows_of_one)

    @cached_property
    def arrivals(self) -> Mapping[int, float]:
        """Share of a week's contacts by half hour, counted from Monday 00:00; nothing where no row says when."""
        return MappingProxyType({row.slot: row.share for row in self.tables.arrival_profile})

    @cached_property
    def laws(self) -> tuple[rows.LegalRule, ...]:
        """The legal rules in force in the instance's year."""
        return tuple(row for row in self.tables.legal if row.in_force(self.settings.year))

    @cached_property
    def locks_of(self) -> Mapping[str, tuple[rows.Lock, ...]]:
        """The locks in force that speak of each municipality: those that name it, and those that name none.

        Contracts that bind are among them.
        """
        return MappingProxyType(locks_by_municipality(self))

    @cached_property
    def existing(self) -> tuple[Existing, ...]:
        """What is said of municipalities that a centre answers already, where they have such contacts."""
        return tuple(row for row in self.tables.existing if tasks_there(self, row))

    @cached_property
    def contracts(self) -> tuple[Existing, ...]:
        """The contracts that bind in the instance's year."""
        return tuple(row for row in self.existing if is_bound(self, row))

    @cached_property
    def answered_already(self) -> Mapping[TaskKey, Existing]:
        """By (municipality, task), the row that says at which centre it is answered already."""
        return MappingProxyType(
            {(row.municipality, task): row for row in self.existing for task in tasks_there(self, row)}
        )

    @cached_property
    def wishes(self) -> tuple[rows.Wish, ...]:
        """The wishes in force."""
        return tuple(row for row in self.tables.wishes if row.active)

    @cached_property
    def refused_by_wishes(self) -> Refusals:
        """What the wishes in force refuse: by municipality and centre, each wish with its tasks."""
        return MappingProxyType(refusals_of(self))

    @cached_property
    def points(self) -> Mapping[str, LatitudeLongitude]:
        """A point inside each municipality of which one is known, by code."""
        found = ((row.code, row.lat, row.lon) for row in self.tables.municipalities)
        return MappingProxyType({code: (lat, lon) for code, lat, lon in found if lat is not None and lon is not None})

    @cached_property
    def systems(self) -> Mapping[str, System]:
        """The systems by name."""
        return MappingProxyType({row.system: row for row in self.tables.systems})

    @cached_property
    def futures(self) -> Mapping[str, Future]:
        """The futures by name."""
        return MappingProxyType({row.future: row for row in self.tables.futures})

    @property
    def structures(self) -> tuple[str, ...]:
        """Names that can be chosen to be run: structures, systems, and none."""
        partitions = {row.structure for row in self.tables.structures}
        return tuple(sorted(partitions | self.systems.keys() | {NO_STRUCTURE}))

    @property
    def today(self) -> Today:
        """What answering all contacts as today comes to."""
        return Today(self.today_kr, fsum(self.contacts.values()))

    @property
    def mean_today_unit_kr(self) -> float:
        """What a contact costs as answered today, mean over all contacts, in kr."""
        return self.today_kr / sum(self.contacts.values())

    @cached_property
    def today_kr(self) -> float:
        """What all contacts cost as answered today, in kr. a year."""
        return sum(contacts * self.today_unit_kr[key] for key, contacts in self.contacts.items())
