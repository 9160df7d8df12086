"""Which documents there are of what: by names, so that the pages of others are not imported."""

import pytest

from optimiser.report import documents


@pytest.mark.parametrize("name", [*documents.PAGES.values(), *documents.WORKBOOKS.values()])
def test_every_document_is_made_by_a_function_that_there_is(name: str) -> None:
    assert documents.import_function(name).__name__ == name.rpartition(".")[2]


def test_what_has_a_page_has_a_workbook() -> None:
    without_page = {"Simulation", "Whole", "Explanation", "Closing", "GroupExplanation"}
    assert documents.WORKBOOKS.keys() - documents.PAGES.keys() == without_page
    assert documents.PAGES.keys() < documents.WORKBOOKS.keys()
