"""The frozen Result: tables, key figures and proof, free of any solver; and its run folder."""
