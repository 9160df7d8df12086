"""How municipalities share a plan's cost: what each pays, and whether a group of them would gain by leaving."""
