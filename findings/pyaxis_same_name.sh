#!/usr/bin/env bash
# pyaxis gives rows by name alone: a province and a municipality that are both called Bornholm cannot be told apart in them.
#
# Expected: a row for each code, or the code beside the name, as the file has both (VALUES and CODES). In Danish statistics 04 is the
# province Bornholm and 400 the municipality; in many countries a city is a municipality and a county of the same name.
# Seen: with pyaxis 0.4.3 (pandas 3.1.1) the frame has two rows "Bornholm" for one period and no column of codes; the codes are a list
# in the metadata, to be matched by position. A total by name counts its people twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

printf '%s\n' 'CHARSET="ANSI";' 'TITLE="Persons by area and time";' 'STUB="area";' 'HEADING="time";' \
    'VALUES("area")="Bornholm","Bornholm","Aalborg";' 'VALUES("time")="2014K1";' 'CODES("area")="04","400","851";' \
    'CODES("time")="2014K1";' 'DATA=' '40' '40' '200;' >"$folder/areas.px"
cat >"$folder/read.txt" <<'PYTHON'
import sys
from pyaxis import pyaxis
frame = pyaxis.parse(sys.argv[1], encoding="utf-8")["DATA"]
print(",".join(frame.columns), "|", ",".join(frame["area"]), "|", frame["DATA"].astype(int).groupby(frame["area"]).sum()["Bornholm"])
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pyaxis==0.4.3 pandas==3.1.1 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/read.txt" "$folder/areas.px" 2>/dev/null)
printf '%s\n' "$said"
[ "$said" = "area,time,DATA | Bornholm,Bornholm,Aalborg | 80" ]
