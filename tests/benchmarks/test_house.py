"""The measures of the code, on a package of four files whose answers a reader can count."""

from pathlib import Path

import pytest

from benchmarks.house import House, is_one_word, measure, read_house

FILES = {
    "__init__.py": '"""Nothing."""\n',
    "a/__init__.py": "",
    "a/rows.py": '''
        """One type, and a rule's setting."""
        from __future__ import annotations
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from ours.b.rows import Row as Other

        class Row:
            nested_depth: bool

            def __init__(self) -> None: ...
    ''',
    "b/__init__.py": "",
    "b/rows.py": '''
        Row = dict[str, int]

        def read_rows(path: str) -> Row:
            """Return the rows.

            Parameters
            ----------
            path
                Where they stand.

            Returns
            -------
            The rows.
            """
            from .. import c
            return c.told(path)
    ''',
    "c.py": '''
        """The docstring names nested-depth, which does not count."""
        def told(path):
            # a comment
            return {"NestedDepth": 1}
    ''',
}


@pytest.fixture
def house(tmp_path: Path) -> House:
    for name, text in FILES.items():
        path = tmp_path / "ours" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(line.removeprefix("        ") for line in text.splitlines()))
    return read_house(tmp_path / "ours")


def test_every_measure_is_what_one_counts_by_hand(house: House) -> None:
    told = measure(house)
    assert told["modules / packages"] == "6 / 3"
    assert told["code lines"] == str(7 + 4 + 2)
    assert told["functions"] == "3"
    assert told["function names of one word"] == "50%"
    assert told["type names of several meanings"] == "1 of 1"
    assert told["file names that occur twice"] == "1"
    assert told["import edges per module"] == "0.3"
    assert told["import cycles"] == "0"
    assert told["public things documented"] == "33%"
    assert told["... with parameters and returns"] == "50%"
    assert told["py.typed shipped"] == "no"
    assert told["files entered by a toy solve"] == ""


def test_the_deepest_chain_follows_imports_in_functions_and_for_types(house: House) -> None:
    assert house.graph.longest_chain == ["ours.a.rows", "ours.b.rows", "ours.c"]


def test_a_rule_is_named_by_identifiers_and_texts_alone(house: House) -> None:
    assert house.naming("nested-depth", ()) == ["ours.a.rows", "ours.c"]


def test_a_circle_of_imports_is_told_and_stands_as_one_in_the_chain(house: House) -> None:
    (house.root / "c.py").write_text("from ours.b.rows import read_rows\n")
    knotted = read_house(house.root)
    assert measure(knotted)["import cycles"] == "1 (2 modules)"
    assert knotted.graph.longest_chain == ["ours.a.rows", "ours.b.rows"]


@pytest.mark.parametrize(
    ("name", "single"), [("read", True), ("_read", True), ("read_run", False), ("setUp", False), ("MILLION", True)]
)
def test_words_are_parted_by_underscores_or_capitals(name: str, single: bool) -> None:
    assert is_one_word(name) == single
