"""Row provenance: which rows of which root an array holds, as an expression; `worlds` compares them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zerolint.facts.values import Formula, Value

MOST_NODES = 48


@dataclass(frozen=True, slots=True)
class Root:
    """Data that came from one place: a file, a loader, an argument. `size` in rows where it is known.

    An index array (`np.arange(n)`) holds `positions` in whatever is indexed with it. What is `cut` holds windows of
    other rows, as many as nobody knows.
    """

    key: int
    size: int | None = None
    positions: bool = False
    cut: bool = field(default=False, compare=False)


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
    is known but that it is the same one wherever `key` is the same. `count`: how many rows
    it is true for, where the script tells.
    """

    base: Rows
    key: int
    wanted: bool
    chance: bool = False
    count: Value | None = None


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
            case Masked(base=base, count=count):
                waiting += [base, count]
            case Shuffled(base=base) | Picked(base=base):
                waiting.append(base)
            case Joined(parts=parts):
                waiting += parts
            case Formula(operands=operands):
                waiting += operands
    return left > 0


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


def within(part: Rows, whole: Rows) -> bool:
    """Whether every row of one row set is in the other by the way it was chosen, wherever the cuts lie."""
    if part == whole:
        return True
    if isinstance(part, Joined):
        return all(within(each, whole) for each in part.parts)
    if isinstance(whole, Joined) and any(within(part, each) for each in whole.parts):
        return True
    return not isinstance(part, Root) and within(part.base, whole)
