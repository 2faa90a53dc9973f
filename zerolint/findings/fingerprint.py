"""What a finding is recognised by when lines move: its rule, the code it is about, and the scope around it.

Compared are syntax trees, so line ends, white space, quotes, brackets, comments and magic commas do not matter;
neither do the place in the file, other cells of a notebook, the file's name, or the figures in the message.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from dataclasses import dataclass

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.source.guard import parse

_BLOCKS = frozenset({"body", "orelse", "finalbody", "handlers", "cases"})
_NO_MEANING = frozenset({"ctx", "kind", "type_comment"})
_LONGEST = 100

ABOUT_COMMENTS = frozenset({"ZL003", "ZL004"})
"""Rules whose findings stand at a comment, not at a statement."""

Header = ast.stmt | ast.excepthandler | ast.match_case
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a finding is recognised by.

    `scope` names the classes and functions around it (`Model.train_step`), empty at the top. `statement` is the
    innermost statement that holds the finding's place, without its blocks, and `part` the innermost argument, entry
    of a dict or call in it: what is left when other parts of the statement are edited. Both are hashes of 16 digits.
    """

    code: str
    scope: str
    statement: str
    part: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A finding's identity, and the first words of its statement for people to read."""

    identity: Identity
    text: str


def fingerprints(report: FileReport) -> tuple[str, ...]:
    """One fingerprint for each finding of the file, in their order: 32 hexadecimal digits, the same on every machine.

    Equal code under one rule is told apart by counting, findings that are not shown included.
    """
    seen: Counter[Identity] = Counter()
    found = {}
    everything = report.everything
    for finding, recognised in zip(everything, recognise(report, everything), strict=True):
        identity = recognised.identity
        words = (identity.code, identity.scope, identity.statement, identity.part, str(seen[identity]))
        found[id(finding)] = _hash("\0".join(words), 32)
        seen[identity] += 1
    return tuple(found[id(finding)] for finding in report.findings)


def recognise(report: FileReport, findings: tuple[Finding, ...]) -> list[Recognised]:
    """What each of these findings of the file is recognised by."""
    if not findings:
        return []
    tree = parse(report.source.text) if report.source is not None else None
    return [_recognised(report, finding, tree if isinstance(tree, ast.Module) else None) for finding in findings]


def _recognised(report: FileReport, finding: Finding, tree: ast.Module | None) -> Recognised:
    source = report.source
    shown = " ".join(source.text_line(finding.start.text_row).split()) if source is not None else ""
    if source is None or tree is None:
        return Recognised(Identity(finding.code, "", _hash(shown), _hash(shown)), shown[:_LONGEST])
    point = source.point(finding.start)
    row = source.row(point.row)
    place = (point.row, len(row[: point.column - 1].encode("utf-8", "replace")))
    around = _around(tree, place)
    headers = [node for node in around if isinstance(node, Header)]
    if not headers or finding.code in ABOUT_COMMENTS:
        # A comment is in no tree: it is recognised by its own words.
        text = " ".join(row[point.column - 1 :].split())
        return Recognised(Identity(finding.code, _scope(headers), _hash(text), _hash(text)), text[:_LONGEST])
    statement = headers[-1]
    part = _part(around[around.index(statement) :])
    identity = Identity(finding.code, _scope(headers[:-1]), _hash(_written(statement)), _hash(part))
    return Recognised(identity, shown[:_LONGEST])


def _part(around: list[ast.AST]) -> str:
    """The innermost argument with the name of its function, entry of a dict, or call; else the whole statement."""
    for node, inner in zip(reversed(around), [None, *reversed(around)], strict=False):
        if isinstance(node, ast.Call):
            if inner is None or inner is node.func:
                return _written(node)
            position = node.args.index(inner) if inner in node.args else ""
            return f"{_written(node.func)} {position} {_written(inner)}"
        if isinstance(node, ast.Dict) and inner is not None:
            for key, value in zip(node.keys, node.values, strict=True):
                if inner in (key, value):
                    return f"{'**' if key is None else _written(key)}: {_written(value)}"
    return _written(around[0])


def _around(tree: ast.Module, place: tuple[int, int]) -> list[ast.AST]:
    """The nodes that hold a place, given as row and offset in UTF-8, from the outermost to the innermost."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        for child in ast.iter_child_nodes(node):
            if not hasattr(child, "lineno") and not isinstance(child, ast.match_case):
                waiting.append(child)
            elif _start(child) <= place < _end(child):
                found.append(child)
                waiting = [child]
                break
    return found


def _start(node: ast.AST) -> tuple[int, int]:
    decorators = getattr(node, "decorator_list", None)
    first = decorators[0] if decorators else node.pattern if isinstance(node, ast.match_case) else node
    return getattr(first, "lineno", 0), 0 if decorators else getattr(first, "col_offset", 0)


def _end(node: ast.AST) -> tuple[int, int]:
    last = node.body[-1] if isinstance(node, ast.match_case) else node
    return getattr(last, "end_lineno", None) or 0, getattr(last, "end_col_offset", None) or 0


def _scope(headers: list[Header]) -> str:
    return ".".join(node.name for node in headers if isinstance(node, _SCOPES))


def _written(node: ast.AST) -> str:
    """A statement without its blocks, or an expression, in a notation that is the same for every Python version."""
    skipped = _NO_MEANING | _BLOCKS if isinstance(node, Header) else _NO_MEANING
    fields = [(name, getattr(node, name, None)) for name in node._fields if name not in skipped]
    inner = " ".join(f"{name}={_value(value)}" for name, value in fields if value is not None and value != [])
    return f"({type(node).__name__} {inner})"


def _value(value: object) -> str:
    if isinstance(value, ast.AST):
        return _written(value)
    if isinstance(value, list):
        return f"[{' '.join(map(_value, value))}]"
    return ascii(value)


def _hash(text: str, digits: int = 16) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
