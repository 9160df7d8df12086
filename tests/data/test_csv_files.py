"""CSV files as a Danish Excel opens them: written so, and read back as if they were plain."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser import read, solve
from optimiser.audit import audit_folder
from optimiser.data.csv_files import as_plain, csv_written_as, write_rows
from optimiser.data.findings import bundled_instances
from optimiser.data.read import write
from optimiser.result.folder import load, save
from tests.planning.two_towns import two_towns

ODD = ("1,5", "'1,5", "-1,5", "'-1.5", "0.04", "1.5e-07", "1,5e-07", "=1+1", 'a;b "c"', "Æbler, 2", "01", "1.2.3", "")


def _written(folder: Path, rows: list[dict[str, Any]], style: Any) -> str:
    with csv_written_as(style):
        write_rows(list(rows[0]), rows, folder / f"{style}.csv")
    return (folder / f"{style}.csv").read_bytes().decode("utf-8")


def test_a_danish_file_has_semicolons_decimal_commas_and_a_byte_order_mark(tmp_path: Path) -> None:
    rows = [
        {"navn": "Ærø; by", "kr": 1234.5, "antal": 3, "mangler": None},
        {"navn": "-", "kr": 2.0, "antal": 0, "mangler": None},
    ]
    text = _written(tmp_path, rows, "da")
    assert text == '\ufeffnavn;kr;antal;mangler\n"Ærø; by";1234,5;3;\n\'-;2,0;0;\n'
    assert _written(tmp_path, rows, "plain").splitlines()[1] == "Ærø; by,1234.5,3,"


LETTERS = st.text("0159,.-+e'=;\"@ æ", max_size=8)


@given(text=st.lists(st.one_of(st.sampled_from(ODD), LETTERS), min_size=1), number=st.floats(allow_nan=False))
def test_what_is_written_for_excel_is_read_as_the_plain_file(
    tmp_path_factory: pytest.TempPathFactory, text: list[str], number: float
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    rows = [{"text": each, "number": number} for each in text]
    plain, danish = _written(folder, rows, "plain"), _written(folder, rows, "da").removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(as_plain(danish)))) == list(csv.reader(io.StringIO(plain)))


@pytest.mark.parametrize("name", bundled_instances())
def test_an_instance_written_for_excel_is_the_same_instance(name: str, tmp_path: Path) -> None:
    whole = read(name)
    with csv_written_as("da"):
        write(whole, tmp_path / "mine")
    assert read(tmp_path / "mine").sha256 == whole.sha256
    text = (tmp_path / "mine" / "cost_curve.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeffvolume;unit_cost_kr;")
    shares = (tmp_path / "mine" / "municipalities.csv").read_text(encoding="utf-8-sig")
    assert not re.search(r";\d+\.\d+(;|\n)", shares)


def test_a_run_written_for_excel_is_loaded_and_audited_as_any(tmp_path: Path) -> None:
    result = solve(two_towns("economy.discount_rate=0.04"))
    with csv_written_as("da"):
        save(result, tmp_path / "run")
    assert load(tmp_path / "run").lines == result.lines
    assert not audit_folder(tmp_path / "run").breaches
    text = (tmp_path / "run" / "centres.csv").read_text(encoding="utf-8-sig")
    assert ";" in text.splitlines()[0]
    assert "," in text
    assert "population;80000,0;persons" in (tmp_path / "run" / "assumptions.csv").read_text(encoding="utf-8-sig")
