"""Imports: names bound to library symbols under their canonical names."""

from __future__ import annotations

import sys

import libcst as cst

from zerolint.facts.values import Symbol, Value
from zerolint.interp.machine import Interpreter
from zerolint.interp.nodes import dotted_name
from zerolint.interp.scopes import assign_name
from zerolint.knowledge.names import canonical, constant, known_library, star_names


def import_module(m: Interpreter, node: cst.Import) -> None:
    """`import a.b`, `import a.b as c`."""
    for alias in node.names:
        dotted = dotted_name(alias.name)
        m.imports.setdefault(dotted, m.place(node))
        if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
            assign_name(m, alias.asname.name.value, _module(m, dotted, node))
        else:
            top = dotted.partition(".")[0]
            assign_name(m, top, _module(m, top, node))


def import_from(m: Interpreter, node: cst.ImportFrom) -> None:
    """`from a import b as c`, `from a import *`."""
    relative = bool(node.relative)
    dotted = dotted_name(node.module) if node.module is not None else ""
    if not relative:
        m.imports.setdefault(dotted, m.place(node))
    if isinstance(node.names, cst.ImportStar):
        for name in () if relative else star_names(canonical(dotted)):
            assign_name(m, name, constant(canonical(f"{dotted}.{name}"), m.place(node)))
        return
    for alias in node.names:
        name = dotted_name(alias.name)
        bound = (
            alias.asname.name.value if alias.asname is not None and isinstance(alias.asname.name, cst.Name) else name
        )
        if relative or not is_foreign(dotted):
            assign_name(m, bound, m.unknown(f"own module {'.' if relative else ''}{dotted}", m.place(node)))
        else:
            m.imports.setdefault(f"{dotted}.{name}", m.place(node))
            assign_name(m, bound, constant(canonical(f"{dotted}.{name}"), m.place(node)))


def _module(m: Interpreter, dotted: str, node: cst.CSTNode) -> Value:
    if is_foreign(dotted):
        return Symbol(canonical(dotted), place=m.place(node))
    return m.unknown(f"own module {dotted}", m.place(node))


def is_foreign(dotted: str) -> bool:
    """Whether a module belongs to the standard library or to a library that is known by name."""
    top = dotted.partition(".")[0]
    return known_library(top) or top in sys.stdlib_module_names
