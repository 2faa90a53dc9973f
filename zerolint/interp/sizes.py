"""Whether Python would need long, or much memory, to compute something: then it is not computed here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MOST_CHARACTERS = 100_000
MOST_BITS = 4096
MOST_WORK = 10_000_000
"""Characters that a method of a text may have to write."""
MOST_DIGITS = 400
WIDE = re.compile(r"\d{5,}|\*|\{[^}]*\{")
"""A width of many digits in a text to be formatted, or one that is an argument."""
GROWING = frozenset({"ljust", "rjust", "center", "zfill", "expandtabs", "translate"})
"""Methods whose result can be as long as an argument says."""


def small_operation(symbol: str, a: Any, b: Any) -> bool:
    """Whether `a symbol b` is small."""
    if symbol == "**":
        return not (isinstance(a, int) and isinstance(b, int)) or a.bit_length() * abs(b) <= MOST_BITS
    if symbol == "<<":
        return isinstance(b, int) and 0 <= b <= MOST_BITS
    if symbol == "*":
        for text, times in ((a, b), (b, a)):
            if isinstance(text, (str, bytes)) and isinstance(times, int):
                return len(text) * times <= MOST_CHARACTERS
    if symbol == "%" and isinstance(a, (str, bytes)):
        return not WIDE.search(a if isinstance(a, str) else a.decode("latin-1"))
    return True


def small_call(name: str, arguments: list[Any], keywords: Mapping[str, Any]) -> bool:
    """Whether a built-in function or a method (`str.replace`, its owner first) makes something small of these."""
    kind, _, method = name.rpartition(".")
    given = [*arguments, *keywords.values()]
    if kind in ("str", "bytes"):
        return method not in GROWING and _small_text(method, given)
    if name == "round":
        return all(abs(each) <= MOST_DIGITS for each in given[1:] if isinstance(each, int))
    if name == "pow":
        return len(given) != 2 or small_operation("**", *given)
    if name == "bytes":
        return not (given and isinstance(given[0], int)) or given[0] <= MOST_CHARACTERS
    return name != "format" or not any(isinstance(each, str) and WIDE.search(each) for each in given[1:])


def _small_text(method: str, given: list[Any]) -> bool:
    if method == "format":
        return not WIDE.search(given[0])
    lengths = [len(each) for each in given if isinstance(each, (str, bytes))]
    if method == "join" and len(given) > 1 and isinstance(given[1], (list, tuple)):
        pieces = [len(each) for each in given[1] if isinstance(each, (str, bytes))]
        return sum(pieces) + lengths[0] * len(pieces) <= MOST_WORK
    if method == "replace":
        return (len(given[0]) + 1) * max([1, *lengths[2:]]) <= MOST_WORK
    return True
