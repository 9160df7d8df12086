"""What an audit says: a verdict for every single check, and a breach where a rule is not kept.

The tolerances here are the audit's own and no import of `data/tolerances.py`: it is the second witness, and what is
widened there by mistake must not widen what is let pass here.
"""

from dataclasses import dataclass

MONEY_KR = 1.0
"""How far two sums of money may differ (kr.): thousands of figures are added in another order."""
RELATIVE = 1e-9
"""How far two figures may differ as a share of them: what is lost when numbers are added and written."""
CONTACTS = 0.2
"""How far a plan may pass a limit on volume (contacts a year).

The solver keeps each row to a tenth of a contact, and a limit stands against a sum that has a row
of its own.
"""


@dataclass(frozen=True)
class Fault:
    """A single check that failed: `about` whom, what was `found` (it starts with a verb), what is `wanted`."""

    about: str
    found: str
    wanted: str


Verdict = Fault | None
"""What a single check comes to; None when all is well."""


@dataclass(frozen=True)
class Breach:
    """A rule that is not kept: its name as users see it, and the parts of the sentence that says so."""

    rule: str
    about: str
    found: str
    wanted: str

    @property
    def sentence(self) -> str:
        """The breach in a sentence for people."""
        text = f"{self.rule}: {self.about} {self.found}, but {self.wanted}"
        return text if text.endswith(".") else f"{text}."


@dataclass(frozen=True)
class Audit:
    """What an audit found: each breach, and the number of single checks made.

    The recomputed figures are None when the folder could not be read: `cost_kr` a year with the
    centres by pieces, `exact_cost_kr` a year on the cost curve itself, `investment_kr` once.
    """

    breaches: tuple[Breach, ...]
    checks: int
    cost_kr: float | None = None
    exact_cost_kr: float | None = None
    investment_kr: float | None = None


def format_amount(value: float) -> str:
    """A number for people: thousands set apart, as many decimals as it has."""
    return f"{value:,.12g}"


def give_verdict(holds: bool, about: str, found: str, wanted: str) -> Verdict:
    """The verdict of a check that `holds` or does not."""
    return None if holds else Fault(about, found, wanted)


def same_kr(about: str, found: float, wanted: float) -> Verdict:
    """Two sums of money are the same, but for rounding."""
    if abs(found - wanted) <= money_slack(wanted):
        return None
    return Fault(about, f"is {format_amount(found)} kr.", f"must be {format_amount(wanted)} kr.")


def money_slack(kr: float) -> float:
    """How far a sum of about `kr` may be off (kr.)."""
    return max(MONEY_KR, RELATIVE * abs(kr))


def same_number(about: str, found: float | None, wanted: float | None) -> Verdict:
    """Two figures that are not sums of money are the same, but for rounding; None stands for no figure."""
    holds = found == wanted
    if found is not None and wanted is not None:
        holds = abs(found - wanted) <= RELATIVE * max(1.0, abs(wanted))
    return None if holds else Fault(about, f"is {_format_figure(found)}", f"must be {_format_figure(wanted)}")


def same_text(about: str, found: str, wanted: str) -> Verdict:
    """Two texts are the same."""
    return None if found == wanted else Fault(about, f"is '{found}'", f"must be '{wanted}'")


def _format_figure(value: float | None) -> str:
    return "no figure" if value is None else format_amount(value)
