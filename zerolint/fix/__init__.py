"""Turns what a detector says would mend its finding into edits of the text that leave every other byte alone."""

from __future__ import annotations

from functools import cached_property

import libcst as cst

from zerolint.facts.places import Code, Place
from zerolint.finding import Fix, FixGrade
from zerolint.fix.arguments import drop_argument, set_argument
from zerolint.fix.layout import Layout, has_comment
from zerolint.fix.names import Names
from zerolint.fix.texts import Refused, TextEdit, edits_in
from zerolint.interp import Interpretation
from zerolint.remedy import (
    ArgumentsOf,
    Change,
    DropArgument,
    InsertBefore,
    Named,
    Remedy,
    Replace,
    SetArgument,
    Template,
)
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
        return Fix(remedy.title or title, remedy.grade or grade, edits_in(self._source, edits, self._layout))

    def _edits(self, change: Change) -> list[TextEdit]:
        layout = self._layout
        match change:
            case SetArgument():
                call = layout.call(change.call)
                self._must_be(call.func, change.callee)
                code, needed = self._code(change.value, layout.span(call)[0])
                return [*needed, *set_argument(layout, call, change.name, code, change.position)]
            case DropArgument():
                return drop_argument(layout, layout.call(change.call), change.name)
            case Replace():
                return self._replaced(change)
            case InsertBefore():
                return self._inserted(change)

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
        if change.argument_of is not None:
            above = layout.parent(node)
            if not isinstance(above, cst.Arg) or layout.parent(above) is not layout.call(change.argument_of):
                raise Refused("it comes through a name that other code may use")
        if has_comment(node):
            raise Refused("a comment stands inside the expression")
        start, end = layout.span(node)
        code, needed = self._code(change.code, start)
        return [*needed, TextEdit(start, end, code)]

    def _inserted(self, change: InsertBefore) -> list[TextEdit]:
        layout = self._layout
        node: cst.CSTNode | None = layout.node(change.at)
        while node is not None and not isinstance(node, cst.SimpleStatementLine):
            node = layout.parent(node)
        if node is None or isinstance(layout.parent(node), cst.Module):
            raise Refused("it stands in no statement of a block")
        start = layout.span(node)[0]
        if not layout.begins_row(start):
            raise Refused("the statement shares its row")
        code, needed = self._code(change.code, start)
        return [*needed, TextEdit(start, start, f"{code}\n{layout.indent(start)}")]

    def _code(self, template: Template, offset: int) -> tuple[str, list[TextEdit]]:
        """The code of a template for a place, and the imports that it needs."""
        pieces: list[str] = []
        needed: list[TextEdit] = []
        for piece in template:
            match piece:
                case str():
                    pieces.append(piece)
                case Code():
                    pieces.append(self._text(piece.place))
                case ArgumentsOf():
                    call = self._layout.call(piece.call)
                    pieces.append(self._layout.text[self._behind_name(call) : self._layout.span(call)[1]])
                case Named():
                    spelled, imports = self._names.spell(piece.name, offset)
                    pieces.append(spelled)
                    needed += imports
        return "".join(pieces), needed

    def _text(self, place: Place) -> str:
        node = self._layout.node(place)
        if not isinstance(node, cst.BaseExpression) or has_comment(node):
            raise Refused("its code can't be moved")
        return self._layout.code(node)

    def _behind_name(self, call: cst.Call) -> int:
        return self._layout.outer_span(call.func)[1]


def _dotted(node: cst.CSTNode) -> str:
    if isinstance(node, cst.Attribute):
        above = _dotted(node.value)
        return f"{above}.{node.attr.value}" if above else ""
    return node.value if isinstance(node, cst.Name) else ""
