"""Errors the user can fix, and the nearest right spelling of a wrong word."""

from __future__ import annotations

from collections.abc import Iterable


class UserError(Exception):
    """A wrong flag, setting, selector or rule page; the text says what to do. Ends the run with exit status 2."""


def reason_of(error: OSError) -> str:
    """Why the system refused, as the end of a sentence: `permission denied`."""
    return (error.strerror or str(error)).lower()


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """`; did you mean ...?` for the nearest candidate, or nothing where none is near."""
    found = nearest(word, candidates)
    return "" if found is None else f"; did you mean `{found}`?"


def nearest(word: str, candidates: Iterable[str], *, cutoff: float = 0.5) -> str | None:
    """The candidate that is most like a word, in whatever case; None where none is like it by more than `cutoff`.

    Of equally near ones that with most letters in place: codes differ in one letter from many others.
    """
    import difflib

    lowered = {candidate.lower(): candidate for candidate in candidates}
    wrong = word.lower()
    alike = str.maketrans("oi", "01")
    looks = {each.translate(alike): candidate for each, candidate in lowered.items()}
    if wrong.translate(alike) in looks:
        # `ZL3O2`, with a letter that looks like the digit.
        return looks[wrong.translate(alike)]
    near = difflib.get_close_matches(wrong, list(lowered), n=20, cutoff=cutoff)

    def nearness(each: str) -> tuple[float, int]:
        in_place = sum(a == b for a, b in zip(wrong, each, strict=False))
        return difflib.SequenceMatcher(None, each, wrong).ratio(), in_place

    return lowered[max(near, key=nearness)] if near else None
