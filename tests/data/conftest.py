from pathlib import Path

import pytest

from optimiser.data.read import read, write
from tests.data.tiny import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with the tiny valid instance."""
    return Folder(tmp_path / "tiny")


@pytest.fixture
def book(folder: Folder, tmp_path: Path) -> Path:
    """A workbook with the tiny valid instance."""
    path = tmp_path / "tiny.xlsx"
    write(read(folder.path), path)
    return path
