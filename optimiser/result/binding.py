"""Which rules hold a plan back: those at whose limit it is."""

from optimiser.planning.plan import Plan
from optimiser.rules.registry import all_rules


def binding_rules(plan: Plan) -> dict[str, list[str]]:
    """Return whom each rule binds, by the rule's name: centres, municipalities by name, or the country.

    A rule binds where the plan reaches its limit and the instance asks for it; what that costs is not known.
    """
    found = {}
    for rule in all_rules():
        slacks = rule.slacks(plan) if rule.is_asked(plan.problem.instance) else None
        about = dict.fromkeys(slack.about for slack in slacks or () if slack.at_limit)
        if about:
            found[rule.name] = list(about)
    return found
