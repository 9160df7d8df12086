"""Run the notebooks top to bottom, each in a fresh kernel, and keep what came out as pages: `make notebooks`.

The notebooks themselves stay as they are.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from traitlets.config import Config

NOTEBOOKS = Path(__file__).parent
PAGES = NOTEBOOKS.parent / "build" / "notebooks"
LONGEST_SECONDS = 600
"""A cell that takes longer hangs."""


def executed(path: Path) -> nbformat.NotebookNode:
    """A notebook with what it puts out, run in an empty folder; raises CellExecutionError where a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as scratch:
        # Talking through files, not ports: nobody else on the machine can listen.
        config = Config(KernelManager={"transport": "ipc", "ip": f"{scratch}/kernel"})
        (empty := Path(scratch) / "empty").mkdir()
        resources = {"metadata": {"path": str(empty)}}
        return NotebookClient(
            notebook, kernel_name="python3", timeout=LONGEST_SECONDS, resources=resources, config=config
        ).execute()


def complaints(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """What cells wrote to the error stream: warnings that a reader should not have to judge."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                yield output["text"]


def run(path: Path) -> bool:
    """Run a notebook and write its page; False, with the reason told, if a cell failed or warned."""
    began = time.monotonic()
    try:
        notebook = executed(path)
    except CellExecutionError as error:
        print(f"{path.name} failed:\n{error}", file=sys.stderr)
        return False
    page, _ = HTMLExporter().from_notebook_node(notebook, resources={"metadata": {"name": path.stem}})
    target = PAGES / f"{path.stem}.html"
    target.write_text(page, encoding="utf-8")
    for told in complaints(notebook):
        print(f"{path.name} warned:\n{told}", file=sys.stderr)
    print(f"{target.relative_to(NOTEBOOKS.parent)} ({time.monotonic() - began:.0f} s)", flush=True)
    return not any(complaints(notebook))


def main(names: list[str]) -> None:
    """Run the notebooks of these names, or all; exit code 1 if any failed or warned."""
    PAGES.mkdir(parents=True, exist_ok=True)
    paths = [NOTEBOOKS / name for name in names] or sorted(NOTEBOOKS.glob("*.ipynb"))
    well = list(map(run, paths))
    sys.exit(not all(well))


if __name__ == "__main__":
    main(sys.argv[1:])
