#!/usr/bin/env bash
# esda, local Moran: a place without neighbours comes out as the most significant of all, as "High-Low" or "Low-Low", whatever its figure.
#
# Expected: nothing can be said of a place without neighbours: no p-value, 1, or with `island_weight=numpy.nan` (which "will propagate to the final
# local statistic", says the docstring) at least one that is not a number. Its statistic is 0, and so is that of every permutation.
# Seen with esda 2.9.0 (libpysal 4.14.1): of 25 places in a grid, whose figures repeat each five, and one island, the island's p is 0.001 with 999 permutations, the least there can be; it is
# in the 4th quadrant with a figure above the mean and in the 3rd with one below, and `get_cluster_labels` says so. `island_weight=nan` changes nothing; `G_Local` says 0.001 too.
# Where it hurts: maps of hot spots of a country with islands: Bornholm, Læsø and Samsø stand out in every one. Set p to 1 where `w.cardinalities` is 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/island.txt" <<'PYTHON'
import numpy as np
from esda import G_Local, Moran_Local
from libpysal.weights import W, lat2W

grid = lat2W(5, 5)
weights = W({**grid.neighbors, 25: []}, silence_warnings=True)
mainland = [float(10 + (3 * place) % 5) for place in range(25)]
for island in (12.5, 11.5):
    figures = np.array([*mainland, island])
    for weight in (0, np.nan):
        local = Moran_Local(figures, weights, permutations=999, seed=1, island_weight=weight)
        print("said", island, "island_weight", weight, "Moran", local.Is[-1], local.p_sim[-1], local.get_cluster_labels()[-1])
    print("said", island, "G", G_Local(figures, weights, permutations=999, seed=1).p_sim[-1])
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q esda==2.9.0 libpysal==4.14.1 geopandas==1.2.0 pandas==3.1.1 numpy==2.4.6 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/island.txt" 2>/dev/null | grep ^said)
printf '%s\n' "$said"
[ "$said" = "said 12.5 island_weight 0 Moran 0.0 0.001 High-Low
said 12.5 island_weight nan Moran 0.0 0.001 High-Low
said 12.5 G 0.001
said 11.5 island_weight 0 Moran -0.0 0.001 Low-Low
said 11.5 island_weight nan Moran -0.0 0.001 Low-Low
said 11.5 G 0.001" ]
