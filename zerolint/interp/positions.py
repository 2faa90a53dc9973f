"""Rows and columns of a few nodes, without libcst's position provider (nine times the cost)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import libcst as cst
from libcst._nodes.internal import CodegenState

from zerolint.facts.places import Place
from zerolint.interp.nodes import nodes_in
from zerolint.source.location import Point, Span

NEWLINE = re.compile(r"\r\n?|\n")
_At = tuple[int, int]
"""A row, and how many characters stand before in it: a `Point` for every node would take longer than all the rest."""


class _Recorder(CodegenState):
    """Generates the code and notes where each node begins and ends."""

    def __init__(self, module: cst.Module) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.row = 1
        self.column = 0
        self.found: dict[int, tuple[_At, _At]] = {}
        self.started: list[_At] = []

    def add_token(self, value: str) -> None:
        """Generate text."""
        super().add_token(value)
        self._advance(value)

    def add_indent_tokens(self) -> None:
        """Generate the current indentation."""
        super().add_indent_tokens()
        for token in self.indent_tokens:
            self._advance(token)

    def _advance(self, value: str) -> None:
        if "\n" in value or "\r" in value:
            lines = NEWLINE.split(value)
            self.row += len(lines) - 1
            self.column = len(lines[-1])
        else:
            self.column += len(value)

    def before_codegen(self, node: Any) -> None:
        """Where the node begins, with the white space that belongs to it."""
        self.started.append((self.row, self.column))

    def after_codegen(self, node: Any) -> None:
        """Nodes that mark no syntactic position of their own span all that they generate."""
        start = self.started.pop()
        if id(node) not in self.found:
            self.found[id(node)] = (start, (self.row, self.column))

    def record_syntactic_position(  # type: ignore[override]
        self, node: Any, *, start_node: Any = None, end_node: Any = None
    ) -> _Recording:
        """The node without the white space around it."""
        return _Recording(self, node, start_node, end_node)


class _Recording:
    """The `with` block in which a node generates what belongs to it."""

    __slots__ = ("_end_node", "_node", "_recorder", "_start", "_start_node")

    def __init__(self, recorder: _Recorder, node: Any, start_node: Any, end_node: Any) -> None:
        self._recorder = recorder
        self._node = node
        self._start_node = start_node
        self._end_node = end_node

    def __enter__(self) -> None:
        self._start = (self._recorder.row, self._recorder.column)

    def __exit__(self, *_: object) -> None:
        found = self._recorder.found
        start = self._start if self._start_node is None else found[id(self._start_node)][0]
        end = (self._recorder.row, self._recorder.column) if self._end_node is None else found[id(self._end_node)][1]
        found[id(self._node)] = (start, end)


class Positions:
    """Where every node of a module begins and ends."""

    def __init__(self, module: cst.Module) -> None:
        recorder = _Recorder(module)
        module._codegen(recorder)
        self._found = recorder.found

    def __contains__(self, node: cst.CSTNode) -> bool:
        return id(node) in self._found

    def __getitem__(self, node: cst.CSTNode) -> tuple[Point, Point]:
        """The points where a node of the module begins and where it ends."""
        (row, column), (last_row, last_column) = self._found[id(node)]
        return Point(row, column + 1), Point(last_row, last_column + 1)


def spans_of(module: cst.Module, wanted: Mapping[Place, cst.CSTNode]) -> dict[Place, Span]:
    """The spans of these nodes of the module, in points of its text."""
    if not wanted:
        return {}
    found = Positions(module)
    return {place: Span(*found[node]) for place, node in wanted.items() if node in found}


def holds_any(module: cst.Module, wanted: Collection[int]) -> bool:
    """Whether one of the nodes with these ids is part of the module's program: by far sooner told than where."""
    return any(id(each) in wanted for each in nodes_in(module))
