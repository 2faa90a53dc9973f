"""Comments that take findings back: `# zerolint: ignore[...]`, `# zerolint: file-ignore`, `# noqa`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zerolint.source.location import Point, Span
from zerolint.source.rows import rows_of

_MENTIONED = re.compile(r"noqa|zerolint", re.IGNORECASE)
_OWN = re.compile(
    r"#\s*zerolint\s*:\s*(file-)?ignore(?![\w-])(?:\s*(\[)([^\]#]*)(\])?)?\s*((?:[^#]|#(?=\d))*)", re.IGNORECASE
)
"""What stands behind another `#` is another comment, unless it is a number: `see #12`."""
_NOQA_CODE = r"(?:[A-Z]+[0-9]+|ZL)(?!\w)"
_NOQA = re.compile(
    rf"#\s*noqa(?![\w-])(?:\s*(:)\s*({_NOQA_CODE}(?:[,\s]+{_NOQA_CODE})*)?)?",
    re.IGNORECASE,
)
_MALFORMED = re.compile(r"[:=]|ZL\d", re.IGNORECASE)
_PREFIX = re.compile(r"[A-Z]+[0-9]*")
_ADDRESSED = re.compile(
    r"#\s*zerolint(?P<by>\s*[:=]\s*|[ \t_-]+|(?=\[))(?P<word>[a-z][\w-]*)?\s*"
    r"(?P<list>\[[^\]#]*\]?|[:=]\s*[a-z][^#]*)?(?P<rest>(?:[^#]|#(?=\d))*)",
    re.IGNORECASE,
)
"""A comment that may have been written for us, also where it is not what we read."""
_ELSEWHERE = frozenset({"allow", "disable", "exclude", "no", "nolint", "noqa", "off", "skip", "suppress", "silence"})
"""How other tools begin the words that take findings back."""

Kind = Literal["ignore", "file-ignore", "noqa", "misspelt"]


@dataclass(frozen=True, slots=True)
class Directive:
    """One suppression comment.

    `selectors` are codes, prefixes of codes and names as written, `words` where each stands; None stands for
    everything, and none at all (`ignore[]`, an unclosed bracket, `ignore: ZL101`) for nothing. `row` is the row
    at which it counts, None where it counts nowhere; a `file-ignore` counts everywhere. One that is `misspelt`
    (`# zerolint: disable[ZL101]`) takes nothing back: it has the words as `written`, and those that were `meant`.
    """

    kind: Kind
    selectors: tuple[str, ...] | None
    reason: str
    span: Span
    row: int | None
    words: tuple[Span, ...] = ()
    written: str = ""
    meant: str = ""

    def without(self, unused: Collection[int]) -> tuple[Span, ...]:
        """What is to be taken away so that the selectors of these indices are gone: all of it where none is left."""
        kept = [index for index in range(len(self.words)) if index not in unused]
        if not kept:
            return (self.span,)
        last = kept[-1]
        parts = [Span(self.words[index].start, self.words[index + 1].start) for index in unused if index < last]
        if last + 1 < len(self.words):
            parts.append(Span(self.words[last].end, self.words[-1].end))
        return tuple(parts)

    def selector_for(self, code: str, name: str) -> str | None:
        """What in the comment names this rule: a selector as written, `ALL` for everything, or None."""
        if self.selectors is None:
            return "ALL"
        return next((selector for selector in self.selectors if _selects(selector, code, name)), None)

    def concerns(self, rows: range) -> bool:
        """Whether the comment counts for a statement with these rows."""
        return self.kind == "file-ignore" or self.row in rows


@dataclass(frozen=True, slots=True)
class Suppressions:
    """All suppression comments of a text, in its order."""

    directives: tuple[Directive, ...] = ()

    @classmethod
    def of(cls, text: str, *, notebook_starts: Sequence[int] = ()) -> Suppressions:
        """Find the comments; what only looks like one inside a string does not count.

        `notebook_starts` are the first rows of a notebook's cells: no comment reaches into the next cell.
        """
        if _MENTIONED.search(text) is None:
            return cls()
        return cls(tuple(_within_cell(directive, notebook_starts) for directive in _directives(text)))

    def without_noqa(self) -> Suppressions:
        """Those of our own alone, for who asked to see what `# noqa` hides."""
        return Suppressions(tuple(directive for directive in self.directives if directive.kind != "noqa"))

    def covers(self, code: str, name: str, rows: range) -> bool:
        """Whether any comment suppresses this rule for a finding whose statement has these rows."""
        return bool(self.matching(code, name, rows))

    def matching(self, code: str, name: str, rows: range) -> tuple[Directive, ...]:
        """All comments that suppress the finding, so that each of them counts as used."""
        return tuple(
            directive
            for directive in self.directives
            if directive.concerns(rows) and directive.selector_for(code, name) is not None
        )


def _selects(selector: str, code: str, name: str) -> bool:
    upper = selector.upper()
    if upper == "ALL" or selector.lower() == name.lower():
        return True
    return _PREFIX.fullmatch(upper) is not None and code.startswith(upper)


def _within_cell(directive: Directive, starts: Sequence[int]) -> Directive:
    row = directive.row
    if row is None or bisect_right(starts, row) == bisect_right(starts, directive.span.start.row):
        return directive
    return replace(directive, row=None)


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment, where its `#` stands, and the row of the statement it belongs to or stands above."""

    text: str
    start: Point
    own_line: bool
    next_row: int | None


def _directives(text: str) -> Iterator[Directive]:
    for comment in _comments(text):
        found = [*_OWN.finditer(comment.text), *_NOQA.finditer(comment.text)]
        own = {match.start() for match in found}
        found += (match for match in _ADDRESSED.finditer(comment.text) if match.start() not in own)
        for match in sorted(found, key=lambda match: match.start()):
            column = comment.start.column + match.start()
            end = Point(comment.start.row, column + len(match[0].rstrip()))
            span = Span(Point(comment.start.row, column), end)
            if match.re is _ADDRESSED:
                yield from _misspelt(match, span)
            else:
                read = _own_directive if match.re is _OWN else _noqa_directive
                yield read(match, span, comment)


def _own_directive(match: re.Match[str], span: Span, comment: _Comment) -> Directive:
    selectors: tuple[str, ...] | None = None
    if _MALFORMED.match(match[5]) and not match[2]:
        selectors = ()
    elif match[2]:
        selectors = tuple(part for part in re.split(r"[,\s]+", match[3]) if part) if match[4] else ()
    kind: Kind = "file-ignore" if match[1] else "ignore"
    row = comment.next_row if comment.own_line else comment.start.row
    words = _words(match, 3, span) if selectors and match[4] else ()
    return Directive(kind, selectors, match[5].strip(), span, None if match[1] else row, words)


def _noqa_directive(match: re.Match[str], span: Span, comment: _Comment) -> Directive:
    """Blanket without a colon, as in flake8 and ruff; with one, only the codes; alone on its line without effect."""
    selectors = tuple(re.split(r"[,\s]+", match[2])) if match[2] else () if match[1] else None
    words = _words(match, 2, span) if selectors else ()
    return Directive("noqa", selectors, "", span, None if comment.own_line else comment.start.row, words)


def _misspelt(match: re.Match[str], span: Span) -> Iterator[Directive]:
    """A directive that was meant and is none: by a word of ours or of other tools, or by its form. Prose is neither."""
    word, listed, rest = match["word"] or "", match["list"] or "", match["rest"].strip()
    kind = _kind_meant(word.lower().replace("_", "-"))
    if ":" in match["by"] or "=" in match["by"]:
        directive = kind or listed.startswith("[") or _MALFORMED.match(word) or not (listed or rest)
    else:
        directive = (kind or not word) and (listed or not rest)
    if directive:
        codes = listed.strip("[]:= ") if listed.startswith("[") else ", ".join(re.findall(r"\bZL\d+", match[0]))
        meant = f"# zerolint: {kind or 'ignore'}" + (f"[{codes}]" if codes else "")
        written = " ".join(f"zerolint{match['by']}{word}".split())
        yield Directive("misspelt", (), "", span, None, written=written, meant=meant)


def _kind_meant(word: str) -> Kind | None:
    """What a word is meant to be that stands where ours do: a near spelling, or what other tools call it."""
    from difflib import get_close_matches

    parts = word.split("-")
    if parts[0] in _ELSEWHERE or "ignore" in parts or get_close_matches(word, ["ignore", "file-ignore"], cutoff=0.75):
        return "file-ignore" if "file" in parts else "ignore"
    return None


def _words(match: re.Match[str], group: int, span: Span) -> tuple[Span, ...]:
    """Where each selector of a comment stands."""
    row, first = span.start.row, span.start.column + match.start(group) - match.start()
    found = re.finditer(r"[^,\s]+", match[group])
    return tuple(Span(Point(row, first + each.start()), Point(row, first + each.end())) for each in found)


def _comments(text: str) -> list[_Comment]:
    from tokenize import TokenError

    try:
        return list(_tokenized(text))
    except (TokenError, SyntaxError, ValueError):
        return list(_guessed(text))


def _tokenized(text: str) -> Iterator[_Comment]:
    import tokenize

    blank = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    lines = iter([row + "\n" for row in rows_of(text)])
    waiting: list[tuple[str, Point]] = []
    depth = 0
    for token in tokenize.generate_tokens(lambda: next(lines, "")):
        row, column = token.start
        if token.type == tokenize.COMMENT:
            start = Point(row, column + 1)
            if depth == 0 and not token.line[:column].strip():
                waiting.append((token.string, start))
            else:
                yield _Comment(token.string, start, False, None)
        elif token.type not in blank:
            if token.type == tokenize.OP:
                depth += (token.string in "([{") - (token.string in ")]}")
            yield from (_Comment(string, start, True, row) for string, start in waiting)
            waiting.clear()
    yield from (_Comment(string, start, True, None) for string, start in waiting)


def _guessed(text: str) -> Iterator[_Comment]:
    """Comments of a text that does not tokenize, row by row; strings are not told apart."""
    rows = rows_of(text)
    for index, row in enumerate(rows):
        starts = [match.start() for pattern in (_OWN, _NOQA) if (match := pattern.search(row))]
        if not starts:
            continue
        at = min(starts)
        code = (number for number, later in enumerate(rows[index + 1 :], index + 2) if later.split("#")[0].strip())
        own_line = not row[:at].strip("# \t\f")
        yield _Comment(row[at:], Point(index + 1, at + 1), own_line, next(code, None) if own_line else None)
