#!/usr/bin/env bash
# What a Python callback of highspy 1.16.0 raises is lost: run() returns an error that does not say so, and nothing is raised.
#
# Expected: the exception comes out of run(), or is at least shown, as what goes wrong in a callback of Python's own does.
# Seen: run() returns HighsStatus.kError and the model's status is kSolveError, as if the solver had failed; the ValueError is
# neither raised nor written to standard error.
# Where it hurts: a fault in one's own progress line reads as a fault of the solver, and its traceback is gone.
# What helps: catch it in the callback, keep it, interrupt the run, and raise it once run() has come back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/callback.py" <<'PYTHON'
import highspy
highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.setOptionValue("presolve", "off")
for column in range(30):
    highs.addVar(0, 1)
    highs.changeColCost(column, -(column + 1))
    highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
for row in range(10):
    highs.addRow(0, 500, 30, list(range(30)), [float((7 * row + 13 * column) % 97 + 1) for column in range(30)])
def fails(event):
    raise ValueError("in the callback")
highs.cbMipInterrupt += fails
try:
    print(highs.run().name, highs.getModelStatus().name)
except ValueError as error:
    print("raised:", error)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q highspy==1.16.0 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/callback.py" 2>"$folder/errors" | tail -n 1)
printf 'run: %s; standard error: %s bytes\n' "$said" "$(wc -c <"$folder/errors")"
[ "$said" = "kError kSolveError" ] && [ ! -s "$folder/errors" ]
