"""`ast.parse` as guard before libcst, which can hang, eat gigabytes or crash on what ast merely refuses."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from dataclasses import dataclass

from zerolint.source.decode import null_problem
from zerolint.source.grammar import MAX_PATTERN_DEPTH, second_opinion
from zerolint.source.location import Point, Span
from zerolint.source.logical import LogicalLines
from zerolint.source.problem import Problem, too_large, unparsable
from zerolint.source.rows import rows_of
from zerolint.source.statements import NO_STATEMENTS, StatementRows, statement_rows

MAX_CHARACTERS = 1_000_000
MAX_NODES = 120_000
"""libcst takes about 5 s and 0.5 GB for dense code of this size."""
MAX_ELEMENTS = 50_000
"""libcst's time grows faster than the length of one list."""
MAX_DEPTH = 200
"""libcst's own recursion fails at about 400 levels; code written by people stays below 50."""

_CASE = re.compile(r"^[ \t\f]*case\b", re.MULTILINE)
_QUOTES = re.compile(r"[\"']")
_FLAT = frozenset({ast.BoolOp, ast.Constant, ast.JoinedStr})
_LEAF_FIELDS = frozenset(
    {"arg", "attr", "conversion", "ctx", "id", "kind", "name", "names", "op", "ops", "type_comment"}
)
_INNER: dict[type[ast.AST], tuple[str, ...]] = {ast.Constant: ()}
_TOO_DEEP = f"the code is nested more than {MAX_DEPTH} levels deep"
_INTERPRETER_LIMITS = ("too many nested parentheses", "too many levels of indentation")


@dataclass(frozen=True, slots=True)
class SyntaxCheck:
    """Whether a text may go to libcst (`problems` is empty), and its statements for suppressions.

    `tree` is that of `ast`, where this Python reads the text.
    """

    problems: tuple[Problem, ...]
    statements: StatementRows
    tree: ast.Module | None = None


def check_syntax(text: str) -> SyntaxCheck:
    """Parse the text within bounds: ZL001 for what is not Python, ZL006 for what is too large or too deep.

    Prints nothing, whatever warnings the compiler has.
    """
    tree = parse(text)
    if isinstance(tree, ast.Module):
        return SyntaxCheck((), statement_rows(tree, text), tree)
    if tree.code != "ZL001" or "\0" in text:
        return SyntaxCheck((tree,), NO_STATEMENTS)
    found = second_opinion(text, tree)
    return SyntaxCheck((found,), NO_STATEMENTS) if isinstance(found, Problem) else SyntaxCheck((), found)


def parse(text: str) -> ast.Module | Problem:
    """The tree of a text that libcst can be trusted with, or what Python has against it."""
    if len(text) > MAX_CHARACTERS:
        return too_large(f"the code has {len(text):,} characters, more than the {MAX_CHARACTERS:,} that are analysed")
    if problem := null_problem(text):
        return problem
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = _parse(text)
    except SyntaxError as error:
        return _syntax_problem(text, error)
    except (RecursionError, MemoryError):
        return too_large("the code is nested too deeply to be parsed")
    except ValueError as error:
        return unparsable(str(error))
    return _measure(text, tree) or _nested_pattern(text) or tree


def _parse(text: str) -> ast.Module:
    if sys.version_info < (3, 11) and len(text) >= 20_000:
        return _parse_on_deep_stack(text)
    return ast.parse(text)


def _parse_on_deep_stack(text: str) -> ast.Module:
    """For Python 3.10, whose parser overflows the usual stack on chains of some ten thousand terms."""
    import threading
    from concurrent.futures import ThreadPoolExecutor

    usual = threading.stack_size(512 << 20)
    try:
        with ThreadPoolExecutor(1) as executor:
            return executor.submit(ast.parse, text).result()
    finally:
        threading.stack_size(usual)


def _syntax_problem(text: str, error: SyntaxError) -> Problem:
    rows = rows_of(text)
    row = min(max(error.lineno or 1, 1), len(rows))
    line = rows[row - 1]
    if (error.text or "").startswith("(") and error.msg.startswith("f-string"):
        # Up to Python 3.11 such a column counts inside the replacement field.
        start = end = Point(row, len(line) - len(line.lstrip()) + 1)
    else:
        start = Point(row, _column(error.offset, line))
        end = start
        if error.end_lineno is not None and row <= error.end_lineno <= len(rows):
            end = max(start, Point(error.end_lineno, _column(error.end_offset, rows[error.end_lineno - 1])))
    if error.msg in _INTERPRETER_LIMITS:
        return too_large(error.msg, Span(start, start))
    if start == end:
        end = Point(row, min(start.column + 1, max(start.column, len(line) + 1)))
    return unparsable(error.msg or "invalid syntax", Span(start, end))


def _column(offset: int | None, line: str) -> int:
    """A column inside the line or just behind it, whatever the interpreter says."""
    return min(max(offset or 1, 1), len(line) + 1)


def _measure(text: str, tree: ast.Module) -> Problem | None:
    """The first bound that a tree breaks, found level by level and so without recursion."""
    level: list[ast.AST] = [tree]
    depth = nodes = 0
    while level:
        depth += 1
        nodes += len(level)
        if depth > MAX_DEPTH:
            return too_large(_TOO_DEEP, _span_of(level))
        if nodes > MAX_NODES:
            return too_large(f"the code has more than {MAX_NODES:,} syntax nodes")
        below: list[ast.AST] = []
        for node in level:
            kind = type(node)
            if kind in _FLAT and depth + _flattened(text, node) > MAX_DEPTH:
                return too_large(_TOO_DEEP, _span_of([node]))
            for name in _INNER[kind] if kind in _INNER else _inner_fields(kind):
                value = getattr(node, name, None)
                if type(value) is list:
                    below += [item for item in value if isinstance(item, ast.AST)]
                    if len(value) > MAX_ELEMENTS and node is not tree:
                        return too_large(f"one list has more than {MAX_ELEMENTS:,} elements", _span_of([node]))
                elif isinstance(value, ast.AST):
                    below.append(value)
        level = below
    return None


def _nested_pattern(text: str) -> Problem | None:
    """A `case` with more brackets inside brackets than libcst can read in bounded time."""
    for line in LogicalLines(text).lines if _CASE.search(text) else ():
        if line.brackets > MAX_PATTERN_DEPTH and "case" in line.words:
            point = Point(line.first, 1)
            return too_large(f"a pattern is nested more than {MAX_PATTERN_DEPTH} levels deep", Span(point, point))
    return None


def _inner_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node that hold more than names, operators and contexts."""
    fields = _INNER[kind] = tuple(name for name in kind._fields if name not in _LEAF_FIELDS)
    return fields


def _flattened(text: str, node: ast.AST) -> int:
    """How many levels of libcst's tree one node of ast stands for: `a and b and c`, `"a" "b" "c"`."""
    if isinstance(node, ast.BoolOp):
        return len(node.values)
    if not isinstance(node, ast.Constant | ast.JoinedStr):
        return 0
    if node.end_lineno == node.lineno and (node.end_col_offset or 0) - node.col_offset < 2 * MAX_DEPTH:
        return 0
    segment = _segment(text, node)
    return _count_strings(segment) if len(_QUOTES.findall(segment)) >= MAX_DEPTH else 0


def _segment(text: str, node: ast.Constant | ast.JoinedStr) -> str:
    last = node.end_lineno or node.lineno
    rows = [row.encode("utf-8") for row in rows_of(text)[node.lineno - 1 : last]]
    rows[-1] = rows[-1][: node.end_col_offset]
    rows[0] = rows[0][node.col_offset :]
    return b"\n".join(rows).decode("utf-8", "replace")


def _count_strings(segment: str) -> int:
    """How many strings stand side by side in a stretch of code."""
    from io import StringIO
    from tokenize import TokenError, generate_tokens, tok_name

    count = 0
    try:
        for token in generate_tokens(StringIO(f"({segment})").readline):
            count += tok_name[token.type] in ("STRING", "FSTRING_END", "TSTRING_END")
    except (TokenError, SyntaxError):
        pass
    return count


def _span_of(nodes: list[ast.AST]) -> Span:
    rows = [node.lineno for node in nodes if isinstance(node, ast.expr | ast.stmt)]
    point = Point(rows[0], 1) if rows else Point(1, 1)
    return Span(point, point)
