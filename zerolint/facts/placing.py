"""Row sets placed on other rows: an index array on what it indexes, a view on its base's new order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zerolint.facts.rows import Joined, Masked, Picked, Root, Rows, Shuffled, Take


def at_positions(positions: Rows, base: Rows) -> Rows:
    """`base[index]` where the index array holds these positions."""
    match positions:
        case Root(positions=True):
            return base
        case Root():
            return Picked(base, positions.key)
        case Take(base=inner):
            return Take(at_positions(inner, base), positions.start, positions.stop, positions.step)
        case Shuffled(base=inner):
            return Shuffled(at_positions(inner, base), positions.key)
        case Masked(base=inner):
            return replace(positions, base=at_positions(inner, base))
        case Picked(base=inner):
            return Picked(at_positions(inner, base), positions.key)
        case Joined(parts=parts):
            return Joined(tuple(at_positions(part, base) for part in parts))


def rebased(rows: Any, before: Rows | None, now: Rows | None) -> Any:
    """The rows with one part replaced: what was cut from `before`, cut from `now`."""
    if rows == before:
        return now
    match rows:
        case Take() | Shuffled() | Masked() | Picked():
            return replace(rows, base=rebased(rows.base, before, now))
        case Joined(parts=parts):
            return Joined(tuple(rebased(part, before, now) for part in parts))
    return rows
