"""The sections of `instance.toml` that say what service costs; and what a section is."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from optimiser.data.columns import MOST, USUAL_HOURS, USUAL_SECONDS, Nature, Usual, declare_column


class Section(BaseModel):
    """A section of instance.toml: frozen, and with no entry that is not declared.

    `nature` is that of the entries that do not say it themselves.
    """

    nature: ClassVar[Nature] = "fact"
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", allow_inf_nan=False)


class Curve(Section):
    """How closely the cost curve is followed."""

    nature: ClassVar[Nature] = "method"
    max_error: float = declare_column(
        "largest relative error of the affine pieces",
        short="largest error of the straight pieces",
        unit="share",
        default=0.005,
        ge=1e-4,
        le=0.1,
    )


class Service(Section):
    """How soon callers are answered where a centre's own row does not say, and what that costs.

    The cost curve is taken to hold at the reference target and opening hours.
    """

    reference_answered_share: float = declare_column(
        "share of contacts to answer in time, unless a centre states its own",
        short="reference share answered in time",
        unit="share",
        nature="reference",
        default=0.8,
        gt=0,
        lt=1,
    )
    reference_within_seconds: float = declare_column(
        "what in time means, unless a centre states its own",
        short="reference time to answer within",
        unit="seconds",
        nature="reference",
        usual=USUAL_SECONDS,
        default=60.0,
        gt=0,
        le=MOST["seconds"],
    )
    reference_opening_hours: float = declare_column(
        "opening hours a week, unless a centre states its own",
        short="reference opening hours a week",
        unit="hours/week",
        nature="reference",
        usual=USUAL_HOURS,
        default=37.0,
        ge=1,
        le=168,
    )
    staffing_share: float = declare_column(
        "share of a centre's cost that follows its agent hours and the wages at its seat",
        short="staff's part of a centre's cost",
        unit="share",
        default=0.85,
        ge=0,
        le=1,
    )
    cost_at_least_staffing: bool = declare_column(
        "no centre costs less than its own agents, at economy.agent_cost_kr and the wages at its seat: "
        "those its pooled volume takes, and one at the least while it is open",
        short="no centre costs less than its agents",
        nature="method",
        default=False,
    )
    max_occupancy: float = declare_column(
        "maximum share of their time that agents may spend on contacts",
        short="highest occupancy of agents",
        unit="share",
        nature="decision",
        default=0.9,
        gt=0,
        le=1,
    )
    patience_seconds: float | None = declare_column(
        "mean time after which a caller hangs up; none: nobody hangs up",
        short="how long callers wait before hanging up",
        unit="seconds",
        usual=Usual(10, 7200, "seconds", "minutes"),
        default=None,
        gt=0,
        le=MOST["seconds"],
    )
    shrinkage: float = declare_column(
        "share of an agent's net hours that is not spent at the phones",
        short="agents' time away from the phones",
        unit="share",
        default=0.0,
        ge=0,
        lt=1,
    )
