#!/usr/bin/env bash
# PuLP cannot read an MPS file with a RANGES section: IndexError; HiGHS, SCIP and CBC read it.
#
# Expected: a range is part of MPS since the sixties, and of every model with a rule that has two sides; a reader that does without
# it would say so. `LpProblem.fromMPS` documents nothing of it.
# Seen: PuLP 3.3.2 raises "IndexError: list index out of range" on min x with 2 <= x <= 5 written as an E row with a range of -3;
# HiGHS 1.16.0 reads it, and the optimum is 2.
# Where it hurts: models handed from one tool to another. Two rows, a G and an L, are read by all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

printf '%s\n' "NAME ranged" ROWS " N COST" " E BETWEEN" COLUMNS " X COST 1 BETWEEN 1" RHS " RHS BETWEEN 5" \
    RANGES " RNG BETWEEN -3" ENDATA >"$folder/ranged.mps"

cat >"$folder/read.txt" <<'PYTHON'
import sys, warnings
warnings.simplefilter("ignore")
import highspy, pulp
highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.readModel(sys.argv[1])
highs.run()
print("HiGHS", highs.getInfo().objective_function_value)
try:
    print("PuLP", pulp.LpProblem.fromMPS(sys.argv[1])[1])
except IndexError as error:
    print("PuLP IndexError", error)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pulp==3.3.2 highspy==1.16.0 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/read.txt" "$folder/ranged.mps" | grep -E "^(HiGHS [0-9]|PuLP)")
printf '%s\n' "$said"
[ "$said" = $'HiGHS 2.0\nPuLP IndexError list index out of range' ]
