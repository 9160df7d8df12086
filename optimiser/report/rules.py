"""The names of rules as people say them, beside those by which they are found in files."""

from optimiser.report.localizer import Localizer
from optimiser.rules.registry import rule_named
from optimiser.rules.rule import COUNTRY


def rule_name(localizer: Localizer, name: str) -> str:
    """Return a rule in words, with its name; a name that has no words is told as it is."""
    rule = rule_named(name)
    if rule is None or not rule.words:
        return name
    return localizer.say("rule in words", words=rule.words[localizer.language], rule=name)


def bound_name(localizer: Localizer, about: str) -> str:
    """Return whom a rule is about, in words where it is the whole country."""
    return localizer.say("the country") if about == COUNTRY else about
