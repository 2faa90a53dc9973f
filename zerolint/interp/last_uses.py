"""Whether a script uses a name again behind one of its own statements."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from zerolint.interp.bound_names import BINDING_CALLS
from zerolint.interp.nodes import nodes_in

READING_CALLS = BINDING_CALLS | {"eval"}
"""Functions by which any name may be read."""


def is_last_use(module: cst.Module, node: cst.BaseExpression) -> bool:
    """Whether nothing uses the value any more that the name in `node` has in a statement of the module itself.

    What stands in a loop, a branch or a function counts as used again, and so does what a function reads.
    """
    while isinstance(node, (cst.Attribute, cst.Subscript)):
        node = node.value
    if not isinstance(node, cst.Name):
        return False
    lines = list(module.body)
    number = next((n for n, line in enumerate(lines) if _is_expression(line) and _holds(line, node)), None)
    if number is None:
        return False
    functions = (line for line in lines[:number] if isinstance(line, (cst.FunctionDef, cst.ClassDef)))
    if _mentions(functions, node.value):
        return False
    for line in lines[number + 1 :]:
        if _rebinds(line, node.value):
            return True
        if _mentions([line], node.value):
            return False
    return True


def _is_expression(line: cst.CSTNode) -> bool:
    """Whether a line of the module is one expression and nothing else."""
    return isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 and isinstance(line.body[0], cst.Expr)


def _rebinds(line: cst.CSTNode, name: str) -> bool:
    """Whether a line gives the name another value, made without the one it has."""
    if not isinstance(line, cst.SimpleStatementLine) or not isinstance(line.body[0], cst.Assign):
        return False
    assign = line.body[0]
    bound = any(isinstance(each.target, cst.Name) and each.target.value == name for each in assign.targets)
    return bound and not _mentions([assign.value], name)


def _holds(line: cst.CSTNode, name: cst.Name) -> bool:
    return any(node is name for node in nodes_in(line))


def _mentions(nodes: Iterable[cst.CSTNode], name: str) -> bool:
    """Whether a name occurs, or anything by which every name may be read."""
    telling = READING_CALLS | {name}
    return any(isinstance(node, cst.Name) and node.value in telling for node in nodes_in(*nodes))
