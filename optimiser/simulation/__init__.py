"""A plan played through, caller by caller: do its centres keep what they promise, also when a week goes wrong?

For others: `centre.Options`, `centre.centres_of`, `simulate.simulate_centres`, `tables.write_simulation`.
"""
