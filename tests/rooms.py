"""The parts of the package and who imports whom: read from the imports, drawn for `docs/architecture.md`."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import zerolint

PACKAGE = Path(zerolint.__file__).parent
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if "__pycache__" not in path.parts]
OUTSIDE = frozenset({"", "errors", "__main__"})
"""What is left out of the picture: the version, the errors that all raise, the way in of `python -m`."""


def module_of(path: Path) -> str:
    """The dotted name of a file of the package."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def part_of(path: Path) -> str:
    """The module or package right below `zerolint` that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Every dotted name that a file imports, wherever in it, for types alone as well."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


PARTS = frozenset(map(part_of, FILES))


def parts_used_by(path: Path) -> set[str]:
    """The parts that a file imports, its own among them."""
    words = [name.split(".") for name in imports_of(path)]
    return {each[1] if each[1:] and each[1] in PARTS else "" for each in words if each[0] == "zerolint"}


def modules_used_by(path: Path) -> set[str]:
    """The modules that a file imports; the packages that they are in run as well, which is not counted."""
    modules = frozenset(map(module_of, FILES))
    used = {name if name in modules else name.rpartition(".")[0] for name in imports_of(path)}
    return (used & modules) - {module_of(path)}


def arrows() -> dict[str, set[str]]:
    """The parts in the picture, each with those that it imports."""
    found: dict[str, set[str]] = {part: set() for part in PARTS - OUTSIDE}
    for path in FILES:
        if part_of(path) in found:
            found[part_of(path)] |= parts_used_by(path) - OUTSIDE - {part_of(path)}
    return found


def diagram() -> str:
    """The picture in Mermaid's words: an arrow from each part to those it imports, but where a longer way leads there."""
    found = arrows()

    @cache
    def below(part: str) -> frozenset[str]:
        return frozenset(found[part]).union(*(below(each) for each in found[part]))

    lines = ["flowchart TD"]
    for part in sorted(found):
        direct = sorted(to for to in found[part] if not any(to in below(other) for other in found[part] - {to}))
        lines += [f"    {part} --> {to}" for to in direct] or [f"    {part}"]
    return "\n".join(lines)
