"""Titles, labels and descriptions of the charts."""

from optimiser.data.settings import Language

CHARTS: dict[str, dict[Language, str]] = {}
