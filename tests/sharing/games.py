"""Games with known answers, and random ones, as costs: what is worth v to a group costs it -v."""

from collections.abc import Callable
from string import ascii_lowercase

import numpy as np

from optimiser.sharing.game import Group, TabledGame, list_groups


def make_game(players: int, cost_kr: Callable[[Group], float]) -> TabledGame:
    """Return the game of so many players in which a group costs what the function says."""
    names = tuple(ascii_lowercase[:players])
    return TabledGame(names, {group: cost_kr(group) for group in list_groups(names)})


def bankruptcy(estate: float, claims: tuple[float, ...]) -> TabledGame:
    """What a group may be sure to get of an estate: what the others' claims leave (Aumann and Maschler 1985)."""
    owed = dict(zip(ascii_lowercase, claims, strict=False))
    return make_game(
        len(claims), lambda group: -max(0.0, estate - sum(owed[each] for each in owed if each not in group))
    )


def airport(costs: tuple[float, ...]) -> TabledGame:
    """A runway as long as the largest aircraft of a group needs (Littlechild and Owen 1973)."""
    needed = dict(zip(ascii_lowercase, costs, strict=False))
    return make_game(len(costs), lambda group: max(needed[each] for each in group))


def gloves(left: int, right: int) -> TabledGame:
    """A pair of gloves is worth 1: the first players have a left one each, the others a right one."""
    held = ascii_lowercase[:left]
    return make_game(left + right, lambda group: -float(min(len(group & {*held}), len(group - {*held}))))


def random_game(seed: int, players: int) -> TabledGame:
    """Costs that mostly grow with the group, less than in proportion; cores are empty about as often as not."""
    draw = np.random.default_rng(seed)
    return make_game(players, lambda group: float(draw.integers(60, 101)) * len(group) ** 0.7)


COSTS_OF_SKANE = """
A 21.95  H 17.08  K 10.91  L 15.88  M 20.81  T 21.98  AH 34.69  AK 32.86  AL 37.83  AM 42.76  AT 43.93  HK 22.96
HL 25.00  HM 37.89  HT 39.06  KL 26.79  KM 31.45  KT 32.89  LM 31.10  LT 37.86  MT 39.41  AHK 40.74  AHL 43.22
AHM 55.50  AHT 56.67  AKL 48.74  AKM 53.40  AKT 54.84  ALM 53.05  ALT 59.81  AMT 61.36  HKL 27.26  HKM 42.55
HKT 44.94  HLM 45.81  HLT 46.98  HMT 56.49  KLM 42.01  KLT 48.77  KMT 50.32  LMT 51.46  AHKL 48.95  AHKM 60.25
AHKT 62.72  AHLM 64.03  AHLT 65.20  AHMT 74.10  AKLM 63.96  AKLT 70.72  AKMT 72.27  ALMT 73.41  HKLM 48.07
HKLT 49.24  HKMT 59.35  HLMT 64.41  KLMT 56.61  AHKLM 69.76  AHKLT 70.93  AHKMT 77.42  AHLMT 83.00  AKLMT 73.97
HKLMT 66.46  AHKLMT 83.82
"""
"""Water for six parts of Skåne (million kr.): H. P. Young, N. Okada and T. Hashimoto, Cost allocation
in water resources development, Water Resources Research 18, 1982.

The page with all 63 costs could not be read again. What the authors' working paper prints of them, and all that follows
from them there, could (IIASA WP-79-77, 1979, tables 7 and 8): `test_water_game.py` holds the costs to each of it.
"""


def water_game() -> TabledGame:
    """Return the game of the six, by their letters in the paper."""
    words = COSTS_OF_SKANE.split()
    return TabledGame(
        tuple("AHKLMT"), {frozenset(group): float(cost) for group, cost in zip(words[::2], words[1::2], strict=True)}
    )
