#!/usr/bin/env bash
# PuLP 3.3.2 reads PL (no upper bound) in an .mps file as "from 0 up", and so drops a lower bound given before it.
#
# Expected: PL sets the upper bound alone and leaves the lower one (table "Bound Type Rules" in SAS/OR's reference); x is at least 2.
# Seen: 0 with PuLP when LO stands before PL, 2 when PL stands before LO; HiGHS 1.16.0 says 2 of both. MI likewise sets an upper bound to 0.
# Where it hurts: PL beside LO is how one says that a whole column has no end, as readers differ on whole columns without bounds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

model() {
    printf '%s\n' "NAME least" "ROWS" " N cost" " L most" "COLUMNS" " M1 'MARKER' 'INTORG'" " x cost 1" " x most 1" \
        " M2 'MARKER' 'INTEND'" "RHS" " R most 9" "BOUNDS" "$@" "ENDATA"
}
model " LO B x 2" " PL B x" >"$folder/lower-first.mps"
model " PL B x" " LO B x 2" >"$folder/lower-last.mps"

cat >"$folder/pulp.txt" <<'PYTHON'
import sys, warnings
warnings.simplefilter("ignore")
import pulp
_, problem = pulp.LpProblem.fromMPS(sys.argv[1])
problem.solve(pulp.PULP_CBC_CMD(msg=False))
print(pulp.value(problem.objective))
PYTHON
cat >"$folder/highs.txt" <<'PYTHON'
import sys, highspy
highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.readModel(sys.argv[1])
highs.run()
print(highs.getInfo().objective_function_value)
PYTHON

python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install -q pulp==3.3.2 highspy==1.16.0 2>/dev/null
said=""
for order in lower-first lower-last; do
    for solver in pulp highs; do
        least=$("$folder/venv/bin/python" "$folder/$solver.txt" "$folder/$order.mps" | tail -n 1)
        printf '%s, %s: %s\n' "$solver" "$order" "$least"
        said+="$least "
    done
done
[ "$said" = "0.0 2.0 2.0 2.0 " ]
