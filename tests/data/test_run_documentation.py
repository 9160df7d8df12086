"""The page on the run folder follows the declarations, and leaves nothing out."""

from pydantic import BaseModel

from optimiser.data.run_documentation import render_run_folder_page
from optimiser.data.run_record import AlternativesRecord, RunWithPlan
from optimiser.data.run_tables import LINES


def test_every_entry_and_column_stands_there_with_a_meaning() -> None:
    page = render_run_folder_page()
    declarations: list[type[BaseModel]] = [RunWithPlan, AlternativesRecord, *LINES.values()]
    for declared in declarations:
        for name, field in declared.model_fields.items():
            assert f"| `{name}` | " in page
            assert field.description
