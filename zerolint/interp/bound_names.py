"""Which names a script binds anywhere, in whatever scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import libcst as cst

from zerolint.interp.imports import is_foreign
from zerolint.interp.nodes import dotted_name, nodes_in
from zerolint.knowledge.names import canonical, star_names

BINDING_CALLS = frozenset({"exec", "globals", "locals", "vars", "setattr", "execfile", "__import__"})
"""Functions by which names may be bound that nothing else tells of."""


@dataclass(frozen=True, slots=True)
class BoundNames:
    """`others`: a star import or `exec` may bind any others."""

    names: frozenset[str]
    others: bool


def bound_names(module: cst.Module) -> BoundNames:
    """The names that any statement of a module binds."""
    names: set[str] = set()
    others = False
    for node in nodes_in(module):
        names.update(_bound(node))
        if isinstance(node, cst.ImportFrom) and isinstance(node.names, cst.ImportStar):
            others |= not _known(node)
        elif isinstance(node, cst.Name):
            others |= node.value in BINDING_CALLS
    return BoundNames(frozenset(names), others)


def _bound(node: Any) -> Iterator[str]:
    match node:
        case cst.FunctionDef() | cst.ClassDef() | cst.Param():
            yield from _names(node.name)
        case cst.AssignTarget() | cst.AugAssign() | cst.AnnAssign() | cst.NamedExpr() | cst.For() | cst.CompFor():
            yield from _names(node.target)
        case cst.AsName() | cst.MatchStar() | cst.MatchAs() | cst.TypeAlias():
            yield from _names(node.name)
        case cst.ImportAlias(asname=None):
            yield dotted_name(node.name).partition(".")[0]
        case cst.MatchMapping():
            yield from _names(node.rest)


def _names(target: Any) -> Iterator[str]:
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from _names(element.value)
    elif isinstance(target, cst.StarredElement):
        yield from _names(target.value)


def _known(node: cst.ImportFrom) -> bool:
    """Whether it is known what a star import binds."""
    dotted = dotted_name(node.module) if node.module is not None and not node.relative else ""
    return is_foreign(dotted) and bool(star_names(canonical(dotted)))
