"""Whole portfolios of municipalities: what they cost, a bound from their prices, and plans by local search."""
