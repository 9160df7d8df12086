#!/usr/bin/env bash
# openpyxl writes a drop-down list that Excel does not accept, and says nothing; XlsxWriter refuses it.
#
# Expected: a refusal, or a warning. Excel's own limit for the source of a list written in the rule itself is 255 characters: such a
# workbook is "repaired" when it is opened, and the list is gone.
# Seen: openpyxl 3.1.5 saves a list of 40 names, 399 characters, without a word; XlsxWriter 3.3.1 warns, returns -2 and leaves it out.
# Where it hurts: templates with a drop-down of municipalities: it works with twenty and is lost with forty. Name a range instead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/write.txt" <<'PYTHON'
import re, sys, warnings, zipfile
import openpyxl, xlsxwriter
from openpyxl.worksheet.datavalidation import DataValidation

names = [f"Kommune{number:02}" for number in range(40)]
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    book = openpyxl.Workbook()
    rule = DataValidation(type="list", formula1='"' + ",".join(names) + '"')
    book.active.add_data_validation(rule)
    rule.add("A1")
    book.save(sys.argv[1])
sheet = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode()
print("openpyxl:", len(told), "warnings, wrote", len(re.search('<formula1>"(.*?)"</formula1>', sheet)[1]), "characters")
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    book = xlsxwriter.Workbook(sys.argv[2])
    answer = book.add_worksheet().data_validation("A1", {"validate": "list", "source": names})
    book.close()
print("XlsxWriter:", len(told), "warning, returned", answer)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q openpyxl==3.1.5 xlsxwriter==3.3.1 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/write.txt" "$folder/one.xlsx" "$folder/other.xlsx")
printf '%s\n' "$said"
[ "$said" = $'openpyxl: 0 warnings, wrote 399 characters\nXlsxWriter: 1 warning, returned -2' ]
