"""What a game that is known of a few groups comes to for each player: Bayesian quadrature of the Shapley value.

The game is taken to be drawn at random: a trend in the groups' size, and in how much they have of each class of
players; an effect of each player that is about the same for those of a class or of nearly a size; an effect of each
player, of each two and of each three; all normal with mean 0 and with a spread in proportion to the players' sizes; and
what is left, which is independent from group to group. Such a game's Shapley value is normal too, given the groups that
are known, with a mean that is linear in what is known: an effect of several players is theirs in equal parts. Bayesian
quadrature: A. O'Hagan, Bayes–Hermite quadrature, Journal of Statistical Planning and Inference 29, 1991.

How far each kind of effect spreads is not known either. From few groups the likeliest spread of a kind is often 0, and
intervals that took it for the true one would be far too narrow. So the value is the mean over spreads that are drawn as
likely as what is known makes them, beginning at the likeliest, and its error includes how far the drawn ones differ
(A. Gelman, Prior distributions for variance parameters in hierarchical models, Bayesian Analysis 1, 2006). The
intervals are widened where, each group foretold from all others, the errors are larger than they should be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement
from math import inf

import numpy as np

from optimiser.sharing.game import Flags, Floats

POWERS = (0.5, 1.0, 2.0)
"""Of a player's size, for how large effects are that it has a part in: more even than sizes, like them, or less."""
NEARLY = 0.7
"""Players of sizes whose logarithms are so far apart are fairly alike."""
ROUNDS = 200
"""Steps towards the spreads at which what is known is likeliest."""
SWEEPS, SETTLING = 100, 20
"""So often each spread is drawn anew, and so many of the first times tell nothing yet."""
SHAPE = 0.1
"""Of the gamma distribution of each variance, before anything is known: at less, small ones are likelier."""
STEPS = (2.0, 4.0)
"""How far the logarithm of a variance moves at a time, in turn: the standard deviation."""
SMALLEST = 1e-10
"""Part of the largest variance that every one has, and the least that is drawn: less is what arithmetic leaves."""


@dataclass(frozen=True)
class Effect:
    """One of the kinds of effect: its covariance among groups, of each player's share with groups, and of the share."""

    groups: Floats
    shares: Floats
    share: Floats


@dataclass(frozen=True)
class Fit:
    """What a fit says of each player's share: `weights` [player, group] times what is known, and its standard error."""

    weights: Floats
    error: Floats


def fit_shares(members: Flags, sizes: Floats, classes: Flags, known: Floats, noise: Floats) -> Fit:
    """Return what some values of a game say of its Shapley value.

    Parameters
    ----------
    members
        A row a group and a column a player.
    sizes
        Of the players, above 0: an effect is as large as who is in it.
    classes
        A row a class and a column a player: who is about alike but for the size. A player may be in several or none.
    known
        What is known of each group.
    noise
        How far each may be off, as a standard error.
    """
    scale = float(np.sqrt(np.mean(known**2))) or 1.0
    evidence = _Evidence(members, sizes / float(np.sum(sizes)), classes, known / scale, noise / scale)
    fits = [evidence.fit(variances) for variances in evidence.draw_likely()]
    differ = np.var([fit.weights @ evidence.known for fit in fits], axis=0)
    error = np.sqrt(np.mean([fit.error**2 for fit in fits], axis=0) + differ)
    return Fit(np.mean([fit.weights for fit in fits], axis=0), np.asarray(error * scale))


class _Evidence:
    """What is known, and the kinds of effects it is explained by."""

    def __init__(self, members: Flags, sizes: Floats, classes: Flags, known: Floats, noise: Floats) -> None:
        self.members, self.sizes, self.known, self.noise = members.astype(np.float64), sizes, known, noise
        self.classes = classes[(classes @ sizes) > 0].astype(np.float64)

    @cached_property
    def effects(self) -> list[Effect]:
        """The kinds of effect, each of a spread near that of the game at a variance of 1."""
        near = np.exp(-0.5 * (np.subtract.outer(np.log(self.sizes), np.log(self.sizes)) / NEARLY) ** 2)
        both = self.classes.T @ self.classes
        found = [self._trend(np.ones((1, len(self.sizes)))), self._alike(near)]
        if len(self.classes):
            found += [self._trend(self.classes), self._of_two_classes(), self._alike(both), self._alike(both * near)]
        found += [self._together(self.sizes**power, of) for of in (1, 2, 3) for power in POWERS]
        return [self._scaled(effect) for effect in found]

    def _scaled(self, effect: Effect) -> Effect:
        size = float(np.mean(np.diag(effect.groups))) or 1.0
        return Effect(effect.groups / size, effect.shares / size, effect.share / size)

    def _trend(self, classes: Floats) -> Effect:
        """Effects of how much of each class a group has, bent twice.

        They are w, w (1 - w) and w (1 - w) (1 - 2 w) of the sum w of sizes in it, as a part of the class.
        """
        bent, shares = [], []
        for of_class in classes:
            whole_size = float(of_class @ self.sizes)
            size = of_class * self.sizes / whole_size
            square = float(np.sum(size**2))
            cubed = size**3 + 1.5 * (size**2 * (1 - size) + size * (square - size**2))
            cubed += size * ((1 - size) ** 2 - (square - size**2))
            part = self.members @ size
            bent += [whole_size * each for each in (part, part * (1 - part), part * (1 - part) * (1 - 2 * part))]
            shares += [whole_size * each for each in (size, np.zeros_like(size), 2 * cubed - 2 * size)]
        return _of_features(np.column_stack(bent), np.column_stack(shares))

    def _of_two_classes(self) -> Effect:
        """Effects of how much of each two classes a group has: the product of the sums of sizes in them."""
        size = self.classes * self.sizes
        whole, part = size.sum(axis=1), self.members @ size.T
        pairs = list(combinations_with_replacement(range(len(size)), 2))
        shares = [(size[one] * whole[other] + size[other] * whole[one]) / 2 for one, other in pairs]
        return _of_features(
            np.column_stack([part[:, one] * part[:, other] for one, other in pairs]), np.column_stack(shares)
        )

    def _alike(self, likeness: Floats) -> Effect:
        """An effect of each player in proportion to its size, as alike as players are."""
        covariance = likeness * np.outer(self.sizes, self.sizes)
        shares = covariance @ self.members.T
        return Effect(self.members @ shares, shares, np.diag(covariance))

    def _together(self, spread: Floats, of: int) -> Effect:
        """Effects of so many players together, each with a spread that is the product of theirs."""
        squares = spread**2
        held = self.members * squares
        sums = [held @ (self.members * squares**power).T for power in range(of)]
        own = [self.members @ squares ** (power + 1) for power in range(of)]
        all_of_them = [np.full(1, float(np.sum(squares ** (power + 1)))) for power in range(of)]
        others = [np.subtract.outer(np.zeros(len(squares)), -total) for total in own]
        without = [total - squares[:, None] ** (power + 1) for power, total in enumerate(others)]
        left = [total - squares ** (power + 1) for power, total in enumerate(all_of_them)]
        return Effect(
            _symmetric(sums, of),
            self.members.T * squares[:, None] * _symmetric(without, of - 1) / of,
            squares * _symmetric(left, of - 1) / of**2,
        )

    @property
    def left(self) -> Floats:
        """The variance of what is left, by group: in proportion to its size, and none of all together."""
        whole = self.members @ self.sizes
        return np.asarray(whole * np.any(self.members == 0, axis=1), dtype=np.float64)

    def covariance(self, variances: Floats) -> Floats:
        """Of what is known, with so large a variance of each kind of effect and, at last, of what is left."""
        whole = np.tensordot(variances, self._kinds, axes=1)
        rounding = SMALLEST * float(np.max(np.diag(whole)))
        return np.asarray(whole + np.diag(self.noise**2 + rounding), dtype=np.float64)

    @cached_property
    def _kinds(self) -> Floats:
        return np.array([*(effect.groups for effect in self.effects), np.diag(self.left)])

    def likeliest(self) -> Floats:
        """Return the variances at which what is known is likeliest: each step makes it likelier.

        H. Zhou, L. Hu, J. Zhou and K. Lange, MM algorithms for variance components models, Journal of Computational and
        Graphical Statistics 28, 2019.
        """
        variances = np.full(len(self._kinds), 0.1)
        for _ in range(ROUNDS):
            inverse = np.linalg.inv(self.covariance(variances))
            white = inverse @ self.known
            explained = np.einsum("i,kij,j->k", white, self._kinds, white, optimize=True)
            expected = np.tensordot(self._kinds, inverse, axes=2)
            variances = variances * np.sqrt(explained / np.maximum(expected, SMALLEST))
        return variances

    def draw_likely(self) -> Iterator[Floats]:
        """Draw variances from what is known, by Metropolis steps of one at a time; the same ones each time."""
        draw = np.random.default_rng(0)
        variances = np.maximum(self.likeliest(), SMALLEST)
        likely = self._log_density(variances)
        for sweep in range(SWEEPS):
            for kind in range(len(variances)):
                tried = variances.copy()
                tried[kind] *= np.exp(STEPS[sweep % len(STEPS)] * draw.normal())
                density = self._log_density(tried)
                if density - likely > np.log(draw.random()):
                    variances, likely = tried, density
            if sweep >= SETTLING:
                yield variances

    def _log_density(self, variances: Floats) -> float:
        """How likely variances are by their logarithms, but for a constant.

        Before anything is known each follows the gamma distribution of shape `SHAPE` and scale 1, which is the mean
        square of what is known: often it is next to 0, and seldom larger than all that is known.
        """
        if np.min(variances) < SMALLEST:
            return -inf
        factor = np.linalg.cholesky(self.covariance(variances))
        white = np.linalg.solve(factor, self.known)
        known = -0.5 * float(white @ white) - float(np.sum(np.log(np.diag(factor))))
        return known + float(np.sum(SHAPE * np.log(variances) - variances))

    def fit(self, variances: Floats) -> Fit:
        """Return each player's share and its standard error at these variances."""
        inverse = np.linalg.inv(self.covariance(variances))
        pairs = list(zip(variances, self.effects, strict=False))
        shares = sum(variance * effect.shares for variance, effect in pairs)
        weights = np.asarray(shares @ inverse, dtype=np.float64)
        share = sum(variance * effect.share for variance, effect in pairs)
        variance = np.maximum(np.asarray(share) - np.sum(weights * shares, axis=1), 0.0)
        off = (inverse @ self.known) / np.sqrt(np.diag(inverse))
        return Fit(weights, np.sqrt(variance) * max(1.0, float(np.sqrt(np.mean(off**2)))))


def _of_features(features: Floats, shares: Floats) -> Effect:
    """Effects of features [group, ·] that are alike to all, with their Shapley values [player, ·]."""
    return Effect(features @ features.T, shares @ features.T, np.sum(shares**2, axis=1))


def _symmetric(sums: Sequence[Floats], of: int) -> Floats:
    """The sum of all products of so many different terms, from the sums of their powers (Newton's identities)."""
    found = [np.ones_like(sums[0])]
    for count in range(1, of + 1):
        parts = [(-1) ** (power - 1) * found[count - power] * sums[power - 1] for power in range(1, count + 1)]
        found.append(np.asarray(sum(parts) / count))
    return np.maximum(found[of], 0.0)
