"""Reading libcst's tree: the nodes inside a node, and names with attributes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

import libcst as cst

FORMATTING = tuple(
    """
    whitespace lpar rpar lb rb leading lines_after comma semicolon equal header footer dot operator indent newline
    has_trailing encoding default_ colon
    """.split()
)
"""How fields begin that hold no part of the program."""


@cache
def _parts(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if not each.name.startswith(FORMATTING))


def inner_nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes that a node directly holds, in the order of their fields, without those of its formatting.

    `node.children` copies the node to find them, which takes longer over a module than to parse it.
    """
    for name in _parts(type(node)):
        value = getattr(node, name)
        for each in value if isinstance(value, (tuple, list)) else (value,):
            if isinstance(each, cst.CSTNode):
                yield each


def nodes_in(*roots: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes of these trees, in no order that means anything, each root among them."""
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        yield node
        waiting += inner_nodes(node)


def functions_in(node: cst.CSTNode) -> Iterator[cst.FunctionDef]:
    """The functions that are defined in a module, however deep, in the order of its text."""
    for each in inner_nodes(node):
        if isinstance(each, cst.FunctionDef):
            yield each
        if not isinstance(each, cst.BaseExpression):
            yield from functions_in(each)


def dotted_name(node: cst.CSTNode | None) -> str:
    """A name with attributes as `a.b.c`; empty for anything else."""
    if isinstance(node, cst.Attribute):
        owner = dotted_name(node.value)
        return f"{owner}.{node.attr.value}" if owner else ""
    return node.value if isinstance(node, cst.Name) else ""


def words(node: cst.CSTNode) -> set[str]:
    """The names and strings, as they are written, in a node."""
    if isinstance(node, (cst.Name, cst.SimpleString)):
        return {node.value}
    return {word for each in inner_nodes(node) for word in words(each)}
