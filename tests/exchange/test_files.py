"""The text of the model files: what every reader knows and no more, whole or not at all."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from optimiser import read
from optimiser.exchange.files import FORMATS, ModelFile
from optimiser.exchange.plain import LONGEST_NOTE, Known, write_notes, write_number
from optimiser.model.linear import LinearModel
from tests.exchange.models import LONG, SMALL, linear
from tests.exchange.test_readers import TOY, model_of


def _text(model: LinearModel, tmp_path: Path, suffix: str, *told: str) -> str:
    file = ModelFile(model, tmp_path / f"model{suffix}")
    file.write_model(told)
    return file.path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def toy() -> LinearModel:
    return model_of(read(TOY))


def test_headings_are_those_that_every_reader_knows_and_none_is_empty(toy: LinearModel, tmp_path: Path) -> None:
    """CBC took `bin`, `gen` and `semi` for names of columns, so that nothing was whole; GLPK gained a column `semi`."""
    lines = _text(toy, tmp_path, ".lp").splitlines()
    headings = [line for line in lines if not line.startswith(" ")]
    assert headings == ["Minimize", "Subject To", "Bounds", "Binaries", "End"]
    assert not [one for one, after in pairwise(lines) if one in headings and after in headings]


def test_whole_numbers_that_are_not_binary_have_a_section_of_their_own(tmp_path: Path) -> None:
    lines = _text(SMALL["whole numbers"].model, tmp_path, ".lp").splitlines()
    assert lines[lines.index("Binaries") :] == ["Binaries", " one(or_not)", "Generals", " up(to_9)", " up(ever)", "End"]


@pytest.mark.parametrize("name", SMALL)
def test_every_whole_column_of_an_mps_file_has_both_its_bounds(name: str, tmp_path: Path) -> None:
    """One without is 0 or 1 to most readers, and has no end to two."""
    model = SMALL[name].model
    text = _text(model, tmp_path, ".mps")
    said: dict[str, set[str]] = {}
    for kind, column in re.findall(r"^ ([A-Z]{2}) BOUND (\S+)", text, re.MULTILINE):
        said.setdefault(column, set()).add(kind)
    plain = ModelFile(model, tmp_path / "x.mps").plain
    for column in (one for one in plain.columns if one.whole):
        kinds = said[column.name]
        assert kinds & {"FX", "FR"} or (kinds & {"LO", "MI"} and kinds & {"UP", "PL"})


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_constant_is_the_cost_of_a_column_fixed_at_1(suffix: str, tmp_path: Path) -> None:
    """As a right-hand side of the objective it has the other sign in GLPK and lp_solve, and PuLP stops at it."""
    text = _text(SMALL["a constant"].model, tmp_path, suffix)
    assert not re.search(r"^ RHS cost_million_kr", text, re.MULTILINE)
    assert re.search(r"^ (FX BOUND constant 1|constant = 1)$", text, re.MULTILINE)
    assert "constant" not in _text(SMALL["two sides"].model, tmp_path, suffix)


def test_no_section_is_used_that_some_reader_does_not_know(tmp_path: Path) -> None:
    for small in SMALL.values():
        lines = _text(small.model, tmp_path, ".mps").splitlines()
        sections = [line for line in lines if not line.startswith((" ", "*"))]
        assert sections == ["NAME plan", "ROWS", "COLUMNS", "RHS", "BOUNDS", "ENDATA"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_lines_are_as_short_as_the_strictest_reader_wants(suffix: str, tmp_path: Path) -> None:
    wide = {f"{LONG}{number}": (0.0, 1.0, True, -1.23456789012345e-05) for number in range(20)}
    model = linear(wide, {LONG: (-7.0, dict.fromkeys(wide, -1.23456789012345e-05), 7.0)})
    assert max(map(len, _text(model, tmp_path, suffix).splitlines())) <= 510


@pytest.mark.parametrize("value", [1 / 3, 0.1, -2.5e-17, 1e22, 123456789.0, 5e-324, 4.6000000000000005])
def test_numbers_keep_all_their_digits(value: float) -> None:
    assert float(write_number(value)) == value


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_model_gives_the_same_file(suffix: str, toy: LinearModel, tmp_path: Path) -> None:
    assert _text(toy, tmp_path, suffix) == _text(model_of(read(TOY)), tmp_path, suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_cannot_be_written_leaves_what_was_there(
    suffix: str, toy: LinearModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _text(toy, tmp_path, suffix, "before")

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as half:
            half.write(content[:100])
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        _text(toy, tmp_path, suffix, "after")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == [before]


def test_the_notes_say_the_units_the_instance_and_what_is_known() -> None:
    instance = read(TOY)
    told = "\n".join(write_notes(instance, "1.2.3", Known("optimal", 63_950_000, 63_950_000), {"Aabenraa": "Åbenrå"}))
    assert "toy" in told
    assert instance.sha256 in told
    assert "optimiser 1.2.3" in told
    assert "cost_million_kr in million DKK a year, volumes in million contacts a year" in told
    assert "a plan of 63.95 million DKK a year (optimal)" in told
    assert "no plan costs less than 63.95 million DKK" in told
    assert "Aabenraa is Åbenrå" in told


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (None, "written before the solve"),
        (Known("infeasible", None, None), "no plan meets all rules"),
        (Known("no solution found", None, 1e6), "no plan was found in time"),
    ],
)
def test_the_notes_claim_no_more_than_is_known(known: Known | None, sentence: str) -> None:
    told = "\n".join(write_notes(read(TOY), "1", known, {}))
    assert sentence in told
    assert "a plan of" not in told
    assert ("no plan costs less" in told) == (known is not None and known.bound_kr is not None)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_title_cannot_end_the_comment_it_stands_in(suffix: str, toy: LinearModel, tmp_path: Path) -> None:
    instance = read(TOY)
    odd = replace(
        instance, settings=instance.settings.model_copy(update={"title_en": "a\nENDATA\r\nEnd\x1b[31m" + "ø" * 999})
    )
    told = list(write_notes(odd, "1", None, {}))
    assert max(map(len, told)) <= LONGEST_NOTE
    (comment,) = {line[0] for line in _text(toy, tmp_path, suffix, *told).split("\n")[: len(told)]}
    assert comment in "*\\"


def test_rows_with_two_sides_are_two_and_rows_without_are_none(tmp_path: Path) -> None:
    rows = ModelFile(SMALL["two sides"].model, tmp_path / "x.mps").plain.rows
    assert [(row.name, row.sense, row.side) for row in rows] == [
        ("a.least", ">=", 2.25),
        ("a.most", "<=", 8),
        ("b.least", ">=", -3),
        ("b.most", "<=", -1),
        ("d", "=", 0.5),
    ]


def test_an_entry_of_0_is_no_entry(tmp_path: Path) -> None:
    model = replace(SMALL["a constant"].model, value=np.array([0.0]))
    assert ModelFile(model, tmp_path / "x.mps").plain.rows[0].entries == ()
