"""The documents: short where they promise to be, linked to what exists, and with no figure typed by hand."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from docs.forms import PAGE as FORMS_PAGE
from docs.pages import PAGES as MADE
from docs.results import PAGE, QUESTIONS, SECTIONS, in_millions, markdown_table, renew_page
from optimiser import check
from optimiser.data.scenario import Scenario

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
LONGEST_README = 150
MOST_FILES_OF_A_WALK = 12
STAMP = r"```sh\n.+\n```\n\n\(\d+ \w+ 20\d\d; optimiser .+, Pyomo .+, HiGHS .+\)$"
"""How a section of the results ends: its commands, and when and with what they were run."""


def _linked(page: Path) -> list[str]:
    """The files that a page links to, as it writes them."""
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    return [target.partition("#")[0] for target in targets if "://" not in target and not target.startswith("#")]


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= LONGEST_README


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    assert [target for target in _linked(page) if not (page.parent / target).exists()] == []


def test_every_page_stands_in_the_index_of_the_site() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8").split()
    assert {page.stem for page in PAGES} - {"index"} <= set(index)


def test_every_section_of_the_results_is_stamped_and_names_its_commands() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sections = re.findall(r"<!-- begin (\S+) -->\n(.*?)\n<!-- end \1 -->", page, flags=re.DOTALL)
    assert {name for name, _ in sections} <= {section.name for section in SECTIONS}
    for name, text in sections:
        assert re.search(r"```sh\n.+\n```\n\n\(\d+ \w+ 20\d\d; optimiser .+, Pyomo .+, HiGHS .+\)$", text, re.DOTALL), (
            name
        )


def test_a_section_that_is_not_renewed_stays_as_it_is() -> None:
    page = "<!-- begin hosts -->\nas it was\n<!-- end hosts -->"
    assert "<!-- begin hosts -->\nas it was\n<!-- end hosts -->" in renew_page(page, [])


def test_tables_are_written_as_markdown() -> None:
    assert (
        markdown_table(pd.DataFrame({"a": ["x|y"], "b": [in_millions(1.25e6)]}))
        == "| a | b |\n| --- | --- |\n| x\\|y | 1.2 |"
    )


def test_the_questions_name_scenarios_that_exist() -> None:
    files = [option for _, options in QUESTIONS for option in options if option.endswith(".toml")]
    assert files
    assert all((ROOT / file).exists() for file in files)


SCENARIOS = re.findall(r"```toml\n(name = \"(\S+)\"\n.*?)```", FORMS_PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("text", "name"), SCENARIOS, ids=[name for _, name in SCENARIOS])
def test_each_example_of_a_scenario_can_be_used_as_it_is(text: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    instance, findings = check("denmark-2014", scenarios=[path])
    assert findings == []
    assert instance is not None
    assert instance.changes


def test_there_is_an_example_of_each_kind_of_scenario() -> None:
    entries = {key for text, _ in SCENARIOS for key in tomllib.loads(text)}
    assert entries == set(Scenario.model_fields)


@pytest.mark.parametrize("page", MADE, ids=lambda page: page.name)
def test_what_is_made_from_the_code_is_current(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == MADE[page](), "make pages renews it"


def test_each_walk_through_the_code_names_at_most_twelve_files_that_are_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    walks = page.partition("## Three walks")[2].split("\n**")[1:]
    assert len(walks) == 3
    for walk in walks:
        files = re.findall(r"`([\w/]+\.py)`", walk)
        assert 0 < len(files) <= MOST_FILES_OF_A_WALK
        assert [file for file in files if not (ROOT / "optimiser" / file).is_file()] == []
