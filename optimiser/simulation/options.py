"""What is asked of a simulation, and the assumptions that no table of an instance holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.data.findings import Finding, InvalidInputError, parameter_name


@dataclass(frozen=True)
class Options:
    """How many weeks are played, by which dice, and what goes wrong in the stress cases.

    Every default is an assumption of ours. `replications`: weeks played at each centre; None plays as many as
    its size asks for. `variation`: standard deviation over mean of the handling times within a task. `sickness`:
    share of the agents who are away. `peak`: callers on the week's busiest day beyond the usual, as a share.
    `incident_calls`: calls in the whole country beyond the usual, within two hours. 0 leaves a stress case out.
    """

    replications: int | None = None
    seed: int = 1
    variation: float = 0.8
    sickness: float = 0.10
    peak: float = 0.30
    incident_calls: float = 3000.0


_LIMITS: dict[str, tuple[float, float]] = {
    "replications": (5, 1000),
    "seed": (0, 2**31 - 1),
    "variation": (0, 5),
    "sickness": (0, 0.9),
    "peak": (0, 5),
    "incident_calls": (0, 1_000_000),
}
"""Least and most of each option. Below five weeks an interval says little."""
_REMEDIES = {"sickness": "write 10 % as 0.1", "peak": "write 30 % as 0.3"}


def check_options(options: Options) -> Options:
    """The options; raises InvalidInputError with every one that is out of bounds."""
    findings = list(_option_findings(options))
    if findings:
        raise InvalidInputError("the options", findings)
    return options


def _option_findings(options: Options) -> Iterator[Finding]:
    for name, (least, most) in _LIMITS.items():
        value = getattr(options, name)
        if value is not None and not least <= value <= most:
            rule = f"must be from {least:,} to {most:,}"
            yield Finding(parameter_name(name), None, "", f"{value:g}", rule, _REMEDIES.get(name, ""))
