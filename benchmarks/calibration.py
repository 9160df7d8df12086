"""Hold the bundled instance against the figures of the documents it was made from.

The documents' own models are solved with the scenarios documents-model-1 to -3: gross, so without
investment, extra cost and yearly cost of connections. In models 2 and 3 the gain on information
contacts (levels 1-6) counts by itself, authority tasks being answered as today. Costs are those on
the curve itself, not on the straight pieces that the model is solved with.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from optimiser import Result, read, solve
from optimiser.data.instance import Instance

DENMARK = Path(__file__).parents[1] / "instances" / "denmark-2014"
AUTHORITY_LEVELS = (7, 8, 9)
GAP = 1e-5
MILLION = 1e6
MIDDLE_OF_MODEL_1_KR = 175e6
"""The middle of the 150-200 million kr. that the documents expect of Model 1."""
WEIGHT_TOLERANCE = 0.001


@dataclass(frozen=True)
class Comparison:
    """A figure of the documents, as the range they leave it, and what the instance gives."""

    what: str
    unit: str
    low: float
    high: float
    ours: float
    source: str

    @property
    def holds(self) -> bool:
        """Whether ours is within the documents' range."""
        return self.low <= self.ours <= self.high


@dataclass(frozen=True)
class Moved:
    """The contacts that leave the departments for the shared centres, and what is gained on them."""

    centres: int
    contacts: float
    gain_kr: float

    @property
    def gain_per_contact_kr(self) -> float:
        """Kr. a moved contact."""
        return self.gain_kr / self.contacts


# ---- solving ------------------------------------------------------------------------------------


def solved(model: int, *overrides: str) -> Result:
    """One of the documents' models, solved.

    Raises:
        RuntimeError: there is no plan, so there is nothing to compare.
    """
    scenario = DENMARK / "scenarios" / f"documents-model-{model}.toml"
    result = solve(read(DENMARK, scenarios=[scenario], overrides=overrides), gap=GAP)
    if not result.has_plan:
        raise RuntimeError(f"{scenario.stem} has no plan: {result.status}")
    return result


def gain_kr(result: Result) -> float:
    """What a plan saves a year against today, with its centres on the cost curve itself."""
    return float(result.instance.today_kr - result.figures.exact_cost_kr)


def moved(result: Result) -> Moved:
    """The contacts at the centres that serve others; nothing else is answered otherwise than today."""
    assignments = result.assignments
    shared = set(assignments[assignments["form"].isin(["purchased", "regional"])]["centre"])
    contacts = float(assignments[assignments["centre"].isin(shared)]["contacts"].sum())
    return Moved(len(shared), contacts, gain_kr(result))


# ---- comparing ----------------------------------------------------------------------------------


def comparisons() -> list[Comparison]:
    """Every figure of the documents that the instance must reproduce."""
    today_kr = read(DENMARK).today_kr
    model_1_kr = gain_kr(solved(1))
    return [
        Comparison("Today, 70 million contacts", "million kr.", 3_500, 3_500, today_kr / MILLION, "KL14 2.4"),
        Comparison("Model 1, gain a year", "million kr.", 150, 200, model_1_kr / MILLION, "KL14 2.4"),
        *_of_shared_centres("Model 2", moved(solved(2))),
        *_of_shared_centres("Model 3", moved(solved(3))),
    ]


def _of_shared_centres(model: str, shared: Moved) -> list[Comparison]:
    return [
        Comparison(f"{model}, shared centres", "centres", 3, 3, shared.centres, "KL14 2.4"),
        Comparison(f"{model}, contacts moved", "million", 10, 15.7, shared.contacts / MILLION, "KL14 2.4"),
        Comparison(f"{model}, gain a moved contact", "kr.", 13.5, 14.5, shared.gain_per_contact_kr, "KL14 2.4"),
        Comparison(f"{model}, gain a year", "million kr.", 140, 220, shared.gain_kr / MILLION, "KL14 2.4"),
    ]


@dataclass(frozen=True)
class StaffCost:
    """What agents would cost a year for all contacts, if they answered them as fast as the tasks say."""

    fte: float
    cost_kr: float
    share_of_today: float


def staff_cost(instance: Instance) -> StaffCost:
    """A check of today's unit cost against handling times: agents are part of the cost, not all of it."""
    economy = instance.settings.economy
    minutes = sum(contacts * instance.handling_minutes[key] for key, contacts in instance.contacts.items())
    fte = minutes / 60 / economy.net_hours_per_fte
    cost_kr = fte * economy.agent_cost_kr
    return StaffCost(fte, cost_kr, cost_kr / instance.today_kr)


# ---- deriving -----------------------------------------------------------------------------------


def bisect(rising: Callable[[float], float], target: float, tolerance: float) -> float:
    """Where between 0 and 1 a rising function takes the value `target`, to within `tolerance`."""
    low, high = 0.0, 1.0
    while high - low > tolerance:
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return (low + high) / 2


def model_1_gain_kr(weight: float) -> float:
    """The gain of Model 1 when authority tasks have a given pooling weight."""
    return gain_kr(solved(1, *(f"tasks.{level}.pooling_weight={weight}" for level in AUTHORITY_LEVELS)))


def derived_pooling_weight() -> float:
    """The pooling weight of authority tasks with which Model 1 gains the middle of the documents' range."""
    return bisect(model_1_gain_kr, MIDDLE_OF_MODEL_1_KR, WEIGHT_TOLERANCE)


def weight_in_use(instance: Instance) -> float:
    """The pooling weight of authority tasks in the instance; they share one."""
    (weight,) = {task.pooling_weight for task in instance.tasks.values() if task.authority}
    return weight


# ---- printing -----------------------------------------------------------------------------------


def main() -> None:
    """Print the comparison, the check of staff cost, and the weight that is derived."""
    instance = read(DENMARK)
    print(f"What the documents say, and what {instance.settings.name} gives\n")
    print(f"{'':<30} {'documents':>13} {'ours':>9}  {'unit':<12} source")
    for comparison in comparisons():
        print(_line(comparison))
    print(_explanation())
    print(_staff_sentence(staff_cost(instance)))
    print(_weight_sentence(weight_in_use(instance), derived_pooling_weight()))


def _line(comparison: Comparison) -> str:
    low, high = _number(comparison.low), _number(comparison.high)
    documents = low if low == high else f"{low}–{high}"
    mark = "" if comparison.holds else "  OUTSIDE"
    ours = f"{comparison.ours:,.0f}" if comparison.unit == "centres" else f"{comparison.ours:,.1f}"
    return f"{comparison.what:<30} {documents:>13} {ours:>9}  {comparison.unit:<12} {comparison.source}{mark}"


def _number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


def _explanation() -> str:
    return """
Gains are gross, as the documents count them: without investment, extra cost per
contact and yearly cost of connections. Models 2 and 3 count the gain on levels
1-6 alone. The documents say about 200 million for Model 2 and 140-210 for Model
3, on 10-15 million contacts; with the newer count of level 3 there are 15.7.
KL14: Fælleskommunale kontaktcentre, Deloitte for KL, April 2014.
"""


def _staff_sentence(staff: StaffCost) -> str:
    cost, share = f"{staff.cost_kr / MILLION:,.0f} million kr.", f"{100 * staff.share_of_today:.0f} %"
    return f"""\
Is 50 kr. a contact plausible? At the assumed handling times all contacts take
{staff.fte:,.0f} full-time agents, {cost} a year: {share} of today's cost.
The rest is left for management, training, systems and premises.
"""


def _weight_sentence(in_use: float, derived: float) -> str:
    return f"""\
Pooling weight of authority tasks (levels 7-9): {derived:.3f} would give the middle of
Model 1's range, {MIDDLE_OF_MODEL_1_KR / MILLION:,.0f} million. In use: {in_use:g}, which is as close as a round number
can be."""


if __name__ == "__main__":
    main()
