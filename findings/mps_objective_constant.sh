#!/usr/bin/env bash
# One MPS file, three answers: a right-hand side of the objective is taken off by HiGHS, SCIP and CBC, added by GLPK, and stops PuLP.
#
# Expected: one meaning. CPLEX says in its reference ("Records in MPS format") that the negative of an offset of the objective is written as
# its right-hand side, so that 10 there means 10 less.
# Seen: min x with x >= 1 and 10 as the objective's right-hand side is -9 with HiGHS 1.16.0, SCIP 10.0 (PySCIPOpt 6.3.0) and CBC 2.10.3
# (in PuLP 3.3.2), and 11 with GLPK 5.0 (swiglpk 5.0.13). PuLP's own reader raises KeyError.
# Where it hurts: fixed costs get the wrong sign, and nobody is told: the plan is right, only its cost is not. A column that is fixed at 1
# and costs as much is read alike by all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

printf '%s\n' "NAME constant" ROWS " N COST" " G LEAST" COLUMNS " X COST 1 LEAST 1" RHS " RHS COST 10 LEAST 1" ENDATA >"$folder/constant.mps"

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
print(float(re.search(r"objective (-?[\d.]+)", said)[1]))
PYTHON
cat >"$folder/glpk.txt" <<'PYTHON'
import sys, swiglpk
swiglpk.glp_term_out(swiglpk.GLP_OFF)
problem = swiglpk.glp_create_prob()
swiglpk.glp_read_mps(problem, swiglpk.GLP_MPS_FILE, None, sys.argv[1])
swiglpk.glp_simplex(problem, None)
print(swiglpk.glp_get_obj_val(problem))
PYTHON
cat >"$folder/pulp.txt" <<'PYTHON'
import sys, warnings
warnings.simplefilter("ignore")
import pulp
try:
    print(pulp.LpProblem.fromMPS(sys.argv[1]))
except KeyError as error:
    print("KeyError", error)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q highspy==1.16.0 pyscipopt==6.3.0 pulp==3.3.2 swiglpk==5.0.13 2>/dev/null
said=""
for reader in highs scip cbc glpk pulp; do
    cost=$("$folder/venv/bin/python" "$folder/$reader.txt" "$folder/constant.mps" | tail -n 1)
    printf '%s: %s\n' "$reader" "$cost"
    said+="$cost "
done
[ "$said" = "-9.0 -9.0 -9.0 11.0 KeyError 'COST' " ]
