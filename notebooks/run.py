"""Run the notebooks top to bottom, each in a fresh kernel, two at a time, and keep them as pages: `make notebooks`.

The notebooks themselves stay as they are.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Annotated

import nbformat
import typer
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from optimiser.data.settings import Language

NOTEBOOKS = Path(__file__).parent
FOLDERS: dict[Language, Path] = {"en": NOTEBOOKS, "da": NOTEBOOKS / "da"}
"""Where the notebooks of a language are; those of the same name differ in their words alone."""
PAGES = NOTEBOOKS.parent / "build" / "notebooks"
LONGEST_SECONDS = 600
"""A cell that takes longer hangs."""
AT_ONCE = 2
"""What one solve leaves idle another takes; more would wait for each other, as studies use all cores."""


def asked_of(path: Path, instance: str | None) -> nbformat.NotebookNode:
    """The notebook at a path, asked of another instance where one is given: set after its own parameters."""
    notebook = load_notebook_node(str(path))
    if instance is None:
        return notebook
    place = Path(instance)
    return parameterize_notebook(notebook, {"INSTANCE": str(place.resolve()) if place.exists() else instance})


def executed(path: Path, instance: str | None = None) -> nbformat.NotebookNode:
    """A notebook with what it puts out, run in an empty folder; raises CellExecutionError where a cell fails."""
    notebook = asked_of(path, instance)
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


def run(path: Path, instance: str | None) -> bool:
    """Run a notebook and write its page; False, with the reason told, if a cell failed or warned."""
    began, target = time.monotonic(), (PAGES / path.relative_to(NOTEBOOKS)).with_suffix(".html")
    try:
        notebook = executed(path, instance)
    except CellExecutionError as error:
        print(f"{path.name} failed:\n{error}", file=sys.stderr)
        return False
    page, _ = HTMLExporter().from_notebook_node(notebook, resources={"metadata": {"name": path.stem}})
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding="utf-8")
    for told in complaints(notebook):
        print(f"{path.name} warned:\n{told}", file=sys.stderr)
    print(f"{target.relative_to(NOTEBOOKS.parent)} ({time.monotonic() - began:.0f} s)", flush=True)
    return not any(complaints(notebook))


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Notebooks, such as 03-sensitivity; all without.")] = None,
    lang: Annotated[Language, typer.Option(help="Language of the notebooks.")] = "en",
    instance: Annotated[str | None, typer.Option(help="An instance to ask, instead of the one they name.")] = None,
) -> None:
    """Run the notebooks of these names, or all; exit code 1 if any failed or warned."""
    folder = FOLDERS[lang]
    there = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    wanted = [Path(name).stem for name in names or there]
    if unknown := [name for name in wanted if name not in there]:
        raise typer.BadParameter(f"no notebook is called {', '.join(unknown)}; there are {', '.join(there)}")
    with ProcessPoolExecutor(AT_ONCE) as processes:
        well = list(processes.map(partial(run, instance=instance), [there[name] for name in wanted]))
    sys.exit(not all(well))


if __name__ == "__main__":
    application = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    application.command()(main)
    application()
