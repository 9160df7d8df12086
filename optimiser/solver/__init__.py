"""Solving: one file that knows HiGHS, and the stages that lead to a proven plan."""
