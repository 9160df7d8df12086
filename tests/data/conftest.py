from pathlib import Path

import pytest

from tests.data.tiny import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with the tiny valid instance."""
    return Folder(tmp_path / "tiny")
