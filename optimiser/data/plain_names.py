"""What the names in a plain change mean in an instance: municipalities, centres, tasks, wishes, rules and targets."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from optimiser.data.columns import Form
from optimiser.data.findings import did_you_mean, folded_name, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames
from optimiser.data.rows import Centre
from optimiser.data.settings import Language, Mandate, Policy
from optimiser.data.systems import as_chosen

Texts = Mapping[Language, str]
"""The same in either language."""


class UnknownNameError(ValueError):
    """Raised where a name means nothing in an instance: the rule, and what to do.

    `words` are how many words of a form the name itself has, where it is one.
    """

    def __init__(self, rule: str, remedy: str = "", words: int = 0) -> None:
        super().__init__(rule)
        self.rule = rule
        self.remedy = remedy
        self.words = words


@dataclass(frozen=True)
class Found:
    """What a name means in an instance, and how it is told."""

    value: Any
    words: Texts


EVERY_MUNICIPALITY = Found(None, {"en": "every municipality", "da": "enhver kommune"})
MOST_NAMED = 12
"""So many names are shown of those there are."""
FindNamed = Callable[[Instance, str], Found]
"""Finds what a text names. Raises UnknownNameError."""


def _alike(text: str) -> Texts:
    return {"en": text, "da": text}


def _by_name(text: str, names: Iterable[str], what: str) -> str:
    """Return the name that a text means, whatever its capitals and dashes; raises UnknownNameError."""
    known = list(names)
    if text in known:
        return text
    alike = [name for name in known if folded_name(name) == folded_name(text)]
    if len(alike) == 1:
        return alike[0]
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    otherwise = f"there is {', '.join(known[:MOST_NAMED])}{more}" if known else f"there is no {what}"
    raise UnknownNameError(f"{text} is no {what}", did_you_mean(text, known, otherwise))


# ---- Municipalities and centres -------------------------------------------------------------------


EVERYBODY = frozenset({"all", "alle", "enhver", "everybody", "everyone"})


def find_municipality(instance: Instance, text: str) -> Found:
    """Return the code of a municipality by its name or code; None for all of them."""
    if text.casefold() in EVERYBODY:
        return EVERY_MUNICIPALITY
    names = {row.code: row.name for row in instance.tables.municipalities}
    try:
        code = MunicipalityNames(names).find(text).code
    except MunicipalityNameError as error:
        remedy = did_you_mean(text, names.values(), "name a municipality of the instance, or its code")
        raise UnknownNameError(f"{text} {error.rule}", remedy) from error
    return Found(code, _alike(names[code]))


def find_centre(instance: Instance, text: str) -> Found:
    """Return the row of a centre by its name, or by the name or code of the municipality whose own it is."""
    centres = instance.centre_rows
    try:
        return _as_told(centres[_by_name(text, centres, "centre")])
    except UnknownNameError as error:
        code = _code_if_any(instance, text)
        if code is None:
            raise
        if code in instance.own_centre:
            return _as_told(centres[instance.own_centre[code]])
        rule = f"{instance.municipalities[code].name} has no centre of its own"
        raise UnknownNameError(rule, "add it to the table centres") from error


def _code_if_any(instance: Instance, text: str) -> str | None:
    try:
        code: str | None = find_municipality(instance, text).value
    except UnknownNameError:
        return None
    return code


def _as_told(centre: Centre) -> Found:
    return Found(centre, _alike(centre.centre))


def find_seller(instance: Instance, text: str) -> Found:
    """Return a centre that others can buy of."""
    found = find_centre(instance, text)
    if found.value.kind != "local":
        rule = f"{found.value.centre} is a shared centre, of which nobody buys"
        raise UnknownNameError(rule, f"write joins {found.value.centre}")
    return found


def find_shared(instance: Instance, text: str) -> Found:
    """Return a centre that several municipalities share."""
    found = find_centre(instance, text)
    if found.value.kind == "local":
        rule = f"{found.value.centre} is the own centre of a municipality, of which others buy"
        raise UnknownNameError(rule, f"write buys from {found.value.centre}")
    return found


# ---- Tasks and levels -----------------------------------------------------------------------------


_LEAD = re.compile(
    r"(?:for|at|on|på|levels?|niveau(?:er|erne)?|dybde(?:r|rne)?|tasks?|opgave(?:r|rne)?)\s+", re.IGNORECASE
)
_LEVELS = re.compile(r"L?\s*(\d)(?:\s*[-–]\s*L?\s*(\d))?", re.IGNORECASE)
_APART = re.compile(r"\s*[,;]\s*|\s+(?:and|og)\s+", re.IGNORECASE)
_BEFORE_A_LEVEL = re.compile(r"(?<=\d)\s+(?=L?\d)", re.IGNORECASE)
_AROUND_A_DASH = re.compile(r"(?<=\d)\s*[-–]\s*(?=L?\d)", re.IGNORECASE)
EVERYTHING = Found(({},), {"en": "everything", "da": "alt"})
"""Tasks of every level: a row of the table locks that names none."""


def find_tasks(instance: Instance, text: str) -> Found:
    """Return the cells of rows about tasks, each with a level or a task: `L1-6`, `1-3, 5`, `niveau 4`, a task's name.

    Of a range those levels count that some task has; one that is named by itself must be there.
    """
    if text.casefold() in {"everything", "all", "alt", "alle"}:
        return EVERYTHING
    levels: set[int] = set()
    tasks: dict[str, None] = {}
    for part in _parts_of(instance, _without_lead(text)):
        if match := _LEVELS.fullmatch(_without_lead(part)):
            levels.update(_levels_between(instance, *match.groups()))
        else:
            tasks[_by_name(_without_lead(part), instance.tasks, "task or level")] = None
    return _found_tasks(sorted(levels), list(tasks))


def _parts_of(instance: Instance, text: str) -> Iterator[str]:
    """Yield what is named one after the other; levels may stand apart by spaces alone, as in the tables."""
    for part in _APART.split(text):
        is_task = any(folded_name(task) == folded_name(part) for task in instance.tasks)
        yield from [part] if is_task else _BEFORE_A_LEVEL.split(_AROUND_A_DASH.sub("-", part))


def _without_lead(text: str) -> str:
    while match := _LEAD.match(text):
        text = text[match.end() :]
    return text


def _levels_between(instance: Instance, first: str, last: str | None) -> Sequence[int]:
    known = sorted({task.level for task in instance.tasks.values()})
    low, high = int(first), int(last or first)
    found = [level for level in known if low <= level <= high]
    if low > high:
        raise UnknownNameError(f"L{low}-{high} has its highest level first", f"write L{high}-{low}")
    if not found:
        named = f"L{low}-{high}" if last else f"L{low}"
        raise UnknownNameError(f"no task has a level of {named}", f"there is {', '.join(f'L{each}' for each in known)}")
    return found


def _found_tasks(levels: Sequence[int], tasks: Sequence[str]) -> Found:
    cells = (*({"level": level} for level in levels), *({"task": task} for task in tasks))
    ranges = list(_ranges_of(levels))
    many = len(levels) > 1
    named = ", ".join(tasks)
    told = {"en": f"level{'s' if many else ''} {', '.join(ranges)}", "da": f"niveau {', '.join(ranges)}"}
    joined = {"en": " and ", "da": " og "}
    words = {
        language: joined[language].join(filter(None, (told[language] if levels else "", named))) for language in told
    }
    return Found(cells, words)  # type: ignore[arg-type]


def _ranges_of(levels: Sequence[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(levels), key=lambda pair: pair[1] - pair[0]):
        run = [level for _, level in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"


def find_lawful_tasks(instance: Instance, form: Form, municipality: str | None) -> Found:
    """Return the levels, or the tasks of some, that law and policy let a municipality be answered in a form."""
    possible = as_chosen(instance)
    asked = set(instance.tasks if municipality is None else instance.tasks_of.get(municipality, ()))
    allowed = {task for task in asked if possible.why_not(form, instance.tasks[task]) is None}
    if not allowed:
        raise UnknownNameError(f"law and policy let nothing be {form}", "see policy.levels and the table legal")
    if allowed == asked:
        return EVERYTHING
    levels = {instance.tasks[task].level for task in allowed}
    whole = {level for level in levels if all(t in allowed for t in asked if instance.tasks[t].level == level)}
    tasks = [task for task in instance.tasks if task in allowed and instance.tasks[task].level not in whole]
    return _found_tasks(sorted(whole), tasks)


# ---- What can be left out -------------------------------------------------------------------------


def find_wish(instance: Instance, text: str) -> Found:
    """Return the name of a wish."""
    name = _by_name(text, (row.wish for row in instance.tables.wishes), "wish")
    return Found(name, _alike(name))


def find_law(instance: Instance, text: str) -> Found:
    """Return the name of a legal rule."""
    name = _by_name(text, (row.rule for row in instance.tables.legal), "legal rule")
    return Found(name, _alike(name))


def find_target(instance: Instance, text: str) -> Found:
    """Return the name of a KPI, by that or by its name in either language."""
    rows = {row.kpi: row for row in instance.tables.kpis}
    spelt = {name: row.kpi for row in rows.values() for name in (row.name_da, row.name_en, row.kpi) if name}
    row = rows[spelt[_by_name(text, spelt, "KPI")]]
    return Found(row.kpi, {"en": row.name_en or row.kpi, "da": row.name_da or row.kpi})


LEFT_OUT: Mapping[str, object] = {
    name: [] if field.default == () else "none" if field.default is None else field.default
    for name, field in Policy.model_fields.items()
    if field.default in ((), None, False)
}
"""The entries of the policy that can be left out, and what is written to do so."""


def find_policy(instance: Instance, text: str) -> Found:  # noqa: ARG001 - of the declared policy, whatever the instance
    """Return the name of an entry of the policy that can be left out."""
    spoken = text.removeprefix("policy.").replace(" ", "_")
    if spoken in Policy.model_fields and spoken not in LEFT_OUT:
        rule = f"policy.{spoken} cannot be left out, as it always has a value"
        raise UnknownNameError(rule, f"change it with {parameter_name('overrides', f'policy.{spoken}=VALUE')}", words=1)
    name = f"policy.{_by_name(spoken, LEFT_OUT, 'policy')}"
    return Found(name, _alike(name))


def find_mandates(instance: Instance, text: str) -> Found:
    """Return the mandates that are left when those of some levels are left out."""
    mandates = instance.settings.policy.mandatory
    levels = {cells.get("level") for cells in find_tasks(instance, text).value}
    left = [mandate for mandate in mandates if set(mandate.levels) != levels]
    if len(left) == len(mandates):
        known = "; ".join(f"L{', L'.join(map(str, mandate.levels))}" for mandate in mandates)
        remedy = f"there is one for {known}" if known else "there is none"
        raise UnknownNameError(f"no mandate is of {text} alone", remedy)
    words = {"en": f"the mandate for {text}", "da": f"kravet til {text}"}
    return Found(tuple(map(_entries_of, left)), words)  # type: ignore[arg-type]


def _entries_of(mandate: Mandate) -> dict[str, list[Any]]:
    return {"levels": list(mandate.levels), "forms": list(mandate.forms)}


def names_to_leave_out(instance: Instance) -> Iterator[str]:
    """Yield every name that can be left out, to suggest one."""
    yield from instance.centre_rows
    yield from (row.wish for row in instance.tables.wishes)
    yield from (row.rule for row in instance.tables.legal)
    yield from (row.kpi for row in instance.tables.kpis)
    yield from LEFT_OUT
    yield from (row.name for row in instance.tables.municipalities)
