"""The comment that silences a finding, and where in its statement it goes."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Edit, Finding, Fix
from zerolint.source.guard import check_syntax
from zerolint.source.magics import dedent, indent_of, mask_cell
from zerolint.source.rows import rows_of
from zerolint.suppression.directives import Directive, Suppressions

_ANOTHER_COMMENT = re.compile(r"#(?!\d)")
_EMPTY_BRACKETS = re.compile(r"\[\s*(?=\])")
_NO_CODE = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
)


class BadReason(ValueError):
    """Why a text can't stand behind a comment's brackets."""


def check_reason(text: str) -> str:
    """The reason as it is written into comments; BadReason where it would end or break one."""
    reason = text.strip()
    if not reason.isprintable():
        raise BadReason("the reason has to be one line of text")
    if _ANOTHER_COMMENT.search(reason):
        raise BadReason("`#` would begin another comment; only a number may follow it, as in `#12`")
    return reason


def silenced(report: FileReport, reason: str) -> FileReport:
    """The report in which the fix of every finding is the comment that silences it; no fix where none does.

    One comment serves all findings of a rule in a statement.
    """
    source = report.source
    if source is None:
        return report
    whole = (1, len(rows_of(source.shown)))
    extents = {cell.number: (cell.first_row, len(cell.notebook_rows)) for cell in source.cells}
    pages: dict[int | None, Silencer] = {}
    made: dict[tuple[int | None, range, str], Edit | None] = {}
    findings = []
    for finding in report.findings:
        cell = finding.start.cell
        if cell not in pages:
            first, count = extents[cell] if cell is not None else whole
            rows = [source.text_line(row) for row in range(first, first + count)]
            pages[cell] = Silencer(rows, notebook=source.is_notebook)
        key = cell, pages[cell].statement(finding.start.row), finding.code
        if key not in made:
            made[key] = pages[cell].comment(finding, reason)
        edit = made[key]
        fix = Fix(f"ignore {finding.code}", "safe", (edit,)) if edit is not None else None
        findings.append(replace(finding, fix=fix))
    return replace(report, findings=tuple(findings))


class Silencer:
    """A script, or one cell of a notebook, by its rows as the user sees them."""

    def __init__(self, rows: Sequence[str], *, notebook: bool) -> None:
        text = "\n".join(rows)
        self._indent = indent_of(text) if notebook else ""
        if notebook:
            text = mask_cell(dedent(text, self._indent), past_comments=True) or ""
        self._shown = rows
        self._text = text
        self._rows = text.split("\n")
        self._statements = check_syntax(text).statements

    def statement(self, row: int) -> range:
        """The rows of the statement that a row is part of."""
        return self._statements.rows_for(row)

    def comment(self, finding: Finding, reason: str = "") -> Edit | None:
        """Writes `# zerolint: ignore[CODE] reason` behind a row of the finding's statement, at best behind its own.

        The code goes into a comment that the statement has with the same reason. A row that only IPython understands
        gets the comment above it. None where no comment helps: what is said of a comment or of a file that can't be
        analysed is to be fixed.
        """
        if finding.code.startswith("ZL0"):
            return None
        rows = self.statement(finding.start.row)
        for directive in self._directives:
            if directive.kind == "ignore" and directive.row in rows and directive.reason == reason:
                at = self._in_brackets(directive)
                if at is not None:
                    new = f", {finding.code}" if directive.words else finding.code
                    return self._insert(finding, directive.span.start.row, at, new)
        comment = f"# zerolint: ignore[{finding.code}] {reason}".rstrip()
        ends = sorted(self._ends & set(rows), key=lambda row: (row < finding.start.row, row))
        if ends:
            return self._insert(finding, ends[0], len(self._rows[ends[0] - 1].rstrip()), f"  {comment}")
        first = self._rows[rows.start - 1] if rows.start <= len(self._rows) else ""
        if not self._is_foreign(rows.start):
            return None
        indent = first[: len(first) - len(first.lstrip())]
        return self._insert(finding, rows.start, len(indent), f"{comment}\n{self._indent}{indent}")

    def _insert(self, finding: Finding, row: int, at: int, text: str) -> Edit:
        """An edit of the user's own row, behind so many characters of the masked one."""
        shift = len(self._indent) if self._shown[row - 1].startswith(self._indent) else 0
        text_row = finding.start.text_row + row - finding.start.row
        place = replace(finding.start, row=row, column=at + shift + 1, text_row=text_row, notebook_row=None)
        return Edit(place, place, text)

    def _in_brackets(self, directive: Directive) -> int | None:
        """Behind how many characters of its row a further code is to stand; None where the brackets are not closed."""
        if directive.words:
            return directive.words[-1].end.column - 1
        start = directive.span.start
        found = _EMPTY_BRACKETS.search(self._rows[start.row - 1], start.column - 1, directive.span.end.column - 1)
        return found.end() if found else None

    def _is_foreign(self, row: int) -> bool:
        """Whether the row is not Python, but stands in a text that is."""
        return 0 < row <= len(self._rows) and self._shown[row - 1].removeprefix(self._indent) != self._rows[row - 1]

    @cached_property
    def _directives(self) -> Sequence[Directive]:
        return Suppressions.of(self._text).directives

    @cached_property
    def _ends(self) -> frozenset[int]:
        """The rows with code behind which a comment can stand: not inside a string, not in front of a continuation."""
        try:
            return frozenset(row for row in _ends(self._rows) if not self._is_foreign(row))
        except (tokenize.TokenError, SyntaxError, ValueError):
            return frozenset()


def _ends(rows: Sequence[str]) -> Iterator[int]:
    lines = iter([row + "\n" for row in rows])
    last: dict[int, int] = {}
    inside: set[int] = set()
    opened: list[int] = []
    for token in tokenize.generate_tokens(lambda: next(lines, "")):
        name = tokenize.tok_name[token.type]
        if name.endswith("STRING_START"):
            opened.append(token.start[0])
        begin = opened.pop() if name.endswith("STRING_END") else token.start[0]
        if token.type not in _NO_CODE:
            last[token.end[0]] = token.end[1]
            inside.update(range(begin, token.end[0]))
    for row, column in last.items():
        if row not in inside and rows[row - 1][column:].strip() != "\\":
            yield row
