"""What `instance.toml` holds: its sections, and their entries with dotted names."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import Field
from pydantic.fields import FieldInfo

from optimiser.data.allocation_names import BY_LOAD, AllocationName
from optimiser.data.columns import (
    MOST,
    USUAL_AMOUNT,
    Form,
    FormList,
    Levels,
    Nature,
    Part,
    Shares,
    Usual,
    declare_column,
    declare_year,
    nature_of_column,
)
from optimiser.data.service_settings import Curve as Curve
from optimiser.data.service_settings import Section as Section
from optimiser.data.service_settings import Service as Service

# ---- The instance's name, its economy, the policy, solver options ---------------------------------


Language = Literal["da", "en"]
ALL_LEVELS = tuple(range(1, 10))


class Economy(Section):
    """Prices and rates that hold for the whole instance."""

    today_unit_cost_kr: float = declare_column(
        "cost of a contact as answered today, where no row of own_figures says it",
        short="cost of a contact today",
        unit="kr./contact",
        gt=0,
        le=MOST["kr./contact"],
    )
    cost_follows_minutes: bool = declare_column(
        "what a contact costs today, and how much it counts in a pooled volume, follow its handling time: "
        "a figure of today's cost that names no task, or no municipality, is then the mean of the contacts it speaks "
        "of, and volumes count contacts of mean length",
        short="cost follows handling time",
        nature="method",
        default=False,
    )
    discount_rate: float = declare_column(
        "real discount rate a year",
        unit="share a year",
        usual=Usual(0, 0.2, "of 1 a year", "percent: 4 % is 0.04"),
        ge=0,
        lt=1,
        smallest=0.0,
    )
    horizon_years: int = declare_column(
        "years over which the net present value is counted, and over which ending what exists is paid",
        short="years of the present value",
        unit="years",
        nature="method",
        gt=0,
        le=100,
    )
    net_hours_per_fte: float = declare_column(
        "net productive hours of a full-time employee a year",
        short="productive hours of an employee a year",
        usual=Usual(800, 2200, "hours a year", "hours a week, days or weeks"),
        gt=0,
        le=8784,
    )
    agent_cost_kr: float = declare_column(
        "yearly cost of a full-time agent: the cost curve is checked against it, and "
        "service.cost_at_least_staffing counts with it",
        short="yearly cost of an agent",
        unit="kr./year",
        gt=0,
        le=1e9,
    )


class EligibleLevels(Section):
    """The levels each form may answer, as a choice of policy; the law may narrow it further."""

    nature: ClassVar[Nature] = "decision"
    unchanged: Levels = declare_column(
        "levels that may stay as today, in the departments", short="levels that may stay as today", default=(7, 8, 9)
    )
    local: Levels = Field(default=ALL_LEVELS, description="levels an own centre may answer")
    purchased: Levels = declare_column(
        "levels that may be bought from a municipality", short="levels that may be bought", default=ALL_LEVELS
    )
    regional: Levels = Field(default=ALL_LEVELS, description="levels a virtual centre may answer")
    external: Levels = Field(default=(3,), description="levels an external centre may answer")

    def levels_of(self, form: Form) -> tuple[int, ...]:
        """The levels `form` may answer."""
        levels: tuple[int, ...] = getattr(self, form)
        return levels


class Mandate(Section):
    """The levels at `levels` must be answered in one of `forms`."""

    nature: ClassVar[Nature] = "decision"
    levels: Levels = Field(description="levels the mandate covers")
    forms: FormList = Field(description="forms in which they must be answered")


class Policy(Section):
    """The rules a strategist sets; a value left out switches its rule off."""

    nature: ClassVar[Nature] = "decision"
    max_entry_points: int = declare_column(
        "maximum number of places that answer a municipality's citizens",
        short="most entry points of a municipality",
        ge=1,
        le=10,
    )
    levels: EligibleLevels = Field(default_factory=EligibleLevels)
    mandatory: tuple[Mandate, ...] = ()
    nested_depth: bool = declare_column(
        "only the lowest levels may be shared: 1 to some d", short="easy tasks are shared first", default=False
    )
    max_hosts: int | None = declare_column(
        "maximum number of municipalities that sell",
        short="most municipalities that sell",
        default=None,
        ge=0,
        le=100_000,
        part=Part(of_all=True),
    )
    max_virtual_centres: int | None = declare_column(
        "maximum number of virtual centres that open",
        short="most virtual centres",
        default=None,
        ge=0,
        le=100_000,
        part=Part(of_all=True),
    )
    investment_budget_kr: float | None = declare_column(
        "maximum total investment",
        unit="kr.",
        usual=USUAL_AMOUNT,
        default=None,
        ge=0,
        le=MOST["kr."],
        part=Part(of_all=True),
    )
    min_local_share: float | None = declare_column(
        "minimum share of a municipality's contacts answered at home",
        short="least share of contacts at home",
        unit="share",
        default=None,
        ge=0,
        le=1,
    )
    no_municipality_worse_off: bool = declare_column(
        "no municipality's share of costs may exceed what it pays today",
        short="no municipality pays more",
        default=False,
    )
    allocation: AllocationName = declare_column(
        "rule by which the plan's cost is divided among municipalities",
        short="how the cost is divided",
        default=BY_LOAD,
    )
    purchase_price_kr: float | None = declare_column(
        "price at which a purchase is valued under a legal cap",
        short="price of a purchase under the law",
        unit="kr./contact",
        default=None,
        gt=0,
        le=MOST["kr./contact"],
    )


class Roadmap(Section):
    """What holds of a path over years; without rows in the table years nothing of it is used."""

    nature: ClassVar[Nature] = "decision"
    transition_loss: float = declare_column(
        "share of the productivity lost at a task while it moves",
        short="productivity lost while moving",
        nature="fact",
        default=0.0,
        ge=0,
        le=1,
    )
    transition_months: float = declare_column(
        "months in the year of a move in which the productivity is lost",
        short="months of lost productivity",
        nature="fact",
        default=0.0,
        ge=0,
        le=12,
    )
    start_year: int | None = declare_year(
        "first year in which anything moves; if not given, the first year",
        short="first year of moves",
        default=None,
    )
    contract_years: int | None = declare_column(
        "years for which a purchase is kept at least, and after which it may end; if not given, it never ends",
        short="years of a purchase",
        default=None,
        ge=1,
        le=100,
    )
    undoing_kr: float | None = declare_column(
        "price of undoing what the path has begun, once, by the contacts of the task; if not given, nothing is undone",
        short="price of undoing what was begun",
        unit="kr./contact",
        default=None,
        ge=0,
        le=MOST["kr./contact"],
    )
    minimum_ramp: Shares = declare_column(
        "share of its minimum volume that a new centre must have in its first year, second, ...",
        short="volume of new centres by year",
        default=(),
    )
    year_by_year: bool = declare_column(
        "each year is decided as if it stayed, without looking ahead; if not, all years are planned together",
        short="each year is decided by itself",
        nature="method",
        default=False,
    )


class SolverOptions(Section):
    """What can be asked of a solve: every option with its name, default, limits and meaning, here and nowhere else.

    An option that is not set is left to the instance that is solved: to the section `[solver]` of its settings.

    Parameters
    ----------
    gap
        Relative gap at which a plan counts as optimal (share).
    time_limit_seconds
        Longest time for one solve (seconds).
    threads
        Processor cores for one solve.
    seed
        Random seed of the solver.
    memory_gb
        Most memory that one solve may take (GB), as it is estimated before a model is built; None for any.

    nearest_host
        Whether, of plans that are equal within the gap, one is taken in which buyers have near hosts.

    Raises
    ------
    pydantic.ValidationError
        A value is out of range; a ValueError that names each.
    """

    nature: ClassVar[Nature] = "method"
    gap: float = declare_column(
        "relative gap at which a plan counts as optimal, below 1; e.g. 1e-4 for 0.01 %",
        short="gap asked for",
        unit="share",
        default=1e-4,
        ge=0,
        lt=1,
        smallest=0.0,
    )
    time_limit_seconds: float = declare_column(
        "longest time for one solve", unit="seconds", default=600.0, ge=1e-3, le=1e8
    )
    threads: int = Field(default=1, ge=1, le=256, description="processor cores for one solve")
    seed: int = Field(default=1, ge=0, le=2**31 - 1, description="random seed of the solver")
    memory_gb: float | None = declare_column(
        "maximum memory one solve may take (GB), as estimated before a model is built; if not given, there is no limit",
        short="most memory for one solve",
        unit="GB",
        default=None,
        ge=1e-3,
        le=1e6,
    )
    nearest_host: bool = declare_column(
        "of plans equal within the gap, take one with near hosts", short="near hosts are preferred", default=True
    )

    def laid_over(self, defaults: "SolverOptions") -> "SolverOptions":
        """Return the options that are set here, and those of `defaults` where they are not."""
        return defaults.model_copy(update=self.model_dump(exclude_unset=True))


class Settings(Section):
    """All of instance.toml."""

    schema_version: int = declare_column(
        "version of the instance format; 1 is the only one so far", short="version of the format", ge=1, le=1
    )
    name: str = Field(min_length=1, description="name of the instance")
    title_da: str = Field(default="", description="title in Danish")
    title_en: str = Field(default="", description="title in English")
    year: int = declare_year("target year")
    price_level: int = declare_year("year of the prices")
    currency: str = Field(default="DKK", description="currency of all amounts")
    language: Language = declare_column(
        "language of reports, unless another is asked for", short="language of reports", default="en"
    )
    structure: str = declare_column(
        "structure in use; none means no virtual centres",
        short="structure",
        names=True,
        nature="decision",
        default="none",
        part=Part(chosen_from="structures.structure"),
    )
    economy: Economy
    policy: Policy
    curve: Curve = Field(default_factory=Curve)
    service: Service = Field(default_factory=Service)
    roadmap: Roadmap = Field(default_factory=Roadmap)
    solver: SolverOptions = Field(default_factory=SolverOptions)


# ---- The settings as entries with dotted names ----------------------------------------------------

# The one notation of sheets, scenarios and findings.
#
# A table of a list is numbered from one: `policy.mandatory.1.levels`.


_NUMBERED = re.compile(r"\.[1-9]\d{0,3}(?=\.)", re.ASCII)


@cache
def declared_entries() -> Mapping[str, FieldInfo]:
    """Every entry of the settings by its dotted name; `*` stands for the number of a listed table."""
    return {name: field for name, field, _ in _walk_section(Settings, "")}


def _walk_section(section: type[Section], prefix: str) -> Iterator[tuple[str, FieldInfo, type[Section]]]:
    """Each entry with its dotted name, and the section that declares it."""
    for name, field in section.model_fields.items():
        inner = _section_of(field.annotation)
        if inner is None:
            yield prefix + name, field, section
        else:
            listed = "*." if get_origin(field.annotation) is tuple else ""
            yield from _walk_section(inner, f"{prefix}{name}.{listed}")


def _section_of(annotation: Any) -> type[Section] | None:
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, Section):
            return candidate
    return None


def declaration_of(name: str) -> FieldInfo | None:
    """The declaration of the entry with dotted `name`; None when there is no such entry."""
    return None if "*" in name else declared_entries().get(_NUMBERED.sub(".*", name))


@cache
def natures_of_entries() -> Mapping[str, Nature]:
    """Return what each entry is to those who decide, by its dotted name as in `declared_entries`."""
    return {name: nature_of_column(field, section.nature) for name, field, section in _walk_section(Settings, "")}


def nature_of_entry(name: str) -> Nature | None:
    """Return what the entry with dotted `name` is to those who decide; None when there is no such entry."""
    return natures_of_entries().get(_NUMBERED.sub(".*", name))


def listed_sections() -> set[str]:
    """Dotted names of the lists of tables, such as policy.mandatory."""
    return {name.partition(".*.")[0] for name in declared_entries() if ".*." in name}


def nested_leaves(nested: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """What nested tables hold, by dotted name; a list stays one value."""
    for key, value in nested.items():
        if isinstance(value, dict):
            yield from nested_leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def flatten_entries(nested: Mapping[str, Any]) -> dict[str, Any]:
    """Entries by dotted name from nested tables, lists of tables numbered; the inverse of `nest`."""
    entries: dict[str, Any] = {}
    for name, value in nested_leaves(nested):
        if name in listed_sections() and isinstance(value, list | tuple):
            entries |= nested_leaves({str(number): item for number, item in enumerate(value, start=1)}, f"{name}.")
        else:
            entries[name] = value
    return entries


def nest_entries(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Nested tables from declared entries by dotted name, with every required section present."""
    nested: dict[str, Any] = {
        name: {} for name, field in Settings.model_fields.items() if _section_of(field.annotation)
    }
    for name, value in entries.items():
        *path, last = name.split(".")
        table = nested
        for part in path:
            table = table.setdefault(part, {})
        table[last] = value
    for name in listed_sections():
        _number_to_list(nested, name.split("."))
    return nested


def _number_to_list(nested: dict[str, Any], path: list[str]) -> None:
    *outer, last = path
    for part in outer:
        nested = nested.get(part, {})
    if last in nested:
        nested[last] = [item for _, item in sorted(nested[last].items(), key=lambda pair: int(pair[0]))]


def dotted_name(location: tuple[int | str, ...]) -> str:
    """The dotted name of the entry at a pydantic error's location, elements of a list value left out."""
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    while declaration_of(name) is None and "." in name and name.rpartition(".")[2].isdigit():
        name = name.rpartition(".")[0]
    return name
