"""The comment that silences a finding, and where in its statement it goes."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Sequence

from zerolint.finding import Edit, Finding
from zerolint.source.location import Location

_OWN = re.compile(r"#\s*zerolint\s*:\s*ignore\[([^\]#]*)\]", re.IGNORECASE)
_UNSUPPRESSED = ("ZL001", "ZL002", "ZL005", "ZL006")
"""What stands between a file and its check; no comment helps against it."""


def comment_for(finding: Finding, rows: Sequence[str]) -> Edit | None:
    """Writes `# zerolint: ignore[CODE]` behind the finding's statement, or the code into the comment there is."""
    row = _last_row(finding.start.row, rows)
    if finding.code in _UNSUPPRESSED or row is None or not 0 < row <= len(rows):
        return None
    text = rows[row - 1]
    there = _OWN.search(text)
    if there is not None:
        at, new = there.end(1), f", {finding.code}" if there[1].strip() else finding.code
    else:
        at, new = len(text.rstrip()), f"  # zerolint: ignore[{finding.code}]"
    place = Location(row, at + 1, row, finding.start.cell)
    return Edit(place, place, new)


def _last_row(row: int, rows: Sequence[str]) -> int | None:
    """The row on which the statement ends that this row is part of; None where a comment would break it."""
    lines = iter([f"{each}\n" for each in rows])
    try:
        for token in tokenize.generate_tokens(lambda: next(lines, "")):
            if token.type == tokenize.NEWLINE and token.start[0] >= row:
                return token.start[0]
    except (tokenize.TokenError, SyntaxError):
        # A cell with magics is no Python for tokenize; a row that plainly ends can still be written behind.
        pass
    text = rows[row - 1].rstrip() if 0 < row <= len(rows) else "\\"
    return None if text.endswith(("\\", "(", "[", "{", ",")) or '"""' in text or "'''" in text else row
