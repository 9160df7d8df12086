"""Which municipality, tasks and centres are meant by what a user wrote."""

from collections.abc import Sequence
from contextlib import suppress

from optimiser.data.findings import Finding, InvalidInputError, as_name, did_you_mean, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames


def find_municipality(instance: Instance, municipality: str, task: str | None) -> tuple[str, tuple[str, ...]]:
    """The code of a municipality given by its name or code; and the task that is named, or all it has contacts at.

    Capitals do not matter, nor how letters are composed; 0851 and Aalborg Kommune are known too. Raises
    InvalidInputError with what is wrong with either.
    """
    code, findings = _match_municipality(instance, municipality)
    tasks = instance.tasks_of[code] if code else tuple(instance.tasks)
    if task is not None:
        tasks, more = _match_tasks(instance, code, task, tasks)
        findings += more
    if code is None or findings:
        raise InvalidInputError(instance.settings.name, findings)
    return code, tasks


def find_planned(instance: Instance, municipality: str, task: str | None) -> tuple[str, tuple[str, ...]]:
    """Find the same of a municipality that a plan is about. Raises InvalidInputError also where it has no contacts."""
    code, _ = _match_municipality(instance, municipality)
    if code and not instance.tasks_of[code]:
        rule = "has no contacts, so it takes no part in any plan"
        finding = Finding(parameter_name("municipality"), None, "", municipality, rule)
        raise InvalidInputError(instance.settings.name, [finding])
    return find_municipality(instance, municipality, task)


def find_centres(instance: Instance, wanted: Sequence[str]) -> tuple[str, ...]:
    """The names of centres as the instance writes them, each once; capitals do not matter.

    Raises InvalidInputError with what is wrong with each that is no centre of the structure in use.
    """
    by_folded = {_folded_name(name): name for name in instance.centres}
    findings = [_no_centre(instance, name) for name in wanted if _folded_name(name) not in by_folded]
    if findings:
        raise InvalidInputError(instance.settings.name, findings)
    return tuple(dict.fromkeys(by_folded[_folded_name(name)] for name in wanted))


def _no_centre(instance: Instance, wanted: str) -> Finding:
    structure = instance.settings.structure
    groups = [row for row in instance.tables.structures if _folded_name(row.group) == _folded_name(wanted)]
    if groups:
        others = ", ".join(dict.fromkeys(row.structure for row in groups))
        rule = f"is not part of the structure {structure} of the run"
        return Finding(
            parameter_name("centre"), None, "", wanted, rule, f"solve with a structure that has it: {others}"
        )
    remedy = did_you_mean(wanted, instance.centres, _choose_among([*instance.centres]))
    return Finding(parameter_name("centre"), None, "", wanted, f"must be a centre of the structure {structure}", remedy)


def _match_municipality(instance: Instance, wanted: str) -> tuple[str | None, list[Finding]]:
    if as_name(wanted) in instance.municipalities:
        return as_name(wanted), []
    rows = instance.tables.municipalities
    found = [row.code for row in rows if _folded_name(row.name) == _folded_name(wanted)]
    if len(found) == 1:
        return found[0], []
    if found:
        rule = "is the name of several municipalities"
        return None, [
            Finding(parameter_name("municipality"), None, "", wanted, rule, f"give one of the codes {', '.join(found)}")
        ]
    with suppress(MunicipalityNameError):
        return MunicipalityNames({row.code: row.name for row in rows}).find(wanted).code, []
    remedy = did_you_mean(wanted, [row.name for row in rows], _choose_among([row.name for row in rows]))
    return None, [
        Finding(parameter_name("municipality"), None, "", wanted, "must be the name or code of a municipality", remedy)
    ]


def _match_tasks(
    instance: Instance, code: str | None, wanted: str, tasks: Sequence[str]
) -> tuple[tuple[str, ...], list[Finding]]:
    found = tuple(name for name in tasks if _folded_name(name) == _folded_name(wanted))
    if found:
        return found, []
    where = instance.municipalities[code].name if code else "anybody"
    remedy = did_you_mean(wanted, tasks, _choose_among(tasks))
    return (), [
        Finding(parameter_name("task"), None, "", wanted, f"must be a task that {where} has contacts at", remedy)
    ]


def _folded_name(name: str) -> str:
    return as_name(name).casefold()


def _choose_among(names: Sequence[str]) -> str:
    return f"choose among {', '.join(names)}"
