"""A run folder that is as it was written, and yet does not fit: another edition of the program wrote it."""

import json
import shlex
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from optimiser.data.findings import Finding, InvalidInputError, read_text
from optimiser.data.run_tables import RUN_FILE, RUN_FILES
from optimiser.data.seal import damage_of_folder

MISSING = ("must be filled in", "must have each of these columns once")
"""How rules begin that an entry or a column breaks which this edition has and another had not."""
LONGEST_COMMAND = 1000
"""Characters of a command that is told."""


class OtherEditionError(InvalidInputError):
    """Raised where another edition of the program wrote a run folder, in a single finding."""


def of_other_edition(folder: Path, findings: Iterable[Finding]) -> Finding | None:
    """Return the finding that says so and how to solve again, in place of one for each entry and column.

    None where no entry or column is missing among `findings`, or a file was changed since it was written.
    """
    if not any(finding.rule.startswith(MISSING) for finding in findings) or damage_of_folder(folder, _is_read):
        return None
    text, _ = read_text(folder / RUN_FILE)
    try:
        told = json.loads(text or "")
        version, command = told["versions"]["optimiser"], told["command"]
    except (ValueError, RecursionError, KeyError, TypeError):
        version, command = "", ()
    named = f" (version {version})" if isinstance(version, str) and version else ""
    rule = f"is of another edition of the program{named}, whose files do not fit this one"
    return Finding(folder.name, None, "", "", rule, _solve_again(command))


def _is_read(path: str) -> bool:
    return PurePosixPath(path).parts[0] in RUN_FILES


def _solve_again(command: object) -> str:
    """The remedy, with the command that the folder was written by where one is kept."""
    words = command if isinstance(command, list) and all(isinstance(word, str) for word in command) else []
    told = shlex.join(words)
    return f"solve again: {told}" if 0 < len(told) <= LONGEST_COMMAND else "solve again"
