"""Capacity planning for municipal contact centres: who answers which task, at what cost, with proof."""
