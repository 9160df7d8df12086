"""What is shown of a solve while it goes on."""

from optimiser.solver.monitor import Progress, ProgressMonitor


def test_a_plan_below_what_is_proved_is_not_shown() -> None:
    seen: list[Progress] = []
    monitor = ProgressMonitor(60.0, seen.append)
    monitor.update_incumbent(3_421e6)
    monitor.update_bound(3_351e6)
    watch = monitor.watch_search("portfolios")
    watch(3_344.8, -1.0)
    assert (seen[-1].plan_kr, seen[-1].bound_kr) == (3_421e6, 3_351e6)
    watch(3_355.1, 3_351.5)
    assert (seen[-1].plan_kr, seen[-1].bound_kr) == (3_355.1e6, 3_351.5e6)
