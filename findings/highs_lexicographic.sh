#!/usr/bin/env bash
# HiGHS, one objective after the other: a relative tolerance does nothing beside an absolute one of 0, and the objective told is 0.
#
# Expected: with `rel_tolerance` 0.2 the first objective may come to be a fifth worse for the sake of the second; and after the solve
# `objective_function_value` is that of one of the objectives. The reference of `HighsLinearObjective` says no more than "the absolute
# (relative) tolerance on this objective when performing lexicographic optimization".
# Seen with HiGHS 1.16.0: choosing one of two hosts, at a cost of 10 or 11 and then a distance of 5 or 1, the dearer and nearer one is found
# with a relative tolerance of 0.2 if the absolute one is -1, and not if it is 0: both must hold, a negative one is none, and 0 is no slack
# at all. The objective told is 0 in both cases: that of the model's own costs, which are none.
# Where it hurts: ties decided by a second objective are not decided, and nobody is told.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/choose.txt" <<'PYTHON'
import highspy
for absolute in (0.0, -1.0):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("blend_multi_objectives", False)
    for host in (0, 1):
        highs.addVar(0, 1)
        highs.changeColIntegrality(host, highspy.HighsVarType.kInteger)
    highs.addRow(1, highspy.kHighsInf, 2, [0, 1], [1.0, 1.0])
    for priority, coefficients, relative in ((2, [10.0, 11.0], 0.2), (1, [5.0, 1.0], 0.0)):
        objective = highspy.HighsLinearObjective()
        objective.weight, objective.offset, objective.priority = 1.0, 0.0, priority
        objective.coefficients, objective.abs_tolerance, objective.rel_tolerance = coefficients, absolute, relative
        highs.addLinearObjective(objective)
    highs.run()
    chosen = [round(value) for value in highs.getSolution().col_value]
    print("absolute", absolute, "chosen", chosen, "told", highs.getInfo().objective_function_value)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q highspy==1.16.0 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/choose.txt" | grep ^absolute)
printf '%s\n' "$said"
[ "$said" = $'absolute 0.0 chosen [1, 0] told 0.0\nabsolute -1.0 chosen [0, 1] told 0.0' ]
