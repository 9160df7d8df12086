"""The names of rules as people say them, beside those by which they are found in files."""

from collections.abc import Mapping

from optimiser.report.localizer import Localizer

RULE_NAMES: Mapping[str, str] = {
    "assignment": "rule assignment",
    "eligible-levels": "rule eligible-levels",
    "authority-stays-home": "rule authority-stays-home",
    "group-membership": "rule group-membership",
    "open-centre": "rule open-centre",
    "mandatory": "rule mandatory",
    "locks": "rule locks",
    "entry-points": "rule entry-points",
    "minimum-volume": "rule minimum-volume",
    "maximum-volume": "rule maximum-volume",
    "max-centres": "rule max-centres",
    "must-open": "rule must-open",
    "kpi-target": "rule kpi-target",
    "purchase-cap": "rule purchase-cap",
    "nested-depth": "rule nested-depth",
    "local-sustainability": "rule local-sustainability",
    "investment-budget": "rule investment-budget",
    "no-municipality-worse-off": "rule no-municipality-worse-off",
}
"""The phrase that says each rule in words."""


def rule_name(localizer: Localizer, rule: str) -> str:
    """A rule in words, with its name; a name that has no words is told as it is."""
    if rule not in RULE_NAMES:
        return rule
    return localizer.say("rule in words", words=localizer.say(RULE_NAMES[rule]), rule=rule)
