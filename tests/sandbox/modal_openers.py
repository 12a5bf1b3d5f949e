"""What opens a modal, as the handlers register it: found in their source, so that none is forgotten."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from templates import ids

HANDLERS = Path(__file__).resolve().parents[2] / "bot" / "handlers"
Function = tuple[str, str]  # the module, and the name in it


@cache
def modal_openers() -> frozenset[str]:
    """The ids of buttons, menus and shortcuts whose handler opens a modal, however far down."""
    modules = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in HANDLERS.rglob("*.py")}
    functions = {
        (module, node.name): node
        for module, tree in modules.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    named = {one: set(_named(node, one[0], modules[one[0]])) for one, node in functions.items()}
    opening = {one for one, node in functions.items() if _opens(node)}
    while more := {one for one in named if one[1] != "register" and one not in opening and named[one] & opening}:
        opening |= more
    registered = [(module, node) for (module, name), node in functions.items() if name == "register"]
    return frozenset(
        found
        for module, node in registered
        for line in node.body
        if set(_named(line, module, modules[module])) & opening
        for found in _ids(line)
    )


def _opens(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Attribute) and ast.unparse(one) == "slack.open" for one in ast.walk(node))


def _named(node: ast.AST, module: str, tree: ast.Module) -> Iterator[Function]:
    """The functions that the code speaks of, by whichever way they were imported."""
    imported = {
        name.asname or name.name: (str(line.module).rpartition(".")[2], name.name)
        for line in tree.body
        if isinstance(line, ast.ImportFrom)
        for name in line.names
    }
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            yield imported.get(one.id, (module, one.id))
        elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            yield (one.value.id, one.attr)


def _ids(node: ast.AST) -> Iterator[str]:
    """The ids in a line that registers."""
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "ids":
            found = getattr(ids, one.attr)
            yield from (found.values() if isinstance(found, dict) else [found])
