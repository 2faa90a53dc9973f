"""What would mend a defect, said over places: the detectors' half of a fix, which knows no syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zerolint.facts.places import Code, Place

FixGrade = Literal["safe", "unsafe"]


Template = tuple[str | Code, ...]
"""New code in pieces; each piece that is not a text is code the script already has."""


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
class Replace:
    """Write something else in the stead of the expression at a place."""

    at: Place
    code: Template


Change = SetArgument | Replace


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes that mend a defect together. `grade` overrides what the rule's page says."""

    changes: tuple[Change, ...]
    grade: FixGrade | None = None
