"""How much of a file's training was understood, in the user's coordinates: what reports show of it."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.source.location import Location, Span


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not known of a training: which part of it, why, and the expression that is not known.

    `start` is None where no expression of the file made it.
    """

    part: str
    reason: str
    code: str = ""
    start: Location | None = None
    elsewhere: str = ""
    """The file of the expression, where that is another one than the training's."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the script that trains and was not understood, with its own code.

    `span` counts in rows and columns of the file itself, also in a notebook's JSON.
    """

    start: Location
    end: Location
    span: Span
    code: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """Whether a file trains, at how many places, those of them that were not understood, and where the others are."""

    trains: bool = False
    sites: int = 0
    missed: tuple[Site, ...] = ()
    known: frozenset[Location] = frozenset()
