#!/usr/bin/env bash
# spopt, MaxPHeuristic: areas that have names instead of the numbers 0, 1, 2, ... end it with a KeyError.
#
# Expected: weights of libpysal may have any ids, in the order of the frame (`W(..., id_order=...)`), and the region models take such weights.
# Seen with spopt 0.7.0: on a grid of 4 x 4 areas called m00 to m15, MaxPHeuristic ends with KeyError: np.int64(3); on the same grid by number it finds the four rows.
# AZP finds them by name as well as by number.
# Where it hurts: municipalities have codes, so the first thing one tries does not work, and the error says nothing of ids.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/names.txt" <<'PYTHON'
import geopandas as gpd
import numpy as np
from shapely import box
from libpysal.weights import W, lat2W
from spopt.region import AZP, MaxPHeuristic

grid = lat2W(4, 4)
for name, ids in (("numbers", list(range(16))), ("names", [f"m{number:02}" for number in range(16)])):
    neighbours = {ids[one]: [ids[other] for other in grid.neighbors[one]] for one in range(16)}
    weights = W(neighbours, id_order=ids, silence_warnings=True)
    columns = {"people": [1.0] * 16, "value": [float(one // 4) for one in range(16)]}
    squares = [box(one % 4, one // 4, one % 4 + 1, one // 4 + 1) for one in range(16)]
    frame = gpd.GeoDataFrame(columns, geometry=squares, index=ids)
    np.random.seed(1)
    models = {
        "max-p": lambda: MaxPHeuristic(frame, weights, ["value"], "people", 4, 2),
        "AZP": lambda: AZP(frame, weights, ["value"], n_clusters=4, random_state=1),
    }
    for way, make in models.items():
        try:
            model = make()
            model.solve()
            print("said", name, way, len(set(model.labels_)), "groups")
        except KeyError as error:
            print("said", name, way, "KeyError", error)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q spopt==0.7.0 libpysal==4.14.1 geopandas==1.2.0 pandas==3.1.1 numpy==2.4.6 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/names.txt" 2>/dev/null | grep ^said)
printf '%s\n' "$said"
[ "$said" = $'said numbers max-p 4 groups\nsaid numbers AZP 4 groups\nsaid names max-p KeyError np.int64(3)\nsaid names AZP 4 groups' ]
