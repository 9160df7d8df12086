"""What the documents expect of service and size comes out of the exact formulas."""

from benchmarks import service
from optimiser import read


def test_a_stricter_target_costs_a_small_centre_a_larger_share() -> None:
    instance = read(service.INSTANCE)
    mild, strict = (service.unit_costs(instance, *target, 37.0) for target in ((0.7, 120.0), (0.8, 20.0)))
    small, *_, large = (dear / cheap - 1 for cheap, dear in zip(mild, strict, strict=True))
    assert small > 0.1
    assert 0 <= large < 0.01


def test_the_reference_costs_what_the_documents_say() -> None:
    lines = list(service.lines(read(service.INSTANCE)))
    (reference,) = (line for line in lines if line.startswith("80% in 60 s, 37 h"))
    assert reference.split("37 h")[1].split()[::2] == ["50.00", "50.00", "47.00", "38.75"]
