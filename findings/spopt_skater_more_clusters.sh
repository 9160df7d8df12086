#!/usr/bin/env bash
# spopt, Skater: where areas are alike, more clusters come out than were asked for.
#
# Expected: `n_clusters` is "The number of clusters to form"; there are no islands, which might be more.
# Seen with spopt 0.7.0: of a grid of 4 x 4 areas, whose four rows each have one value, n_clusters=4 gives 8 groups, four of them of one area. AZP gives the four rows.
# Where it hurts: who asks for so many regions gets others, and nothing says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/clusters.txt" <<'PYTHON'
import geopandas as gpd
from libpysal.weights import lat2W
from shapely import box
from spopt.region import AZP, Skater

weights = lat2W(4, 4)
squares = [box(one % 4, one // 4, one % 4 + 1, one // 4 + 1) for one in range(16)]
frame = gpd.GeoDataFrame({"value": [float(one // 4) for one in range(16)]}, geometry=squares)
for name, model in (
    ("SKATER", Skater(frame, weights, ["value"], n_clusters=4)),
    ("AZP", AZP(frame, weights, ["value"], n_clusters=4, random_state=1)),
):
    model.solve()
    labels = list(model.labels_)
    print("said", name, len(set(labels)), sorted(labels.count(one) for one in set(labels)))
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q spopt==0.7.0 libpysal==4.14.1 geopandas==1.2.0 pandas==3.1.1 numpy==2.4.6 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/clusters.txt" 2>/dev/null | grep ^said)
printf '%s\n' "$said"
[ "$said" = $'said SKATER 8 [1, 1, 1, 1, 3, 3, 3, 3]\nsaid AZP 4 [4, 4, 4, 4]' ]
