"""Masks IPython's own syntax in a cell by Python of the same length, so that no position moves."""

from __future__ import annotations

import ast
import re
import warnings

_CELL_MAGIC = re.compile(r"%%(\w*)(?!\w*\?)(.*)")
_OUTPUTS = re.compile(r"--(?:out|err)[ \t=]+([^\W\d]\w*)")
_BINDING = re.compile(r"%(run|load_ext|reload_ext|pylab|store|reset)\b[ \t]*(.*)")
"""Magics that bind names or take them away: which ones is not in the cell."""
_PYTHON_BODIES = frozenset(
    {
        "time",
        "capture",
        "prun",
        "debug",
        "memit",
        "mprun",
        "snakeviz",
        "ipytest",
        "wandb",
        "zerolint",
    }
)
_FOREIGN_BODIES = frozenset(
    {
        "bash",
        "sh",
        "python",
        "python2",
        "python3",
        "pypy",
        "script",
        "shell",
        "cmd",
        "perl",
        "ruby",
        "html",
        "javascript",
        "js",
        "svg",
        "latex",
        "markdown",
        "sql",
        "bq",
        "bigquery",
        "writefile",
        "file",
        "R",
    }
)
_AUTOMAGICS = frozenset(
    {
        "pip",
        "conda",
        "mamba",
        "uv",
        "cd",
        "ls",
        "ll",
        "cat",
        "cp",
        "mv",
        "rm",
        "mkdir",
        "rmdir",
        "pwd",
        "env",
        "run",
        "time",
        "matplotlib",
        "load_ext",
    }
)
_STATEMENT_MAGIC = re.compile(r"%(time|prun|timeit|memit)\b((?:\s+-\S+(?:\s*\d+)?)*)\s+(?=\S)")
_INDENT = re.compile(r"(?:[ \t]*\n)*([ \t]+)(?=\S)")
_ENDING = re.compile(r"[ \t\f]*%%\w+(?!\w*\?)")
_COMMAND = re.compile(r"[ \t\f]*([%!?,;/])")
_ASSIGNED = re.compile(r"[ \t]*(?:!|%+[A-Za-z_])")
_INTERESTING = re.compile(r"""[#'"()\[\]{}=?\\]""")
_STRING_ENDS = {quote: re.compile(rf"(?:[^\\]|\\.)*?{quote}", re.DOTALL) for quote in ("'", '"', "'''", '"""')}
_NOT_ASSIGNING = frozenset("=!<>:+-*/%&|^@~")


def mask_cell(source: str, *, past_comments: bool = False) -> str | None:
    """The Python of a cell, row by row and column by column where it was; None when it is no Python.

    Rows end with LF. Shell commands, line magics and help requests become a statement without
    effect, an assigned command becomes `...`. Of a cell magic that runs Python here only its own row is masked; what
    runs elsewhere leaves no names but those of its outputs. A magic that binds names becomes the call that IPython
    makes of it, which is longer than it was. A cell magic further down ends the cell; with `past_comments` it may stand
    behind comments, as it may in Colab.
    """
    rows = source.split("\n")
    first = _mask_cell_magics(rows, past_comments)
    if first is None:
        return None
    scanner = _Scanner(rows)
    row = first
    while row < len(rows):
        if scanner.starts and _ENDING.match(rows[row]):
            rows[row + 1 :] = [""] * (len(rows) - row - 1)
        row = scanner.scan(row)
    return "\n".join(rows)


def mask_cells(source: str) -> str:
    """The Python of several cells that stand in one text, as editors give it: a cell magic begins a cell.

    A cell that is no Python ends at two empty rows; where none follow, nothing behind its magic is read.
    """
    rows = source.split("\n")
    begins = [row for row, text in enumerate(rows) if row == 0 or _ENDING.match(text)]
    masked: list[str] = []
    for begin, end in zip(begins, [*begins[1:], len(rows)], strict=True):
        part = rows[begin:end]
        whole = mask_cell("\n".join(part))
        if whole is None:
            empty = next((row for row in range(1, len(part)) if not any(map(str.strip, part[row - 1 : row + 1]))), end)
            rest = part[empty:]
            whole = "\n".join([*[""] * (len(part) - len(rest)), *([mask_cell("\n".join(rest)) or ""] if rest else [])])
        masked.append(whole)
    return "\n".join(masked)


def indent_of(source: str) -> str:
    """The white space before the first row of code: as IPython does, it is to be taken off all rows that have it."""
    match = _INDENT.match(source)
    return match[1] if match else ""


def dedent(source: str, indent: str) -> str:
    """The cell without its indentation."""
    return "\n".join(row.removeprefix(indent) for row in source.split("\n")) if indent else source


def mask_automagic(source: str) -> str | None:
    """A cell of one row that IPython would take for a magic without its `%`, such as `pip install x`."""
    row = source.strip("\n")
    word = row.split(None, 1)[0] if row.strip() else ""
    return source.replace(row, _no_op(row)) if word in _AUTOMAGICS and "\n" not in row else None


def is_foreign(source: str) -> bool:
    """Whether the cell begins with the name of a magic for another language, written as a line magic."""
    match = re.match(r"\s*%(\w+)", source)
    return match is not None and match[1] in _FOREIGN_BODIES


def _mask_cell_magics(rows: list[str], past_comments: bool) -> int | None:
    """Mask the cell magics at the top; the row behind them, or None when their body is no Python."""
    row = 0
    while row < len(rows):
        text = rows[row].lstrip()
        if text and not (past_comments and text.startswith("#")):
            match = _CELL_MAGIC.match(text)
            if match is None:
                return row
            outputs = _OUTPUTS.findall(match[2]) if match[1] in _FOREIGN_BODIES else _captured(match)
            if match[1] not in _PYTHON_BODIES and not outputs:
                return None
            bound = "; ".join(f"{name} = ..." for name in outputs)
            rows[row] = bound.ljust(len(rows[row])) if bound else _no_op(rows[row])
            if match[1] not in _PYTHON_BODIES:
                rows[row + 1 :] = [""] * (len(rows) - row - 1)
        row += 1
    return row


def _captured(magic: re.Match[str]) -> list[str]:
    """The variable that `%%capture` keeps the output in."""
    words = [each for each in magic[2].split() if not each.startswith("-")] if magic[1] == "capture" else []
    return [each for each in words[:1] if each.isidentifier()]


class _Scanner:
    """Finds the rows at which statements start, with strings, brackets and backslashes in mind."""

    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self.quote: str | None = None
        self.depth = 0
        self.continued = False

    @property
    def starts(self) -> bool:
        """Whether a statement may start where the scanner is."""
        return self.quote is None and self.depth == 0 and not self.continued

    def scan(self, row: int) -> int:
        """Read one row, masking it where it is a command; the next row to read."""
        starts = self.starts
        text = self.rows[row]
        if starts and _COMMAND.match(text):
            return self._mask_from(row, 0)
        self.continued = False
        at = 0
        while at < len(text):
            if self.quote is not None:
                at = self._skip_string(text, at)
                continue
            found = _INTERESTING.search(text, at)
            if found is None or found[0] == "#":
                break
            at = found.start()
            if found[0] == "=" and self._assigns(text, at):
                return self._mask_from(row, at + 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip()))
            if found[0] == "?" and starts and self.depth == 0 and not text[at:].strip("? \t"):
                return self._mask_from(row, 0)
            at = self._step(text, at)
        return row + 1

    def _step(self, text: str, at: int) -> int:
        char = text[at]
        if char in "'\"":
            self.quote = char * 3 if text.startswith(char * 3, at) else char
            return at + len(self.quote)
        if char in "([{":
            self.depth += 1
        elif char in ")]}":
            self.depth = max(0, self.depth - 1)
        elif char == "\\" and at == len(text) - 1:
            self.continued = True
        return at + 1

    def _skip_string(self, text: str, at: int) -> int:
        quote = self.quote or ""
        found = _STRING_ENDS[quote].match(text, at)
        if found is not None:
            self.quote = None
            return found.end()
        # A string of one row goes on only behind a backslash; without one it is a mistake that ends here.
        if len(quote) == 1 and (len(text) - len(text.rstrip("\\"))) % 2 == 0:
            self.quote = None
        return len(text)

    def _assigns(self, text: str, at: int) -> bool:
        return (
            self.depth == 0
            and text[at + 1 : at + 2] != "="
            and text[at - 1 : at] not in _NOT_ASSIGNING
            and _ASSIGNED.match(text, at + 1) is not None
        )

    def _mask_from(self, row: int, at: int) -> int:
        """Mask a command from a column on, with the rows that its backslashes draw in."""
        text = self.rows[row]
        goes_on = text.endswith("\\")
        if at:
            self.rows[row] = text[:at] + ((not goes_on and _timed(text[at:])) or _value(len(text) - at))
        else:
            self.rows[row] = (not goes_on and (_binding(text) or _statement_of(text))) or _no_op(text)
        row += 1
        while goes_on and row < len(self.rows):
            goes_on = self.rows[row].endswith("\\")
            self.rows[row] = "#".ljust(len(self.rows[row])) if self.rows[row] else ""
            row += 1
        self.continued = False
        return row


def _no_op(text: str) -> str:
    """A statement without effect, as long and as deeply indented as the row."""
    body = text.lstrip(" \t\f")
    indent = text[: len(text) - len(body)]
    word = "pass" if len(body) >= 4 else "..." if len(body) == 3 else "0"
    return indent + word.ljust(len(body))


def _value(length: int) -> str:
    """An expression of some length for what a command returns."""
    return ("..." if length >= 3 else "_").ljust(length)


def _timed(text: str) -> str | None:
    """The expression whose value `x = %time f()` gives on."""
    match = _STATEMENT_MAGIC.match(text)
    if match is None or match[1] != "time" or not _parses(text[match.end() :].strip(), "eval"):
        return None
    return " " * match.end() + text[match.end() :]


def _binding(text: str) -> str | None:
    """The call that IPython makes of a magic that binds names or takes them away."""
    body = text.lstrip(" \t\f")
    match = _BINDING.match(body)
    if match is None:
        return None
    return f"{text[: len(text) - len(body)]}get_ipython().run_line_magic({match[1]!r}, {match[2].rstrip()!r})"


def _parses(text: str, mode: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text, mode=mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _statement_of(text: str) -> str | None:
    """What `%time statement` runs, behind a `pass;` that takes the place of the magic.

    `%timeit` and `%memit` run their statement in a namespace of its own, so only expressions are kept.
    """
    body = text.lstrip(" \t\f")
    match = _STATEMENT_MAGIC.match(body)
    if match is None:
        return None
    statement = body[match.end() :]
    if not _parses(f"pass;{statement}", "exec"):
        return None
    if match[1] in ("timeit", "memit") and not _parses(statement.strip(), "eval"):
        return None
    return text[: len(text) - len(body)] + "pass;".ljust(match.end()) + statement
