"""Exit codes, for whoever calls the command line from a program."""

EXIT_BREACHED = 1
"""The independent check found that a plan breaks a rule or that a figure is wrong."""
EXIT_INVALID = 2
"""The input or the command is wrong, and nothing was done."""
EXIT_INFEASIBLE = 3
"""No plan meets all rules."""
EXIT_NOTHING_FOUND = 4
"""No plan was found in the time given."""
EXIT_SOLVER = 5
"""The solver failed, or those who solve cannot be reached any more."""
EXIT_INTERRUPTED = 130
"""Ctrl-C before there was anything to keep."""
