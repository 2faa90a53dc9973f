"""How the script spells a library's object: by the names that it imported, where they are sure to be what they were."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from zerolint.fix.layout import Layout
from zerolint.fix.texts import Refused, TextEdit
from zerolint.knowledge.names import canonical
from zerolint.source.location import Point

HOMES = {"tf": ("tensorflow", "tensorflow.compat.v1", "tensorflow.compat.v2"), "numpy": ("numpy",)}
"""What a canonical name begins with, and the modules that have what it names."""
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
        self._tree = ast.parse(layout.text)
        self._imports: dict[str, list[_Import]] = {}
        self._others: set[str] = set()
        self._starred = False
        self._walk()

    def spell(self, name: str, offset: int) -> tuple[str, list[TextEdit]]:
        """The spelling of a canonical name for code at an offset, and the import that it needs; Refused without one."""
        top, _, rest = name.partition(".")
        family = self._family if top == "keras" else None
        # Only the home that the libraries document: `tf.losses` and `tf.log_sigmoid` were gone in some version.
        wanted = {f"{home}.{rest}" for home in ([family] if family else HOMES[top])}
        words = name.split(".")
        for count in range(len(words) + 1):
            tail = words[len(words) - count :]
            for bound, path in self._usable(offset):
                if ".".join([path, *tail]) in wanted:
                    return ".".join([bound, *tail]), []
        if family is None:
            raise Refused(f"the script imports nothing that gives {name}")
        return words[-1], [self._import(family, name, offset)]

    def canonical(self, dotted: str, offset: int) -> str | None:
        """The canonical name of a dotted expression at an offset; None where it does not start at an import."""
        first, _, rest = dotted.partition(".")
        path = dict(self._usable(offset)).get(first)
        return canonical(f"{path}.{rest}" if rest else path) if path is not None else None

    @cached_property
    def _family(self) -> str:
        """`keras` or `tensorflow.keras`, whichever the script uses; two of them don't mix."""
        paths = {path for node in ast.walk(self._tree) for path in _paths(node)}
        own = any(path == "keras" or path.startswith("keras.") for path in paths)
        inside = any(re.match(r"tensorflow(\.\w+)*\.keras\b", path) for path in paths)
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Attribute) and node.attr == "keras" and isinstance(node.value, ast.Name):
                inside |= any(each.path.startswith("tensorflow") for each in self._imports.get(node.value.id, ()))
        if own == inside:
            raise Refused("the script uses two Kerases" if own else "the script does not import Keras")
        return "keras" if own else "tensorflow.keras"

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

    def _import(self, family: str, name: str, offset: int) -> TextEdit:
        """A new import below the first one of the family at the top, where the reader looks for it."""
        home, _, last = name.rpartition(".")
        if last in self._imports or last in self._others or self._starred:
            raise Refused(f"the script may call something else {last}")
        for statement in self._tree.body:
            if not isinstance(statement, (ast.Import, ast.ImportFrom)) or statement.end_lineno is None:
                continue
            if not any(path.startswith(family) for path in _paths(statement)):
                continue
            end = self._row_end(statement.end_lineno)
            if self._alone(statement) and end < offset:
                module = home if family == "keras" else f"tensorflow.{home}"
                return TextEdit(end, end, f"\nfrom {module} import {last}")
        raise Refused(f"there is no place for an import of {last}")

    def _row_end(self, row: int) -> int:
        return self._layout.row_end(self._layout.offset(Point(row, 1)))

    def _alone(self, statement: ast.stmt) -> bool:
        """Whether nothing but a comment shares the statement's rows."""
        row = statement.end_lineno or 0
        others = [each for each in self._tree.body if each is not statement]
        return statement.col_offset == 0 and not any(
            each.lineno <= row and (each.end_lineno or 0) >= statement.lineno for each in others
        )

    def _walk(self) -> None:
        waiting: list[tuple[ast.AST, ast.AST | None]] = [(self._tree, None)]
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
                    if name == "*":
                        self._starred = True
                    else:
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


def _paths(node: ast.AST) -> Iterator[str]:
    """The dotted paths that an import names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (path for path, _ in _bindings(node))
