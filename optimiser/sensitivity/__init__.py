"""How the answer moves with its inputs: what is varied, the points that makes, and the table of what was found."""
