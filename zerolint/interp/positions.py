"""Rows and columns of a few nodes, without libcst's position provider (nine times the cost)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import libcst as cst
from libcst._nodes.internal import CodegenState

from zerolint.facts.places import Place
from zerolint.source.location import Point, Span

NEWLINE = re.compile(r"\r\n?|\n")


class _Recorder(CodegenState):
    """Generates the code and notes where each node begins and ends."""

    def __init__(self, module: cst.Module) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.row = 1
        self.column = 0
        self.found: dict[int, tuple[Point, Point]] = {}
        self.started: list[Point] = []

    def here(self) -> Point:
        """The position behind what was generated so far."""
        return Point(self.row, self.column + 1)

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
        lines = NEWLINE.split(value)
        if len(lines) > 1:
            self.row += len(lines) - 1
            self.column = 0
        self.column += len(lines[-1])

    def before_codegen(self, node: Any) -> None:
        """Where the node begins, with the white space that belongs to it."""
        self.started.append(self.here())

    def after_codegen(self, node: Any) -> None:
        """Nodes that mark no syntactic position of their own span all that they generate."""
        start = self.started.pop()
        if id(node) not in self.found:
            self.found[id(node)] = (start, self.here())

    @contextmanager
    def record_syntactic_position(self, node: Any, *, start_node: Any = None, end_node: Any = None) -> Iterator[None]:
        """The node without the white space around it."""
        start = self.here()
        try:
            yield
        finally:
            end = self.here()
            start = self.found[id(start_node)][0] if start_node is not None else start
            end = self.found[id(end_node)][1] if end_node is not None else end
            self.found[id(node)] = (start, end)


def spans_of(module: cst.Module, wanted: Mapping[Place, cst.CSTNode]) -> dict[Place, Span]:
    """The spans of these nodes of the module, in points of its text."""
    if not wanted:
        return {}
    found = positions(module)
    return {place: Span(*found[id(node)]) for place, node in wanted.items() if id(node) in found}


def positions(module: cst.Module) -> dict[int, tuple[Point, Point]]:
    """Where every node of the module begins and ends, by the node's id."""
    recorder = _Recorder(module)
    module._codegen(recorder)
    return recorder.found
