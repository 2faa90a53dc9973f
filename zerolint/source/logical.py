"""The logical lines of Python that need not parse: where each begins and ends, and how deeply it nests.

Read token by token, without recursion and in time linear in the text: what may crash a parser is safe here. Strings
inside the fields of f-strings may use the quotes around them, as they may since Python 3.12.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zerolint.source.rows import BREAK

_TOKEN = re.compile(
    r"""(?P<string>(?:(?<!\w)(?P<prefix>[A-Za-z]{1,2}))?(?P<quote>'''|\"{3}|['"]))"""
    r"""|(?P<comment>\#[^\r\n]*)|(?P<word>\w+)|(?P<newline>\r\n|\r|\n)|(?P<glue>\\(?:\r\n|\r|\n))|(?P<space>[ \t\f]+)"""
    r"""|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<separator>[,;])|(?P<other>.)""",
    re.DOTALL,
)
_INTERPOLATED = frozenset({"f", "t", "rf", "fr", "rt", "tr"})
_ENDS = {quote * 3: re.compile(rf"(?:[^\\{quote}]|\\.|{quote}(?!{quote * 2}))*", re.DOTALL) for quote in "'\""}
_ENDS |= {quote: re.compile(rf"(?:[^\\\r\n{quote}]|\\(?:\r\n|.))*", re.DOTALL) for quote in "'\""}
_INSIDE = re.compile(r"\\(?:\r\n|.)|\{\{|\}\}|[{}'\"\r\n]", re.DOTALL)
_INDENT = re.compile(r"[ \t\f]*")


@dataclass(slots=True)
class LogicalLine:
    """Rows `first` to `last`, both included; blank rows and comments alone belong to no line.

    `brackets` is how many were open at once. `links` bounds the levels of its tree: it counts the tokens of every
    expression that was open at once, but for those that commas part.
    """

    first: int
    last: int
    indent: str
    words: set[str] = field(default_factory=set)
    brackets: int = 0
    links: int = 0


@dataclass(slots=True)
class _Open:
    """A bracket, or a string with fields: what closes it, and the tokens since its last comma."""

    closing: str
    text: bool = False
    links: int = 0


class LogicalLines:
    """The logical lines of a text, and the rows that begin inside a string or behind a backslash."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._row = 1
        self._open: list[_Open] = []
        self._links = 0
        self._line: LogicalLine | None = None
        self.continued: set[int] = set()
        self.lines: list[LogicalLine] = []
        self._scan()

    def _scan(self) -> None:
        at, text = 0, self._text
        while at < len(text):
            if self._open and self._open[-1].text:
                at = self._inside(at)
                continue
            token = _TOKEN.match(text, at)
            assert token is not None
            at = self._string(token) if token["string"] else self._step(token)
        self._end()

    def _step(self, token: re.Match[str]) -> int:
        kind = token.lastgroup
        if kind == "newline":
            if not self._open:
                self._end()
            self._row += 1
        elif kind == "glue":
            self._row += 1
            self.continued.add(self._row)
        elif kind not in ("space", "comment"):
            self._code(token, kind)
        return token.end()

    def _code(self, token: re.Match[str], kind: str | None) -> None:
        line = self._begin(token.start())
        if kind == "word":
            line.words.add(token[0])
        top = self._open[-1] if self._open else None
        if kind == "separator":
            self._links -= top.links if top else self._links
            if top:
                top.links = 0
        elif kind == "close":
            if top is not None:
                self._links -= top.links
                self._open.pop()
        elif token[0] == ":" and top is not None and top.closing == "field":
            self._open.append(_Open("}", text=True))
        else:
            self._link(line)
            if kind == "open":
                self._open.append(_Open(token[0]))
                line.brackets = max(line.brackets, len(self._open))

    def _begin(self, at: int) -> LogicalLine:
        if self._line is None:
            start = max(self._text.rfind(end, 0, at) for end in "\r\n") + 1
            indent = _INDENT.match(self._text, start)
            self._line = LogicalLine(self._row, self._row, indent[0] if indent else "")
        return self._line

    def _link(self, line: LogicalLine) -> None:
        self._links += 1
        if self._open:
            self._open[-1].links += 1
        line.links = max(line.links, self._links)

    def _end(self) -> None:
        if self._line is not None:
            self._line.last = self._row
            self.lines.append(self._line)
        self._line, self._links, self._open = None, 0, []

    def _string(self, token: re.Match[str]) -> int:
        """A string from its quote on: all of it where it has no fields."""
        self._link(self._begin(token.start()))
        quote = token["quote"]
        if (token["prefix"] or "").lower() in _INTERPOLATED:
            self._open.append(_Open(quote, text=True))
            return token.end()
        body = _ENDS[quote].match(self._text, token.end())
        end = body.end() if body else token.end()
        self._pass(token.end(), end)
        return end + len(quote) if self._text.startswith(quote, end) else end

    def _inside(self, at: int) -> int:
        """The text of a string with fields, up to the next field or its end."""
        top = self._open[-1]
        found = _INSIDE.search(self._text, at)
        if found is None:
            self._pass(at, len(self._text))
            return len(self._text)
        self._pass(at, found.start())
        if found[0] == "{":
            self._open.append(_Open("field"))
            if self._line is not None:
                self._line.brackets = max(self._line.brackets, len(self._open))
        elif top.closing == found[0] == "}" or (top.closing == "}" and found[0] == "}}"):
            # The end of what describes the form, and with it of the field.
            del self._open[-2:]
            return found.start() + 1
        elif top.closing in ("'", '"') and found[0] in "\r\n":
            self._open.pop()
            return found.start()
        elif top.closing[0] == found[0] and self._text.startswith(top.closing, found.start()):
            self._open.pop()
            return found.start() + len(top.closing)
        else:
            self._pass(found.start(), found.end())
        return found.end()

    def _pass(self, start: int, end: int) -> None:
        """Rows that begin between two places inside a string."""
        for _ in BREAK.finditer(self._text, start, end):
            self._row += 1
            self.continued.add(self._row)
