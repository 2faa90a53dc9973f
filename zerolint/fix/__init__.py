"""Turns what a detector says would mend its finding into edits of the text that leave every other byte alone."""

from __future__ import annotations

from functools import cached_property

import libcst as cst

from zerolint.facts.places import Place
from zerolint.finding import Fix, FixGrade
from zerolint.fix.arguments import set_argument
from zerolint.fix.layout import Layout, has_comment
from zerolint.fix.names import Names
from zerolint.fix.texts import Refused, TextEdit, edits_in
from zerolint.interp import Interpretation
from zerolint.remedy import Change, Remedy, Replace, SetArgument, Template
from zerolint.source.read import Source

__all__ = ["Fixer", "Refused"]


class Fixer:
    """Makes the fixes of one file, from its tree and its text."""

    def __init__(self, interpretation: Interpretation, source: Source) -> None:
        self._layout = Layout(interpretation, source.text)
        self._source = source

    @cached_property
    def _names(self) -> Names:
        return Names(self._layout)

    def fix(self, remedy: Remedy, grade: FixGrade, title: str) -> Fix:
        """The edits of a remedy; Refused where one of its changes can't be made."""
        edits = [edit for change in remedy.changes for edit in self._edits(change)]
        if not edits:
            raise Refused("there is nothing to change")
        return Fix(title, remedy.grade or grade, edits_in(self._source, edits, self._layout))

    def _edits(self, change: Change) -> list[TextEdit]:
        layout = self._layout
        match change:
            case SetArgument():
                call = layout.call(change.call)
                self._must_be(call.func, change.callee)
                return set_argument(layout, call, change.name, self._code(change.value), change.position)
            case Replace():
                return self._replaced(change)

    def _must_be(self, function: cst.CSTNode, callee: str) -> None:
        """A method has its own name, a function the one of its import: another name may be a wrapper or a partial."""
        dotted = _dotted(function)
        known = self._names.canonical(dotted, self._layout.span(function)[0]) if dotted else None
        if known is None and isinstance(function, cst.Attribute):
            known = function.attr.value
        if known is None or known.rpartition(".")[2] != callee:
            raise Refused(f"the call does not name {callee}")

    def _replaced(self, change: Replace) -> list[TextEdit]:
        layout = self._layout
        node = layout.node(change.at)
        if not isinstance(node, cst.BaseExpression):
            raise Refused("it is not an expression of the script")
        if has_comment(node):
            raise Refused("a comment stands inside the expression")
        return [TextEdit(*layout.span(node), self._code(change.code))]

    def _code(self, template: Template) -> str:
        """The code of a template."""
        return "".join(piece if isinstance(piece, str) else self._text(piece.place) for piece in template)

    def _text(self, place: Place) -> str:
        node = self._layout.node(place)
        if not isinstance(node, cst.BaseExpression) or has_comment(node):
            raise Refused("its code can't be moved")
        return self._layout.code(node)


def _dotted(node: cst.CSTNode) -> str:
    if isinstance(node, cst.Attribute):
        above = _dotted(node.value)
        return f"{above}.{node.attr.value}" if above else ""
    return node.value if isinstance(node, cst.Name) else ""
