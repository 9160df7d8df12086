"""Many solves: which cases there are, solving them side by side, and keeping what is done."""
