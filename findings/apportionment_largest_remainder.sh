#!/usr/bin/env bash
# apportionment, largest remainder: where two remainders tie, the largest of all can come away with nothing.
#
# Expected: of 2 posts for groups of 3, 3 and 4 the quotas are 0.6, 0.6 and 0.8; the group of 4 gets the first post, and one of the others the second.
# Seen with apportionment 1.0: 1, 1, 0, with fractions as well as with floats, and the package's own `within_quota` is content. With the group of 4 named first the
# answer is 1, 1, 0 again, and now right: the list is gone through once, and whoever ties for the last post is served before a larger remainder further down.
# Sainte-Laguë (`saintelague`) gives the group of 4 its post in both orders.
# Where it hurts: posts, days or whole kroner shared among many small places of equal size; the sum is right, so nobody looks. `tiesallowed=False` raises an error instead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/share.txt" <<'PYTHON'
from apportionment.methods import TiesException, compute, within_quota

for sizes in ([3, 3, 4], [4, 3, 3]):
    for method, exact in (("largest_remainder", False), ("largest_remainder", True), ("saintelague", False)):
        shared = compute(method, sizes, 2, fractions=exact)
        print("said", sizes, method, "in fractions" if exact else "in floats", shared, "within quota", within_quota(sizes, shared))
try:
    compute("largest_remainder", [3, 3, 4], 2, tiesallowed=False)
except TiesException as error:
    print("said", error)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q apportionment==1.0 numpy==2.4.6 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/share.txt" | grep ^said)
printf '%s\n' "$said"
[ "$said" = "said [3, 3, 4] largest_remainder in floats [1, 1, 0] within quota True
said [3, 3, 4] largest_remainder in fractions [1, 1, 0] within quota True
said [3, 3, 4] saintelague in floats [1, 0, 1] within quota True
said [4, 3, 3] largest_remainder in floats [1, 1, 0] within quota True
said [4, 3, 3] largest_remainder in fractions [1, 1, 0] within quota True
said [4, 3, 3] saintelague in floats [1, 1, 0] within quota True
said Tie occurred" ]
