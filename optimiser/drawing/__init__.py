"""Regions drawn: who forms groups with whom, each with a shared centre, so that the whole costs least; with proof."""
