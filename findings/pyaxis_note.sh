#!/usr/bin/env bash
# pyaxis cannot read a PC-Axis file in whose note the text "DATA=" stands: ValueError, and no table.
#
# Expected: what stands between quotation marks is text; the format says that a keyword ends at a semicolon outside them.
# Seen: pyaxis 0.4.3 (pandas 3.1.1) reads two areas by two quarters, and with NOTE="Source: DATA=1;2 are quarters" raises
# "too many values to unpack (expected 2)": it divides the file at every "DATA=".
# Where it hurts: statistical offices explain their figures in notes, and the same table is read in one year and not in the next.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

write() {
    printf '%s\n' 'CHARSET="ANSI";' 'TITLE="Persons by area and time";' 'STUB="area";' 'HEADING="time";' \
        'VALUES("area")="Morsø","Thisted";' 'VALUES("time")="2014K1","2014K2";' "$1" 'DATA=' '40 41' '50 51;'
}
write 'NOTE="Source: counted by quarter";' >"$folder/plain.px"
write 'NOTE="Source: DATA=1;2 are quarters";' >"$folder/noted.px"
cat >"$folder/read.txt" <<'PYTHON'
import sys
from pyaxis import pyaxis
for path in sys.argv[1:]:
    try:
        print("read", ",".join(pyaxis.parse(path, encoding="utf-8")["DATA"]["DATA"]))
    except ValueError as error:
        print("ValueError:", error)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pyaxis==0.4.3 pandas==3.1.1 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/read.txt" "$folder/plain.px" "$folder/noted.px" 2>/dev/null)
printf '%s\n' "$said"
[ "$said" = $'read 40,41,50,51\nValueError: too many values to unpack (expected 2)' ]
