"""Imports: names bound to library symbols under their canonical names, and to modules of the project."""

from __future__ import annotations

import sys

import libcst as cst

from zerolint.facts.places import Place
from zerolint.facts.values import Object, Symbol, Unknown, Value
from zerolint.interp import own_modules
from zerolint.interp.machine import Interpreter
from zerolint.interp.nodes import dotted_name
from zerolint.interp.project import MODULE_KIND
from zerolint.interp.scopes import assign_name
from zerolint.knowledge.names import canonical, constant, known_library, star_names

CORE = frozenset({"tensorflow", "tf_keras", "keras", "numpy", "pandas", "sklearn", "scipy", "torch", "jax"})
"""Libraries that no module of a project stands in for: beside its scripts may lie a copy, or a folder of that name."""


def import_module(m: Interpreter, node: cst.Import) -> None:
    """`import a.b`, `import a.b as c`."""
    place = m.place(node)
    for alias in node.names:
        dotted = dotted_name(alias.name)
        m.imports.setdefault(dotted, place)
        top = dotted.partition(".")[0]
        own = _own_chain(m, dotted, place)
        named = alias.asname is not None and isinstance(alias.asname.name, cst.Name)
        bound = alias.asname.name.value if named else top  # type: ignore[union-attr]
        if own:
            assign_name(m, bound, own[-1] if named else own[0])
        else:
            assign_name(m, bound, _module(m, dotted if named else top, place))


def by_name(m: Interpreter, dotted: str, place: Place) -> tuple[Value, Value]:
    """The outermost package and the module itself, as an absolute import of this name gives them."""
    m.imports.setdefault(dotted, place)
    own = _own_chain(m, dotted, place)
    if own:
        return own[0], own[-1]
    return _module(m, dotted.partition(".")[0], place), _module(m, dotted, place)


def _own_chain(m: Interpreter, dotted: str, place: Place) -> tuple[Value, ...]:
    return () if is_library(m, dotted) else own_modules.imported(m, dotted, place)


def import_from(m: Interpreter, node: cst.ImportFrom) -> None:
    """`from a import b as c`, `from a import *`."""
    place, level = m.place(node), len(node.relative)
    dotted = dotted_name(node.module) if node.module is not None else ""
    if not level:
        m.imports.setdefault(dotted, place)
    if level or not is_library(m, dotted):
        _from_own(m, node, f"{'.' * level}{dotted}", _own(m, dotted, level, place))
        return
    if isinstance(node.names, cst.ImportStar):
        for name in star_names(canonical(dotted)):
            assign_name(m, name, constant(canonical(f"{dotted}.{name}"), place))
        return
    for alias in node.names:
        name = dotted_name(alias.name)
        m.imports.setdefault(f"{dotted}.{name}", place)
        assign_name(m, _bound(alias), constant(canonical(f"{dotted}.{name}"), place))


def _own(m: Interpreter, dotted: str, level: int, place: Place) -> Value | None:
    """The module of the project that names are imported from; None where it has none."""
    found = (
        own_modules.imported_relatively(m, dotted, level, place) if level else own_modules.imported(m, dotted, place)
    )
    return found[-1] if found else None


def _from_own(m: Interpreter, node: cst.ImportFrom, dotted: str, module: Value | None) -> None:
    place = m.place(node)
    m.project.absent += module is None
    if not isinstance(node.names, cst.ImportStar):
        for alias in node.names:
            name = dotted_name(alias.name)
            is_own = isinstance(module, Object) and module.kind == MODULE_KIND
            value = own_modules.member(m, module, name, place) if is_own else None  # type: ignore[arg-type]
            if value is None:
                # Each name is another unknown thing.
                reason = module.reason if isinstance(module, Unknown) else m.project.missing(dotted)
                value = m.unknown(reason, place)
            if isinstance(value, Unknown) and is_own and is_foreign(dotted):
                # Beside an installed library lies a folder of the same name, which the script does not mean.
                value = constant(canonical(f"{dotted}.{name}"), place)
            assign_name(m, _bound(alias), value)
    elif isinstance(module, Object):
        for name in own_modules.public_names(m, module):
            assign_name(m, name, own_modules.member(m, module, name, place))


def _bound(alias: cst.ImportAlias) -> str:
    named = alias.asname.name if alias.asname is not None else None
    return named.value if isinstance(named, cst.Name) else dotted_name(alias.name)


def _module(m: Interpreter, dotted: str, place: Place) -> Value:
    if is_foreign(dotted):
        return Symbol(canonical(dotted), place=place)
    m.project.absent += 1
    return m.unknown(m.project.missing(dotted), place)


def is_library(m: Interpreter, dotted: str) -> bool:
    """Whether an absolute import leads out of the project: a module beside the script goes before an installed one."""
    top = dotted.partition(".")[0]
    if not is_foreign(dotted):
        return False
    return (
        m.project.search is None or top in CORE or top in sys.builtin_module_names or not m.project.search.shadows(top)
    )


def is_foreign(dotted: str) -> bool:
    """Whether a module belongs to the standard library or to a library that is known by name."""
    top = dotted.partition(".")[0]
    return known_library(top) or top in sys.stdlib_module_names
