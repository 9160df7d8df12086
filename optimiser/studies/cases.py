"""The cases of a comparison: each structure under each scenario, read and checked before anything is solved."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from optimiser.data.files import AnyPath
from optimiser.data.findings import Finding, InvalidInputError, errors
from optimiser.data.instance import Instance
from optimiser.data.names import as_name
from optimiser.data.read import check
from optimiser.data.scenario import read_scenario
from optimiser.data.vocabulary import is_parameter

LONGEST_NAME = 100
"""Characters of a case's name at most: folders cannot be called anything longer everywhere."""
NOT_IN_NAMES = re.compile(r"[^\w .+-]+")
"""What cannot stand in the name of a folder on every system."""


@dataclass(frozen=True)
class Case:
    """An instance to solve, under a name that no other case has and that a folder can have.

    `warnings` are the findings about the instance that do not stop a solve.
    """

    name: str
    instance: Instance
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Asked:
    """A case before it is read: the structure or system, and the scenario's file if there is one."""

    structure: str
    scenario: Path | None
    name: str


def read_cases(
    path: AnyPath, structures: Sequence[str] = (), scenarios: Sequence[AnyPath] = (), overrides: Sequence[str] = ()
) -> tuple[Case, ...]:
    """Each structure or system of an instance under each scenario, in the order asked for.

    Without structures all that can be chosen, without scenarios the instance as it is; `overrides` change
    each case, as `policy.max_entry_points=2`. What is asked for twice is one case.

    Raises InvalidInputError with the findings of all cases.
    """
    asked = list(_asked(path, structures, scenarios, overrides))
    read = [(each, *_checked(path, each, overrides)) for each in asked]
    findings = {each.name: found for each, _, found in read}
    if any(instance is None for _, instance, _ in read):
        raise InvalidInputError(str(path), _together(findings))
    names = unique_names([each.name for each in asked])
    cases = (
        Case(name, instance, tuple(found))
        for name, (_, instance, found) in zip(names, read, strict=True)
        if instance is not None
    )
    return tuple(cases)


def _asked(
    path: AnyPath, structures: Sequence[str], scenarios: Sequence[AnyPath], overrides: Sequence[str]
) -> Iterator[_Asked]:
    files: Sequence[Path | None] = _files(scenarios) or [None]
    titles = {file: _title(file) for file in files if file}
    for file in files:
        for structure in dict.fromkeys(
            map(as_name, structures) if structures else _all_structures(path, file, overrides)
        ):
            together = f"{structure} + {titles[file]}" if file and len(files) > 1 else structure
            yield _Asked(structure, file, folder_name(together))


def _files(scenarios: Sequence[AnyPath]) -> list[Path | None]:
    """The scenario files, each once, whatever way its path is written."""
    return list({Path(file).resolve(): Path(file) for file in scenarios}.values())


def _title(file: Path) -> str:
    """The name a scenario gives itself; its file's where it cannot be read, which `check` tells of."""
    scenario, _ = read_scenario(file)
    return scenario.name if scenario else file.stem


def _all_structures(path: AnyPath, scenario: Path | None, overrides: Sequence[str]) -> tuple[str, ...]:
    instance, findings = check(path, scenarios=_given(scenario), overrides=overrides)
    if instance is None:
        raise InvalidInputError(str(path), findings)
    return instance.structures


def _given(scenario: Path | None) -> tuple[Path, ...]:
    return (scenario,) if scenario else ()


def _checked(path: AnyPath, asked: _Asked, overrides: Sequence[str]) -> tuple[Instance | None, list[Finding]]:
    return check(path, structure=asked.structure, scenarios=_given(asked.scenario), overrides=overrides)


def _together(findings: dict[str, list[Finding]]) -> Iterator[Finding]:
    """Findings of all cases: what all have, or an option says, is told once; anything else with its case."""
    everywhere = set.intersection(*(set(found) for found in findings.values()))
    told: set[Finding] = set()
    for case, found in findings.items():
        for finding in errors(found):
            here = finding if finding in everywhere or is_parameter(finding.place) else _of(case, finding)
            if here not in told:
                told.add(here)
                yield here


def _of(case: str, finding: Finding) -> Finding:
    return replace(finding, place=f"{case}: {finding.place}")


def folder_name(text: str) -> str:
    """The text as the name of a folder: what cannot stand there becomes a hyphen; letters of any language may."""
    cleaned = NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", text))[:LONGEST_NAME]
    return cleaned.strip(" .") or "-"


def unique_names(names: Sequence[str]) -> list[str]:
    """The names, numbered where two would be the same folder; also where only capitals tell them apart."""
    taken: set[str] = set()
    unique = []
    for name in names:
        number, candidate = 1, name
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate.casefold())
        unique.append(candidate)
    return unique
