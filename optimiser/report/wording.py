"""Words that sentences are made of: levels, rules of the law, rules that a plan breaks, and a capital to begin with."""

from collections.abc import Sequence
from string import ascii_uppercase

from optimiser.data.rows import LegalRule
from optimiser.report.localizer import Localizer, rule_words


def begin_sentence(text: str) -> str:
    """Return a sentence with a capital: what it begins with may be the name of a figure."""
    return text[:1].upper() + text[1:]


def letters(number: int) -> str:
    """Return what is marked on a map as the first (0), second and so on: A to Z, then AA, AB and so on."""
    first, last = divmod(number, len(ascii_uppercase))
    return (letters(first - 1) if first else "") + ascii_uppercase[last]


def tell_levels(localizer: Localizer, levels: Sequence[int]) -> str:
    """Return levels as people say them: level 3; levels 4–6 and 8."""
    runs: list[list[int]] = []
    for level in sorted(levels):
        if runs and level == runs[-1][-1] + 1:
            runs[-1].append(level)
        else:
            runs.append([level])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    if not texts:
        return localizer.say("levels none")
    return localizer.say("levels one" if len(levels) == 1 else "levels many", levels=localizer.join_list(texts))


def law_words(localizer: Localizer, law: LegalRule) -> str:
    """Return what a legal rule says and where the law says so: it has no other name that people know."""
    levels = tell_levels(localizer, law.levels) if law.levels else localizer.say("law tasks")
    forms = localizer.join_list([localizer.say(form) for form in law.forms])
    told = {"levels": levels, "forms": forms, "citation": localizer.tell_source(law.citation)}
    if law.cap_kr is None:
        return localizer.say("law forbids", **told)
    return localizer.say("law caps", **told, kr=localizer.numbers.plain(law.cap_kr))


def rules_in_words(localizer: Localizer, names: str) -> str:
    """Return rules in words, of which a table of a study has the names with commas between them."""
    return localizer.join_list([rule_words(localizer, name) for name in names.split(", ")])
