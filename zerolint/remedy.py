"""What would mend a defect, said over places: the detectors' half of a fix, which knows no syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from zerolint.facts.places import Code, Place

FixGrade = Literal["safe", "unsafe"]


class Named(NamedTuple):
    """In a template: a library's object by its canonical name, to be spelled as the script spells that library."""

    name: str


class ArgumentsOf(NamedTuple):
    """In a template: the arguments of the call at a place as they stand, with their parentheses."""

    call: Place


Template = tuple[str | Code | Named | ArgumentsOf, ...]
"""New code in pieces; each piece that is not a text is code the script already has, or the name of a library's."""


@dataclass(frozen=True, slots=True)
class SetArgument:
    """Pass `value` as the parameter `name` of the call at a place, in the stead of what was passed.

    `callee` is the last part of the called name; a call of anything else (a wrapper, a partial) is left alone.
    `position` is the parameter's own among the positional ones, None where it takes a keyword only.
    """

    call: Place
    callee: str
    name: str
    value: Template
    position: int | None = None


@dataclass(frozen=True, slots=True)
class DropArgument:
    """Leave out the keyword `name` of the call at a place."""

    call: Place
    name: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Write something else in the stead of the expression at a place.

    Where `argument_of` is given, only if the expression stands there as an argument of that very call: another
    one may be shared with code that wants it as it is.
    """

    at: Place
    code: Template
    argument_of: Place | None = None


@dataclass(frozen=True, slots=True)
class InsertBefore:
    """Write a statement of its own above the statement that the expression at a place belongs to."""

    at: Place
    code: Template


Change = SetArgument | DropArgument | Replace | InsertBefore


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes that mend a defect together. `grade` and `title` override what the rule's page says."""

    changes: tuple[Change, ...]
    grade: FixGrade | None = None
    title: str | None = None
