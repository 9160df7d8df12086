"""Solve one case and print as JSON what the answer is: `python answer_of.py INSTANCE [options]`.

Run as a script by the Python of the build whose answer is wanted, in its folder. It uses only the public calls
and the run folder, which are the same in every build; audited is the folder, as anybody would find it.
"""

import argparse
import json
import tempfile
from pathlib import Path

from optimiser import read, save, solve
from optimiser.audit import audit_folder


def main() -> None:
    """Solve and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=Path)
    parser.add_argument("--structure")
    parser.add_argument("--scenario", type=Path)
    asked = parser.parse_args()
    scenarios = [asked.scenario] if asked.scenario else []
    result = solve(read(asked.instance, structure=asked.structure, scenarios=scenarios))
    if not result.has_plan:
        print(json.dumps({"status": result.status}))
        return
    with tempfile.TemporaryDirectory() as scratch:
        save(result, Path(scratch) / "run")
        audit = audit_folder(Path(scratch) / "run")
        run = json.loads((Path(scratch) / "run" / "run.json").read_text(encoding="utf-8"))
    sizes = [[stage["name"], stage["rows"], stage["columns"], stage["entries"]] for stage in run["stages"]]
    answer = {
        "status": run["status"],
        "cost_kr": run["objective_kr"],
        "bound_kr": run["bound_kr"],
        "gap": run["options"]["gap"],
        "sizes": sizes,
        "checks": audit.checks,
        "breaches": [breach.rule for breach in audit.breaches],
        "input_sha256": run["input_sha256"],
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
