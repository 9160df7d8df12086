"""`python -m optimiser` is the command `optimiser`."""

from optimiser.cli.app import main

main()
