"""The code of a template: what the script already says, put together with what a fix adds."""

from __future__ import annotations

from functools import cached_property

import libcst as cst

from zerolint.facts.places import Code, Place
from zerolint.findings.proposed_fix import (
    ArgumentsOf,
    AttributeOf,
    Entry,
    Factor,
    Named,
    NamedBeside,
    Passed,
    Piece,
    Receiver,
    Template,
)
from zerolint.fix.arguments import passed
from zerolint.fix.layout import Layout, has_comment
from zerolint.fix.names import Names
from zerolint.fix.texts import Refused, TextEdit
from zerolint.interp.nodes import dotted_name

_CLOSED = (
    cst.Name,
    cst.Attribute,
    cst.Call,
    cst.Subscript,
    cst.BinaryOperation,
    cst.UnaryOperation,
    cst.Integer,
    cst.Float,
)
"""Expressions that `+` may follow without parentheses around them."""
_LOOSE = (cst.BitAnd, cst.BitOr, cst.BitXor, cst.LeftShift, cst.RightShift)


class Templates:
    """Fills templates from the text of one file."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    @cached_property
    def names(self) -> Names:
        """How the script spells what it imports."""
        return Names(self._layout)

    def code(self, template: Template, offset: int) -> tuple[str, list[TextEdit]]:
        """The code of a template for a place, and the imports that it needs."""
        pieces: list[str] = []
        needed: list[TextEdit] = []
        for piece in template:
            if isinstance(piece, (Named, NamedBeside)):
                name = piece.name if isinstance(piece, Named) else self._beside(piece)
                spelled, imports = self.names.spell(name, offset)
                pieces.append(spelled)
                needed += imports
            else:
                pieces.append(self._piece(piece, offset))
        return "".join(pieces), needed

    def _piece(self, piece: Piece, offset: int) -> str:
        match piece:
            case str():
                return piece
            case Code():
                return self._text(self._layout.node(piece.place))
            case Factor():
                return self._factor(piece)
            case Passed():
                return self._passed(piece, offset)
            case ArgumentsOf():
                return self._arguments(piece.call)
            case Receiver():
                return self._receiver(piece.call)
            case Entry():
                return self._entry(piece)
            case AttributeOf():
                return self._attribute(piece.call)
        raise Refused("a name is spelled elsewhere")

    def called(self, call: cst.Call) -> str | None:
        """The canonical name of the function that is called, where an import gives it."""
        dotted = dotted_name(call.func)
        return self.names.canonical(dotted, self._layout.span(call.func)[0]) if dotted else None

    def _beside(self, piece: NamedBeside) -> str:
        found = dict(piece.names).get(self.called(self._layout.call(piece.call)) or "")
        if found is None:
            raise Refused("it calls no function that is known here")
        return found

    def _factor(self, piece: Factor) -> str:
        product, other = self._layout.node(piece.product), self._layout.node(piece.other)
        match product:
            case cst.BinaryOperation(left=left, operator=cst.Multiply(), right=right) if other in (left, right):
                return self._text(left if other is right else right)
        raise Refused("the two don't stand in one product")

    def _arguments(self, place: Place) -> str:
        call = self._layout.call(place)
        if any(has_comment(each) for each in call.args):
            raise Refused("a comment stands between the arguments")
        return self._layout.text[self._layout.outer_span(call.func)[1] : self._layout.span(call)[1]]

    def _receiver(self, place: Place) -> str:
        function = self._layout.call(place).func
        if not isinstance(function, cst.Attribute):
            raise Refused("it is no method of an object that is named here")
        return self._text(function.value)

    def _text(self, node: cst.CSTNode) -> str:
        if not isinstance(node, cst.BaseExpression) or has_comment(node):
            raise Refused("its code can't be moved")
        return self._layout.code(node)

    def _passed(self, piece: Passed, offset: int) -> str:
        call = self._layout.call(piece.call)
        argument = passed(call, piece.name, piece.position)
        if argument is None:
            raise Refused(f"the call does not pass {piece.name}")
        value = argument.value
        if piece.name_only:
            return self._kept(value, call, offset)
        closed = isinstance(value, _CLOSED) and not (
            isinstance(value, cst.BinaryOperation) and isinstance(value.operator, _LOOSE)
        )
        text = self._text(value)
        return text if closed or value.lpar else f"({text})"

    def _kept(self, value: cst.BaseExpression, call: cst.Call, offset: int) -> str:
        """A name that still holds at an offset what it held at a call before."""
        layout = self._layout
        function = layout.function(call)
        if not isinstance(value, cst.Name) or function is None or not _holds(layout, function, offset):
            raise Refused("no name of the method holds the value")
        for node in layout.below(function):
            if not isinstance(node, cst.Name) or node.value != value.value or node is value:
                continue
            if layout.span(call)[1] <= layout.span(node)[0] < offset and layout.binds(node):
                raise Refused(f"{value.value} is bound again")
        return value.value

    def _entry(self, piece: Entry) -> str:
        display = self._layout.node(piece.display)
        for element in display.elements if isinstance(display, cst.Dict) else ():
            if not isinstance(element, cst.DictElement) or not isinstance(element.key, cst.SimpleString):
                continue
            if element.key.evaluated_value == piece.key and isinstance(element.value, (cst.Name, cst.Attribute)):
                return self._text(element.value)
        raise Refused(f"no name stands for {piece.key}")

    def _attribute(self, place: Place) -> str:
        layout = self._layout
        assignment = layout.parent(layout.call(place))
        match assignment:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Attribute(value=cst.Name("self")) as target)]):
                return layout.code(target)
        raise Refused("it is not kept as an attribute of self")


def _holds(layout: Layout, node: cst.CSTNode, offset: int) -> bool:
    start, end = layout.span(node)
    return start <= offset < end
