"""How the script spells a library's object: by the names that it imported, where they are sure to be what they were."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from zerolint.fix.layout import Layout
from zerolint.knowledge.names import canonical

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class _Import:
    """A name bound by an import: to which dotted path, by which statement, in which function (None: the module)."""

    path: str
    statement: ast.stmt
    scope: ast.AST | None


class Names:
    """The imported names of one file."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._imports: dict[str, list[_Import]] = {}
        self._others: set[str] = set()
        self._walk(ast.parse(layout.text))

    def canonical(self, dotted: str, offset: int) -> str | None:
        """The canonical name of a dotted expression at an offset; None where it does not start at an import."""
        first, _, rest = dotted.partition(".")
        path = dict(self._usable(offset)).get(first)
        return canonical(f"{path}.{rest}" if rest else path) if path is not None else None

    def _usable(self, offset: int) -> Iterator[tuple[str, str]]:
        """Names that are bound to one and the same thing wherever they are bound, and so at an offset behind that."""
        row = self._layout.point(offset).row
        for name, found in self._imports.items():
            if name in self._others or len({canonical(each.path) for each in found}) > 1:
                continue
            if any(self._reaches(each, row) for each in found):
                yield name, found[0].path

    def _reaches(self, each: _Import, row: int) -> bool:
        if (each.statement.end_lineno or 0) >= row:
            return False
        scope = each.scope
        return scope is None or (getattr(scope, "lineno", 0) <= row <= getattr(scope, "end_lineno", 0))

    def _walk(self, tree: ast.Module) -> None:
        waiting: list[tuple[ast.AST, ast.AST | None]] = [(tree, None)]
        while waiting:
            each, within = waiting.pop()
            self._note(each, within)
            inner = each if isinstance(each, (*_FUNCTIONS, ast.ClassDef)) else within
            waiting += [(child, inner) for child in ast.iter_child_nodes(each)]

    def _note(self, node: ast.AST, scope: ast.AST | None) -> None:
        """What a node binds."""
        match node:
            case ast.Import() | ast.ImportFrom():
                for path, name in _bindings(node):
                    self._imports.setdefault(name, []).append(_Import(path, node, scope))
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                self._others.add(name)
            case ast.arg(arg=name):
                self._others.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                self._others.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                self._others.add(name)
            case ast.MatchMapping(rest=str(name)):
                self._others.add(name)


def _bindings(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The dotted path and the name of each thing that an import binds; a module of the project's own has no path."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            path = "." * node.level + f"{node.module or ''}.{alias.name}"
            yield path, alias.asname or alias.name
        elif alias.asname is not None:
            yield alias.name, alias.asname
        else:
            top = alias.name.partition(".")[0]
            yield top, top
