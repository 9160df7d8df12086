#!/usr/bin/env bash
# One .lp file, two optima: `y free` after `y <= 3` takes the upper bound away in HiGHS, and leaves it in SCIP and CBC.
#
# Expected: the same model from the same file. CPLEX, whose LP format it is, says in its reference ("Bounds in LP file format") that
# `x7 free` stands for -infinity <= x7 <= +infinity, and that the last bound entered takes precedence.
# Seen: the greatest y below 9.5 is 9.5 with HiGHS 1.16.0, and 3 with SCIP 10.0 (PySCIPOpt 6.3.0) and CBC 2.10.3 (in PuLP 3.3.2).
# Where it hurts: a program that writes a bound for every column and then frees some; nothing is told of it. One line a column
# (`-inf <= y <= 3`, or `y free`) is read alike by all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

printf '%s\n' "Maximize" " gain: y" "Subject To" " most: y + z <= 9.5" "Bounds" " y <= 3" " y free" "End" >"$folder/free.lp"

cat >"$folder/highs.txt" <<'PYTHON'
import sys, highspy
highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.readModel(sys.argv[1])
highs.run()
print(highs.getInfo().objective_function_value)
PYTHON
cat >"$folder/scip.txt" <<'PYTHON'
import sys, pyscipopt
model = pyscipopt.Model()
model.hideOutput()
model.readProblem(sys.argv[1])
model.optimize()
print(model.getObjVal())
PYTHON
cat >"$folder/cbc.txt" <<'PYTHON'
import re, subprocess, sys, warnings
warnings.simplefilter("ignore")
import pulp
cbc = pulp.PULP_CBC_CMD().path
said = subprocess.run([cbc, sys.argv[1], "-solve", "-quit"], capture_output=True, text=True).stdout
print(abs(float(re.search(r"Optimal - objective value (\S+)", said)[1])))
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q highspy==1.16.0 pyscipopt==6.3.0 pulp==3.3.2 2>/dev/null
said=""
for solver in highs scip cbc; do
    most=$("$folder/venv/bin/python" "$folder/$solver.txt" "$folder/free.lp" | tail -n 1)
    printf '%s: %s\n' "$solver" "$most"
    said+="$most "
done
[ "$said" = "9.5 3.0 3.0 " ]
