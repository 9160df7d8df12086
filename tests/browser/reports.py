"""Reports to open: a run and a comparison of the country, with two names that are hard to show."""

from functools import cache
from pathlib import Path

from optimiser import Result, read, solve
from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.documents import write_documents

DENMARK = Path("instances/denmark-2014")
SYSTEMS = ("model-1", "none")
SCRIPT = "<script>alert(1)</script>"
QUOTED = "Ærø \"nord\" & 'syd'"


@cache
def solved(system: str) -> Result:
    """The country, with a municipality called as a script (Viborg) and one with quotes (Varde)."""
    names = (f"municipalities.791.name={SCRIPT}", f"municipalities.573.name={QUOTED}")
    return solve(read(DENMARK, structure=system, overrides=names), gap=1e-3)


def write_reports(folder: Path, language: Language) -> None:
    """`run/` and `comparison/` in a folder, each with its documents."""
    results = {system: solved(system) for system in SYSTEMS}
    for name, subject in (("run", solved("none")), ("comparison", Comparison.of_results(results))):
        (folder / name).mkdir(parents=True)
        write_documents(subject, folder / name, language, board=True)
