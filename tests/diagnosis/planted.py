"""Known causes for the toy to have no plan: what is planted, and which rules must be named for it."""

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

TOY = Path(__file__).parents[2] / "instances" / "toy"
REGION = "centres.Region Nordland"
MANDATE = ("policy.mandatory.1.levels=6", "policy.mandatory.1.forms=regional")
REGIONAL = "policy.mandatory.1.levels"


@dataclass(frozen=True)
class Planted:
    """Changes as after `--set`, rows to add as in a scenario file, and the parameters of the rules to be named."""

    name: str
    overrides: tuple[str, ...]
    blamed: frozenset[str]
    added: str = ""

    def scenario(self, folder: Path) -> tuple[Path, ...]:
        """The rows as a scenario file."""
        if not self.added:
            return ()
        path = folder / f"{self.name}.toml"
        path.write_text(f'name = "{self.name}"\n{self.added}', encoding="utf-8")
        return (path,)


def planted(name: str, *overrides: str, blamed: tuple[str, ...], added: str = "") -> Planted:
    """A cause by its name."""
    return Planted(name, overrides, frozenset(blamed), added)


def lock(municipality: str, task: str, form: str) -> str:
    """A row of the table of locks."""
    return f'[[add.locks]]\nmunicipality = "{municipality}"\ntask = "{task}"\nform = "{form}"\ndemand = "must"\n'


def let_go(municipality: str, task: str, form: str) -> str:
    """The parameter by which that lock is let go."""
    return f"locks.{municipality}/{task}///{form}/must.active"


KPI = """\
[[add.kpis]]
kpi = "resolved"
sense = "at least"
scope = "national"
[[add.kpi_values]]
kpi = "resolved"
form = "local"
value = 0.75
[[add.kpi_values]]
kpi = "resolved"
form = "regional"
value = 0.875
[[add.kpi_values]]
kpi = "resolved"
form = "purchased"
value = 0.5
[[add.kpi_values]]
kpi = "resolved"
form = "unchanged"
value = 0.25
"""
CAP = """\
[[add.legal]]
rule = "purchase-cap"
forms = "purchased"
levels = "1-9"
cap_kr = 1000
citation = "an act"
active = true
"""
BUYS = lock("902", "L4", "purchased")
BOUGHT = let_go("902", "L4", "purchased")

CONTRACT = '[[add.existing]]\nmunicipality = "902"\ncentre = "Østerå"\ntasks = "L4"\nstays_until = 2100\n'
CONTRACT_ENDED = "existing.902/Østerå.stays_until"

CAUSES = (
    planted("minimum", *MANDATE, f"{REGION}.min_volume=2000000", blamed=(f"{REGION}.min_volume", REGIONAL)),
    planted(
        "maximum",
        *MANDATE,
        f"{REGION}.min_volume=0",
        f"{REGION}.max_volume=250000",
        blamed=(f"{REGION}.max_volume", REGIONAL),
    ),
    planted("places", *MANDATE, "policy.max_entry_points=1", blamed=("policy.max_entry_points", REGIONAL)),
    planted("virtual", *MANDATE, "policy.max_virtual_centres=0", blamed=("policy.max_virtual_centres", REGIONAL)),
    planted("local", *MANDATE, "policy.min_local_share=0.9", blamed=("policy.min_local_share", REGIONAL)),
    planted(
        "dearer",
        *MANDATE,
        f"{REGION}.cost_factor=3",
        "policy.no_municipality_worse_off=true",
        blamed=("policy.no_municipality_worse_off", REGIONAL),
    ),
    planted("budget", "policy.investment_budget_kr=100000", blamed=("policy.investment_budget_kr",)),
    planted("hosts", "policy.max_hosts=0", blamed=("policy.max_hosts", BOUGHT), added=BUYS),
    planted("sells", "centres.Østerå.min_sold=900000", blamed=("centres.Østerå.min_sold", BOUGHT), added=BUYS),
    planted(
        "closed",
        f"{REGION}.must_open=true",
        f"{REGION}.min_volume=900000",
        blamed=(f"{REGION}.must_open", f"{REGION}.min_volume"),
    ),
    planted(
        "unsold",
        "policy.max_hosts=0",
        "centres.Østerå.must_sell=true",
        blamed=("policy.max_hosts", "centres.Østerå.must_sell"),
    ),
    planted("share", "centres.Østerå.max_sold_share=0.1", blamed=("centres.Østerå.max_sold_share", BOUGHT), added=BUYS),
    planted("contract", "policy.max_hosts=0", blamed=("policy.max_hosts", CONTRACT_ENDED), added=CONTRACT),
    planted("cap", blamed=(BOUGHT,), added=CAP + BUYS),
    planted("kpi", "kpis.resolved.target=0.87", blamed=("kpis.resolved.target",), added=KPI),
    planted(
        "depth",
        "policy.nested_depth=true",
        blamed=("policy.nested_depth", let_go("901", "L4", "local"), let_go("901", "L6", "regional")),
        added=lock("901", "L4", "local") + lock("901", "L6", "regional"),
    ),
    planted(
        "whole",
        "policy.mandatory.1.levels=4",
        "policy.mandatory.1.forms=regional",
        f"{REGION}.min_volume=350000",
        f"{REGION}.max_volume=390000",
        blamed=(REGIONAL, f"{REGION}.min_volume", f"{REGION}.max_volume"),
    ),
    planted(
        "levels",
        "policy.levels.local=none",
        "policy.levels.purchased=none",
        "policy.levels.regional=none",
        blamed=("policy.levels.local", "policy.levels.regional", "policy.levels.unchanged"),
    ),
)
"""Each by itself; `whole` is infeasible only as tasks are whole."""


def pairs() -> tuple[tuple[Planted, Planted], ...]:
    """Two at a time, where they do not change the same thing."""
    apart = [cause for cause in CAUSES if cause.name not in ("levels", "whole")]
    return tuple(
        (one, other)
        for one, other in combinations(apart, 2)
        if not _parameters(one) & _parameters(other) or (MANDATE[0] in one.overrides and MANDATE[0] in other.overrides)
    )


def _parameters(cause: Planted) -> set[str]:
    return {change.partition("=")[0] for change in cause.overrides} | ({BOUGHT} if BUYS in cause.added else set())
