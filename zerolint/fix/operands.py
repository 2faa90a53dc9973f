"""Edits of the operands of an operation, and of the arguments that stand for them in a call."""

from __future__ import annotations

import libcst as cst

from zerolint.facts.places import Place
from zerolint.fix.layout import Layout, has_comment
from zerolint.fix.texts import Refused, TextEdit

BOUND_CLOSELY = (cst.Name, cst.Attribute, cst.Subscript, cst.Call)
"""Expressions that an index binds to as a whole."""


def indexed(layout: Layout, operation: Place, number: int, index: str) -> list[TextEdit]:
    """Writes an index behind an operand, in parentheses where it would bind to a part of that."""
    operand = _operand(layout.node(operation), number)
    if has_comment(operand):
        raise Refused("a comment stands inside the operand")
    start, end = layout.outer_span(operand)
    if operand.lpar or isinstance(operand, BOUND_CLOSELY):
        return [TextEdit(end, end, index)]
    return [TextEdit(start, start, "("), TextEdit(end, end, f"){index}")]


def _operand(node: cst.CSTNode, number: int) -> cst.BaseExpression:
    if isinstance(node, cst.BinaryOperation) and number < 2:
        return (node.left, node.right)[number]
    if isinstance(node, cst.Call) and number < len(node.args):
        given = node.args[number]
        if given.keyword is None and not any(each.star for each in node.args[: number + 1]):
            return given.value
    raise Refused("it is not written as an operand of its own")
