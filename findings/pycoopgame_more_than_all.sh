#!/usr/bin/env bash
# pyCoopGame, nucleolus: what is shared out is the largest worth of any coalition, not that of all players.
#
# Expected: an allocation shares what all players together are worth. Its manual gives "Nucleolus" of "random n-player TU games" and no condition.
# Seen with pyCoopGame 0.0.6: of three players, two of whom are worth 10 by themselves and all three 2, it says "Nucleolus properly calculated" and gives 5, 5 and 0,
# which is 10 of the 2 that there are; the nucleolus is 1, 1, 0. In `Nucleolus.py` the total is `max(game['value'])`. Its Shapley value of the same game is right.
# (It asks for GLPK, which is not on PyPI; HiGHS takes its place here, and comes to the same as GLPK 5 did.)
# Where it hurts: where cooperation of all is forced and does not pay, money is handed out that nobody has, and the check of the result passes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/share.txt" <<'PYTHON'
from itertools import combinations

import pandas
import pyomo.environ
from pyCoopGame import Nucleolus, Shapley

found = pyomo.environ.SolverFactory
Nucleolus.pyo.SolverFactory = lambda name: found("appsi_highs")
groups = [list(group) for size in (1, 2, 3) for group in combinations("abc", size)]
game = pandas.DataFrame({"coalition": groups, "value": [0, 0, 0, 10, 0, 0, 2]})
for name, shares in (("nucleolus", Nucleolus.nucleolus(game)), ("shapley", Shapley.Shapley(game))):
    print("shared", name, round(sum(float(share) for share in shares.values()), 6))
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pyCoopGame==0.0.6 pyomo==6.10.1 highspy==1.16.0 pandas==3.1.1 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/share.txt" | grep ^shared)
printf '%s\n' "$said"
[ "$said" = $'shared nucleolus 10.0\nshared shapley 2.0' ]
