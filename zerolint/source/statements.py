"""Which rows of a text belong together when a comment on one of them suppresses a finding on another."""

from __future__ import annotations

import ast
from bisect import bisect_right
from dataclasses import dataclass

from zerolint.source.rows import rows_of


@dataclass(frozen=True, slots=True)
class StatementRows:
    """Disjoint ranges of rows in ascending order: `starts[i]` to `ends[i]`, both included.

    A range is a simple statement, or the header of a compound one with its decorators.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def rows_for(self, row: int) -> range:
        """The rows whose comments concern a finding on this row; only itself outside statements."""
        index = bisect_right(self.starts, row) - 1
        if index >= 0 and row <= self.ends[index]:
            return range(self.starts[index], self.ends[index] + 1)
        return range(row, row + 1)


NO_STATEMENTS = StatementRows((), ())
"""The statements of a text that does not parse."""


def statement_rows(tree: ast.Module, text: str) -> StatementRows:
    """The rows of every simple statement and every header; those that share a row count as one."""
    rows = rows_of(text)
    ranges: list[tuple[int, int]] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        blocks = [block for name in ("body", "orelse", "finalbody") if (block := getattr(node, name, None))]
        parts = [*getattr(node, "handlers", ()), *getattr(node, "cases", ())]
        for block in blocks:
            waiting.extend(block)
        waiting.extend(parts)
        first = _first_row(node)
        if not first:
            continue
        inner = blocks[0] if blocks else parts
        last = _header_end(inner[0], rows) if inner else getattr(node, "end_lineno", first)
        ranges.append((first, last))
    return _merged(ranges)


def _header_end(inner: ast.AST, rows: tuple[str, ...]) -> int:
    """The last row before the body, or the body's first one when the header ends on it."""
    first = _first_row(inner)
    row = rows[first - 1]
    indent = len(row) - len(row.lstrip(" \t\f"))
    shared = isinstance(inner, ast.stmt) and not getattr(inner, "decorator_list", None) and inner.col_offset > indent
    return first if shared else first - 1


def _first_row(node: ast.AST) -> int:
    """The row of a statement's first token, decorators included; 0 for the module."""
    if isinstance(node, ast.match_case):
        return node.pattern.lineno
    decorators = getattr(node, "decorator_list", None)
    row: int = getattr(decorators[0] if decorators else node, "lineno", 0)
    return row


def _merged(ranges: list[tuple[int, int]]) -> StatementRows:
    starts: list[int] = []
    ends: list[int] = []
    for first, last in sorted(ranges):
        if ends and first <= ends[-1]:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return StatementRows(tuple(starts), tuple(ends))
