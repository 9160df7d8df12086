"""Targets made stricter: by how much, how it is said to the instance, and what cannot be reached."""

import pytest

from optimiser.comparison.shadow_prices import SERVICE, tighten_targets
from optimiser.planning.problem import build_problem
from tests.planning.two_towns import two_towns

KPIS = "kpi,sense,unit,scope,target\nnear,{sense},{unit},{scope},{target}\n"
VALUES = "kpi,form,task,value\nnear,local,,0.9\nnear,purchased,,0.5\n"
CENTRES = """\
centre,kind,seat,answered_share,within_seconds
Storby,local,1,{storby},20
Lilleby,local,2,{lilleby},20
Region,virtual,,,
"""


@pytest.mark.parametrize(
    ("sense", "unit", "target", "then"),
    [
        ("at least", "share", 0.7, 0.71),
        ("at most", "share", 0.7, 0.69),
        ("at least", "minutes", 0.7, 0.707),
        ("at most", "minutes", 0.7, 0.693),
        ("at least", "minutes", 0, 0.01),
    ],
)
def test_a_point_is_a_hundredth_of_a_share_and_of_other_targets(
    sense: str, unit: str, target: float, then: float
) -> None:
    kpis = KPIS.format(sense=sense, unit=unit, scope="national", target=target)
    (found,) = tighten_targets(build_problem(two_towns(kpis=kpis, kpi_values=VALUES)), 0.01)
    assert (found.target, found.now, found.then) == ("near", target, then)
    assert found.changes == (f"kpis.near.target={then}",)


def test_without_a_target_there_is_nothing_to_make_stricter() -> None:
    kpis = KPIS.format(sense="at least", unit="share", scope="national", target="")
    assert tighten_targets(build_problem(two_towns(kpis=kpis, kpi_values=VALUES)), 0.01) == ()


@pytest.mark.parametrize(
    ("scope", "target", "best", "about"),
    [
        ("national", 0.895, 0.9, "the country"),
        ("municipality", 0.895, 0.9, "Storby"),
        ("centre", 0.895, 0.9, "Storby"),
        ("national", 0.9, 0.9, "the country"),
    ],
)
def test_what_is_beyond_the_best_is_not_asked_of_a_solver(scope: str, target: float, best: float, about: str) -> None:
    kpis = KPIS.format(sense="at least", unit="share", scope=scope, target=target)
    (found,) = tighten_targets(build_problem(two_towns(kpis=kpis, kpi_values=VALUES)), 0.01)
    assert found.short
    assert found.short.best == pytest.approx(best)
    assert found.short.about == about


@pytest.mark.parametrize(
    ("storby", "lilleby", "now", "changes"),
    [
        (0.8, 0.8, 0.8, ("Storby=0.81", "Lilleby=0.81", "Region=0.81")),
        (0.7, "", 0.7, ("Storby=0.71", "Lilleby=0.81", "Region=0.81")),
        (0.985, 0.99, 0.8, ("Storby=0.99", "Region=0.81")),
    ],
)
def test_every_centre_answers_a_point_more_in_time(
    storby: float, lilleby: float | str, now: float, changes: tuple[str, ...]
) -> None:
    """A centre that states nothing keeps the reference, 0.8; none is asked for more than 0.99."""
    (found,) = tighten_targets(build_problem(two_towns(centres=CENTRES.format(storby=storby, lilleby=lilleby))), 0.01)
    assert (found.target, found.now) == (SERVICE, now)
    said = {change.removeprefix("centres.").replace(".answered_share", "") for change in found.changes}
    assert said == ({"*=0.81"} if storby == lilleby else set(changes))
