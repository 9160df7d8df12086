"""Which municipalities hang together: parts of a country within which one gets from each to each."""

from collections.abc import Collection, Iterable, Mapping

Neighbours = Mapping[str, frozenset[str]]
"""By municipal code, the codes of those adjacent to it."""


def neighbours_by_code(codes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Neighbours:
    """Return the neighbours of each of some municipalities; pairs with others, or with itself, are passed over."""
    found: dict[str, set[str]] = {code: set() for code in codes}
    for one, other in pairs:
        if one in found and other in found and one != other:
            found[one].add(other)
            found[other].add(one)
    return {code: frozenset(others) for code, others in found.items()}


def connected_parts(codes: Collection[str], neighbours: Neighbours) -> list[frozenset[str]]:
    """Return the parts of some municipalities that hang together among themselves, the largest first."""
    left = set(codes)
    parts: list[frozenset[str]] = []
    while left:
        reached, edge = set[str](), {min(left)}
        while edge:
            reached |= edge
            edge = {other for code in edge for other in neighbours[code] if other in left} - reached
        left -= reached
        parts.append(frozenset(reached))
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def is_connected(codes: Collection[str], neighbours: Neighbours) -> bool:
    """Return True where one gets from each of some municipalities to each other without leaving them."""
    return len(connected_parts(codes, neighbours)) <= 1
