"""Hold the answers of this build against an older one's: every system and every bundled scenario.

`python -m benchmarks.same_answers OLD [--kept FILE]`

OLD is a checkout with a `.venv`. Each case is solved by each build in a process of its own. The same must be: the
status, the input as hashed, the stages with their model sizes, how much the audit checked and what it found. The costs
may differ by the gap, and neither may lie under the other's bound. Ends with 1 if any differs.

What the old build answers does not change: with `--kept` its answers are read from a file where they are
there, and written to it.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimiser import read

HERE = Path(__file__).parents[1]
INSTANCES = (Path("instances/toy"), Path("instances/denmark-2014"))
PROGRAM = Path(__file__).with_name("answer_of.py")
ROUNDING = 1e-9
"""Relative difference that the order of a sum may make."""
ALIKE = ("status", "input_sha256", "sizes", "checks", "breaches")

Answer = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """What is solved: an instance as it is, under one of its systems, or with one of its scenarios."""

    instance: Path
    structure: str = ""
    scenario: Path | None = None

    @property
    def name(self) -> str:
        """What it is called in the table."""
        return " ".join(filter(None, (self.instance.name, self.structure, self.scenario.stem if self.scenario else "")))

    @property
    def arguments(self) -> list[str]:
        """What `answer_of.py` is given."""
        structure = ["--structure", self.structure] if self.structure else []
        return [str(self.instance), *structure, *(["--scenario", str(self.scenario)] if self.scenario else [])]


def every_case() -> Iterator[Case]:
    """Every system and every scenario of the bundled instances; the toy as it is."""
    for instance in INSTANCES:
        yield Case(instance)
        yield from (Case(instance, structure) for structure in read(HERE / instance).structures)
        for scenario in sorted((HERE / instance / "scenarios").glob("*.toml")):
            yield Case(instance, scenario=scenario.relative_to(HERE))


def python_of(checkout: Path) -> Path:
    """The Python of a checkout's own environment; ours where it is this checkout."""
    return Path(sys.executable) if checkout.resolve() == HERE else checkout.resolve() / ".venv" / "bin" / "python"


def answer_of(checkout: Path, case: Case) -> Answer:
    """What a build answers; where it fails, its last words."""
    command = [str(python_of(checkout)), str(PROGRAM), *case.arguments]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:]}
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def kept_answer(kept: Path | None, checkout: Path, case: Case) -> Answer:
    """An answer as `answer_of`, from a file of answers where it is there."""
    if kept is None:
        return answer_of(checkout, case)
    answers = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    if case.name not in answers:
        answers[case.name] = answer_of(checkout, case)
        kept.write_text(json.dumps(answers, indent=1), encoding="utf-8")
    return answers[case.name]  # type: ignore[no-any-return]


def differences(old: Answer, new: Answer) -> list[str]:
    """What differs between two answers, in words."""
    if "failed" in old or "failed" in new:
        return [f"{name} failed: {one['failed']}" for name, one in (("old", old), ("new", new)) if "failed" in one]
    told = [f"{name} {old.get(name)} -> {new.get(name)}" for name in ALIKE if old.get(name) != new.get(name)]
    if "cost_kr" not in old or "cost_kr" not in new:
        return told
    low, high = sorted((old["cost_kr"], new["cost_kr"]))
    if high - low > high * (max(old["gap"], new["gap"]) + ROUNDING):
        told.append(f"cost_kr {old['cost_kr']} -> {new['cost_kr']}")
    bounds = [one["bound_kr"] for one in (old, new) if one["bound_kr"] is not None]
    if bounds and max(bounds) > low * (1 + ROUNDING):
        told.append(f"one build's bound {max(bounds)} lies above the other's cost {low}")
    return told


def tell(case: Case, old: Answer, new: Answer, wrong: Sequence[str]) -> None:
    """Print one line of the table, and below it what differs."""
    verdict = "DIFFERS" if wrong else "same"
    if "cost_kr" not in old or "cost_kr" not in new:
        print(f"{case.name:42} {old.get('status', 'failed'):>12} {new.get('status', 'failed'):>12} {'':46} {verdict}")
    else:
        costs = f"{old['cost_kr'] / 1e6:12.4f} {new['cost_kr'] / 1e6:12.4f} {new['cost_kr'] / old['cost_kr'] - 1:9.1e}"
        stages = " ".join(f"{rows}x{columns}" for _, rows, columns, _ in new["sizes"])
        audit = f"{new['checks']:6} {len(new['breaches']):3}"
        print(f"{case.name:42} {costs} {stages:24} {audit:15} {verdict}")
    for one in wrong:
        print(f"    {one}")
    sys.stdout.flush()


def main() -> None:
    """Solve every case by both builds, and end with 1 if any answer differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path, help="the older checkout")
    parser.add_argument("--kept", type=Path, help="file of the old build's answers")
    parser.add_argument("--only", default="", help="only the cases whose name has this in it")
    asked = parser.parse_args()
    cases = [case for case in every_case() if asked.only in case.name]
    print(f"{'case':42} {'old M kr.':>12} {'new M kr.':>12} {'change':>9} {'rows x columns':24} checks breaches")
    wrong = 0
    for case in cases:
        old, new = kept_answer(asked.kept, asked.old, case), answer_of(HERE, case)
        found = differences(old, new)
        tell(case, old, new, found)
        wrong += bool(found)
    print(f"{len(cases) - wrong} of {len(cases)} cases are the same")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
