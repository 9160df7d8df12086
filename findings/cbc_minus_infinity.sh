#!/usr/bin/env bash
# CBC takes `-inf` for a bound in an .lp file, and `-infinity` for the name of a column, so that it refuses the file.
#
# Expected: both words; CPLEX, whose LP format it is, names them side by side ("Bounds in LP file format": +infinity, -infinity, +inf, -inf).
# Seen: CBC 2.10.3 (in PuLP 3.3.2) finds -9.5 with -inf; with -infinity it says "Variable -infinity does not appear in objective
# function or constraints" and reads nothing. HiGHS 1.16.0 and SCIP 10.0 (PySCIPOpt 6.3.0) find -9.5 with either.
# Where it hurts: a file written by hand, or by a program that writes the long word, is one that CBC cannot confirm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for word in inf infinity; do
    printf '%s\n' "Minimize" " cost: y" "Subject To" " least: y + z >= -9.5" " none: z <= 0" "Bounds" " -$word <= y <= 3" "End" \
        >"$folder/$word.lp"
done

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
found = re.search(r"Optimal - objective value (\S+)", said)
print(found[1] if found else "refused" if "Variable -infinity does not appear" in said else said)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q highspy==1.16.0 pyscipopt==6.3.0 pulp==3.3.2 2>/dev/null
said=""
for word in inf infinity; do
    for solver in highs scip cbc; do
        least=$("$folder/venv/bin/python" "$folder/$solver.txt" "$folder/$word.lp" | tail -n 1)
        printf '%s, -%s: %s\n' "$solver" "$word" "$least"
        said+="$least "
    done
done
[ "$said" = "-9.5 -9.5 -9.5 -9.5 -9.5 refused " ]
