"""Figures as others hold them, read into an instance's tables: what was read, left out and added up is told first."""
