"""Turns what a detector says would fix its finding into edits of the text that leave every other byte alone."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from zerolint.facts.places import NOWHERE
from zerolint.findings.finding import Fix
from zerolint.findings.proposed_fix import (
    CallInstead,
    Change,
    DropArgument,
    FixGrade,
    IndexOperand,
    InsertBefore,
    Nested,
    ProposedFix,
    Replace,
    SetArgument,
)
from zerolint.fix.arguments import drop_argument, keyword, set_argument
from zerolint.fix.invariant_expressions import is_invariant
from zerolint.fix.layout import Layout, has_comment
from zerolint.fix.operands import indexed
from zerolint.fix.templates import Templates
from zerolint.fix.texts import Refused, TextEdit, edits_in
from zerolint.interp import Interpretation
from zerolint.source.read import Source

__all__ = ["Fixer", "Refused"]


class Fixer:
    """Makes the fixes of one file that was run, the script or a module, from its tree and its text."""

    def __init__(self, interpretation: Interpretation, source: Source, module: cst.Module) -> None:
        self._layout = Layout(interpretation, source.text, module)
        self._templates = Templates(self._layout)
        self._source = source

    def fix(self, proposed: Sequence[ProposedFix], grade: FixGrade, title: str) -> Fix:
        """The edits of the first one that can be made; Refused where none can."""
        refused = Refused("nothing would fix it")
        for one in proposed:
            try:
                edits = [edit for change in one.changes for edit in self._edits(change)]
                made = edits_in(self._source, edits, self._layout)
            except Refused as error:
                refused = error
                continue
            return Fix(one.title or title, one.grade or grade, made, frozenset(map(self._function, one.changes)))
        raise refused

    def _function(self, change: Change) -> int:
        """The number of the function that a change stands in."""
        match change:
            case Replace(at=at) | InsertBefore(at=at) | IndexOperand(operation=at):
                pass
            case _:
                at = change.call
        return self._layout.number(self._layout.function(self._layout.node(at)))

    def _edits(self, change: Change) -> list[TextEdit]:
        match change:
            case SetArgument():
                call = self._called(change)
                code, needed = self._templates.code(change.value, self._layout.span(call)[0])
                return [*needed, *set_argument(self._layout, call, change.name, code, change.position)]
            case DropArgument():
                call = self._called(change)
                if not is_invariant(self._layout, self._templates.names, keyword(call, change.name).value):
                    raise Refused("what is passed may be something else in another run of the call")
                return drop_argument(self._layout, call, change.name)
            case Replace():
                return self._replaced(change)
            case InsertBefore():
                return self._inserted(change)
            case CallInstead():
                return self._renamed(change)
            case IndexOperand():
                return indexed(self._layout, change.operation, change.number, change.index)

    def _called(self, change: SetArgument | DropArgument) -> cst.Call:
        """The call to change; a method has its own name, a function the one of its import.

        Another name may be a wrapper or a partial.
        """
        call = self._layout.call(change.call)
        known = self._templates.called(call)
        if known is None and isinstance(call.func, cst.Attribute):
            known = call.func.attr.value
        if known is None or known.rpartition(".")[2] != change.callee:
            raise Refused(f"the call does not name {change.callee}")
        return call

    def _renamed(self, change: CallInstead) -> list[TextEdit]:
        call = self._layout.call(change.call)
        method = call.func.attr if isinstance(call.func, cst.Attribute) else None
        if method is None or method.value != change.callee:
            raise Refused(f"the call does not name {change.callee}")
        if len(call.args) != 1 or call.args[0].star:
            raise Refused(f"{change.method} may not take what is passed besides")
        return [TextEdit(*self._layout.span(method), change.method)]

    def _replaced(self, change: Replace) -> list[TextEdit]:
        node = self._layout.node(change.at)
        if not isinstance(node, cst.BaseExpression):
            raise Refused("it is not an expression of the script")
        if change.nested is not None:
            self._must_be_nested(change.nested)
        if has_comment(node):
            raise Refused("a comment stands inside the expression")
        if change.binds != NOWHERE:
            self._must_be_own(self._layout.node(change.binds))
        start, end = self._layout.span(node)
        code, needed = self._templates.code(change.code, start)
        return [*needed, TextEdit(start, end, code)]

    def _must_be_nested(self, nested: Nested) -> None:
        above = self._layout.parent(self._layout.node(nested.argument))
        if not isinstance(above, cst.Arg) or self._layout.parent(above) is not self._layout.call(nested.call):
            raise Refused("it comes through a name that other code may use")

    def _must_be_own(self, target: cst.CSTNode) -> None:
        function = self._layout.function(target)
        bound = self._layout.bindings(target.value) if isinstance(target, cst.Name) else []
        if isinstance(target, cst.Name) and all(self._layout.function(each) is not function for each in bound):
            raise Refused(f"{target.value} is a name of the code around the function")

    def _inserted(self, change: InsertBefore) -> list[TextEdit]:
        layout = self._layout
        line: cst.CSTNode | None = layout.node(change.at)
        method = layout.function(layout.node(change.at))
        while line is not None and not isinstance(line, cst.SimpleStatementLine):
            line = layout.parent(line)
        if method is None or line is None or len(line.body) != 1:
            raise Refused("it stands in no statement of its own in a method")
        if not method.params.params or method.params.params[0].name.value != "self":
            raise Refused("the method does not call its object self")
        own = [each for each in layout.bindings(change.binds or "") if not isinstance(layout.parent(each), cst.CompFor)]
        if any(layout.function(each) is method for each in own):
            raise Refused(f"the method uses the name {change.binds} for something else")
        start = layout.span(line)[0]
        indent = layout.indent(start)
        code, needed = self._templates.code(change.code, start)
        # Templates are indented by tabs, one a level; the script may use two spaces.
        laid_out = code.replace("\t", layout.indentation(method)).replace("\n", f"\n{indent}")
        return [*needed, TextEdit(start, start, f"{laid_out}\n{indent}")]
