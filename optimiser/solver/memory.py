"""How much memory a solve will take at its peak, estimated from the sizes of its models before any of them is built.

The figures are fitted to peaks measured with `python -m benchmarks.memory`, which prints them beside the estimates.
"""

from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.model.size import ModelSize, estimate_size
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem

BYTES_IN_A_GB = 1e9
PROGRAM_GB = 0.27
"""The program with its libraries, a small instance, and the report written at the end."""
BYTES_OF_ROUTE = 170
BYTES_OF_ENTRY = 420
"""What an entry of a model takes in Pyomo and as arrays, with its share of rows, columns and their names."""
BYTES_OF_SEARCHED_ENTRY = 3200
"""What HiGHS takes for a model that it searches for a minute: copies of it, cuts, bases and nodes."""
BYTES_OF_LINKED_PIECE = 30_000
"""What a connection to a centre on one piece of its cost takes in models of whole portfolios, with their search."""
ROOT_GB = 0.35
BYTES_OF_ROOT_ENTRY = 300
"""What it takes at most for a large model, of which it sees few nodes or none."""


def estimate_memory_gb(problem: Problem, *models: tuple[Pool, ...]) -> float:
    """Return about how much memory a process takes at most that solves models of a problem one after another (GB).

    Models that are built are kept, so that prices can be changed in them; one is searched at a time.

    Parameters
    ----------
    problem
        What is decided over.
    *models
        The pools of each model.
    """
    sizes = [estimate_size(problem, pools) for pools in dict.fromkeys(models)]
    return (
        PROGRAM_GB
        + (len(problem.routes) * BYTES_OF_ROUTE + sum(map(_kept_bytes, sizes))) / BYTES_IN_A_GB
        + (max(map(_search_gb, sizes), default=0.0))
    )


def estimate_portfolio_memory_gb(problem: Problem) -> float:
    """Return about how much memory a process takes at most that solves models of whole portfolios (GB)."""
    links = {(route.municipality, route.centre) for route in problem.routes if route.away}
    pieces = sum(len(problem.reach[centre].pieces) for _, centre in links)
    bytes_needed = len(problem.routes) * BYTES_OF_ROUTE + pieces * BYTES_OF_LINKED_PIECE
    return PROGRAM_GB + bytes_needed / BYTES_IN_A_GB


def _kept_bytes(size: ModelSize) -> float:
    return size.entries * BYTES_OF_ENTRY


def _search_gb(size: ModelSize) -> float:
    root_gb = ROOT_GB + size.entries * BYTES_OF_ROOT_ENTRY / BYTES_IN_A_GB
    return min(root_gb, size.entries * BYTES_OF_SEARCHED_ENTRY / BYTES_IN_A_GB)


def refuse_too_little_memory(allowed_gb: float | None, needed_gb: float, what: str) -> None:
    """Raise InvalidInputError where `what` does not fit in the memory allowed; None allows any."""
    if allowed_gb is None or needed_gb <= allowed_gb:
        return
    rule = f"is too little: {what} is estimated to need {needed_gb:.2f} GB"
    remedy = "allow that much, or solve a smaller instance: fewer candidate hosts, fewer tasks"
    place = parameter_name("memory_gb", f"{allowed_gb:g}")
    raise InvalidInputError("the options", [Finding(place, None, "", "", rule, remedy)])
