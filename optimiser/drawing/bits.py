"""Municipalities as the bits of a whole number: sets that are joined, compared and walked through soon."""

from collections.abc import Iterable, Iterator, Sequence


def bits_of(numbers: Iterable[int]) -> int:
    """Return some numbers as bits."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def numbers_in(bits: int) -> Iterator[int]:
    """Go through the numbers that bits stand for, the lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def part_of(bits: int, beside: Sequence[int]) -> int:
    """Return the part of some municipalities that the lowest is in; `beside` has the neighbours of each as bits."""
    edge = reached = bits & -bits
    while edge:
        low = edge & -edge
        more = beside[low.bit_length() - 1] & bits & ~reached
        reached |= more
        edge = (edge ^ low) | more
    return reached


def parts_of(bits: int, beside: Sequence[int]) -> Iterator[int]:
    """Go through the parts of some municipalities that hang together."""
    while bits:
        part = part_of(bits, beside)
        yield part
        bits &= ~part
