"""Which rows of `connections` fit a link, from the most specific to the most general."""

from collections.abc import Collection, Iterator

from optimiser.data.columns import Form

Key = tuple[Form | None, str | None, str | None]
"""Form, municipality and centre of a row; None where it is blank."""
FROM_MOST_SPECIFIC = tuple(
    (form, who, where) for who in (True, False) for where in (True, False) for form in (True, False)
)
"""Whether a row names form, municipality and centre: the municipality weighs most, then the centre, then the form."""


def from_most_specific(
    form: Form, municipality: str, centre: str, named: Collection[tuple[bool, ...]] = FROM_MOST_SPECIFIC
) -> Iterator[Key]:
    """The keys of rows that fit a link, of those that name what is `named`."""
    for has_form, who, where in FROM_MOST_SPECIFIC:
        if (has_form, who, where) in named:
            yield form if has_form else None, municipality if who else None, centre if where else None
