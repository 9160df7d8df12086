"""Headings and sentences of the workbook."""

from optimiser.data.settings import Language

WORKBOOK: dict[str, dict[Language, str]] = {}
