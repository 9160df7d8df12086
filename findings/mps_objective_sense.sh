#!/usr/bin/env bash
# One MPS file that says MAX: HiGHS and SCIP maximise, CBC and PuLP minimise, and GLPK does not read it.
#
# Expected: the sense that the file states, or a refusal. CPLEX names the section in its reference ("Objective sense, name, and offset in MPS files"):
# OBJSENSE, and on the next line MAX or MIN.
# Seen: the greatest x below 4 is 4 with HiGHS 1.16.0 and SCIP 10.0 (PySCIPOpt 6.3.0). CBC 2.10.3 (in PuLP 3.3.2) calls 0 optimal; among the lines of its log is "MAX
# found after OBJSENSE - Coin ignores". PuLP's own reader gives a model that minimises: the sense is an argument of `LpProblem.fromMPS`, and the file's is skipped. GLPK 5.0 (swiglpk 5.0.13) refuses.
# Where it hurts: a model of gains, handed to another solver to be confirmed: it confirms the worst plan. With the costs negated, minimising, all read alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

printf '%s\n' "NAME gain" OBJSENSE "    MAX" ROWS " N GAIN" " L MOST" COLUMNS " X GAIN 1 MOST 1" RHS " RHS MOST 4" ENDATA >"$folder/gain.mps"

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
said = subprocess.run([pulp.PULP_CBC_CMD().path, sys.argv[1], "-solve", "-quit"], capture_output=True, text=True).stdout
ignored = "ignored" if "MAX found after OBJSENSE - Coin ignores" in said else "heeded"
print(re.search(r"Optimal - objective value (\S+)", said)[1], ignored)
PYTHON
cat >"$folder/pulp.txt" <<'PYTHON'
import sys, warnings
warnings.simplefilter("ignore")
import pulp
_, problem = pulp.LpProblem.fromMPS(sys.argv[1])
print(pulp.LpSenses[problem.sense])
PYTHON
cat >"$folder/glpk.txt" <<'PYTHON'
import sys, swiglpk
swiglpk.glp_term_out(swiglpk.GLP_OFF)
print("refused" if swiglpk.glp_read_mps(swiglpk.glp_create_prob(), swiglpk.GLP_MPS_FILE, None, sys.argv[1]) else "read")
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q highspy==1.16.0 pyscipopt==6.3.0 pulp==3.3.2 swiglpk==5.0.13 2>/dev/null
said=""
for reader in highs scip cbc pulp glpk; do
    found=$("$folder/venv/bin/python" "$folder/$reader.txt" "$folder/gain.mps" | tail -n 1)
    printf '%s: %s\n' "$reader" "$found"
    said+="$found, "
done
[ "$said" = "4.0, 4.0, 0 ignored, Minimize, refused, " ]
