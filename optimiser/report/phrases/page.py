"""Headings and sentences of the HTML report."""

from optimiser.data.settings import Language

PAGE: dict[str, dict[Language, str]] = {}
