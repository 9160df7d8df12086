"""What a solver that fails raises; by itself, so that the command line knows it without loading a solver."""


class SolverError(Exception):
    """Raised when the solver fails or ends in a way that proves nothing; the message says how."""


class NothingProvedError(SolverError):
    """Raised when the solver did its work and proved nothing: there is no least cost, or it cannot tell."""
