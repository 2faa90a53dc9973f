"""What an expression of the script may be worth: the values that facts are made of.

A value is immutable. Whatever Python lets a script change (lists, arrays, models) is an
`Object`, and its contents live in slots of the interpreter's heap.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, TypeVar

from zerolint.facts.paths import ALWAYS, Labels, contradict, ordinary
from zerolint.facts.places import NOWHERE, Place

OVERRIDABLE = "overridable"
"""Mark of a default that a user can override from outside (argparse, environment)."""
SWEEP = "sweep"
"""Mark of a value that a loop varies."""
MEMBER = "member"
"""Mark of a number or text that is a member of an enumeration, and prints as one."""

NO_MARKS: frozenset[str] = frozenset()
ARGUMENT = "the argument "
"""How the reason of what an unknown caller gives begins; the name of the parameter follows."""
MOST_ALTERNATIVES = 8
DEEPEST = 32
"""Levels of tuples in tuples; code written by people stays below 8."""
MOST_PARTS = 100_000
LONGEST = 200
"""Operators and numbers in one formula of sizes."""
_LONG = count(1)


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """Anything an expression can be worth. `place` is where it was written or made.

    Equality is each kind's own: this class must not give one to those that go by identity.
    """

    place: Place = field(default=NOWHERE, compare=False, kw_only=True)
    marks: frozenset[str] = field(default=NO_MARKS, compare=False, kw_only=True)


V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Unknown(Value):
    """A value that could not be worked out, and why.

    `key` tells two unknown things apart (0: nothing is known about identity), so
    that two slices of the same unknown array are known to be slices of one array.
    """

    reason: str = "not understood"
    key: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Known(Value):
    """A Python scalar: None, bool, int, float, complex, str, bytes, Ellipsis.

    `formula` keeps the last operation of a computed number: (operator, left, right).
    """

    value: Any
    formula: tuple[Any, ...] | None = None

    def __eq__(self, other: object) -> bool:
        """Equal in type as well: True, 1 and 1.0 are three values; NaN equals itself."""
        if not isinstance(other, Known) or type(self.value) is not type(other.value):
            return False
        return bool(self.value == other.value) or (self.value != self.value and other.value != other.value)

    def __hash__(self) -> int:
        return hash((type(self.value), self.value))


@dataclass(frozen=True, slots=True)
class Formula(Value):
    """A number that depends on the size of some data: an operator over such numbers.

    `operator` is a Python operator ("+", "//"), a function ("int", "round"), or
    "size" with a rows expression (`facts.rows`) as its only operand.
    """

    operator: str
    operands: tuple[Any, ...]
    parts: int = field(default=1, init=False, compare=False, repr=False)
    """How many numbers and operators it is written with; beyond `LONGEST` its operands are unknown."""

    def __post_init__(self) -> None:
        parts = 1 + sum(each.parts if isinstance(each, Formula) else 1 for each in self.operands)
        if parts > LONGEST:
            # Each by a key of its own: no two long formulas are the same.
            shortened = [
                Unknown("a long formula", -next(_LONG)) if isinstance(e, Formula) else e for e in self.operands
            ]
            object.__setattr__(self, "operands", tuple(shortened))
            parts = 1 + len(shortened)
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True)
class Sequence(Value):
    """A tuple: immutable, of known length.

    `depth` counts the levels of tuples and choices in it, `parts` everything it is made of, as often as it is there:
    tuples inside tuples beyond `DEEPEST` or `MOST_PARTS` are unknown, so that every walk over a value ends soon.
    """

    items: tuple[Value, ...]
    depth: int = field(default=1, init=False, compare=False, repr=False)
    parts: int = field(default=1, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        depth, parts = 0, len(self.items)
        if not _COMPOUND.isdisjoint(map(type, self.items)):
            depth, parts = _extent(self.items)
            if depth >= DEEPEST or parts > MOST_PARTS:
                flat = tuple(Unknown("nested too deeply") if type(each) in _COMPOUND else each for each in self.items)
                object.__setattr__(self, "items", flat)
                depth, parts = 0, len(flat)
        object.__setattr__(self, "depth", 1 + depth)
        object.__setattr__(self, "parts", 1 + parts)


@dataclass(frozen=True, slots=True)
class SliceOf(Value):
    """A `start:stop:step` subscript; each part is None, a number or unknown."""

    start: Value
    stop: Value
    step: Value


@dataclass(frozen=True, slots=True)
class Symbol(Value):
    """A module, class or function of a library, under its one canonical name."""

    name: str


@dataclass(frozen=True, slots=True)
class Object(Value):
    """Something with identity: `key` names it in the heap, `kind` is its class' canonical name."""

    key: int
    kind: str


@dataclass(frozen=True, slots=True)
class Method(Value):
    """A method of a library class, bound to the value it was read from."""

    owner: Value
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Tensor(Value):
    """An array or tensor as an expression: what made it, from what.

    `operator` is the canonical name of the library function or layer class
    ("keras.layers.Dense", "tf.nn.softmax", "input"), `operands` its data inputs,
    `layer` the layer object where one was called, `shape` one value a dimension
    (`None` for an unknown rank; a leading Ellipsis for "and axes before"), `rows` which
    rows of which root it holds, `key` its identity where the script can change it in place.
    """

    operator: str
    operands: tuple[Value, ...] = ()
    layer: Object | None = None
    attributes: tuple[tuple[str, Value], ...] = ()
    shape: tuple[Value, ...] | None = None
    rows: Any = None
    dtype: str | None = None
    key: int = 0

    def __hash__(self) -> int:
        """By identity: the operands below would be hashed once for every path that leads to them."""
        return hash((self.operator, self.key))

    def __eq__(self, other: object) -> bool:
        """Pair by pair, each once: in a network with skip connections the paths grow with 2 to its depth."""
        if not isinstance(other, Tensor):
            return NotImplemented
        seen: set[tuple[int, int]] = set()
        waiting: list[tuple[Tensor, Tensor]] = [(self, other)]
        while waiting:
            first, second = waiting.pop()
            if first is second or (id(first), id(second)) in seen:
                continue
            seen.add((id(first), id(second)))
            if first._parts() != second._parts() or len(first.operands) != len(second.operands):
                return False
            for left, right in zip(first.operands, second.operands, strict=True):
                if isinstance(left, Tensor) and isinstance(right, Tensor):
                    waiting.append((left, right))
                elif left != right:
                    return False
        return True

    def _parts(self) -> tuple[Any, ...]:
        return self.key, self.operator, self.rows, self.shape, self.dtype, self.layer, self.attributes

    def attribute(self, name: str) -> Value:
        """The operator's argument of this name, or Unknown."""
        for key, value in self.attributes:
            if key == name:
                return value
        return Unknown(f"no argument {name}")

    def dimension(self, axis: int) -> Value:
        """The size of one axis (negative counts from the end), or Unknown."""
        if self.shape is None or not -len(self.shape) <= axis < len(self.shape):
            return Unknown("shape")
        size = self.shape[axis]
        return Unknown("rank") if size == Known(...) or (axis >= 0 and self.shape[0] == Known(...)) else size


@dataclass(frozen=True, slots=True)
class Choice(Value):
    """One of a few values, each under the path labels on which it holds."""

    arms: tuple[tuple[Labels, Value], ...]


_COMPOUND = frozenset({Sequence, Choice})


def _extent(items: tuple[Value, ...]) -> tuple[int, int]:
    """How many levels of tuples there are in these values, and how many parts."""
    inner = [each for item in items for each in ([arm for _, arm in item.arms] if isinstance(item, Choice) else [item])]
    tuples = [each for each in inner if isinstance(each, Sequence)]
    parts = len(inner) - len(tuples) + sum(each.parts for each in tuples)
    return max((each.depth for each in tuples), default=0), parts


NONE = Known(None)


def alternatives(value: Value, labels: Labels = ALWAYS) -> list[tuple[Labels, Value]]:
    """The values this may be on a path with these labels, each with the labels it needs."""
    if not isinstance(value, Choice):
        return [(labels, value)]
    return [(labels | own, each) for own, each in value.arms if not contradict(labels, own)]


def ordinary_alternatives(value: Value, labels: Labels = ALWAYS) -> list[tuple[Labels, Value]]:
    """The alternatives of ordinary runs: what was there before a loop of unknown length is no finding behind it."""
    return [(needed, each) for needed, each in alternatives(value, labels) if ordinary(needed)]


def not_none(value: Value) -> Value:
    """A value that is called, or asked for an attribute or item: where it is None Python raises and goes no further."""
    if not isinstance(value, Choice):
        return value
    arms = [(labels, each) for labels, each in value.arms if each != NONE]
    return choose(arms) if 0 < len(arms) < len(value.arms) else value


def choose(arms: list[tuple[Labels, Value]]) -> Value:
    """Join alternatives: equal ones merge, more than a few become Unknown."""
    flat: list[tuple[Labels, Value]] = []
    for labels, value in arms:
        flat += alternatives(value, labels)
    merged: list[tuple[Labels, Value]] = []
    for arm in flat:
        merged = _merge(merged, arm)
    if not merged:
        return Unknown("unreachable")
    if len(merged) == 1:
        return merged[0][1]
    if len(merged) > MOST_ALTERNATIVES:
        return Unknown("too many alternatives")
    return Choice(tuple(merged))


def _merge(merged: list[tuple[Labels, Value]], arm: tuple[Labels, Value]) -> list[tuple[Labels, Value]]:
    """Add an arm; the two arms of one branch that agree no longer need the branch."""
    labels, value = arm
    for index, (others, seen) in enumerate(merged):
        if seen is not value and (seen != value or marks_inside(seen) != marks_inside(value)):
            continue
        if labels == others or len({label.branch for label in labels ^ others}) <= 1:
            rest = merged[:index] + merged[index + 1 :]
            return _merge(rest, (labels & others, marked(seen, value)))
    return [*merged, arm]


def marks_inside(value: Any) -> frozenset[str]:
    """The marks of a value and of the items it is made of."""
    if isinstance(value, tuple):
        return frozenset().union(*map(marks_inside, value))
    items = getattr(value, "items", ()) if isinstance(value, Value) else ()
    marks: frozenset[str] = getattr(value, "marks", NO_MARKS)
    return marks | marks_inside(items) if isinstance(items, tuple) and items else marks


def at(value: V, place: Place) -> V:
    """The same value, made here."""
    return replace(value, place=place)


def marked(value: Value, *sources: Value) -> Value:
    """The value with the marks of everything it was computed from."""
    marks = value.marks.union(*(source.marks for source in sources))
    return value if marks == value.marks else replace(value, marks=marks)
