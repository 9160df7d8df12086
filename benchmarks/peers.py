"""Hold our solve against other solvers on the same instances, in one run: `make bench-peers`.

HiGHS alone, SCIP, CBC and CP-SAT each get the strong exact model that we build, and the textbook one, as files of free
MPS, so that all read the same; each has one thread and the time we have, in a process of its own. Our seconds count the
building of our models, theirs begin when the file is read. What is printed is Markdown; `--plot FILE.svg` draws the
gap over time.
"""

import argparse
import platform
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, isfinite
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Any

from benchmarks.holmberg import HOLMBERG, tabulate_holmberg
from benchmarks.peer_solvers import SOLVERS, Outcome, missing_solvers, relative_gap, solve_ours, solver_versions
from benchmarks.run import INSTANCES, alone
from benchmarks.textbook import build_textbook
from optimiser import read
from optimiser.data.instance import Instance
from optimiser.exchange.files import ModelFile
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation, compile_model
from optimiser.model.linear import LinearModel
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.report.charts.drawing import INK, PLOT, draw
from optimiser.report.charts.lines import COLOURS, DASHES

GAPS = (1e-2, 1e-3, 1e-4)
SECONDS = 60.0
MODELS = ("strong", "textbook")
OURS = ("ours", "ours")
LARGEST_TEXTBOOK = 200_000
"""With more places for tasks than this the textbook model is not built: that alone takes minutes and gigabytes."""
WRONG = 1e-6
"""A bound is wrong where it is above a plan that was audited by more than this part."""
SMALLEST_GAP = 1e-5
"""Where the axis of the chart ends."""
HEIGHT = 280
SOLVER_COLOURS = dict(zip(SOLVERS, COLOURS, strict=False))

Outcomes = Mapping[tuple[str, str], Outcome]
"""By model and solver, ours first."""


@dataclass(frozen=True)
class Compared:
    """An instance with what each solver came to.

    `sizes` are the rows, columns and entries of each model; `left_out` are those asked for that are too large to build.
    """

    name: str
    sizes: Mapping[str, str]
    outcomes: Outcomes
    left_out: tuple[str, ...] = ()

    @property
    def plan(self) -> float:
        """The best plan there is: our audited one, where we have one."""
        ours = self.outcomes[OURS].plan
        return ours if isfinite(ours) else min((one.plan for one in self._of_this_problem()), default=inf)

    @property
    def bound(self) -> float:
        """The best bound that no plan contradicts."""
        bounds = (one.bound for one in self._of_this_problem())
        return max((bound for bound in bounds if not self.is_wrong(bound)), default=-inf)

    def is_wrong(self, bound: float) -> bool:
        """Return whether a plan costs less than a bound says that any can."""
        return bound > self.plan * (1 + WRONG)

    def _of_this_problem(self) -> Iterator[Outcome]:
        """Return the outcomes of all but CP-SAT, whose model is another, though only a little."""
        return (one for (_, solver), one in self.outcomes.items() if solver != "CP-SAT")


# ---- measuring ------------------------------------------------------------------------------------


def compare_solvers(folder: Path, seconds: float, models: Sequence[str]) -> Compared:
    """Solve an instance by all solvers there are, one after another."""
    outcomes: dict[tuple[str, str], Outcome] = {OURS: alone(solve_ours, folder, seconds, GAPS[-1])}
    with tempfile.TemporaryDirectory() as scratch:
        sizes = alone(write_models, folder, Path(scratch), tuple(models))
        for model in (model for model in models if model in sizes):
            for name, solver in SOLVERS.items():
                if name not in missing_solvers():
                    outcomes[model, name] = alone(solver, Path(scratch) / f"{model}.mps", seconds, GAPS[-1])
    return Compared(folder.name, sizes, outcomes, tuple(model for model in models if model not in sizes))


def write_models(folder: Path, target: Path, models: Sequence[str]) -> dict[str, str]:
    """Write models of an instance as free MPS, `strong.mps` and `textbook.mps`; the size of each that is written."""
    instance = read(folder)
    makers = {"strong": strong_model, "textbook": textbook_model}
    sizes = {}
    for model in models:
        linear = makers[model](instance)
        if linear is not None:
            ModelFile(linear, target / f"{model}.mps").write_model(())
            sizes[model] = f"{linear.rows:,} × {linear.columns:,}, {linear.entries:,} entries"
    return sizes


def strong_model(instance: Instance) -> LinearModel:
    """Return our exact model, each centre by itself."""
    problem = build_problem(instance)
    return compile_formulation(build(problem, single_pools(problem))).linear


def textbook_model(instance: Instance) -> LinearModel | None:
    """Return the textbook model; None where it would be very large."""
    places = len(instance.contacts) * (1 + len(instance.centres))
    return compile_model(build_textbook(instance), {}).linear if places <= LARGEST_TEXTBOOK else None


# ---- telling --------------------------------------------------------------------------------------


def tell_comparison(compared: Compared, seconds: float) -> Iterator[str]:
    """Return what is told of an instance, in paragraphs of Markdown."""
    yield f"### {compared.name}"
    yield (
        f"{seconds:,.0f} s each. *Proven*: seconds until a solver's own plan and bound were that near each other; "
        "*found*: until its plan was that near the best bound of the run."
    )
    yield tabulate(compared)
    yield from _notes(compared)


def tabulate(compared: Compared) -> str:
    """Return the table of an instance."""
    parts = [f"{100 * gap:g} %" for gap in GAPS]
    head = ["model", "solver", *(f"proven {part}" for part in parts), *(f"found {part}" for part in parts)]
    rows = [[*head, "plan, million kr.", "bound", "gap at the end"]]
    rows.append(["---"] * len(rows[0]))
    for (model, solver), one in compared.outcomes.items():
        proven = [_seconds(one.seconds_to_gap(gap)) for gap in GAPS]
        found = [_seconds(one.seconds_to_plan(gap, compared.bound)) for gap in GAPS]
        bound = f"{_millions(one.bound)} wrong" if compared.is_wrong(one.bound) else _millions(one.bound)
        rows.append([model, solver, *proven, *found, _millions(one.plan), bound, _percent(one)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _notes(compared: Compared) -> Iterator[str]:
    yield "; ".join(f"{model}: {size}" for model, size in compared.sizes.items()) + "."
    for model in compared.left_out:
        yield f"The {model} model was left out: building it alone takes minutes."
    wrong = [key for key, one in compared.outcomes.items() if compared.is_wrong(one.bound)]
    if wrong:
        told = ", ".join(f"{solver} on the {model} model" for model, solver in wrong)
        yield f"Wrong bounds, above the cost of a plan that was audited: {told}."


def _seconds(value: float) -> str:
    return f"{value:,.1f}" if value < inf else "–"


def _millions(value: float) -> str:
    return f"{value:,.2f}" if abs(value) < inf else "–"


def _percent(one: Outcome) -> str:
    gap = relative_gap(one.plan, one.bound)
    return f"{100 * gap:.4f} %" if gap < inf else "–"


def tell_machine() -> str:
    """Return when, with what and on what it was measured, and how much else the machine had to do."""
    day = f"{date.today():%d %B %Y}".lstrip("0")
    machine = f"{platform.machine()}, {cpu_count()} cores, load {getloadavg()[0]:.1f}"
    return f"({day}; {solver_versions()}; Python {platform.python_version()}; {machine}.)"


# ---- the picture ----------------------------------------------------------------------------------


def gap_chart(compared: Sequence[Compared], seconds: float) -> str:
    """Return an SVG with the gap of each solver over time, an instance below the other; both axes are logarithmic."""
    series = list(dict.fromkeys(one for each in compared for one in each.outcomes))
    labels = [_label(model, solver) for model, solver in series]
    across = {"type": "log", "domain": [0.1, max(seconds, 1.0)], "clamp": True}
    up = {"type": "log", "domain": [SMALLEST_GAP, 1.0], "clamp": True}
    colour = {"domain": labels, "range": [SOLVER_COLOURS.get(solver, INK) for _, solver in series]}
    dash = {"domain": labels, "range": [DASHES[model == "textbook"] for model, _ in series]}
    upright = {"title": "gap", "format": "~%", "tickCount": 5}
    encoding = {
        "x": {"field": "seconds", "type": "quantitative", "scale": across, "axis": {"title": "seconds", "grid": False}},
        "y": {"field": "gap", "type": "quantitative", "scale": up, "axis": upright},
        "color": {"field": "solver", "type": "nominal", "scale": colour, "legend": {"title": None}},
        "strokeDash": {"field": "solver", "type": "nominal", "scale": dash, "legend": {"title": None}},
        "strokeWidth": {"condition": {"test": f"datum.solver == '{_label(*OURS)}'", "value": 3}, "value": 1.5},
    }
    parts = [
        {
            "title": {"text": each.name, "anchor": "start"},
            "width": PLOT,
            "height": HEIGHT,
            "data": {"values": list(_gap_rows(each, seconds))},
            "mark": {"type": "line", "interpolate": "step-after"},
            "encoding": encoding,
        }
        for each in compared
    ]
    title = "Gap over time"
    return draw({"vconcat": parts}, "en", title, "The proven gap of each solver over time, for each instance.")


def _gap_rows(compared: Compared, seconds: float) -> Iterator[dict[str, Any]]:
    for (model, solver), one in compared.outcomes.items():
        known = [(at, gap) for at, plan, bound in one.points if (gap := relative_gap(plan, bound)) < inf]
        for at, gap in [*known, *((max(seconds, at), gap) for at, gap in known[-1:])]:
            yield {"solver": _label(model, solver), "seconds": max(at, 0.1), "gap": max(gap, SMALLEST_GAP)}


def _label(model: str, solver: str) -> str:
    return solver if (model, solver) == OURS else f"{solver}, {model}"


# ---- running --------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare and print."""
    asked = _parsed(arguments)
    print(tell_machine())
    for name, remedy in missing_solvers().items():
        print(f"\n{name} is not on this machine and was left out; {remedy} brings it.")
    compared = []
    for folder in asked.folders:
        compared.append(compare_solvers(folder, asked.seconds, asked.models))
        print("", *tell_comparison(compared[-1], asked.seconds), sep="\n\n", flush=True)
    if asked.plot is not None and compared:
        asked.plot.write_text(gap_chart(compared, asked.seconds), encoding="utf-8")
    if asked.holmberg.is_dir():
        print("", tabulate_holmberg(asked.holmberg, asked.seconds), sep="\n\n")


def _folder_of(name: str) -> Path:
    """Return the folder of an instance, which may be a bundled one by its name; refuse what is neither."""
    folder = Path(name) if Path(name).exists() else INSTANCES / name
    if not folder.exists():
        raise argparse.ArgumentTypeError(f"{name} is no folder, and no bundled instance")
    return folder


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    national = sorted(INSTANCES.glob("denmark-2014*/instance.toml"))
    parser.add_argument(
        "folders", nargs="*", type=_folder_of, default=[path.parent for path in national], metavar="INSTANCE"
    )
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each solver has for each model")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=list(MODELS), help="what the others are given")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="where gap over time is drawn")
    parser.add_argument("--holmberg", type=Path, default=HOLMBERG, metavar="FOLDER", help="with the files p1 to p12")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
