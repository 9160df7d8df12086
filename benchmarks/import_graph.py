"""What the modules of a package import of each other: edges, cycles, and the deepest chain."""

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter


@dataclass(frozen=True)
class Graph:
    """By module: the modules of its package that it imports."""

    imports: Mapping[str, frozenset[str]]

    @property
    def edge_count(self) -> int:
        """Pairs of a module and one that it imports."""
        return sum(map(len, self.imports.values()))

    @cached_property
    def importers(self) -> Mapping[str, frozenset[str]]:
        """By module: the modules that import it."""
        found: dict[str, set[str]] = {name: set() for name in self.imports}
        for name, others in self.imports.items():
            for other in others:
                found[other].add(name)
        return {name: frozenset(others) for name, others in found.items()}

    @cached_property
    def knots(self) -> Mapping[str, frozenset[str]]:
        """By module: the modules from which there is a way to it and back, itself among them."""
        reached = {name: self._reached(name) for name in self.imports}
        return {
            name: frozenset({name, *(other for other in ways if name in reached[other])})
            for name, ways in reached.items()
        }

    def _reached(self, start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for other in self.imports[waiting.pop()] - seen:
                seen.add(other)
                waiting.append(other)
        return seen

    @property
    def cycles(self) -> list[frozenset[str]]:
        """The groups of modules that import each other in a circle."""
        return sorted({knot for knot in self.knots.values() if len(knot) > 1}, key=len, reverse=True)

    @cached_property
    def longest_chain(self) -> list[str]:
        """The longest way along imports, from the importer down; each cycle stands as one of its modules."""
        heads = {name: min(knot) for name, knot in self.knots.items()}
        below: dict[str, set[str]] = defaultdict(set)
        for name, others in self.imports.items():
            below[heads[name]] |= {heads[other] for other in others} - {heads[name]}
        chains: dict[str, list[str]] = {}
        for name in TopologicalSorter(below).static_order():
            deepest = max((chains[other] for other in sorted(below[name])), key=len, default=[])
            chains[name] = [name, *deepest]
        return max(chains.values(), key=len)


def graph_of(trees: Mapping[str, ast.Module], packages: Collection[str]) -> Graph:
    """Read the imports among modules by dotted name; `packages` are those that are folders."""
    return Graph(
        {
            name: frozenset(_imported(name, tree, trees.keys(), name in packages)) - {name}
            for name, tree in trees.items()
        }
    )


def _imported(name: str, tree: ast.Module, modules: Collection[str], is_package: bool) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom):
            source = _source(node, name, is_package)
            whole = [f"{source}.{alias.name}" for alias in node.names]
            yield from (module for module in whole if module in modules)
            if source in modules and any(module not in modules for module in whole):
                yield source


def _source(node: ast.ImportFrom, name: str, is_package: bool) -> str:
    """The module that is imported from, relative names resolved."""
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    base = parts[: len(parts) - node.level + is_package]
    return ".".join([*base, *([node.module] if node.module else [])])
