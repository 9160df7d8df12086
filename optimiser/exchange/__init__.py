"""The model as files that other solvers read: text made of arrays, without Pyomo and without a solver."""
