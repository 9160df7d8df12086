"""Run folders to audit: the plans they hold, and ways to spoil them or to judge them by other rules."""

import csv
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from optimiser import read, save, solve, write
from optimiser.audit import Audit, audit_folder
from optimiser.data.cells import as_text
from optimiser.data.csv_files import write_rows
from optimiser.data.instance import Instance
from optimiser.data.run_tables import COLUMNS
from optimiser.data.scenario import list_assumptions
from optimiser.data.seal import seal_all
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.figures import binding_rules
from optimiser.result.tables import measured_kpis, service_entry

TOY = Path("instances/toy")
ROUTE = ("municipality", "task", "centre", "form")
KPI_FORMS = ("unchanged", "local", "purchased", "regional")


def lock(municipality: str, task: str, form: str, demand: str = "must") -> str:
    """Lines of a scenario file that lock a task to a form."""
    return f'[[add.locks]]\nmunicipality = "{municipality}"\ntask = "{task}"\nform = "{form}"\ndemand = "{demand}"\n'


def wish(kind: str, **more: object) -> str:
    """Lines of a scenario file with a wish of a kind."""
    entries = "".join(f"{name} = {json.dumps(value)}\n" for name, value in more.items())
    return f'[[add.wishes]]\nwish = "one"\nkind = "{kind}"\n{entries}'


def kpi(scope: str, sense: str, target: float) -> str:
    """Lines of a scenario file with a KPI that is 1 for what is purchased or regional and 0 for all else."""
    text = f'[[add.kpis]]\nkpi = "moved"\nscope = "{scope}"\nsense = "{sense}"\ntarget = {target}\n'
    for form in KPI_FORMS:
        for task in ("L4", "L6", "L9"):
            value = int(form in ("purchased", "regional"))
            text += f'[[add.kpi_values]]\nkpi = "moved"\nform = "{form}"\ntask = "{task}"\nvalue = {value}\n'
    return text


PLANS = {
    "best": "",
    "rated": kpi("national", "at least", 0.0).replace("target = 0.0", "weight = 2"),
    "shared": '[set]\npolicy.levels.purchased = ""\npolicy.levels.local = "7-9"\n',
    "served": '[set]\n"centres.*.within_seconds" = 20\n"centres.Østerå.opening_hours" = 60\n',
    "deep": lock("902", "L4", "local") + lock("902", "L6", "purchased"),
    "dear": lock("904", "L6", "local") + lock("904", "L9", "unchanged"),
}
"""What is added to the toy to get a plan: the best one (worked out in its README); the same, measured; one with
L4 and L6 in the virtual centre; one with services of their own; one where Ærholm buys the deeper task only; one
where Åby pays for a small centre."""


class Run:
    """A run folder that a test changes and seals again before it is audited: what is noticed is seen in the figures."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def audit(self) -> Audit:
        """What the audit says of the folder once it is sealed again."""
        if self.path.is_dir():
            seal_all(self.path)
        return audit_folder(self.path)

    def rules(self) -> set[str]:
        """The rules that are breached."""
        return {breach.rule for breach in self.audit().breaches}

    def told(self, rule: str) -> str:
        """What the audit says about a rule."""
        return "\n".join(breach.sentence for breach in self.audit().breaches if breach.rule == rule)

    def judge_by(self, *overrides: str, scenario: str = "") -> None:
        """Put other rules into the folder's instance, as if the plan had been found under these."""
        instance = read(self.path / "instance", scenarios=self._scenarios(scenario), overrides=overrides)
        write(instance, self.path / "instance", force=True)
        told = {"structure": instance.settings.structure, "legal_rules_active": [law.rule for law in instance.laws]}
        self.set(input_sha256=instance.sha256, **told)
        self._measure(instance)

    def _measure(self, instance: Instance) -> None:
        """Tell what follows from the other instance, so that only its rules are broken."""
        routes = (Route(*(row[name] for name in ROUTE)) for row in self.rows("assignments"))  # type: ignore[arg-type]
        plan = Plan(build_problem(instance), tuple(routes))
        measured = list(measured_kpis(plan))
        if measured:
            self.put("kpis", [{name: as_text(value) for name, value in row.items()} for row in measured])
        write_rows(COLUMNS["assumptions"], list_assumptions(instance), self.path / "assumptions.csv")
        self.set(cost_classes=[service_entry(one) for one in plan.problem.classes])
        if {route.centre for route in plan.routes} <= {DEPARTMENTS, *instance.centres}:
            self.set(rules_that_bind=binding_rules(plan))

    def _scenarios(self, text: str) -> Sequence[Path]:
        path = self.path.with_suffix(".toml")
        path.write_text(f'name = "other"\n{text}', encoding="utf-8")
        return [path]

    def set(self, **entries: Any) -> None:
        """Change entries of run.json."""
        self.change(lambda run: run.update(entries))

    def change(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Change run.json."""
        path = self.path / "run.json"
        run = json.loads(path.read_text(encoding="utf-8"))
        change(run)
        path.write_text(json.dumps(run), encoding="utf-8")

    def rows(self, table: str) -> list[dict[str, str]]:
        """The lines of a CSV table."""
        with (self.path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def put(self, table: str, rows: list[dict[str, str]]) -> None:
        """Write the lines of a CSV table anew; there is at least one."""
        with (self.path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def edit(self, table: str, number: int, **cells: str) -> None:
        """Change cells of the `number`th line of a CSV table."""
        rows = self.rows(table)
        rows[number].update(cells)
        self.put(table, rows)

    def answer(self, municipality: str, task: str, form: str, centre: str) -> None:
        """Let another answer a task, without changing any other figure."""
        rows = self.rows("assignments")
        row = next(row for row in rows if (row["municipality"], row["task"]) == (municipality, task))
        row.update(form=form, centre=centre)
        self.put("assignments", rows)


def make(path: Path, plan: str) -> Run:
    """Solve the toy for one of the plans, and save the run."""
    scenario = path.with_suffix(".toml")
    scenario.write_text(f'name = "{plan}"\n{PLANS[plan]}', encoding="utf-8")
    save(solve(read(TOY, scenarios=[scenario])), path)
    return Run(path)


def copied(run: Run, path: Path) -> Run:
    """A copy of a run folder, to spoil."""
    shutil.copytree(run.path, path)
    return Run(path)
