#!/usr/bin/env bash
# pyjstat writes a frame's figures in the order of its rows, so that in JSON-stat they belong to other areas and years.
#
# Expected: a row says by itself to which area and year its figure belongs; the order of rows means nothing, as in a table sorted by size. JSON-stat has
# no rows, only a list of figures that goes through the categories in their order, so a writer must put each figure where its row says.
# Seen with pyjstat 2.4.0 (pandas 3.1.1): of four figures sorted by size, written and read again by pyjstat itself, Morsø's 52 of 2015 has become Thisted's, and
# Thisted's 41 Morsø's. No warning, and the total is right. Sorted by area and year all four come back as they were.
# Where it hurts: a table that is sorted or joined before it is published. Sort it by all its dimensions first, in the order of the columns.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/write.txt" <<'PYTHON'
import pandas as pd
from pyjstat import pyjstat

rows = [("Morsø", "2014", 40), ("Morsø", "2015", 52), ("Thisted", "2014", 50), ("Thisted", "2015", 41)]
frame = pd.DataFrame(rows, columns=["area", "year", "value"])
for order in (["area", "year"], ["value"]):
    written = pyjstat.Dataset.read(frame.sort_values(order)).write()
    again = pyjstat.Dataset.read(written).write("dataframe")
    figures = {(row.area, row.year): row.value for row in again.itertuples()}
    print("said by", *order, *(f"{area} {year}: {figures[area, year]};" for area, year, _ in rows))
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pyjstat==2.4.0 pandas==3.1.1 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/write.txt" 2>/dev/null | grep ^said)
printf '%s\n' "$said"
[ "$said" = "said by area year Morsø 2014: 40; Morsø 2015: 52; Thisted 2014: 50; Thisted 2015: 41;
said by value Morsø 2014: 40; Morsø 2015: 41; Thisted 2014: 50; Thisted 2015: 52;" ]
