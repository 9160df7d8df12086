"""Capacity planning for municipal contact centres: who answers which task, at what cost, with proof."""

from optimiser.api import solve
from optimiser.data.read import check, read, write
from optimiser.result.folder import save
from optimiser.result.result import Result

__all__ = ["Result", "check", "read", "save", "solve", "write"]
