"""What a plan decides for good: the instance in which nothing else may be used, and what is paid whatever happens.

Decided are the connections of municipalities to centres that are not their own, and with them the shared centres
and the hosts. Open stay the operations: which task goes where among these, the own centre and the departments.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from optimiser.data.columns import HOME_FORMS, Form
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Basis, Centre, Connection, Investment, Lock
from optimiser.planning.charges import Charge, Tariff, sum_charges
from optimiser.planning.routes import form_of
from optimiser.rules.registry import all_rules

Connected = tuple[str, str]
"""(code of the municipality, centre that answers for it and is not its own)."""
ONCE: frozenset[Basis] = frozenset({"centre", "connection", "municipality"})
"""What an investment is counted per that is made with the decision; those per task and employee follow the contacts."""
WHY = "not among what is decided"
"""The note of a lock that keeps a municipality from what is not decided."""


class Decided:
    """Connections that are decided, in an instance that may differ from the one in which they were."""

    def __init__(self, instance: Instance, connected: Iterable[Connected]) -> None:
        self.instance = instance
        self.connected = frozenset(connected)

    @cached_property
    def forms(self) -> dict[Connected, Form]:
        """The form of each connection."""
        return {(who, where): form_of(self.instance, who, where) for who, where in self.connected}

    # ---- what is paid whatever happens ----------------------------------------------------------

    @cached_property
    def unavoidable(self) -> Charge:
        """The investment in shared centres, hosts and connections at the instance's prices, in use or not."""
        tariff = Tariff(self.instance)
        shared = {where for (_, where), form in self.forms.items() if form != "purchased"}
        hosts = {where for (_, where), form in self.forms.items() if form == "purchased"}
        used = {(who, form) for (who, _), form in self.forms.items()}
        charge = sum_charges(
            [
                *(tariff.open_centre(centre) for centre in sorted(shared)),
                *(tariff.charge_of_host(centre) for centre in sorted(hosts)),
                *(tariff.charge_of_link(who, where, form) for (who, where), form in sorted(self.forms.items())),
                *(tariff.using_form(who, form) for who, form in sorted(used)),
            ]
        )
        return Charge(investment_annual_kr=charge.investment_annual_kr, investment_kr=charge.investment_kr)

    # ---- the instance in which nothing else may be used -----------------------------------------

    def restrict_to_decided(self) -> Instance:
        """The instance in which nothing but what is decided may be used, and its investment costs nothing more.

        The cost of a plan of it and what is `unavoidable` are what the decided plan costs. A budget for investments
        is what is left of it; whether a municipality is worse off is judged by what is not paid already.
        """
        tables, settings = self.instance.tables, self.instance.settings
        policy = settings.policy
        for rule in all_rules():
            policy = rule.policy_after(policy, self.unavoidable.investment_kr)
        return remake_instance(
            self.instance,
            settings.model_copy(update={"policy": policy}),
            locks=(*tables.locks, *self._locks_on_others()),
            investments=map(_paid_already, tables.investments),
            connections=map(_connected_already, tables.connections),
        )

    def _locks_on_others(self) -> Iterator[Lock]:
        """A lock on each centre a municipality is not connected to; on the form, where it is connected to none."""
        for code in self.instance.municipalities:
            centres: dict[Form, list[str]] = defaultdict(list)
            for centre in self._centres_elsewhere(code):
                centres[form_of(self.instance, code, centre)].append(centre)
            for form, there in centres.items():
                closed = [centre for centre in there if (code, centre) not in self.connected]
                if closed == there:
                    yield Lock(municipality=code, form=form, demand="must not", note=WHY, source=WHY)
                else:
                    yield from (
                        Lock(municipality=code, centre=centre, demand="must not", note=WHY, source=WHY)
                        for centre in closed
                    )

    def _centres_elsewhere(self, code: str) -> Iterator[str]:
        """The centres that may answer a municipality and are not its own."""
        groups = self.instance.groups_of.get(code, ())
        for centre, row in self.instance.centres.items():
            sells = row.kind == "local" and row.seat != code and self._may_sell(row)
            if sells or row.kind == "external" or centre in groups:
                yield centre

    def _may_sell(self, row: Centre) -> bool:
        return self.instance.municipalities[row.seat or ""].candidate_host


def _paid_already(row: Investment) -> Investment:
    decided = row.basis in ONCE and row.form not in HOME_FORMS
    return row.model_copy(update={"amount_kr": 0.0}) if decided else row


def _connected_already(row: Connection) -> Connection:
    return row.model_copy(update={"investment_kr": 0.0})
