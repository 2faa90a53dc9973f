"""Errors the user can mend, and the nearest right spelling of a wrong word."""

from __future__ import annotations

from collections.abc import Iterable


class UserError(Exception):
    """A wrong flag, setting, selector or rule page; the text says what to do. Ends the run with exit status 2."""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """`; did you mean ...?` for the nearest candidate, or nothing where none is near."""
    import difflib

    lowered = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.lower(), list(lowered), n=1, cutoff=0.5)
    return f"; did you mean `{lowered[near[0]]}`?" if near else ""
