#!/usr/bin/env bash
# numpy-financial's payment of a loan is 10 % too small at a rate of 1e-15, and infinite at 1e-17; at 0 it is right again.
#
# Expected: the payment is continuous in the rate: 1,000,000 over 8 years is 125,000 a year at 0, and as good as that near 0. The
# documentation gives the formula, and treats a rate of 0 by itself.
# Seen: numpy-financial 1.0.0 gives -125000.0 at 0, -112589.99 at 1e-15 and -inf at 1e-17: (1 + rate)**n - 1 loses its digits.
# Where it hurts: a rate that a search or a sample takes from 4 % towards 0; an investment then costs nothing like what it should.
# With expm1 and log1p the formula keeps all its digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/pay.txt" <<'PYTHON'
import warnings
from math import expm1, log1p
import numpy_financial
warnings.simplefilter("ignore")
for rate in (0.0, 1e-15, 1e-17):
    exact = 1e6 * rate / -expm1(-8 * log1p(rate)) if rate else 1e6 / 8
    print(rate, round(float(numpy_financial.pmt(rate, 8, 1e6)), 2), round(exact, 2))
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q numpy-financial==1.0.0 numpy==2.3.5 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/pay.txt")
printf '%s\n' "$said"
[ "$said" = $'0.0 -125000.0 125000.0\n1e-15 -112589.99 125000.0\n1e-17 -inf 125000.0' ]
