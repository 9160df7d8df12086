"""Agents for contacts: exact queueing formulas, the fewest agents for a service target, hours over a week.

Pure arithmetic on arrays that knows nothing of instances, models or money.
For others: `erlang.Target`, `workload.WeekProfile`, and the functions of `workload`.
"""
