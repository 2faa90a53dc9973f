"""How deeply JSON is nested, known before a parser that recurses is given it."""

from __future__ import annotations

import re

MAX_JSON_DEPTH = 100
"""Notebooks stay below 20. The scanner of `json` recurses in C, and a deep text has overflowed the stack of Python."""

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]', re.DOTALL)


def too_deep_at(text: str) -> int | None:
    """The offset of the first bracket that is one too deep; None where a parser can be trusted with the text."""
    if text.count("[") + text.count("{") <= MAX_JSON_DEPTH:
        return None
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > MAX_JSON_DEPTH:
                return token.start()
        elif token[0] in "]}":
            depth -= 1
    return None
