"""What is said of structures side by side."""

from optimiser.data.settings import Language

COMPARISON: dict[str, dict[Language, str]] = {}
