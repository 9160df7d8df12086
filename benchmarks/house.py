"""Measure how easy the code is to find one's way in, from its syntax trees and from one solve of the toy.

`python -m benchmarks.house [PACKAGE ...]` measures the package folders given, ours where none is; each in a
column of its own. A folder in a checkout of ours that has a `.venv` is traced too: the toy is solved there.
`--worst` lists where each of our goals is lost. Nothing of the packages is imported; only a trace runs them.

What is counted:

- A module is a .py file, a package a folder with an `__init__.py`; folders of tests are left out.
- A code line holds something other than blanks, comments or a docstring.
- A function's length is the lines from its `def` to its last, without its docstring.
- A function name of one word holds one run of letters; `__special__` names are not the author's, and left out,
  and so are functions within functions. A share of all definitions.
- A type name has more than one meaning where classes or aliases of types of that name stand in several places.
- A file name that occurs twice stands in several folders; `__init__` and `__main__` are left out.
- An import edge leads from a module to another of the package that it imports anywhere, in a function
  or for types too: a reader follows those as well. The deepest chain counts the modules on the longest way along
  edges; modules in one cycle count as one.
- Public are the classes, functions, methods and properties without a leading underscore. Documented with parameters
  and returns are, of the functions that take and return something, those whose docstring has sections for both.
- Entered is a .py file of which a function is called during `optimiser solve instances/toy`, other than by an import.
- A file names a rule where an identifier or a text in it, other than a docstring, holds one of the rule's names,
  written in whatever case. The audit is the second witness and left out.
"""

import argparse
import ast
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.import_graph import Graph, graph_of

OURS = Path(__file__).parents[1] / "optimiser"
TRACER = Path(__file__).with_name("trace_solve.py")
RULES: Mapping[str, tuple[str, ...]] = {
    "investment-budget": ("investment_budget_kr",),
    "local-sustainability": ("min_local_share",),
    "max-centres": ("max_hosts", "max_virtual_centres"),
    "nested-depth": (),
    "no-municipality-worse-off": (),
}
"""Rules of the policy, with what their settings are called where that is not the rule's name."""
GOALS: Mapping[str, str] = {
    "function names of one word": "<= 35 %",
    "type names of several meanings": "<= 5",
    "deepest import chain": "<= 18",
    "files entered by a toy solve": "<= 90",
    "files for one rule": "<= 3",
    "py.typed shipped": "yes",
}
SHORT_FILE = 60
"""Code lines under which a file that is entered is listed as one that may be merged."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file's tree, under its dotted name."""

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def docstrings(self) -> frozenset[ast.AST]:
        """The statements that are texts and nothing else."""
        return frozenset(node for node in ast.walk(self.tree) if _is_text(node))

    @cached_property
    def code_lines(self) -> int:
        """Lines of code."""
        documented = {line for node in self.docstrings for line in _lines(node)}
        numbered = enumerate(self.text.splitlines(), start=1)
        return sum(
            bool(line.strip()) and not line.lstrip().startswith("#") and n not in documented for n, line in numbered
        )

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """The functions and methods, those within functions too."""
        return tuple(node for node in ast.walk(self.tree) if isinstance(node, Function))

    @cached_property
    def own_functions(self) -> tuple[Function, ...]:
        """The functions and methods that stand outside other functions."""
        return tuple(_outside_functions(self.tree))

    @cached_property
    def words(self) -> frozenset[str]:
        """All identifiers and texts, docstrings aside, without case and what joins words."""
        return frozenset(map(bare, _named_in(self.tree, self.docstrings)))


@dataclass(frozen=True)
class House:
    """A package: its modules, what they import of each other, and what one solve of the toy called."""

    root: Path
    modules: tuple[Module, ...]
    graph: Graph
    trace: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def type_places(self) -> dict[str, list[str]]:
        """By name of a type: the modules in which it is defined, where that is in several places."""
        places = defaultdict(list)
        for module in self.modules:
            for name in _types_in(module.tree):
                places[name].append(module.name)
        return dict(sorted(places.items()))

    @property
    def ambiguous_types(self) -> dict[str, list[str]]:
        """The names of types that stand in several places, with the places."""
        return {name: places for name, places in self.type_places.items() if len(places) > 1}

    @cached_property
    def repeated_files(self) -> dict[str, list[str]]:
        """File names that occur more than once, with their modules."""
        named = defaultdict(list)
        for module in self.modules:
            if not module.path.stem.startswith("__"):
                named[module.path.stem].append(module.name)
        return {name: modules for name, modules in sorted(named.items()) if len(modules) > 1}

    @cached_property
    def function_names(self) -> list[tuple[str, str]]:
        """(module, name) of each function that its author named."""
        return [
            (module.name, node.name)
            for module in self.modules
            for node in module.own_functions
            if not node.name.startswith("__")
        ]

    def naming(self, rule: str, aliases: Iterable[str]) -> list[str]:
        """The modules outside the audit that name a rule."""
        names = [bare(name) for name in (rule, *aliases)]
        return [
            module.name
            for module in self.modules
            if "audit" not in module.name.split(".") and any(name in word for word in module.words for name in names)
        ]


def bare(word: str) -> str:
    """A word without case and what joins its parts."""
    return re.sub(r"[-_ ]", "", word).lower()


def read_house(root: Path) -> House:
    """Read a package folder, and solve the toy with it where it is a checkout of ours."""
    paths = [path for path in sorted(root.rglob("*.py")) if not {"tests", "test"} & set(path.relative_to(root).parts)]
    modules = tuple(Module(_dotted(path, root), path, path.read_text(encoding="utf-8")) for path in paths)
    packages = {module.name for module in modules if module.path.stem == "__init__"}
    graph = graph_of({module.name: module.tree for module in modules}, packages)
    return House(root, modules, graph, trace_toy(root))


def _dotted(path: Path, root: Path) -> str:
    parts = path.relative_to(root.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def trace_toy(root: Path) -> Mapping[str, Any]:
    """What a solve of the toy in this checkout calls; nothing where this is not a checkout with an environment."""
    checkout = root.parent
    python = checkout / ".venv" / "bin" / "python"
    if root.resolve() == OURS.resolve():
        python = Path(sys.executable)
    elif not (python.exists() and (checkout / "instances" / "toy").exists()):
        return {}
    told = subprocess.run(  # noqa: S603
        [python, TRACER, root.name], cwd=checkout, check=True, capture_output=True, text=True
    )
    return json.loads(told.stdout.splitlines()[-1])  # type: ignore[no-any-return]


# ---- the measures -------------------------------------------------------------------------------


def measure(house: House) -> dict[str, str]:
    """Every measure by its name, as text."""
    lengths = sorted(_length(node) for module in house.modules for node in module.functions)
    names = [name for _, name in house.function_names]
    single = sum(map(is_one_word, names))
    folders = sum(module.path.stem == "__init__" for module in house.modules)
    told, fully = _documented(house)
    cycles = house.graph.cycles
    rules = {rule: len(house.naming(rule, aliases)) for rule, aliases in RULES.items()}
    return {
        "modules / packages": f"{len(house.modules)} / {folders}",
        "code lines": f"{sum(module.code_lines for module in house.modules):,}",
        "functions": f"{len(lengths):,}",
        "function length median / p95 / max": " / ".join(
            f"{length:.0f}" for length in (median(lengths), lengths[int(0.95 * len(lengths))], lengths[-1])
        ),
        "function names of one word": f"{single / len(names):.0%}",
        "type names of several meanings": f"{len(house.ambiguous_types)} of {len(house.type_places)}",
        "file names that occur twice": str(len(house.repeated_files)),
        "import edges per module": f"{house.graph.edge_count / len(house.modules):.1f}",
        "deepest import chain": str(len(house.graph.longest_chain)),
        "import cycles": f"{len(cycles)} ({max(map(len, cycles))} modules)" if cycles else "0",
        "public things documented": f"{told:.0%}",
        "... with parameters and returns": f"{fully:.0%}",
        "py.typed shipped": "yes" if (house.root / "py.typed").exists() else "no",
        "files entered by a toy solve": str(len(house.trace["files"])) if house.trace else "",
        "functions called by a toy solve": f"{house.trace['functions']:,}" if house.trace else "",
        "files for one rule": f"{max(rules.values())} ({max(rules, key=rules.__getitem__)})" if house.trace else "",
    }


def is_one_word(name: str) -> bool:
    """Whether a name is one word, whatever leading underscores it has."""
    return "_" not in name.strip("_") and not re.search(r"[a-z0-9][A-Z]", name)


def _length(function: Function) -> int:
    documented = len(_lines(function.body[0])) if _is_text(function.body[0]) else 0
    return len(_lines(function)) - documented


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _lines(node: ast.AST) -> range:
    first = getattr(node, "lineno", 1)
    return range(first, (getattr(node, "end_lineno", None) or first) + 1)


def _outside_functions(node: ast.AST) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield child
        else:
            yield from _outside_functions(child)


def _types_in(tree: ast.Module) -> Iterator[str]:
    """The names of classes and of aliases of types that stand outside functions."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and _is_alias(node.value):
            target = node.targets[0]
            if isinstance(target, ast.Name) and re.match(r"_?[A-Z][a-z]", target.id):
                yield target.id
        elif type(node).__name__ == "TypeAlias":
            yield node.name.id  # type: ignore[attr-defined]


def _is_alias(value: ast.expr) -> bool:
    """Whether what is assigned may be a type: `dict[...]`, `A | B`, a name or a dotted name."""
    if isinstance(value, ast.BinOp):
        return isinstance(value.op, ast.BitOr) and _is_alias(value.left)
    return isinstance(value, ast.Subscript | ast.Name | ast.Attribute)


def _named_in(tree: ast.Module, docstrings: frozenset[ast.AST]) -> Iterator[str]:
    texts = {id(node.value) for node in docstrings if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            yield node.value
        for attribute in ("id", "attr", "arg", "name", "module", "asname"):
            if isinstance(found := getattr(node, attribute, None), str):
                yield found


def _documented(house: House) -> tuple[float, float]:
    """The share of public things with a docstring, and of public functions with parameters and returns in it."""
    told, full = [], []
    for module in house.modules:
        for node in _public(module.tree):
            text = ast.get_docstring(node) or ""
            told.append(bool(text))
            if isinstance(node, Function) and _takes_and_returns(node):
                full.append(bool(re.search(PARAMETERS, text, re.M)) and bool(re.search(RETURNS, text, re.M)))
    return sum(told) / max(len(told), 1), sum(full) / max(len(full), 1)


PARAMETERS = r"^\s*(Parameters|Args:|Arguments:|:param )"
RETURNS = r"^\s*(Returns|Yields|:returns?:)"


def _public(parent: ast.AST) -> Iterator[Function | ast.ClassDef]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def _takes_and_returns(node: Function) -> bool:
    given = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    nothing = isinstance(node.returns, ast.Constant) and node.returns.value is None
    return bool(set(given) - {"self", "cls"}) and not nothing


# ---- telling ------------------------------------------------------------------------------------


def tell(houses: Sequence[House]) -> None:
    """Print the measures of all packages beside each other, and the goals."""
    columns = [measure(house) for house in houses]
    heads = [house.root.resolve().parent.name + "/" + house.root.name for house in houses]
    widths = [max(len(head), *map(len, column.values())) for head, column in zip(heads, columns, strict=True)]
    print(f"{'':36}", *(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)), "  goal")
    for name in columns[0]:
        cells = [f"{column[name]:>{width}}" for column, width in zip(columns, widths, strict=True)]
        print(f"{name:36}", *cells, f"  {GOALS.get(name, '')}".rstrip())


def tell_worst(house: House) -> None:
    """Print where each goal is lost, the worst first."""
    lines = {module.name: module.code_lines for module in house.modules}
    print("\nThe deepest import chain, with code lines and the modules that import each:")
    for name in house.graph.longest_chain:
        print(f"  {name:48} {lines[name]:4} lines   imported by {len(house.graph.importers[name])}")
    if house.trace:
        entered = {_dotted(house.root.parent / file, house.root): calls for file, calls in house.trace["files"].items()}
        rooms = Counter(".".join(name.split(".")[:2]) for name in entered)
        print("\nFiles entered by a toy solve, by room:", ", ".join(f"{room} {n}" for room, n in rooms.most_common()))
        print(f"\nThose under {SHORT_FILE} code lines, with the functions called in each:")
        for name in sorted((name for name in entered if lines[name] < SHORT_FILE), key=lines.__getitem__):
            print(f"  {name:48} {lines[name]:4} lines   {entered[name]:3} functions")
    print("\nType names of several meanings:")
    for name, places in sorted(house.ambiguous_types.items(), key=lambda item: -len(item[1])):
        print(f"  {name:20} {', '.join(places)}")
    print("\nFunction names of one word, by room, with the most frequent:")
    single = [(module, name) for module, name in house.function_names if is_one_word(name)]
    every = Counter(_room(module) for module, _ in house.function_names)
    for room, count in Counter(_room(module) for module, _ in single).most_common():
        common = Counter(name for module, name in single if _room(module) == room).most_common(8)
        print(f"  {room:16} {count:4} of {every[room]:4}   {', '.join(f'{name} {n}' for name, n in common)}")
    print("\nFile names that occur twice:", ", ".join(f"{name} {len(m)}" for name, m in house.repeated_files.items()))
    print("\nFiles that name one rule:")
    for rule, aliases in RULES.items():
        print(f"  {rule}: {', '.join(house.naming(rule, aliases))}")


def _room(module: str) -> str:
    return [*module.split("."), "(top)"][1]


def main() -> None:
    """Measure the packages, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", nargs="*", type=Path, help="package folders; ours where none is given")
    parser.add_argument("--worst", action="store_true", help="list where each goal is lost, for the last package")
    parser.add_argument("--rule", action="append", default=[], help="list the files that name this rule")
    asked = parser.parse_args()
    houses = [read_house(folder) for folder in asked.packages or [OURS]]
    tell(houses)
    for rule in asked.rule:
        files = houses[-1].naming(rule, RULES.get(rule, ()))
        print(f"\n{len(files)} files name {rule}:", *files, sep="\n  ")
    if asked.worst:
        tell_worst(houses[-1])


if __name__ == "__main__":
    main()
