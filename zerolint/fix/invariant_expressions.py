"""Expressions whose numbers are the same whenever they run: made of literals, imports and names that are bound once."""

from __future__ import annotations

import builtins

import libcst as cst

from zerolint.fix.layout import Layout
from zerolint.fix.names import Names
from zerolint.interp.nodes import dotted_name

MOST_STEPS = 4
"""Names behind names that are followed."""
_SIZES = ("shape", "size")


def is_invariant(layout: Layout, names: Names, node: cst.CSTNode, steps: int = MOST_STEPS) -> bool:
    """Whether no parameter, attribute or second assignment can change the numbers in an expression.

    How many they are may differ: a size is taken from whatever there is.
    """
    match node:
        case cst.Call(func=cst.Name("len")):
            return True
        case cst.Name():
            return _is_settled_name(layout, names, node, steps)
        case cst.Attribute():
            dotted = dotted_name(node)
            if dotted and names.canonical(dotted, layout.span(node)[0]) is not None:
                return True
            return node.attr.value in _SIZES
        case cst.Arg():
            return is_invariant(layout, names, node.value, steps)
        case cst.Await() | cst.Yield() | cst.NamedExpr() | cst.Lambda() | cst.Comment():
            return False
        case cst.BaseComp():
            return False
    return all(is_invariant(layout, names, each, steps) for each in node.children)


def _is_settled_name(layout: Layout, names: Names, node: cst.Name, steps: int) -> bool:
    if names.canonical(node.value, layout.span(node)[0]) is not None:
        return True
    bindings = layout.bindings(node.value)
    if not bindings:
        return hasattr(builtins, node.value)
    if len(bindings) > 1 or steps == 0:
        return False
    home = layout.function(bindings[0])
    if home is not None and home is not layout.function(node):
        return False
    match layout.parent(layout.parent(bindings[0]) or node):
        case cst.Assign(value=value) if isinstance(layout.parent(bindings[0]), cst.AssignTarget):
            return is_invariant(layout, names, value, steps - 1)
    return False
