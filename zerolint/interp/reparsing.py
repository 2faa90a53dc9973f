"""Parses a text that changes under an editor's hands: what is as before is not parsed again.

A parse of libcst is half of an analysis. Statements are cut out by their rows (which `ast` knows in a tenth of the
time), parsed alone, and put together to the tree that libcst would give for the whole. A body of some length is cut
up in turn, so that a change in a long function costs no more than the statement it is in.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import libcst as cst

from zerolint.source.rows import BREAK

_ROW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_INDENT = re.compile(r"[ \t]*")
_FEWEST_ROWS = 12
"""A body of fewer rows is parsed in one piece."""
_WRAPPER = "if 1:"
_DEFAULT_INDENT = "    "
_CUT = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.If, ast.With, ast.AsyncWith, ast.For, ast.AsyncFor)


@dataclass(slots=True)
class _Piece:
    """Rows of the text and the statements they are: usually one, several where they share a row.

    The rows begin behind the statement before, so comments and blank rows above are part of the piece.
    Where the body was cut up, `head` is the statement with a placeholder for a body.
    """

    text: str
    statements: list[Any]
    head: _Piece | None = None
    inner: list[_Piece] = field(default_factory=list)


class Reparser:
    """Holds the statements of the text that it parsed last; a node is never in two places of one tree."""

    def __init__(self, checkpoint: Callable[[], None] = lambda: None) -> None:
        """`checkpoint` is called before each piece that is parsed; what it raises ends the parse."""
        self._checkpoint = checkpoint
        self._pieces: list[_Piece] = []
        self._newline = "\n"

    def parse(self, text: str, tree: ast.Module | None = None) -> cst.Module:
        """What `libcst.parse_module` gives; raises what it raises. `tree` is that of `ast.parse`, where it is known."""
        rows = _ROW.findall(text)
        if not rows or "\f" in text:
            return cst.parse_module(text)
        complete = rows[-1][-1] in "\r\n"
        newline = _newline(rows[0])
        if not complete:
            rows[-1] += newline
        if newline != self._newline:
            self._pieces, self._newline = [], newline
        try:
            tree = tree or _syntax(text)
            pieces = self._matched(list(_cuts(tree.body, rows, 0)), rows, self._pieces, nested=False)
            tail = self._module("".join(rows[tree.body[-1].end_lineno if tree.body else 0 :]))
        except (cst.ParserSyntaxError, SyntaxError, ValueError, _Unsuitable):
            return cst.parse_module(text)
        self._pieces = pieces
        return cst.Module(
            body=[statement for piece in pieces for statement in piece.statements],
            footer=[*tail.header, *tail.footer],
            default_indent=_DEFAULT_INDENT,
            default_newline=newline,
            has_trailing_newline=complete,
        )

    def _matched(
        self, cuts: Sequence[_Cut], rows: list[str], before: Sequence[_Piece], *, nested: bool
    ) -> list[_Piece]:
        """A piece for each cut: the same as before where the text is the same, else one made from its like."""
        unused: dict[str, list[_Piece]] = {}
        for piece in reversed(before):
            unused.setdefault(piece.text, []).append(piece)
        texts = ["".join(rows[cut.first : cut.end]) for cut in cuts]
        same = [unused[text].pop() if unused.get(text) else None for text in texts]
        left = iter([piece for piece in before if piece.inner and any(piece is each for each in unused[piece.text])])
        return [
            piece or self._made(cut, text, rows, next(left, None) if _is_long(cut, rows) else None, nested=nested)
            for cut, text, piece in zip(cuts, texts, same, strict=True)
        ]

    def _made(self, cut: _Cut, text: str, rows: list[str], like: _Piece | None, *, nested: bool) -> _Piece:
        if not _is_long(cut, rows):
            return _Piece(text, self._parsed(text, nested=nested))
        body: list[ast.stmt] = getattr(cut.nodes[0], "body", [])
        start = _first_row(body[0]) - 1
        indent = _indent(rows[start])
        head_text = "".join(rows[cut.first : start]) + indent + "pass" + _newline(rows[start])
        head = like.head if like and like.head and like.head.text == head_text else None
        head = head or _Piece(head_text, self._parsed(head_text, nested=nested))
        inner = self._matched(list(_cuts(body, rows, start)), rows, like.inner if like else (), nested=True)
        return _Piece(text, [_with_body(head.statements[0], inner)], head, inner)

    def _parsed(self, text: str, *, nested: bool) -> list[Any]:
        """The statements of a piece; the rows of a nested one are indented as they stand in the text."""
        if not nested:
            module = self._module(text)
            first = module.body[0]
            if module.header:
                first = first.with_changes(leading_lines=[*module.header, *first.leading_lines])
            return [first, *module.body[1:]]
        wrapper: Any = self._module(_WRAPPER + _newline(text) + text).body[0]
        return list(wrapper.body.body)

    def _module(self, text: str) -> cst.Module:
        self._checkpoint()
        module = cst.parse_module(text)
        if module.default_newline != self._newline and text:
            raise _Unsuitable
        if module.default_indent != _DEFAULT_INDENT:
            _write_indents(module, module.default_indent)
        return module


class _Unsuitable(Exception):
    """The rows of this text do not show where its statements end."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Statements that share rows, and these rows: from `first` up to `end`, counted from 0."""

    nodes: list[ast.stmt]
    first: int
    end: int


def _cuts(body: Sequence[ast.stmt], rows: list[str], start: int) -> Iterator[_Cut]:
    groups: list[tuple[list[ast.stmt], int]] = []
    for node in body:
        end = node.end_lineno or 0
        if groups and _first_row(node) <= groups[-1][1]:
            groups[-1] = ([*groups[-1][0], node], max(end, groups[-1][1]))
        else:
            groups.append(([node], end))
    for nodes, end in groups:
        if rows[end - 1].rstrip().endswith("\\"):
            raise _Unsuitable
        yield _Cut(nodes, start, end)
        start = end


def _is_long(cut: _Cut, rows: list[str]) -> bool:
    """Whether the body of the one statement is worth being cut up, and stands on rows of its own."""
    node = cut.nodes[0]
    if len(cut.nodes) > 1 or not isinstance(node, _CUT) or getattr(node, "orelse", None):
        return False
    inner = node.body[0]
    own_rows = len(_indent(rows[inner.lineno - 1])) == inner.col_offset
    return own_rows and cut.end - _first_row(inner) >= _FEWEST_ROWS


def _with_body(head: Any, inner: list[_Piece]) -> Any:
    """The statement with its real body; what stood above the placeholder stands above the first statement."""
    statements = [statement for piece in inner for statement in piece.statements]
    above = head.body.body[0].leading_lines
    if above:
        statements[0] = statements[0].with_changes(leading_lines=[*above, *statements[0].leading_lines])
    return head.with_changes(body=head.body.with_changes(body=statements))


def _write_indents(node: Any, indent: str) -> None:
    """Blocks that are indented as is usual in their piece say so themselves: elsewhere something else is usual."""
    if isinstance(node, cst.IndentedBlock) and node.indent is None:
        # Nobody else knows the new tree yet; copies of all its parents would cost more than the parse.
        object.__setattr__(node, "indent", indent)
    if isinstance(node, (cst.Module, cst.IndentedBlock)):
        for statement in node.body:
            if not isinstance(statement, cst.SimpleStatementLine):
                _write_indents(statement, indent)
        return
    for name in ("body", "orelse", "finalbody"):
        if (block := getattr(node, name, None)) is not None and not isinstance(block, cst.SimpleStatementSuite):
            _write_indents(block, indent)
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        _write_indents(part, indent)


def _first_row(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", None)
    row: int = (decorators[0] if decorators else node).lineno
    return row


def _indent(row: str) -> str:
    match = _INDENT.match(row)
    return match[0] if match else ""


def _syntax(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _newline(row: str) -> str:
    """The line end of a row, or of the first of several."""
    match = BREAK.search(row)
    return match[0] if match else "\n"
