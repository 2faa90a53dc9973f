"""Where a fact comes from, without saying anything about syntax trees."""

from __future__ import annotations

from typing import NamedTuple, NewType

Place = NewType("Place", int)
"""An expression or statement of the file; only the interpreter can turn it into rows and columns."""

NOWHERE = Place(-1)
"""The place of a value that no expression of the file wrote."""


class Evidence(NamedTuple):
    """One step of an explanation: a sentence that is true at a place."""

    place: Place
    text: str


class Code(NamedTuple):
    """In a finding's data: the text of the expression at a place."""

    place: Place
