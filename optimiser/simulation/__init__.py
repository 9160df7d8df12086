"""A plan played through, caller by caller: do its centres keep what they promise, also when a week goes wrong?

For others: `options.Options`, `centre.centres_of`, `simulate.simulate`, `files.write_simulation`.
"""
