"""Row sets simulated on row numbers: whether two share rows, and how many, by Python's own slicing.

Where the script does not tell how many rows there are, sizes are made up ("worlds"). What holds in some of them
alone is no fact about the script: only what is the same in all of them is.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, TypeGuard

from zerolint.facts.rows import (
    Joined,
    Masked,
    Picked,
    Root,
    Rows,
    Shuffled,
    Take,
    conditions,
    roots,
    shuffles,
    sized,
    within,
)
from zerolint.facts.values import Formula, Known, Value

Piece = tuple[int, "range | list[int]"]
"""Row numbers, in order, and the root that they are of."""

MOST_ROWS = 500_000
"""Larger row lists are not simulated; contiguous ranges cost nothing and have no limit."""
UNIT = 40
"""Rows of an array of unknown size, beyond those that the script's own numbers ask for."""
FAR = 10_000
"""How much larger an array may be than what the script's own numbers suggest."""
LARGEST = 10**17
"""Sizes and positions beyond this one are taken for it: no array is as long, and Python has no longer range."""
FEWEST = 100
"""An array of fewer rows is no usual training set: what holds for it alone is not looked for."""
MOST_LISTED = 5000
"""Rows of the largest array of which many sizes are tried, where each try lists the rows."""


ROUNDED = 2
"""By how many rows a share may differ from that of more rows, since there are whole rows only."""


class NotSimulated(Exception):
    """The rows depend on something that has no number in any world."""


@dataclass(frozen=True, slots=True)
class World:
    """One assignment of sizes to roots whose size is not known, and of outcomes to what is random.

    They all have `unit` rows, or where a `longest` is named, the others a quarter of it.
    """

    unit: int
    draw: int = 0
    longest: int | None = None

    def size(self, root: Root) -> int:
        """How many rows the root has here."""
        if root.size is not None:
            return min(root.size, LARGEST)
        return self.unit if self.longest in (None, root.key) else self.unit // 4

    def rows(self, rows: Rows) -> list[Piece]:
        """Row numbers, in order, as pieces of one root each."""
        match rows:
            case Root():
                return [(rows.key, range(self.size(rows)))]
            case Take():
                return _cut(self.rows(rows.base), self._window(rows))
            case Shuffled():
                return [(root, self._shuffled(numbers, rows.key)) for root, numbers in self.rows(rows.base)]
            case Masked():
                return self._masked(rows, _bounded(self.rows(rows.base)))
            case Picked():
                raise NotSimulated
            case Joined():
                return [piece for part in rows.parts for piece in self.rows(part)]

    def _window(self, rows: Take) -> slice:
        return slice(*(self._part(part) for part in (rows.start, rows.stop, rows.step)))

    def _part(self, part: Value | None) -> int | None:
        if part is None or part == Known(None):
            return None
        number = self.number(part)
        if isinstance(number, bool) or not isinstance(number, int):
            if not isinstance(number, float) or not number.is_integer():
                raise NotSimulated
            number = int(number)
        return max(-LARGEST, min(number, LARGEST))

    def _shuffled(self, numbers: range | list[int], key: int) -> list[int]:
        if len(numbers) > MOST_ROWS:
            raise NotSimulated
        return [numbers[position] for position in _order(len(numbers), key + self.draw)]

    def _masked(self, rows: Masked, pieces: list[Piece]) -> list[Piece]:
        """The rows that a mask picks: as many as it is said to pick, or about a half."""
        if rows.count is None:
            return [
                (root, [row for row in numbers if (hash((rows.key, self.draw, root, row)) & 4 == 0) == rows.wanted])
                for root, numbers in pieces
            ]
        total = sum(len(numbers) for _, numbers in pieces)
        picked = set(_order(total, rows.key + self.draw)[: self._part(rows.count)])
        found: list[Piece] = []
        behind = 0
        for root, numbers in pieces:
            kept = [row for position, row in enumerate(numbers, behind) if (position in picked) == rows.wanted]
            found.append((root, kept))
            behind += len(numbers)
        return found

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
                return len(range(self.length(rows.base))[self._window(rows)])
            case Shuffled():
                return self.length(rows.base)
            case Joined():
                return sum(self.length(part) for part in rows.parts)
            case Masked(count=Known() | Formula()):
                whole = self.length(rows.base)
                picked = len(range(whole)[: self._part(rows.count)])
                return picked if rows.wanted else whole - picked
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


def _cut(pieces: list[Piece], window: slice) -> list[Piece]:
    """Python's slicing of what lies in several pieces, one behind the other."""
    if len(pieces) == 1:
        root, numbers = pieces[0]
        return [(root, numbers[window])]
    if window.step not in (None, 1):
        flat = [(root, row) for root, numbers in _bounded(pieces) for row in numbers][window]
        return [(root, [row]) for root, row in flat]
    start, stop, _ = window.indices(sum(len(numbers) for _, numbers in pieces))
    found: list[Piece] = []
    for root, numbers in pieces:
        if max(0, start) < min(stop, len(numbers)):
            found.append((root, numbers[max(0, start) : stop]))
        start, stop = start - len(numbers), stop - len(numbers)
    return found


@lru_cache(maxsize=16)
def _order(count: int, key: int) -> list[int]:
    """A random order of so many positions; the same key gives the same order."""
    return random.Random(key).sample(range(count), count)


def _bounded(pieces: list[Piece]) -> list[Piece]:
    if sum(len(numbers) for _, numbers in pieces) > MOST_ROWS:
        raise NotSimulated
    return pieces


def _constants(rows: Any) -> Iterator[int]:
    """The numbers that touch these rows: sizes must be larger than their sum."""
    for each in _inside(rows):
        if isinstance(each, Known) and isinstance(each.value, (int, float)) and abs(each.value) < LARGEST / FAR**2:
            yield math.ceil(abs(each.value))


def _inside(rows: Any) -> Iterator[Any]:
    """Everything that an expression of rows or of their number is made of, and itself."""
    yield rows
    match rows:
        case Take(base=base, start=start, stop=stop, step=step):
            below: tuple[Any, ...] = (base, start, stop, step)
        case Masked(base=base, count=count):
            below = (base, count)
        case Shuffled(base=base) | Picked(base=base):
            below = (base,)
        case Joined(parts=below) | Formula(operands=below):
            pass
        case _:
            below = ()
    for each in below:
        yield from _inside(each)


def _listing(rows: Rows) -> bool:
    """Whether a simulation lists these rows one by one."""
    return any(isinstance(each, (Shuffled, Masked)) for each in _inside(rows))


def worlds(*rows: Any) -> list[World]:
    """A few sizes for the roots of unknown size in row sets and numbers, all above twice the sum of the constants.

    The last one is far above it. What is random comes out otherwise in each.
    """
    least = 2 * sum(_constants(Joined(rows))) + UNIT
    most = max(3 * least, MOST_LISTED) if _listing(Joined(rows)) else FAR * least
    return [World(least), World(least + 61, 1), World(3 * least + 7, 2), World(most + 3, 3)]


def _usual(*rows: Rows) -> Iterator[World]:
    """Many sizes, among them small ones and roots of different sizes, in which a claim about rows must hold as well."""
    both = Joined(rows)
    least = 2 * sum(_constants(both)) + UNIT
    listed = _listing(both)
    unit, factor = FEWEST, 2.0 if listed else 1.05
    while unit < (MOST_LISTED if listed else 4 * least):
        yield World(unit)
        unit = math.ceil(unit * factor)
    unsized = {each.key for each in _inside(both) if isinstance(each, Root) and each.size is None}
    if len(unsized) > 1:
        yield from (World(3 * least, longest=key) for key in unsized)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many rows of `total` are shared where there are many rows, and whether some are whatever their number.

    `counted`: the two numbers follow from those in the script. `whole`: all of the tested rows are shared.
    """

    shared: int
    total: int
    in_every_world: bool
    counted: bool = False
    whole: bool = False


@lru_cache(maxsize=1024)
def overlap(trained: Rows, tested: Rows) -> Overlap | None:
    """How many of the tested rows are trained on; None where that can't be simulated."""
    if not roots(trained) & roots(tested):
        return Overlap(0, 1, in_every_world=True)
    if conditions(trained) != conditions(tested) and trained != tested:
        return None
    found = worlds(trained, tested)
    try:
        counts = [_shared(world.rows(trained), world.rows(tested)) for world in found]
    except NotSimulated:
        return Overlap(1, 1, in_every_world=True, whole=True) if trained == tested else None
    # Where only few rows would make the parts meet, they were cut for more.
    shared, total = counts[-1]
    doubts: Iterable[World] = chain(found, () if sized(trained) and sized(tested) else _usual(trained, tested))
    if shuffles(trained) != shuffles(tested):
        # Of few rows, two parts that are drawn each by a chance of its own may happen to share none.
        doubts = found[-1:]
    return Overlap(
        shared,
        total,
        in_every_world=shared > 0 and not any(_apart(each, trained, tested) for each in doubts),
        counted=len(set(counts)) == 1,
        whole=all(shared == total for shared, total in counts),
    )


def portion(part: Rows, whole: Rows) -> float | None:
    """Which share of the whole is also in the part, where that is the same however many rows there are; else None."""
    if any(isinstance(each, Picked) or (isinstance(each, Masked) and each.count is None) for each in _inside(part)):
        return None
    shares: list[tuple[float, int]] = []
    for world in (*worlds(part, whole)[:3], World(FAR * UNIT)):
        try:
            every = world.length(whole)
            shared = world.length(part) if within(part, whole) else _shared(world.rows(part), world.rows(whole))[0]
        except NotSimulated:
            return None
        shares.append((shared / max(every, 1), every))
    last = shares[-1][0]
    return last if all(abs(share - last) * every <= ROUNDED for share, every in shares) else None


def _apart(world: World, trained: Rows, tested: Rows) -> bool:
    """Whether here both hold rows, and none of them is shared."""
    try:
        pieces = world.rows(trained), world.rows(tested)
    except NotSimulated:
        return False
    shared, total = _shared(*pieces)
    return shared == 0 < total and any(len(numbers) for _, numbers in pieces[0])


def _shared(trained: list[Piece], tested: list[Piece]) -> tuple[int, int]:
    """How many of the tested rows are trained on, and how many there are."""
    total = sum(len(numbers) for _, numbers in tested)
    shared = 0
    for root, numbers in tested:
        others = [(other, piece) for other, piece in trained if other == root]
        spans = [(piece.start, piece.stop) for _, piece in others if _plain(piece)]
        if _plain(numbers) and len(spans) == len(others):
            shared += _covered(numbers, sorted(spans))
        elif others:
            seen = set().union(*(piece for _, piece in _bounded(others)))
            shared += sum(row in seen for row in numbers)
    return shared, total


def _plain(numbers: range | list[int]) -> TypeGuard[range]:
    return isinstance(numbers, range) and numbers.step == 1


def _covered(numbers: range, spans: list[tuple[int, int]]) -> int:
    """How many of these rows lie in at least one of the spans, which are in the order of their starts."""
    covered, behind = 0, numbers.start
    for start, stop in spans:
        start, stop = max(start, behind), min(stop, numbers.stop)
        covered += max(0, stop - start)
        behind = max(behind, stop)
    return covered


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
