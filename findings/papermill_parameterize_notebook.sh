#!/usr/bin/env bash
# papermill's parameterize_notebook takes no notebook as nbformat reads it, though both speak of the same class.
#
# Expected: the function is documented to take `nb : NotebookNode`, which is what nbformat reads and makes, and to return a copy with
# the parameters assigned. Neither tags of a cell nor an entry of papermill are required by the format.
# Seen: papermill 2.7.0 raises "AttributeError: tags" where a cell has no tags, and "AttributeError: papermill" where all have; the
# notebook passes nbformat's own check in both cases. `papermill.iorw.load_notebook_node` adds both first, and then it works.
# Where it hurts: whoever makes or changes a notebook with nbformat and hands it on without writing it to a file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/set.txt" <<'PYTHON'
import sys
import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
def notebook(others):
    first = nbformat.v4.new_code_cell("x = 1", metadata={"tags": ["parameters"]})
    made = nbformat.v4.new_notebook(cells=[first, nbformat.v4.new_code_cell("print(x)", metadata=others)], metadata=KERNEL)
    nbformat.validate(made)
    return made
for others in ({}, {"tags": []}):
    try:
        print(len(parameterize_notebook(notebook(others), {"x": 2}).cells))
    except AttributeError as error:
        print("AttributeError", error)
nbformat.write(notebook({}), sys.argv[1])
print(len(parameterize_notebook(load_notebook_node(sys.argv[1]), {"x": 2}).cells))
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q papermill==2.7.0 nbformat==5.11.1 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/set.txt" "$folder/made.ipynb" 2>/dev/null)
printf '%s\n' "$said"
[ "$said" = $'AttributeError tags\nAttributeError papermill\n3' ]
