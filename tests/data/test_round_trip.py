"""Whatever an instance holds, it is written and read back the same, as a folder and as a workbook."""

import shutil
import tempfile
from pathlib import Path

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.data.cells import CellError, escape_formula, parse_cell
from optimiser.data.read import check, read, write
from tests.data.tiny import Folder

TOY = Path(__file__).parents[2] / "instances" / "toy"
AWKWARD = st.sampled_from(
    ["=1+1", "-3", '"quoted"', "a,b;c", "<script>", "æøå ÆØÅ", "'", "1.234", "true", "#N/A", "\\n"]
)
TEXTS = st.one_of(AWKWARD, st.text(min_size=1, max_size=20), st.builds(str.__add__, AWKWARD, st.text(max_size=5)))
CONTACTS = st.just(0.0) | st.floats(min_value=1e-3, max_value=1e8, allow_nan=False)


def toml_text(value: str) -> str:
    return tomli_w.dumps({"x": value}).partition(" = ")[2].strip()


def is_carried(text: str) -> bool:
    """True for text that an instance may hold: the rest is refused on reading."""
    try:
        return bool(parse_cell(text, "name") == text != "")
    except CellError:
        return False


@settings(max_examples=25, deadline=None, derandomize=True)
@given(TEXTS.filter(is_carried), CONTACTS, st.floats(min_value=1e-9, max_value=1440))
def test_awkward_names_and_numbers_survive_both_formats(name: str, contacts: float, minutes: float) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Folder(Path(scratch) / "tiny")
        folder.replace("instance.toml", '"tiny"', toml_text(name))
        folder.replace("volumes.csv", "200.5", repr(contacts))
        folder.replace("tasks.csv", "12.5", repr(minutes))
        folder.replace("municipalities.csv", "Alfa", '"' + escape_formula(name).replace('"', '""') + '"')
        instance, findings = check(folder.path)
        assert instance, findings
        assert (instance.settings.name, instance.municipalities["1"].name) == (name, name)
        for target in ("copy", "copy.xlsx"):
            write(instance, Path(scratch) / target)
            assert read(Path(scratch) / target) == instance


def test_minus_zero_is_zero_in_every_format(tmp_path: Path) -> None:
    """Minus zero gave a hash of its own, which a workbook could not keep."""
    toy = tmp_path / "toy"
    shutil.copytree(TOY, toy)
    changes = (("instance.toml", "discount_rate = ", "discount_rate = -"), ("task_costs.csv", "L4,0,", "L4,-0,"))
    for name, old, new in changes:
        text = (toy / name).read_text(encoding="utf-8")
        assert old in text
        (toy / name).write_text(text.replace(old, new), encoding="utf-8")
    assert read(toy).sha256 == read(TOY).sha256
