"""What the files of a run folder are called."""

from optimiser.data.run_tables import LINES

RUN_FILE = "run.json"
INSTANCE_FOLDER = "instance"
SEAL_FILE = "seal.json"
"""The hash of every file that the program wrote there."""
PAGE, WORKBOOK = "report.html", "report.xlsx"
DOCUMENTS = (PAGE, WORKBOOK)
"""What people read; made from the other files."""
ONE_PAGERS = "municipalities"
"""Folder with a page about each municipality, and its figures."""
INDEX = "index.html"
"""The page there that leads to the others."""
ALTERNATIVES_FOLDER, ALTERNATIVES_FILE = "alternatives", "alternatives.json"
"""Other plans near the best, each a run folder of its own, and what is said of them all."""
PLANS_FILE, SETTLED_FILE = "alternatives.csv", "settled.csv"
SIMULATION_JSON, SIMULATION_TABLE = "simulation.json", "simulation.csv"
SIMULATION_FILES = (SIMULATION_JSON, SIMULATION_TABLE)
"""What a simulation leaves; a later one replaces it."""
TABLE_FILES = tuple(f"{name}.csv" for name in LINES)
ADDED = frozenset(
    (
        *(*DOCUMENTS, ONE_PAGERS, *SIMULATION_FILES),
        *(ALTERNATIVES_FOLDER, ALTERNATIVES_FILE, PLANS_FILE, SETTLED_FILE),
    )
)
"""What is added to a run folder later, and replaced with it."""
RUN_FILES = frozenset({RUN_FILE, INSTANCE_FOLDER, SEAL_FILE, *TABLE_FILES})
"""What a result is read back from."""
