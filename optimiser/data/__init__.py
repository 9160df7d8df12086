"""Files to a checked, frozen Instance: declarations, reading, checking, scenarios.

For others: `read.read`, `read.check`, `read.write` and `read.write_template`; `instance.Instance`;
`findings.Finding`, `findings.InvalidInputError` and `findings.errors`; the rows in `rows`.
"""
