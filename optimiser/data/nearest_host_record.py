"""What run.json says of how hosts were settled among plans that are equal within the gap."""

from optimiser.data.run_tables import Line, declare_entry


class NearestHostRecord(Line):
    """How near hosts are to their buyers, before they were settled among plans equal within the gap, and after."""

    mean_km_before: float = declare_entry("mean distance of what is bought to its host before", unit="km")
    mean_km: float = declare_entry("the same in the plan", unit="km")
    least_mean_km: float | None = declare_entry(
        "no plan equal within the gap has a mean distance under this, as prices prove; null where nothing is proven",
        unit="km",
        default=None,
    )
    in_own_region_before: int = declare_entry("buyers with a host in their own region before")
    in_own_region: int = declare_entry("the same in the plan")
    buyers: int = declare_entry("buyers, once for each host of theirs")
    dearer_kr: float = declare_entry("what the plan costs more than before; within the gap", unit="kr./year")
