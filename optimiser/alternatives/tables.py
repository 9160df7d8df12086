"""Plans side by side, and each municipality: the same in all plans, or open to negotiation."""

from collections.abc import Iterator, Mapping
from math import fsum
from typing import Any

from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.comparison.columns import FIGURES, GAP
from optimiser.comparison.comparison import gap_kr, is_proven, sum_of_gaps
from optimiser.data.columns import FORMS
from optimiser.data.run_tables import ColumnMeaning
from optimiser.planning.assignment import FormAndCentre

PLANS: Mapping[str, ColumnMeaning] = {
    "plan": ColumnMeaning(
        "0 is the best plan, the others in the order in which they were found",
        "0 er den bedste plan, de andre i den rækkefølge, de blev fundet i",
    ),
    "status": ColumnMeaning(
        "optimal: proven the cheapest that differs from those above it, within the gap asked for; or feasible",
        "optimal: bevist den billigste, der er forskellig fra dem over den, inden for den ønskede afstand; eller "
        "feasible (mulig)",
    ),
    "cost_kr": ColumnMeaning("cost a year", "udgift om året", "kr./year"),
    "bound_kr": ColumnMeaning(
        "no plan that differs from those above it costs less; blank where nothing is proven",
        "ingen plan, der er forskellig fra dem over den, koster mindre; tomt, hvor intet er bevist",
        "kr./year",
    ),
    "gap": GAP,
    "difference_kr": ColumnMeaning(
        "what it costs more than the best plan; below 0, less",
        "hvad den koster mere end den bedste plan; under 0: mindre",
        "kr./year",
    ),
    "gaps_kr": ColumnMeaning(
        "the gaps of this plan and of the best together; a difference within them is not proven",
        "denne plans og den bedstes afstande tilsammen; en forskel inden for dem er ikke bevist",
        "kr./year",
    ),
    "dearer_proven": ColumnMeaning(
        "1 where it is proven to cost more than the best plan, else 0",
        "1, hvor den er bevist dyrere end den bedste plan, ellers 0",
    ),
    "shared_centres": ColumnMeaning(
        "shared centres that are open, separated by semicolons; centres that are alike are named by the first of them",
        "åbne fælles centre, adskilt af semikolon; centre, der er ens, nævnes ved det første af dem",
    ),
    **{f"contacts_{form}": FIGURES[f"contacts_{form}"] for form in FORMS},
    "municipalities_otherwise": ColumnMeaning(
        "municipalities answered differently from the best plan",
        "kommuner, der besvares anderledes end i den bedste plan",
        "municipalities",
    ),
    "contacts_otherwise": ColumnMeaning(
        "contacts a year answered differently from the best plan",
        "henvendelser om året, der besvares anderledes end i den bedste plan",
        "contacts/year",
    ),
}
SETTLED: Mapping[str, ColumnMeaning] = {
    "code": ColumnMeaning("official municipal code", "officiel kommunekode"),
    "name": ColumnMeaning("name of the municipality", "kommunens navn"),
    "region": ColumnMeaning("its region", "dens region"),
    "contacts": ColumnMeaning("contacts a year", "henvendelser om året", "contacts/year"),
    "settled": ColumnMeaning(
        "1 where all plans answer all its tasks alike; 0 where it is open to negotiation",
        "1, hvor alle planer besvarer alle dens opgaver ens; 0, hvor den er til forhandling",
    ),
    "plans_as_best": ColumnMeaning(
        "plans that answer all its tasks as the best does, the best included",
        "planer, der besvarer alle dens opgaver som den bedste, den bedste medregnet",
        "plans",
    ),
    "tasks": ColumnMeaning(
        "tasks that are not answered alike in all plans, separated by semicolons",
        "opgaver, der ikke besvares ens i alle planer, adskilt af semikolon",
    ),
    "contacts_open": ColumnMeaning(
        "contacts a year of these tasks", "henvendelser om året i disse opgaver", "contacts/year"
    ),
    "forms": ColumnMeaning(
        "forms of its contacts in any of the plans; if it is open to negotiation, only of these tasks",
        "de former, dens henvendelser besvares i i en af planerne; er den til forhandling, kun i disse opgaver",
    ),
    "shared_centres": ColumnMeaning(
        "shared centres that answer there in any of the plans", "fælles centre, der besvarer dér i en af planerne"
    ),
}


def plan_rows(near: NearOptimal) -> list[dict[str, Any]]:
    """A row is a plan."""
    return [plan_row(near, number) for number in range(len(near.plans))]


def plan_row(near: NearOptimal, number: int) -> dict[str, Any]:
    """The row of a plan; 0 is the best."""
    plan, best = near.plans[number], near.best
    proof = near.alternatives[number - 1] if number else best
    gaps_kr = sum_of_gaps(gap_kr(best), None if proof.bound_kr is None else plan.figures.objective_kr - proof.bound_kr)
    difference_kr = plan.figures.objective_kr - best.figures.objective_kr
    moved = near.structures[0].moved_tasks(near.structures[number])
    contacts = best.instance.contacts
    return {
        **{"plan": number, "status": proof.status, "cost_kr": plan.figures.objective_kr},
        **{"bound_kr": proof.bound_kr, "gap": proof.gap, "difference_kr": difference_kr, "gaps_kr": gaps_kr},
        "dearer_proven": int(is_proven(difference_kr, gaps_kr)),
        "shared_centres": "; ".join(shared_centres(near, number)),
        **{f"contacts_{form}": plan.figures.contacts_by_form[form] for form in FORMS},
        "municipalities_otherwise": len({code for code, _ in moved}),
        "contacts_otherwise": fsum(contacts[key] for key in moved),
    }


def shared_centres(near: NearOptimal, number: int) -> list[str]:
    """The shared centres that are open in a plan; those that only the name tells apart by the first of them."""
    opened = sorted(near.structures[number].open.items())
    return [centre if count == 1 else f"{centre} × {count}" for centre, count in opened]


def settled_rows(near: NearOptimal) -> list[dict[str, Any]]:
    """A row is a municipality that has contacts; none where the best plan has nothing beside it to be the same as."""
    tasks_of = near.best.instance.tasks_of if near.alternatives else {}
    return [_settled_row(near, code) for code, tasks in tasks_of.items() if tasks]


def _settled_row(near: NearOptimal, code: str) -> dict[str, Any]:
    instance = near.best.instance
    row, tasks = instance.municipalities[code], instance.tasks_of[code]
    varying = [task for task in tasks if len(set(_answers_by_task(near, code, task))) > 1]
    seen = {answer for task in varying or tasks for answer in _answers_by_task(near, code, task)}
    first = near.structures[0].answer_of
    as_best = [all(one.answer_of[code, task] == first[code, task] for task in tasks) for one in near.structures]
    return {
        **{"code": code, "name": row.name, "region": row.region, "contacts": instance.contacts_of[code]},
        **{"settled": int(not varying), "plans_as_best": sum(as_best), "tasks": "; ".join(varying)},
        "contacts_open": float(sum(instance.contacts[code, task] for task in varying)),
        "forms": " ".join(form for form in FORMS if form in {form for form, _ in seen}),
        "shared_centres": "; ".join(sorted(centre for _, centre in seen if centre)),
    }


def _answers_by_task(near: NearOptimal, code: str, task: str) -> Iterator[FormAndCentre]:
    """How each of the plans answers a task."""
    return (structure.answer_of[code, task] for structure in near.structures)
