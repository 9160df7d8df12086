"""Rule `max-centres`: how many centres may serve others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.rows import CentreKind
from optimiser.data.run_tables import PlanLines
from optimiser.rules.rule import COUNTRY, NONE, CountedLimit, Requirement, Rule, Slack, Whom

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.model.packing_model import PackingModel
    from optimiser.planning.plan import Plan


def _count_hosts(lines: PlanLines) -> float:
    return float(sum(line.kind == "local" and line.sold_volume > 0 for line in lines.centres))


def _count_virtual_centres(lines: PlanLines) -> float:
    return float(sum(line.kind == "virtual" for line in lines.centres))


class MaxCentres(Rule):
    """**max-centres**: at most `policy.max_hosts` municipalities sell, and at most
    `policy.max_virtual_centres` virtual centres open.

    Σ_c sell[c] <= max_hosts and Σ_c Σ_k piece[c,k] <= max_virtual_centres, c virtual
    """

    name = "max-centres"
    words = {"da": "højeste antal centre", "en": "maximum number of centres"}
    declared_in = ("policy.max_hosts", "policy.max_virtual_centres")
    phrases = {
        "asks most hosts": {
            "da": "antallet af kommuner, der sælger, er højst {value}",
            "en": "the number of municipalities that sell is at most {value}",
        },
        "move most hosts": {
            "da": "Hæv det højeste antal kommuner, der må sælge, til {value}",
            "en": "Raise the maximum number of municipalities that sell to {value}",
        },
        "drop most hosts": {
            "da": "Ophæv loftet over, hvor mange kommuner der må sælge",
            "en": "Drop the cap on how many municipalities may sell",
        },
        "asks most virtual centres": {
            "da": "antallet af åbne virtuelle centre er højst {value}",
            "en": "the number of open virtual centres is at most {value}",
        },
        "move most virtual centres": {
            "da": "Hæv det højeste antal virtuelle centre til {value}",
            "en": "Raise the maximum number of virtual centres to {value}",
        },
        "drop most virtual centres": {
            "da": "Ophæv loftet over antallet af virtuelle centre",
            "en": "Drop the cap on the number of virtual centres",
        },
        "measure hosts": {"da": "sælgende kommuner", "en": "selling municipalities"},
        "measure virtual-centres": {"da": "virtuelle centre", "en": "virtual centres"},
    }
    counted_limits = (
        CountedLimit("hosts", "policy.max_hosts", 0.0, _count_hosts),
        CountedLimit("virtual-centres", "policy.max_virtual_centres", 0.0, _count_virtual_centres),
    )
    measured_at: frozenset[Whom] = frozenset({"country"})
    looks_at_money = False
    tells_centres_apart = False  # it counts, and does not ask which
    packing_can_break = False  # packing has its rows

    def is_asked(self, instance: Instance) -> bool:
        return any(limit is not None for limit, *_ in _limits(instance))

    def constrain(self, f: Formulation) -> None:
        policy, rows = f.problem.instance.settings.policy, f.problem.instance.centres
        virtual = [c for c in f.shared if rows[c].kind == "virtual"]
        if policy.max_hosts is not None and f.hosts:
            f.constrain_once("max-centres-hosts", sum(f.m.sell[c] for c in f.hosts) <= policy.max_hosts)
        if policy.max_virtual_centres is not None and virtual:
            opened = sum(f.is_open(c) for c in virtual)
            f.constrain_once("max-centres-virtual", opened <= policy.max_virtual_centres)

    def constrain_packing(self, p: PackingModel) -> None:
        rows = p.packing.problem.instance.centres
        settled = {route.centre for route in p.packing.settled if route.away}
        for limit, kind, _ in _limits(p.packing.problem.instance):
            some = [c for c in p.packing.centres if rows[c].kind == kind]
            if limit is not None and some:
                others = sum(rows[c].kind == kind for c in settled)
                p.constrain_once(f"max-centres-{kind}", sum(p.m.serves[c] for c in some) <= limit - others)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return how many more may serve others, where there are more that could."""
        for limit, _, form in _limits(plan.problem.instance):
            serving = {route.centre for route in plan.routes if route.form == form}
            could = {route.centre for route in plan.problem.routes if route.form == form} if limit is not None else ()
            if limit is not None and (len(could) > len(serving) or len(serving) > limit):
                yield Slack(COUNTRY, limit - len(serving), limit, step=1)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        kinds = [row.kind for row in instance.centres.values()]
        told = (("most hosts", "max_hosts", "hosts"), ("most virtual centres", "max_virtual_centres", "virtual"))
        for (kind, entry, rows), (limit, of_kind, _) in zip(told, _limits(instance), strict=True):
            if limit is not None:
                yield Requirement(
                    self.name,
                    "",
                    kind,
                    f"policy.{entry}",
                    limit,
                    NONE,
                    far=float(kinds.count(of_kind)),
                    rows=(f"max-centres-{rows}",),
                    row_unit=lambda *_: 1.0,
                )


def _limits(instance: Instance) -> tuple[tuple[int | None, CentreKind, Form], ...]:
    """Return how many centres of a kind may serve others in a form."""
    policy = instance.settings.policy
    return (policy.max_hosts, "local", "purchased"), (policy.max_virtual_centres, "virtual", "regional")
