#!/usr/bin/env bash
# PuLP calls a model "Optimal" that has no solution, with a value below the variable's own lower bound.
#
# Expected: `LpVariable("x", 0, -2)` cannot be: no x is at least 0 and at most -2, so a solver says infeasible, as HiGHS does by PuLP.
# Seen: with PuLP 3.3.2 and the CBC 2.10.3 that it brings, min x with x >= -100 is "Optimal" at x = -100. PuLP writes no line for a
# lower bound of 0 into its MPS file, and CBC takes a column whose upper bound is below 0, and that has no lower one, as unbounded below.
# Where it hurts: bounds computed from data (a capacity less what is sold already). `problem.valid()` is False afterwards: ask it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/solve.txt" <<'PYTHON'
import warnings
warnings.simplefilter("ignore")
import pulp
for solver in (pulp.PULP_CBC_CMD(msg=0), pulp.HiGHS(msg=0)):
    problem = pulp.LpProblem("capacity", pulp.LpMinimize)
    left = pulp.LpVariable("left", 0, -2)
    problem += left
    problem += left >= -100
    status = pulp.LpStatus[problem.solve(solver)]
    print(solver.name, status, left.value() if status == "Optimal" else "-", problem.valid())
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pulp==3.3.2 highspy==1.16.0 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/solve.txt" | grep -E "^(PULP_CBC_CMD|HiGHS) ")
printf '%s\n' "$said"
[ "$said" = $'PULP_CBC_CMD Optimal -100.0 False\nHiGHS Infeasible - False' ]
