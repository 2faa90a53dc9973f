"""Row provenance: which rows of which root an array holds, simulated on row numbers.

Row sets are expressions. Whether two of them share rows is not proven by algebra but by
giving the roots a few sizes ("worlds") and running Python's own slicing on row numbers.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zerolint.facts.values import Formula, Known, Value

MOST_NODES = 48
MOST_ROWS = 500_000
"""Larger row lists are not simulated; contiguous ranges cost nothing and have no limit."""


@dataclass(frozen=True, slots=True)
class Root:
    """Data that came from one place: a file, a loader, an argument. `size` in rows where it is known.

    An index array (`np.arange(n)`) holds `positions` in whatever is indexed with it.
    """

    key: int
    size: int | None = None
    positions: bool = False


@dataclass(frozen=True, slots=True)
class Take:
    """`base[start:stop:step]`; None for a part that is not given."""

    base: Rows
    start: Value | None
    stop: Value | None
    step: Value | None = None


@dataclass(frozen=True, slots=True)
class Shuffled:
    """The same rows in another order; equal keys mean the same order."""

    base: Rows
    key: int


@dataclass(frozen=True, slots=True)
class Masked:
    """The rows for which a yes/no array is true, or those for which it is not.

    With `chance` the array is random; otherwise it is some condition, of which nothing
    is known but that it is the same one wherever `key` is the same.
    """

    base: Rows
    key: int
    wanted: bool
    chance: bool = False


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows at positions of which nothing is known but that equal keys are equal positions."""

    base: Rows
    key: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Rows of several row sets, one behind the other."""

    parts: tuple[Rows, ...]


Rows = Root | Take | Shuffled | Masked | Picked | Joined


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many rows of `total` are shared, and whether that holds in every world."""

    shared: int
    total: int
    in_every_world: bool


class NotSimulated(Exception):
    """The rows depend on something that has no number in any world."""


@dataclass(frozen=True, slots=True)
class World:
    """One assignment of sizes to roots whose size is not known."""

    unit: int
    """Rows of a root of unknown size."""

    def size(self, root: Root) -> int:
        """How many rows the root has here."""
        return root.size if root.size is not None else self.unit

    def rows(self, rows: Rows) -> list[tuple[int, range | list[int]]]:
        """Row numbers, in order, as pieces of one root each: (root, numbers)."""
        match rows:
            case Root():
                return [(rows.key, range(self.size(rows)))]
            case Take():
                return self._take(rows)
            case Shuffled():
                return [self._one(_shuffled(root, numbers, rows.key)) for root, numbers in self.rows(rows.base)]
            case Masked():
                return [
                    (root, [row for row in numbers if _coin(rows.key, root, row) == rows.wanted])
                    for root, numbers in _bounded(self.rows(rows.base))
                ]
            case Picked():
                raise NotSimulated
            case Joined():
                return [piece for part in rows.parts for piece in self.rows(part)]

    @staticmethod
    def _one(piece: tuple[int, list[int]]) -> tuple[int, range | list[int]]:
        return piece

    def _take(self, rows: Take) -> list[tuple[int, range | list[int]]]:
        window = slice(*(self._part(part) for part in (rows.start, rows.stop, rows.step)))
        pieces = self.rows(rows.base)
        if len(pieces) == 1:
            root, numbers = pieces[0]
            return [(root, numbers[window])]
        flat = [(root, row) for root, numbers in _bounded(pieces) for row in numbers][window]
        return [(root, [row for other, row in flat if other == root]) for root in dict.fromkeys(r for r, _ in flat)]

    def _part(self, part: Value | None) -> int | None:
        if part is None or part == Known(None):
            return None
        number = self.number(part)
        if isinstance(number, bool) or not isinstance(number, int):
            if isinstance(number, float) and number.is_integer():
                return int(number)
            raise NotSimulated
        return number

    def number(self, value: Value) -> int | float:
        """What a number is in this world; raises NotSimulated where it has none."""
        match value:
            case Known(value=int() | float() as number):
                return number
            case Formula(operator="size", operands=(rows,)):
                return self.length(rows)
            case Formula(operator=operator, operands=operands) if operator in OPERATIONS:
                try:
                    result: int | float = OPERATIONS[operator](*(self.number(each) for each in operands))
                except (ArithmeticError, TypeError, ValueError):
                    raise NotSimulated from None
                return result
        raise NotSimulated

    def length(self, rows: Rows) -> int:
        """The number of rows here, without listing them where that is possible."""
        match rows:
            case Root():
                return self.size(rows)
            case Take():
                window = slice(*(self._part(part) for part in (rows.start, rows.stop, rows.step)))
                return len(range(self.length(rows.base))[window])
            case Shuffled():
                return self.length(rows.base)
            case Joined():
                return sum(self.length(part) for part in rows.parts)
        return sum(len(numbers) for _, numbers in self.rows(rows))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "neg": lambda a: -a,
    "int": int,
    "round": round,
    "floor": math.floor,
    "ceil": math.ceil,
    "abs": abs,
    "min": min,
    "max": max,
    "float": float,
}
"""Operators of a Formula, as Python computes them."""


def _shuffled(root: int, numbers: range | list[int], key: int) -> tuple[int, list[int]]:
    if len(numbers) > MOST_ROWS:
        raise NotSimulated
    return root, [numbers[position] for position in _order(len(numbers), key)]


@lru_cache(maxsize=16)
def _order(count: int, key: int) -> list[int]:
    """A random order of so many positions; the same key gives the same order."""
    return random.Random(key).sample(range(count), count)


def _coin(key: int, root: int, row: int) -> bool:
    return hash((key, root, row)) & 4 == 0


def _bounded(pieces: list[tuple[int, range | list[int]]]) -> list[tuple[int, range | list[int]]]:
    if sum(len(numbers) for _, numbers in pieces) > MOST_ROWS:
        raise NotSimulated
    return pieces


def _constants(rows: Any) -> Iterator[int]:
    """The numbers that touch these rows: sizes must be larger than their sum."""
    match rows:
        case Take(base=base, start=start, stop=stop, step=step):
            yield from _constants(base)
            for part in (start, stop, step):
                yield from _constants(part)
        case Shuffled(base=base) | Masked(base=base) | Picked(base=base):
            yield from _constants(base)
        case Joined(parts=parts):
            for each in parts:
                yield from _constants(each)
        case Formula(operands=operands):
            for operand in operands:
                yield from _constants(operand)
        case Known(value=int() | float() as number) if not math.isinf(number) and number == number:
            yield math.ceil(abs(number))


def bounded(rows: Rows | None) -> bool:
    """Whether an expression is small enough to work with: loops can grow it without end."""
    left = MOST_NODES
    waiting: list[Any] = [rows]
    while waiting and left:
        left -= 1
        each = waiting.pop()
        match each:
            case Take(base=base, start=start, stop=stop):
                waiting += [base, start, stop]
            case Shuffled(base=base) | Masked(base=base) | Picked(base=base):
                waiting.append(base)
            case Joined(parts=parts):
                waiting += parts
            case Formula(operands=operands):
                waiting += operands
    return left > 0


def worlds(*rows: Rows) -> list[World]:
    """A few sizes for the roots of unknown size, all above twice the constants' sum."""
    least = 2 * sum(_constants(Joined(rows))) + 40
    return [World(least), World(least + 61), World(3 * least + 7)]


def sized(rows: Rows) -> bool:
    """Whether the sizes of all roots are known, so that counts are the script's own."""
    match rows:
        case Root():
            return rows.size is not None
        case Joined(parts=parts):
            return all(map(sized, parts))
    return sized(rows.base)


def roots(rows: Rows) -> frozenset[int]:
    """The roots that these rows come from."""
    match rows:
        case Root(key=key):
            return frozenset({key})
        case Take(base=base) | Shuffled(base=base) | Masked(base=base) | Picked(base=base):
            return roots(base)
        case Joined(parts=parts):
            return frozenset().union(*(roots(part) for part in parts))


@lru_cache(maxsize=1024)
def overlap(trained: Rows, tested: Rows) -> Overlap | None:
    """How many of the tested rows are trained on; None where that can't be simulated.

    The counts are those of the first world.
    """
    if not roots(trained) & roots(tested):
        return Overlap(0, 1, True)
    if conditions(trained) != conditions(tested) and trained != tested:
        return None
    try:
        counts = [_shared(world.rows(trained), world.rows(tested)) for world in worlds(trained, tested)]
    except NotSimulated:
        return Overlap(1, 1, True) if trained == tested else None
    shared, total = counts[0]
    return Overlap(shared, total, all(count > 0 for count, _ in counts))


def conditions(rows: Rows) -> frozenset[int]:
    """The yes/no arrays, of unknown content, that choose among these rows."""
    match rows:
        case Masked(base=base, key=key, chance=False):
            return conditions(base) | {key}
        case Take(base=base) | Shuffled(base=base) | Masked(base=base) | Picked(base=base):
            return conditions(base)
        case Joined(parts=parts):
            return frozenset().union(*(conditions(part) for part in parts))
    return frozenset()


def shuffles(rows: Rows) -> frozenset[int]:
    """The random orders and random choices in these rows."""
    match rows:
        case Shuffled(base=base, key=key) | Masked(base=base, key=key, chance=True):
            return shuffles(base) | {key}
        case Take(base=base) | Masked(base=base) | Picked(base=base):
            return shuffles(base)
        case Joined(parts=parts):
            return frozenset().union(*(shuffles(part) for part in parts))
    return frozenset()


def indexes(rows: Rows) -> bool:
    """Whether these are the rows of an index array."""
    match rows:
        case Root():
            return rows.positions
        case Joined(parts=parts):
            return all(map(indexes, parts))
    return indexes(rows.base)


def _shared(
    trained: list[tuple[int, range | list[int]]], tested: list[tuple[int, range | list[int]]]
) -> tuple[int, int]:
    total = sum(len(numbers) for _, numbers in tested)
    shared = 0
    for root, numbers in tested:
        others = [piece for other, piece in trained if other == root]
        if isinstance(numbers, range) and numbers.step == 1 and len(others) == 1 and _plain(others[0]):
            shared += max(0, min(numbers.stop, others[0].stop) - max(numbers.start, others[0].start))  # type: ignore[union-attr]
        elif others:
            seen = set().union(*others)
            shared += sum(row in seen for row in numbers)
    return shared, total


def _plain(numbers: range | list[int]) -> bool:
    return isinstance(numbers, range) and numbers.step == 1


def size(rows: Rows) -> Value:
    """`len` of these rows: a number where the sizes of the roots tell it, else a Formula."""
    if not sized(rows) or not _counted(rows):
        return Formula("size", (rows,))
    try:
        lengths = {world.length(rows) for world in worlds(rows)}
    except NotSimulated:
        return Formula("size", (rows,))
    return Known(lengths.pop()) if len(lengths) == 1 else Formula("size", (rows,))


def _counted(rows: Rows) -> bool:
    """Whether sizes and slices alone tell the number of rows: how many a condition chooses is in the data."""
    match rows:
        case Root():
            return True
        case Take(base=base) | Shuffled(base=base):
            return _counted(base)
        case Joined(parts=parts):
            return all(map(_counted, parts))
    return False
