"""The words of a variable's name."""

from __future__ import annotations

import re

WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words(name: str) -> list[str]:
    """The words of a variable's name, in lower case: `X_testSet` gives x, test, set."""
    return [word.lower() for word in WORDS.findall(name)]
