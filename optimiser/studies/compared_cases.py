"""The cases of a comparison: each structure or system, as it is and under each scenario, read and checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from optimiser.comparison.side_by_side import WITH_SCENARIO
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, as_name, errors_among, is_parameter
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.scenario import read_scenario
from optimiser.data.settings import SolverOptions
from optimiser.result.any_folder import AnyResult
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.any_solve import solve_any
from optimiser.studies.question import OTHER_YEARS, Source
from optimiser.studies.run_store import folder_name, unique_names
from optimiser.studies.runner.dispatch import Case, Failure, failed_audit


@dataclass(frozen=True)
class _UnreadCase:
    """A case before it is read: the structure or system, and the scenario's file if there is one."""

    structure: str
    scenario: Path | None
    name: str

    @property
    def scenarios(self) -> tuple[Path, ...]:
        return (self.scenario,) if self.scenario else ()


def read_cases(
    given: Instance | AnyPath,
    structures: Sequence[str] = (),
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
) -> tuple[Case[AnyResult], ...]:
    """Return each structure or system of an instance, and then each under each scenario, in the order asked for.

    Without structures all that can be chosen. A structure that is none without a scenario, or faulty, is a case under
    the scenario alone. `overrides` change each case, as `policy.max_entry_points=2`. What is asked for twice is one
    case.

    Raises InvalidInputError with the findings of all cases.
    """
    source = Source(given, overrides=tuple(overrides), over_years=True)
    unread = list(_name_cases(source, structures, scenarios))
    read = [(each, *source.check_changed(each.structure, each.scenarios)) for each in unread]
    if scenarios:
        read = [(each, instance, found) for each, instance, found in read if instance is not None or each.scenario]
    findings = {each.name: found for each, _, found in read}
    if any(instance is None for _, instance, _ in read):
        raise InvalidInputError(source.name, _tell_together(findings))
    names = unique_names([each.name for each, _, _ in read])
    cases = tuple(
        Case[AnyResult](name, instance, find_any_result, tuple(found))
        for name, (_, instance, found) in zip(names, read, strict=True)
        if instance is not None
    )
    if faults := list(_faults_of_years(cases)):
        raise InvalidInputError(source.name, faults)
    return cases


def find_any_result(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> AnyResult | Failure:
    """Solve in a worker, over its years where the instance has several: the whole result comes back.

    One whose plan fails the audit does not.
    """
    result = solve_any(instance, options, cache)
    return failed_audit(result) or result


def years_of(instance: Instance) -> tuple[int, ...]:
    """Return the years that an instance is planned over; none where it is planned for one."""
    return instance.years if instance.is_roadmap else ()


def _faults_of_years(cases: Sequence[Case[AnyResult]]) -> Iterator[Finding]:
    """Cases are planned over the same years, or all for one."""
    first = cases[0]
    for case in cases:
        if years_of(case.instance) != years_of(first.instance):
            rule = OTHER_YEARS.format(first=first.name)
            yield Finding(case.name, None, "years", "", rule, "compare those with other years by themselves")


def _name_cases(source: Source, structures: Sequence[str], scenarios: Sequence[AnyPath]) -> Iterator[_UnreadCase]:
    """Each structure without a scenario, then with each scenario file once, whatever way its path is written."""
    once = {Path(file).resolve(): Path(file) for file in scenarios}
    titles = {file: _title_scenario(file) for file in once.values()}
    for file in (None, *titles):
        named = (
            map(as_name, structures)
            if structures
            else _list_structures(source, file, required=not titles or file is not None)
        )
        for structure in dict.fromkeys(named):
            together = f"{structure}{WITH_SCENARIO}{titles[file]}" if file else structure
            yield _UnreadCase(structure, file, folder_name(together))


def _title_scenario(file: Path) -> str:
    """The name a scenario gives itself; its file's where it cannot be read, which is told when it is applied."""
    scenario, _ = read_scenario(file)
    return scenario.name if scenario else file.stem


def _list_structures(source: Source, scenario: Path | None, *, required: bool) -> tuple[str, ...]:
    """What can be chosen; nothing where the instance is faulty and not `required` to be whole."""
    instance, findings = source.check_changed(None, (scenario,) if scenario else ())
    if instance is None and required:
        raise InvalidInputError(source.name, findings)
    return () if instance is None else instance.structures


def _tell_together(findings: Mapping[str, list[Finding]]) -> Iterator[Finding]:
    """Findings of all cases: what all have, or an option says, is told once; anything else with its case."""
    everywhere = set.intersection(*(set(found) for found in findings.values()))
    told: set[Finding] = set()
    for case, found in findings.items():
        for finding in errors_among(found):
            alike = finding in everywhere or is_parameter(finding.place)
            here = finding if alike else replace(finding, place=f"{case}: {finding.place}")
            if here not in told:
                told.add(here)
                yield here
