"""Outlines of municipalities from a GeoJSON file that the user has."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]


@dataclass(frozen=True)
class Outlines:
    """By municipal code, closed rings of points in pixels, y downwards, WIDTH wide."""

    rings: Mapping[str, tuple[tuple[Ring, ...], ...]]
    height: float


def read_outlines(path: Path, codes: Collection[str]) -> Outlines:
    """Not there yet."""
    raise NotImplementedError(path, codes)
