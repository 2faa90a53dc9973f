"""A module's tree laid out over its text: where a node stands, what it is part of, what it says."""

from __future__ import annotations

from functools import cached_property

import libcst as cst

from zerolint.facts.places import Place
from zerolint.fix.texts import Refused, Rows
from zerolint.interp import Interpretation
from zerolint.interp.positions import positions
from zerolint.source.location import Point


class Layout(Rows):
    """The text of one file with its tree; offsets count characters."""

    def __init__(self, interpretation: Interpretation, text: str) -> None:
        super().__init__(text)
        self._interpretation = interpretation

    @cached_property
    def _found(self) -> dict[int, tuple[Point, Point]]:
        return positions(self._interpretation.module)

    def node(self, place: Place) -> cst.CSTNode:
        """The node at a place."""
        if not 0 <= place < len(self._interpretation.nodes):
            raise Refused("no expression of the script made this")
        return self._interpretation.nodes[place]

    def call(self, place: Place) -> cst.Call:
        """The call at a place."""
        node = self.node(place)
        if not isinstance(node, cst.Call):
            raise Refused("it is not a call that stands in the script")
        return node

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """The offsets of a node's first character and of the one behind its last, without parentheses around it."""
        start, end = self._found[id(node)]
        return self.offset(start), self.offset(end)

    def outer_span(self, node: cst.BaseExpression) -> tuple[int, int]:
        """The span of an expression with the parentheses around it."""
        start, end = self.span(node)
        if node.lpar:
            start = self.span(node.lpar[0])[0]
        if node.rpar:
            end = self.span(node.rpar[-1])[1]
        return start, end

    def code(self, node: cst.BaseExpression) -> str:
        """The text of an expression with the parentheses around it."""
        start, end = self.outer_span(node)
        return self.text[start:end]


def has_comment(node: cst.CSTNode) -> bool:
    """Whether a comment stands somewhere inside a node."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, cst.Comment):
            return True
        waiting.extend(each.children)
    return False
