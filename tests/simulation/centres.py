"""Small centres to simulate."""

import numpy as np

from optimiser.planning.service_level import CentreService
from optimiser.simulation.centre import SimulatedCentre
from optimiser.staffing.erlang import Target
from optimiser.staffing.workload import WeekProfile


def centre(
    contacts: float = 100_000, patience: float | None = None, name: str = "Havn", hours: float = 37, share: float = 0.8
) -> SimulatedCentre:
    """A centre with two tasks, of two and of ten minutes, three calls in four of the short one."""
    service = CentreService(Target(share, 60, patience_seconds=patience), hours, WeekProfile.of_opening_hours(hours))
    return SimulatedCentre(name, contacts, np.array([120.0, 600.0]), np.array([0.75, 0.25]), service)
