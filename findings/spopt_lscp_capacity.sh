#!/usr/bin/env bash
# spopt, LSCP with capacities: the lists of who is served where say nothing of the capacities that the model obeys.
#
# Expected: `fac2cli` and `cli2fac`, "facility to client relationships", are those of the solution: with `facility_capacity_arr` a site has no more clients than it has room for.
# Seen with spopt 0.7.0 (CBC of PuLP 3.3.2): sites of 9 and 4 and four clients of 4, 4, 4 and 1, all within reach of both. The model opens both and fills them with 9 and 4; the lists give all
# four clients, 13 in all, to each site, the one with room for 4 too. The capacitated PMedian of the same places gives each client one site.
# Where it hurts: who draws or staffs the sites by the lists counts everybody twice. The shares are in the model's variables (`z_0_1_` is client 0 at site 1).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/sites.txt" <<'PYTHON'
import numpy as np
import pulp
from spopt.locate import LSCP

distances = np.array([[1.0, 2.0], [1.0, 2.0], [1.0, 2.0], [2.0, 1.0]])
demand, room = np.array([4.0, 4.0, 4.0, 1.0]), np.array([9.0, 4.0])
model = LSCP.from_cost_matrix(distances, service_radius=6, demand_quantity_arr=demand, facility_capacity_arr=room)
model.solve(pulp.PULP_CBC_CMD(msg=False))
shares = model.problem.variablesDict()
for site in (0, 1):
    served = sum(demand[client] * shares[f"z_{client}_{site}_"].value() for client in range(4))
    listed = sum(demand[client] for client in model.fac2cli[site])
    print("said site", site, "room", room[site], "served", round(served, 6), "listed", listed)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q spopt==0.7.0 libpysal==4.14.1 geopandas==1.2.0 pandas==3.1.1 numpy==2.4.6 pulp==3.3.2 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/sites.txt" 2>/dev/null | grep ^said)
printf '%s\n' "$said"
[ "$said" = "said site 0 room 9.0 served 9.0 listed 13.0
said site 1 room 4.0 served 4.0 listed 13.0" ]
