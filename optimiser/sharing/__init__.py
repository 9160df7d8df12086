"""How municipalities share a plan's cost: what each pays, and whether a group of them would gain by leaving.

To read in this order:

- `allocation_rules`: every rule by which the cost can be divided, and what it must know
- `plan_payments`, with `law_caps`: the rules that need the plan alone; payments in whole øre
- `game`: what the theory asks of a game; `municipal_game`: the one that the municipalities of a run are in
- `dividing`: what each pays by any rule, from the plan and the game; it calls `shapley` (with `quick_cost` and
  `difference_fit`), `least_core` and `nucleolus` (both with `known_groups` and `nearest`), and `price_payments`
- `stability`: who would gain by leaving where so much is paid; `compensation`: who must give whom how much
- `outcome`: the tables of all that
"""
