"""Known causes for denmark-2014 to have no plan: what is planted, and which rules must be named for it."""

from pathlib import Path

from tests.diagnosis.planted import planted

DENMARK = Path(__file__).parents[2] / "instances" / "denmark-2014"
MANDATE = ("policy.mandatory.1.levels=3", "policy.mandatory.1.forms=regional")
REGIONAL = "policy.mandatory.1.levels"
NORTH = "centres.Region Nordjylland.min_volume"
AARHUS = "centres.Aarhus.min_sold"
SHARE = "centres.Aarhus.max_sold_share"


def _lock(municipality: str, level: int, where: str, name: str) -> str:
    return f'[[add.locks]]\nmunicipality = "{municipality}"\nlevel = "{level}"\n{where} = "{name}"\ndemand = "must"\n'


AALBORG = _lock("851", 3, "form", "regional")
OF_AALBORG = "locks.851//3//regional/must.active"
SKANDERBORG = _lock("746", 3, "centre", "Aarhus")
OF_SKANDERBORG = "locks.746//3/Aarhus//must.active"
BUYS = _lock("746", 3, "form", "purchased")
OF_BUYER = "locks.746//3//purchased/must.active"

CAUSES = (
    planted("minimum", *MANDATE, f"{NORTH}=4000000", blamed=(NORTH, REGIONAL)),
    planted("needs", f"{NORTH}=9000000", blamed=(NORTH, OF_AALBORG), added=AALBORG),
    planted("places", *MANDATE, "policy.max_entry_points=1", blamed=("policy.max_entry_points", REGIONAL)),
    planted("virtual", *MANDATE, "policy.max_virtual_centres=0", blamed=("policy.max_virtual_centres", REGIONAL)),
    planted("four", *MANDATE, "policy.max_virtual_centres=4", blamed=("policy.max_virtual_centres", REGIONAL)),
    planted("budget", "policy.investment_budget_kr=100000000", blamed=("policy.investment_budget_kr",)),
    planted("kpi", "kpis.resolution.target=0.8", blamed=("kpis.resolution.target",)),
    planted("time", "kpis.handling-time.target=5", blamed=("kpis.handling-time.target",)),
    planted("hosts", "policy.max_hosts=0", blamed=("policy.max_hosts", OF_BUYER), added=BUYS),
    planted("sells", f"{AARHUS}=9000000", blamed=(AARHUS, SHARE, OF_SKANDERBORG), added=SKANDERBORG),
    planted(
        "share",
        f"{SHARE}=0.001",
        f"{AARHUS}=0",
        blamed=(SHARE, OF_SKANDERBORG),
        added=SKANDERBORG,
    ),
    planted("dearer", "policy.no_municipality_worse_off=true", blamed=("policy.no_municipality_worse_off",)),
)
"""Each by itself; the law or the levels may be named as what holds besides."""
PAIRS = (
    ("needs", "sells"),
    ("needs", "budget"),
    ("needs", "share"),
    ("needs", "time"),
    ("minimum", "places"),
    ("virtual", "budget"),
    ("hosts", "time"),
    ("budget", "kpi"),
)
"""Two at a time, of those that do not change the same thing."""
