"""The rule instances of an instance: what is asked, by which parameter, and the change that takes it away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Literal

from optimiser.data.cells import as_text
from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.parameters import written
from optimiser.data.rows import Centre, Kpi, LegalRule, Lock
from optimiser.data.settings import ALL_LEVELS
from optimiser.data.tables import TABLES

Tier = Literal["wish", "levels", "law"]
"""What a rule is: a wish of the strategist's, the levels that a form may answer, or the law.

The later it comes, the later it is blamed, and the later a change of it is proposed.
"""
TIERS: tuple[Tier, ...] = ("wish", "levels", "law")
Kind = Literal[
    "minimum volume",
    "minimum sold",
    "maximum volume",
    "sold share",
    "must open",
    "must sell",
    "lock",
    "mandate",
    "entry points",
    "most hosts",
    "most virtual centres",
    "budget",
    "local share",
    "nested depth",
    "worse off",
    "kpi",
    "levels",
    "law",
]
"""What a rule is told as."""
MOST_PLACES = 10.0
"""The most entry points that can be asked for."""
NONE = "none"
"""Takes an optional value away."""


@dataclass(frozen=True)
class Rule:
    """One rule about one thing: `name` as people see it, `about` whom it is, blank for the whole country.

    `parameter` holds it, with `value` in its own unit; set to `off` it asks nothing. Where there is something
    between, `far` is a value at which it surely asks nothing; infinity where none is known beforehand.
    `figures` are what the sentence about it is filled in with besides.
    """

    name: str
    about: str
    kind: Kind
    parameter: str
    value: object
    off: str
    tier: Tier = "wish"
    far: float | None = None
    figures: Mapping[str, object] = field(default_factory=dict, compare=False)

    @property
    def dropped(self) -> str:
        """The change that takes the rule away, as after `--set`."""
        return f"{self.parameter}={self.off}"

    def moved(self, value: float) -> str:
        """The change that gives it another value, as after `--set`."""
        return f"{self.parameter}={written(self.parameter, value)}"


def rules_of(instance: Instance) -> tuple[Rule, ...]:
    """Every rule instance in force that a change can take away; the law last."""
    centres = (rule for centre in instance.centres.values() for rule in _of_centre(centre))
    return (
        *centres,
        *(rule for centre in instance.tables.centres for rule in _of_demands(centre)),
        *_of_policy(instance),
        *(_of_kpi(instance, kpi) for kpi in instance.tables.kpis if kpi.target is not None),
        *_of_mandates(instance),
        *_of_locks(instance.tables.locks),
        *_of_levels(instance),
        *map(_of_law, instance.laws),
    )


def _of_centre(row: Centre) -> Iterator[Rule]:
    where = f"centres.{row.centre}"
    if row.min_volume > 0:
        yield Rule("minimum-volume", row.centre, "minimum volume", f"{where}.min_volume", row.min_volume, "0", far=0.0)
    if row.kind == "local" and row.min_sold > 0:
        yield Rule("minimum-volume", row.centre, "minimum sold", f"{where}.min_sold", row.min_sold, "0", far=0.0)
    if row.max_volume is not None:
        yield Rule("maximum-volume", row.centre, "maximum volume", f"{where}.max_volume", row.max_volume, NONE, far=inf)
    if row.kind == "local" and row.max_sold_share is not None:
        yield Rule(
            "maximum-volume", row.centre, "sold share", f"{where}.max_sold_share", row.max_sold_share, NONE, far=inf
        )


def _of_demands(row: Centre) -> Iterator[Rule]:
    if row.must_open:
        yield Rule("must-open", row.centre, "must open", f"centres.{row.centre}.must_open", True, "false")
    if row.must_sell:
        yield Rule("must-open", row.centre, "must sell", f"centres.{row.centre}.must_sell", True, "false")


def _of_policy(instance: Instance) -> Iterator[Rule]:
    policy = instance.settings.policy
    places = as_text(MOST_PLACES)
    if policy.max_entry_points < MOST_PLACES:
        yield _limit("entry-points", "entry points", "max_entry_points", policy.max_entry_points, places, MOST_PLACES)
    kinds = [row.kind for row in instance.centres.values()]
    many: tuple[tuple[str, Kind, str, float | None, float], ...] = (
        ("max-centres", "most hosts", "max_hosts", policy.max_hosts, kinds.count("local")),
        (
            "max-centres",
            "most virtual centres",
            "max_virtual_centres",
            policy.max_virtual_centres,
            kinds.count("virtual"),
        ),
        ("investment-budget", "budget", "investment_budget_kr", policy.investment_budget_kr, inf),
        ("local-sustainability", "local share", "min_local_share", policy.min_local_share, 0.0),
    )
    for name, kind, entry, value, far in many:
        if value is not None:
            yield _limit(name, kind, entry, value, NONE, float(far))
    if policy.nested_depth:
        yield _limit("nested-depth", "nested depth", "nested_depth", True, "false", None)
    if policy.no_municipality_worse_off:
        yield _limit("no-municipality-worse-off", "worse off", "no_municipality_worse_off", True, "false", None)


def _limit(name: str, kind: Kind, entry: str, value: object, off: str, far: float | None) -> Rule:
    return Rule(name, "", kind, f"policy.{entry}", value, off, far=far)


def _of_kpi(instance: Instance, kpi: Kpi) -> Rule:
    """A target is surely met at the worst value of any form."""
    values = [row.value for row in instance.tables.kpi_values if row.kpi == kpi.kpi]
    worst = (min if kpi.sense == "at least" else max)([*values, 0.0])
    figures = {"sense": kpi.sense, "scope": kpi.scope}
    return Rule("kpi-target", kpi.kpi, "kpi", f"kpis.{kpi.kpi}.target", kpi.target, NONE, far=worst, figures=figures)


def _of_mandates(instance: Instance) -> Iterator[Rule]:
    for number, mandate in enumerate(instance.settings.policy.mandatory, start=1):
        figures = {"levels": mandate.levels, "forms": mandate.forms}
        parameter = f"policy.mandatory.{number}.levels"
        yield Rule("mandatory", str(number), "mandate", parameter, mandate.levels, NONE, figures=figures)


def _of_locks(locks: Iterable[Lock]) -> Iterator[Rule]:
    """Locks that say the same are one rule: a change names them by what they say."""
    for lock in locks:
        if lock.active:
            said = {column: getattr(lock, column) for column in TABLES["locks"].named_by}
            about = "/".join(map(as_text, said.values()))
            yield Rule("locks", about, "lock", f"locks.{about}.active", True, "false", figures=said)


def _of_levels(instance: Instance) -> Iterator[Rule]:
    for form in FORMS:
        levels = instance.settings.policy.levels.of(form)
        if set(levels) != set(ALL_LEVELS):
            off = f"{ALL_LEVELS[0]}-{ALL_LEVELS[-1]}"
            yield Rule("eligible-levels", form, "levels", f"policy.levels.{form}", levels, off, tier="levels")


def _of_law(law: LegalRule) -> Rule:
    figures = {"citation": law.citation}
    return Rule(law.rule, "", "law", f"legal.{law.rule}.active", True, "false", tier="law", figures=figures)
