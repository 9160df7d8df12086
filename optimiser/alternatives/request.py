"""How many other plans are asked for, and how near the best, as a user writes it."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.data.cells import read_share
from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.data.instance import Instance

WITHIN_SHARE = 0.01
"""How much dearer than the best another plan may be if nothing is said."""
MOST = 50
"""Each plan is a solve of its own, and each is harder than the one before."""


@dataclass(frozen=True)
class AlternativesRequest:
    """So many other plans, each at most this share dearer than the best."""

    count: int
    within: float = WITHIN_SHARE

    def __post_init__(self) -> None:
        """Raise InvalidInputError where one is out of range."""
        findings = [*_wrong_count(self.count), *_wrong_share(self.within, f"{self.within:g}")]
        if findings:
            raise InvalidInputError("the options", findings)


def read_request(count: int | None, within: str | None) -> AlternativesRequest | None:
    """What is asked for, where anything is; `within` as 1% or 0.01.

    Raises InvalidInputError with all that is wrong.
    """
    findings = [*(_wrong_count(count) if count is not None else ())]
    share = WITHIN_SHARE if within is None else read_share(within)
    if within is not None:
        if count is None:
            findings.append(
                Finding(
                    parameter_name("within"),
                    None,
                    "",
                    within,
                    f"is of no use without {parameter_name('count')}",
                    "give both",
                )
            )
        findings += _wrong_share(share, within)
    if findings:
        raise InvalidInputError("the options", findings)
    return None if count is None or share is None else AlternativesRequest(count, share)


def _wrong_count(count: int) -> Iterator[Finding]:
    if not 1 <= count <= MOST:
        rule, remedy = f"must be between 1 and {MOST}", f"e.g. {parameter_name('count', 5)}"
        yield Finding(parameter_name("count"), None, "", str(count), rule, remedy)


def _wrong_share(share: float | None, written: str) -> Iterator[Finding]:
    if share is None or not 0 < share <= 1:
        rule = "must be a share above 0 and at most 100%"
        yield Finding(parameter_name("within"), None, "", written, rule, f"e.g. {parameter_name('within', 0.01)}")


def refuse_year_by_year(instance: Instance) -> None:
    """Raise InvalidInputError for an instance that is decided year by year: there is one path, and none near it."""
    if instance.settings.roadmap.year_by_year:
        rule = "must plan all years together, but this one decides year by year, which finds one path"
        raise InvalidInputError(instance.settings.name, [Finding("roadmap.year_by_year", None, "", "true", rule)])
