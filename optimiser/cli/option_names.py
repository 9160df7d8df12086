"""What the command line calls the parameters of the calls behind it."""

from collections.abc import Mapping

OPTIONS: Mapping[str, str] = {
    "centre": "--centre",
    "changes": "--set",
    "count": "--alternatives",
    "futures": "--future",
    "many": "--yes",
    "municipality": "MUNICIPALITY",
    "overrides": "--set",
    "scenarios": "--scenario",
    "structures": "--structure",
    "task": "TASK",
}
"""Those that are not called as in Python, with hyphens for underscores."""


def option_name(parameter: str, value: str) -> str:
    """Return how an option is written; a switch has no value."""
    option = OPTIONS.get(parameter, f"--{parameter.replace('_', '-')}")
    return f"{option} {value}" if value not in ("", "True") else option
