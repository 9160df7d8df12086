"""Draw docs/rooms.svg, the rooms of the program and what each reads of the others; `make pages` renews it."""

import ast
from collections.abc import Mapping
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "optimiser"
PICTURE = ROOT / "docs" / "rooms.svg"
WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 132, 40, 70, 22, 20
"""Pixels of a room's box, between boxes, and around the picture."""

Reads = Mapping[str, set[str]]
"""By room, the rooms it imports from."""


def read_imports() -> Reads:
    """Return what each room imports of the others; a file that stands by itself is a room of its own."""
    reads: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if not room.startswith("__"):
            reads.setdefault(room, set()).update(_imported_rooms(path))
    return {room: (others & reads.keys()) - {room} for room, others in reads.items()}


def _imported_rooms(path: Path) -> set[str]:
    """Return the rooms a file imports from; what the type checker alone sees does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    checks = (node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    for_types = {node for check in checks for node in ast.walk(check)}
    found = set()
    for node in set(ast.walk(tree)) - for_types:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("optimiser"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


def reduce_arrows(reads: Reads) -> Reads:
    """Return the arrows without those that follow from others."""
    return {
        room: {other for other in others if not any(other in _reached(reads, way) for way in others - {other})}
        for room, others in reads.items()
    }


def _reached(reads: Reads, room: str) -> set[str]:
    found: set[str] = set()
    ahead = [room]
    while ahead:
        more = reads[ahead.pop()] - found
        found |= more
        ahead.extend(more)
    return found


def place_rooms(reads: Reads) -> dict[str, tuple[int, int]]:
    """Return column and row of each room: to the right of all it reads."""
    columns: dict[str, int] = {}
    for room in sorted(reads, key=lambda each: len(_reached(reads, each))):
        columns[room] = 1 + max((columns[other] for other in reads[room]), default=-1)
    rows: dict[int, int] = {}
    places = {}
    for room in sorted(reads):
        column = columns[room]
        places[room] = (column, rows.get(column, 0))
        rows[column] = rows.get(column, 0) + 1
    return places


def draw_rooms() -> str:
    """Return the picture as SVG: data flows from left to right."""
    reads = reduce_arrows(read_imports())
    places = place_rooms(reads)
    tallest = 1 + max(row for _, row in places.values())
    filled: dict[int, int] = {}
    for column, row in places.values():
        filled[column] = max(filled.get(column, 0), row + 1)

    def corner(room: str) -> tuple[float, float]:
        column, row = places[room]
        above = (tallest - filled[column]) / 2
        return MARGIN + column * (WIDTH + GAP_X), MARGIN + (row + above) * (HEIGHT + GAP_Y)

    width = 2 * MARGIN + (1 + max(filled)) * (WIDTH + GAP_X) - GAP_X
    height = 2 * MARGIN + tallest * (HEIGHT + GAP_Y) - GAP_Y
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">',
        "<title>The rooms of the program; an arrow leads from a room to one that reads it</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#777"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for room, others in sorted(reads.items()):
        for other in sorted(others):
            (x1, y1), (x2, y2) = corner(other), corner(room)
            start, end = f"{x1 + WIDTH:g} {y1 + HEIGHT / 2:g}", f"{x2:g} {y2 + HEIGHT / 2:g}"
            bend = f"{x1 + WIDTH + GAP_X / 2:g} {y1 + HEIGHT / 2:g} {x2 - GAP_X / 2:g} {y2 + HEIGHT / 2:g}"
            lines.append(f'<path d="M{start}C{bend} {end}" fill="none" stroke="#999" marker-end="url(#tip)"/>')
    for room in sorted(places):
        x, y = corner(room)
        box = f'x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="6"'
        middle = f'x="{x + WIDTH / 2:g}" y="{y + HEIGHT / 2 + 5:g}" text-anchor="middle"'
        lines.append(f'<rect {box} fill="#e8f0f7" stroke="#456"/>')
        lines.append(f"<text {middle}>{escape(room)}</text>")
    return "\n".join([*lines, "</svg>"]) + "\n"
