"""Renew what the manual shows of the code, each page from its declarations: `make pages`."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from docs.forms import PAGE as WHAT_IF
from docs.forms import renew_forms
from docs.rooms import PICTURE, draw_rooms
from optimiser.data.documentation import render_tables_page
from optimiser.data.findings import write_whole
from optimiser.data.run_documentation import render_run_folder_page
from optimiser.report.model_page import render_model_page
from optimiser.report.output_documentation import render_output_tables_page
from optimiser.studies.catalogue import render_study_folders_page

FOLDER = Path(__file__).parent
PAGES: Mapping[Path, Callable[[], str]] = {
    FOLDER / "model.md": render_model_page,
    FOLDER / "tables.md": render_tables_page,
    FOLDER / "run-folder.md": render_run_folder_page,
    FOLDER / "study-folders.md": render_study_folders_page,
    FOLDER / "output-tables.md": render_output_tables_page,
    PICTURE: draw_rooms,
    WHAT_IF: lambda: renew_forms(WHAT_IF.read_text(encoding="utf-8")),
}
"""What each made page reads as by now."""


def renew_pages() -> list[str]:
    """Write each page that is no longer current; returns their names."""
    made = {page: make() for page, make in PAGES.items()}
    stale = [page for page, text in made.items() if page.read_text(encoding="utf-8") != text]
    for page in stale:
        write_whole(page, partial(Path.write_text, data=made[page], encoding="utf-8"))
    return [page.name for page in stale]


if __name__ == "__main__":
    print("renewed:", ", ".join(renew_pages()) or "none, all are current")
