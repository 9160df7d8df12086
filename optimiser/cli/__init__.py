"""The command line: what a strategist types."""
