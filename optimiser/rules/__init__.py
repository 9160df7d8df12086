"""The rules a plan must obey: one object a rule, in one file; `registry` lists them."""
