"""What would fix a defect, said over places: the detectors' half of a fix, which knows no syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from zerolint.facts.places import NOWHERE, Code, Place

FixGrade = Literal["safe", "unsafe"]


class Named(NamedTuple):
    """In a template: a library's object by its canonical name, to be spelled as the script spells that library."""

    name: str


class NamedBeside(NamedTuple):
    """In a template: what a table gives for the canonical name of the function called at a place."""

    call: Place
    names: tuple[tuple[str, str], ...]


class Factor(NamedTuple):
    """In a template: what the product at a place multiplies the expression at another place by."""

    product: Place
    other: Place


class Passed(NamedTuple):
    """In a template: what the call at a place passes for a parameter.

    Where `name_only`, it has to be a name that is not bound again behind the call.
    """

    call: Place
    name: str
    position: int
    name_only: bool = False


class ArgumentsOf(NamedTuple):
    """In a template: the arguments of the call at a place as they stand, with their parentheses."""

    call: Place


class Receiver(NamedTuple):
    """In a template: the object whose method is called at a place."""

    call: Place


class Entry(NamedTuple):
    """In a template: the name that the dict display at a place holds under a key."""

    display: Place
    key: str


class AttributeOf(NamedTuple):
    """In a template: the attribute of `self` that the result of the call at a place was assigned to."""

    call: Place


Piece = str | Code | Named | NamedBeside | Factor | Passed | ArgumentsOf | Receiver | Entry | AttributeOf
Template = tuple[Piece, ...]
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
    """Leave out the keyword `name` of the call at a place.

    Only where its value is the same in each run of the call: a literal, or a constant of the module.
    """

    call: Place
    callee: str
    name: str


class Nested(NamedTuple):
    """That an expression stands as an argument right in the call at another place, not behind a name."""

    argument: Place
    call: Place


@dataclass(frozen=True, slots=True)
class Replace:
    """Write something else in the stead of the expression at a place; only where `nested` holds.

    `binds` is an expression that the new code assigns to: a name has to be the function's own already.
    """

    at: Place
    code: Template
    nested: Nested | None = None
    binds: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class InsertBefore:
    """Write statements above the one that the expression at a place belongs to, in a method.

    `binds` is a name that they bind: the method must not have it already.
    """

    at: Place
    code: Template
    binds: str | None = None


@dataclass(frozen=True, slots=True)
class CallInstead:
    """Call another method of the same object, where `callee` is called at a place with one argument."""

    call: Place
    callee: str
    method: str


@dataclass(frozen=True, slots=True)
class IndexOperand:
    """Write `index` behind an operand of the operation at a place, or an argument of the call: `y[:, None]` for `y`.

    `number` counts the operands from 0, or the arguments that are passed by position.
    """

    operation: Place
    number: int
    index: str


Change = SetArgument | DropArgument | Replace | InsertBefore | CallInstead | IndexOperand


@dataclass(frozen=True, slots=True)
class ProposedFix:
    """Changes that fix a defect together. `grade` and `title` override what the rule's page says."""

    changes: tuple[Change, ...]
    grade: FixGrade | None = None
    title: str | None = None
