"""Rules on which centres serve others: how many may, and which must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.rows import Centre, CentreKind
from optimiser.data.run_tables import PlanLines
from optimiser.rules.rule import (
    COUNTRY,
    NONE,
    CountedLimit,
    ImpossibleRule,
    PlanLimit,
    PortfolioLimit,
    Requirement,
    Rule,
    Slack,
    Whom,
)

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.model.packing_model import PackingModel
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem


# ---- Rule `max-centres`: how many centres may serve others ----------------------------------------


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
    in_portfolios = True

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

    def plan_limits(self, problem: Problem) -> Iterable[PlanLimit]:
        (hosts, *_), (virtual_centres, kind, _) = _limits(problem.instance)
        if hosts is not None:
            yield PlanLimit("max_hosts", hosts, host=lambda _: 1.0)
        if virtual_centres is not None:
            of_kind = partial(_is_of_kind, problem.instance, kind)
            yield PlanLimit("max_virtual_centres", virtual_centres, opening=of_kind)

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


def _is_of_kind(instance: Instance, kind: CentreKind, centre: str) -> float:
    """Count a centre of a kind as one."""
    return float(instance.centres[centre].kind == kind)


def _limits(instance: Instance) -> tuple[tuple[int | None, CentreKind, Form], ...]:
    """Return how many centres of a kind may serve others in a form."""
    policy = instance.settings.policy
    return (policy.max_hosts, "local", "purchased"), (policy.max_virtual_centres, "virtual", "regional")


# ---- Rule `must-open`: centres that the plan must use ---------------------------------------------


class MustOpen(Rule):
    """**must-open**: a centre with `must_open` answers somebody, a host with `must_sell` sells.

    What open means follows from the kind of centre. A virtual or external centre is open when it answers anybody; a
    local one when it answers a task of its own citizens, whether it sells or not, because only then may it sell.

    - Σ_k piece[c,k] = 1 and Σ_m Σ_t assign[m,t,c] >= 1 for a virtual or external centre c that must be open
    - Σ_k piece[c,k] = 1 and Σ_t assign[m,t,c] >= 1 for the seat m of a local centre c that must be open
    - sell[c] = 1 and Σ_m Σ_t assign[m,t,c] >= 1 over the buyers m of a local centre c that must sell

    Where municipalities may stay out, a local centre is asked for while its seat takes part, by 1 - out[m] instead of
    1; a shared one is asked of every group.

    The first of each pair tightens the relaxation, where a fraction of a centre would satisfy the second. Whether a
    centre can be used at all is checked before the model. A centre that must serve others is in a pool of its own.
    """

    name = "must-open"
    words = {"da": "skal være åbent", "en": "must be open"}
    declared_in = ("centres.must_open", "centres.must_sell")
    phrases = {
        "must open and too small": {
            "da": "skal være i brug og kræver {needs} henvendelser om året, men kan højst få {reaches}.",
            "en": "must be in use and needs {needs} contacts a year, but can get at most {reaches}.",
        },
        "must open and may not": {
            "da": "skal være i brug, men ingen må besvares her; den mulighed, der er tættest på at være tilladt, er "
            "udelukket af {rules}.",
            "en": "must be in use, but nobody may be answered here; the option that comes closest to being allowed "
            "is ruled out by {rules}.",
        },
        "must open without contacts": {
            "da": "skal være i brug, men der er ingen henvendelser at besvare her.",
            "en": "must be in use, but there are no contacts to answer here.",
        },
        "must open elsewhere": {
            "da": "skal være i brug, men er ikke med i strukturen {structure}.",
            "en": "must be in use, but is not part of the structure {structure}.",
        },
        "asks must open": {"da": "{about} skal være åbent", "en": "{about} must be open"},
        "drop must open": {"da": "Lad {about} kunne være lukket", "en": "Allow {about} to be closed"},
        "asks must sell": {"da": "{about} skal sælge til andre", "en": "{about} must sell to others"},
        "drop must sell": {"da": "Lad {about} kunne undlade at sælge", "en": "Allow {about} not to sell"},
    }
    measured_at: frozenset[Whom] = frozenset({"centre"})
    looks_at_money = False
    tells_centres_apart = False  # a centre that must serve others is a pool by itself
    looks_at_whole_plan = False
    packing_can_break = False  # it is in no pool with others
    in_portfolios = True

    def is_asked(self, instance: Instance) -> bool:
        return any(row.must_open or row.must_sell for row in instance.tables.centres)

    def constrain(self, f: Formulation) -> None:
        rows = f.problem.instance.centres
        opens = [c for c in rows if rows[c].must_open and (c in f.pieces_by_centre or rows[c].seat is None)]
        local = [c for c in opens if rows[c].kind == "local"]
        sells = [c for c in f.hosts if rows[c].must_sell]
        serves = [c for c in f.pieces_by_centre if rows[c].must_serve]

        def asked(c: str) -> Any:
            return f.takes_part(rows[c].seat or "")

        f.constrain("must-open", opens, lambda c: f.is_open(c) == asked(c))
        f.constrain("must-open-own", local, lambda c: f.variable_or_number(f.own_choices[c]) >= asked(c))
        f.constrain("must-open-host", sells, lambda c: f.m.sell[c] == asked(c))
        f.constrain("must-open-others", serves, lambda c: f.variable_or_number(f.choices_to(c)) >= asked(c))

    def told_by_portfolios(self, problem: Problem) -> bool:
        """Return False where the seat of a host that must sell may stay out: portfolios ask it of no such host."""
        rows = problem.instance.centres.values()
        return not any(row.must_serve and not must_serve(problem, row) for row in rows)

    def portfolio_limits(self, problem: Problem, municipality: str) -> Iterable[PortfolioLimit]:
        """A local centre that must be open answers a task of its own; that others use one is of no portfolio alone."""
        row = problem.instance.centres.get(problem.instance.own_centre.get(municipality, ""))
        if row is not None and row.must_open:
            yield PortfolioLimit(lambda route: float(route.form == "local"), 1.0)

    def conflicts(self, problem: Problem) -> Iterator[ImpossibleRule]:
        """Return centres that nobody may be answered at; for want of volume, with both numbers."""
        served = {(route.centre, route.away) for route in problem.routes}
        for row in problem.instance.tables.centres:
            if row.must_open and (row.centre, row.kind != "local") not in served:
                yield _unused(problem, row, away=row.kind != "local")
            if row.must_sell and (row.centre, True) not in served:
                yield _unused(problem, row, away=True)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return how many tasks each centre answers besides the one that it must."""
        taking_part = (row for row in plan.problem.instance.centres.values() if row.seat not in plan.absent)
        for row in taking_part:
            away = [route.away for route in plan.by_centre.get(row.centre, ())]
            if row.must_open:
                yield Slack(row.centre, away.count(row.kind != "local") - 1, step=1)
            if row.must_sell:
                yield Slack(row.centre, away.count(True) - 1, step=1)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for row in instance.tables.centres:
            if row.must_open:
                rows = ("must-open", "must-open-own", "must-open-others")
                yield self._demand(row.centre, "must open", "must_open", rows)
            if row.must_sell:
                yield self._demand(row.centre, "must sell", "must_sell", ("must-open-host", "must-open-others"))

    def _demand(self, centre: str, kind: str, column: str, rows: tuple[str, ...]) -> Requirement:
        parameter = f"centres.{centre}.{column}"
        return Requirement(self.name, centre, kind, parameter, True, "false", rows=rows, of_centre=True)


def must_serve(problem: Problem, row: Centre) -> bool:
    """Return whether a centre must serve others, whoever takes part."""
    return row.must_serve and row.seat not in problem.staying_out.kr


def _unused(problem: Problem, row: Centre, *, away: bool) -> ImpossibleRule:
    """Return too little volume where there is a lawful way; else what is in the nearest one."""
    if row.centre not in problem.instance.centres:
        outside = {"structure": problem.instance.settings.structure}
        return ImpossibleRule("must-open", row.centre, "must open elsewhere", outside)
    everywhere = (problem.candidates(*key) for key in problem.instance.contacts)
    ways = (route for routes in everywhere for route in routes if (route.centre, route.away) == (row.centre, away))
    refused = min((problem.refusals(route) for route in ways), key=len, default=())
    short = problem.closed.get(row.centre)
    if refused:
        return ImpossibleRule("must-open", row.centre, "must open and may not", {"rules": ", ".join(refused)})
    if short:
        figures = {"needs": short.needs, "reaches": short.reaches}
        return ImpossibleRule("must-open", row.centre, "must open and too small", figures)
    return ImpossibleRule("must-open", row.centre, "must open without contacts")
