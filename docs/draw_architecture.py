"""Draw docs/images/architecture.svg from the imports of the code: `python docs/draw_architecture.py`."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "influence"
PICTURE = Path(__file__).with_name("images") / "architecture.svg"

# The folders in the order in which data passes through them.
ROOMS = {
    "tables": "what the data may say, and the check of every cell",
    "graph": "the container: as tables, as arrays, as networkx",
    "measures": "what several answers share, each computed once",
    "rules": "what warns, what follows, and from where on",
    "analysis": "one question a file",
    "outcomes": "scores against how deals ended",
    "read": "files in, whatever their format",
    "write": "files out",
    "show": "pages and figures: maps, reports, pipelines",
    "datasets": "data that comes along, and simulated deals",
    "spark": "the scores of more deals than one machine holds",
    "mcp": "the questions of an assistant about one folder",
    "cli": "the command line",
}
COLOURS = (
    "#2f6f8f", "#3a7d44", "#8a6d1f", "#a14d2a", "#8c3d6b", "#7a4fa3", "#5b5ea6", "#6b7280", "#357f86", "#7a5c3e",
    "#4d6b2f", "#8a4b4b", "#374151", "#9a6324",
)  # fmt: skip
WIDTH, CARD, ROW, LANE = 1184, 500, 78, 58
LEFT, TOP = 24, 96


def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(package: Path = PACKAGE) -> set[tuple[str, str]]:
    """Which module imports which other of the package, wherever in the file it says so."""
    known = modules(package)
    return {
        (importer, imported)
        for importer, path in known.items()
        for name in named(importer, path)
        if (imported := _module(name, known)) not in (None, importer)
    }


def named(importer: str, path: Path) -> Iterator[str]:
    """The dotted names a file imports: modules, and what it takes from them."""
    package = importer if path.name == "__init__.py" else importer.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _module(name: str, known: dict[str, Path]) -> str | None:
    """The module a dotted name lies in: itself, or the one it is taken from; none where it is another package's."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def place(module: str, known: dict[str, Path]) -> str:
    """Where a module lives: its folder, or its own name where it stands in the root."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else known[module].stem


def between(package: Path = PACKAGE) -> Counter[tuple[str, str]]:
    """How many imports run from each room to each other."""
    known = modules(package)
    pairs = ((place(importer, known), place(imported, known)) for importer, imported in imports(package))
    return Counter(pair for pair in pairs if pair[0] != pair[1] and set(pair) <= set(ROOMS))


def picture(package: Path = PACKAGE) -> str:
    """The whole drawing."""
    counts = between(package)
    height = TOP + ROW * len(ROOMS) + 58
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif">',
        "<title>The folders of influence and what each imports</title>",
        f'<rect width="{WIDTH}" height="{height}" rx="14" fill="#fbfbf9"/>',
        _text(LEFT, 40, "Data goes one way", 22, weight=650),
        _text(LEFT, 64, "Every folder imports from folders above it, never from one below.", 14, "#57606a"),
        _text(LEFT, 82, "A number counts the imports that run along the line.", 14, "#57606a"),
        *(_wire(number, counts) for number in range(len(ROOMS))),
        *(_lane(number, counts) for number in range(len(ROOMS))),
        *(_card(number, name, package) for number, name in enumerate(ROOMS)),
        *(_count(pair, number) for pair, number in sorted(counts.items())),
        _text(
            LEFT,
            height - 36,
            "In front of all: errors.py, array_types.py, which import nothing of the house.",
            13,
            "#57606a",
        ),
        _text(LEFT, height - 17, "Behind: __init__.py, the public names; __main__.py.", 13, "#57606a"),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _x(room: int) -> float:
    """Where the lane of a room runs: that of the first stands outermost, so that no lane crosses a way in."""
    return LEFT + CARD + 36 + LANE * (len(ROOMS) - 2 - room)


def _y(room: int) -> float:
    return TOP + ROW * room + (ROW - 14) / 2


def _lane(room: int, counts: Counter[tuple[str, str]]) -> str:
    """The line by which other rooms import from this one, with an arrow into it."""
    names, colour = list(ROOMS), COLOURS[room]
    users = [number for number, name in enumerate(names) if counts[name, names[room]]]
    if not users:
        return ""
    x, edge = _x(room), LEFT + CARD
    return (
        f'<path d="M{x:g} {_y(max(users)) + 12:g} V{_y(room) - 2:g} q0 -10 -10 -10 H{edge + 9:g}" fill="none" '
        f'stroke="{colour}" stroke-width="2"/>'
        f'<path d="M{edge + 1:g} {_y(room) - 12:g} l11 -6 v12 z" fill="{colour}"/>'
    )


def _wire(room: int, counts: Counter[tuple[str, str]]) -> str:
    """The line from a room to the outermost lane it imports along."""
    names = list(ROOMS)
    used = [number for number, name in enumerate(names) if counts[names[room], name]]
    if not used:
        return ""
    return f'<path d="M{LEFT + CARD} {_y(room) + 12:g} H{_x(min(used)):g}" stroke="#c3c8d0" stroke-width="1.5"/>'


def _card(room: int, name: str, package: Path) -> str:
    top, colour = TOP + ROW * room, COLOURS[room]
    folders = sorted(each.name for each in (package / name).iterdir() if any(each.glob("*.py")))
    count = len(list((package / name).rglob("*.py")))
    files = f"{count} file" + "s" * (count != 1)
    inside = "".join(f" · {each}/" for each in folders)
    return "\n".join(
        [
            f'<rect x="{LEFT}" y="{top}" width="{CARD}" height="{ROW - 14}" rx="9" fill="#fff" stroke="#d8dbe0"/>',
            f'<rect x="{LEFT}" y="{top}" width="7" height="{ROW - 14}" rx="3.5" fill="{colour}"/>',
            _text(LEFT + 24, top + 27, f"{name}/", 18, "#1f2328", weight=650, mono=True),
            _text(LEFT + 24, top + 49, ROOMS[name], 14.5, "#424a53"),
            _text(LEFT + CARD - 18, top + 27, files + inside, 13, "#6b7280", anchor="end"),
        ]
    )


def _count(pair: tuple[str, str], number: int) -> str:
    """How many imports run from one room to another, where the wire of the one meets the lane of the other."""
    importer, imported = (list(ROOMS).index(name) for name in pair)
    x, y = _x(imported), _y(importer) + 12
    return (
        f'<g><title>{pair[0]} imports from {pair[1]}: {number}</title><circle cx="{x:g}" cy="{y:g}" r="14" '
        f'fill="{COLOURS[imported]}"/>{_text(x, y + 4.5, str(number), 13, "#fff", weight=600, anchor="middle")}</g>'
    )


def _text(
    x: float,
    y: float,
    words: str,
    size: float,
    fill: str = "#1f2328",
    *,
    weight: int = 400,
    mono: bool = False,
    anchor: str = "start",
) -> str:
    family = ' font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"' if mono else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}"{family}>{escape(words)}</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
