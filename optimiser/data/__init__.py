"""Files to a checked, frozen Instance: declarations, reading, checking, scenarios."""
