"""The instances that come with the program, known by name from any folder."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
FOLDERS = (PACKAGE / "instances", PACKAGE.parent / "instances")
"""Where they are: in the package that was installed, or beside it in the repository."""
MARK = "instance.toml"


def bundled_instances() -> dict[str, Path]:
    """Return the folder of each bundled instance by its name."""
    folder = next((folder for folder in FOLDERS if folder.is_dir()), None)
    found = sorted(folder.glob(f"*/{MARK}")) if folder else []
    return {path.parent.name: path.parent for path in found}


def is_name_alone(path: Path) -> bool:
    """Return whether a path names no folder besides, so that it may be the name of a bundled instance."""
    return path.parts == (path.name,)


def bundled_namesake(path: Path) -> Path | None:
    """Return the bundled instance that a path names; none where there is none."""
    return bundled_instances().get(path.name) if is_name_alone(path) else None
