"""A module's tree laid out over its text: where a node stands, what it is part of, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import libcst as cst

from zerolint.facts.places import Place
from zerolint.findings.finding import OUTSIDE
from zerolint.fix.texts import Refused, Rows
from zerolint.interp import Interpretation
from zerolint.interp.nodes import functions_in, inner_nodes
from zerolint.interp.positions import Positions


class Layout(Rows):
    """The text of one file with its tree, be it the script's or a module's; offsets count characters."""

    def __init__(self, interpretation: Interpretation, text: str, module: cst.Module) -> None:
        super().__init__(text)
        self._interpretation = interpretation
        self._module = module

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self._module)

    @cached_property
    def _parents(self) -> dict[int, cst.CSTNode]:
        parents: dict[int, cst.CSTNode] = {}
        waiting: list[cst.CSTNode] = [self._module]
        while waiting:
            node = waiting.pop()
            for child in inner_nodes(node):
                parents[id(child)] = node
                waiting.append(child)
        return parents

    def node(self, place: Place) -> cst.CSTNode:
        """The node at a place."""
        if not 0 <= place < len(self._interpretation.nodes):
            raise Refused("no expression of the script made this")
        if place in self._interpretation.quoted:
            raise Refused("it stands in a string")
        node = self._interpretation.nodes[place]
        if self._interpretation.modules and node not in self._positions:
            raise Refused("it stands in another file")
        return node

    def call(self, place: Place) -> cst.Call:
        """The call at a place."""
        node = self.node(place)
        if not isinstance(node, cst.Call):
            raise Refused("it is not a call that stands in the script")
        return node

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """What a node that is no formatting is directly part of."""
        return self._parents.get(id(node))

    @cached_property
    def _bindings(self) -> dict[str, list[cst.Name]]:
        found: dict[str, list[cst.Name]] = {}
        for node in self.below(self._module):
            if isinstance(node, cst.Name) and self.binds(node):
                found.setdefault(node.value, []).append(node)
        return found

    def bindings(self, name: str) -> list[cst.Name]:
        """Where a name is bound, anywhere in the file."""
        return self._bindings.get(name, [])

    def function(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        """The function whose body a node stands in; None at the module's level and in a lambda."""
        above = self.parent(node)
        while above is not None and not isinstance(above, (cst.FunctionDef, cst.Lambda)):
            above = self.parent(above)
        return above if isinstance(above, cst.FunctionDef) else None

    def number(self, function: cst.FunctionDef | None) -> int:
        """Which of the file's functions one is, in the order of the text; `OUTSIDE` for none."""
        return OUTSIDE if function is None else self._numbers[id(function)]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(each): number for number, each in enumerate(functions_in(self._module))}

    def indentation(self, function: cst.FunctionDef) -> str:
        """What the body of a function is indented by, beyond its `def`, in the characters of the text itself."""
        around = self.indent(self.span(function)[0])
        inside = self.indent(self.span(function.body.body[0])[0])
        beyond = inside.removeprefix(around)
        # A block may be indented by other characters than the one around it.
        known = inside.startswith(around) and beyond
        return beyond if known else self._module.default_indent

    def binds(self, name: cst.Name) -> bool:
        """Whether a name is bound where it stands: as a target, an import, a parameter, by `def` or `class`."""
        above = self.parent(name)
        while isinstance(above, (cst.Tuple, cst.List, cst.Element, cst.StarredElement)):
            above = self.parent(above)
        match above:
            case cst.AssignTarget() | cst.AsName() | cst.ImportAlias() | cst.Del():
                return True
            case cst.AugAssign(target=target) | cst.AnnAssign(target=target) | cst.NamedExpr(target=target):
                return target is name
            case cst.For(target=target) | cst.CompFor(target=target):
                return self._within(name, target)
            case cst.Param(name=own) | cst.FunctionDef(name=own) | cst.ClassDef(name=own):
                return own is name
            case cst.MatchAs() | cst.MatchStar() | cst.MatchMapping() | cst.Global() | cst.Nonlocal():
                return True
        return False

    def _within(self, node: cst.CSTNode, other: cst.CSTNode) -> bool:
        each: cst.CSTNode | None = node
        while each is not None and each is not other:
            each = self.parent(each)
        return each is other

    @staticmethod
    def below(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """All nodes under a node, and itself."""
        waiting = [node]
        while waiting:
            each = waiting.pop()
            yield each
            waiting.extend(each.children)

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """The offsets of a node's first character and of the one behind its last, without parentheses around it."""
        start, end = self._positions[node]
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
    return any(isinstance(each, cst.Comment) for each in Layout.below(node))
