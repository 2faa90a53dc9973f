"""Names of files as a folder lists them: which listings an array was read from, and whether they were sorted."""

from __future__ import annotations

from typing import NamedTuple

from zerolint.facts.passes import RESHUFFLED
from zerolint.facts.values import Choice, Tensor, Value

LISTED = "name of a listed file"
"""The operator of a name out of a listing; its attribute `folder` is what was listed."""
SORTED = "sorted"
"""The operator of an item of something that was put in order."""


class Listing(NamedTuple):
    """A listing that an array was read from, and whether it was put in order on every way."""

    name: Tensor
    ordered: bool


def listings(value: Value) -> dict[int, Listing]:
    """The listings that an array was read from, by their identity."""
    found: dict[int, Listing] = {}
    waiting: list[tuple[Value, bool]] = [(value, False)]
    seen: set[tuple[int, bool]] = set()
    while waiting:
        each, ordered = waiting.pop()
        if isinstance(each, Choice):
            waiting += [(arm, ordered) for _, arm in each.arms]
        elif isinstance(each, Tensor) and (id(each), ordered) not in seen:
            seen.add((id(each), ordered))
            if each.operator == LISTED:
                before = found.get(each.key)
                found[each.key] = Listing(each, ordered and (before is None or before.ordered))
            ordered = each.operator == SORTED or (ordered and each.operator != RESHUFFLED)
            waiting += [(operand, ordered) for operand in each.operands]
    return found


def same_folder(first: Listing, second: Listing) -> bool:
    """Whether two listings are of one folder, which gives its files in one order while nothing changes in it."""
    return first.name.attribute("folder") == second.name.attribute("folder")
