"""Solve an instance and print as JSON when it was how far: `python progress_of.py INSTANCE SECONDS`.

Run as a script by the Python of the build that is measured, in its folder. It uses only the public calls, which are
the same in every build. One core; seconds are counted from the call, without the tables and the audit at the end.
"""

import json
import sys
import time

from optimiser import read, solve


def main() -> None:
    """Solve and print."""
    instance, seen = read(sys.argv[1]), []
    began = time.monotonic()
    result = solve(
        instance,
        time_limit_seconds=float(sys.argv[2]),
        report=lambda told: seen.append([time.monotonic() - began, told.plan_kr, told.bound_kr]),
    )
    spent = result.run.seconds
    seconds = time.monotonic() - began - (spent.report or 0.0) - (spent.audit or 0.0)
    seen.append([seconds, result.objective_kr, result.bound_kr])
    print(json.dumps({"seconds": seconds, "seen": seen}))


if __name__ == "__main__":
    main()
