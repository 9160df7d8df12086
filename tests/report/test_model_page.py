"""The page about the model is written from the code."""

from pathlib import Path

from optimiser.report.model_page import document


def test_the_committed_page_is_what_the_code_says() -> None:
    """If this fails: python -m optimiser.report.model_page > docs/model.md"""
    assert Path("docs/model.md").read_text(encoding="utf-8") == document()
