"""Lists of rows: as the array that a library makes of one, and what its items are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from zerolint.facts.copies import AGAIN, of_one_row
from zerolint.facts.influences import LIST, TURN
from zerolint.facts.machine import Machine
from zerolint.facts.paths import contradict
from zerolint.facts.places import Place
from zerolint.facts.rows import Joined, Picked, Root, Rows, Shuffled
from zerolint.facts.values import Choice, Known, Object, Sequence, Tensor, Unknown, Value, alternatives
from zerolint.knowledge.tensors import make, rows_of

LISTS = frozenset({LIST, "copy", "array.tolist"})
"""What makes a list of the rows of an array."""
PARTS = frozenset({"slice", "row"})
"""What a list of windows holds, or of what comes behind each."""
ORDER = "order"
"""The slot of a list with the key of the order that a shuffle gave it."""
MOST_HELD = 8
DEEPEST = 3
"""Arrays of one list, and lists in lists, that are looked at."""


def listed(m: Machine, value: Value) -> Value:
    """A list of unknown length as the array that a library makes of it; everything else as it is.

    Its rows are its own: which items there are is not known, only what one of them is made of.
    """
    if not (isinstance(value, Object) and value.kind == "list") or m.elements(value) is not None:
        return m.current(value)
    typical = m.typical(value)
    rows = _order_of(m, value, typical)
    if typical is None and isinstance(rows, Root):
        return Unknown("a list", value.key, place=value.place)
    held = () if typical is None else inside(m, typical)
    attributes = () if typical is None else tuple((AGAIN, each) for each in _put_in_again(m, typical))
    return Tensor(LIST, held, None, attributes, rows=rows, key=value.key, place=value.place)


def _order_of(m: Machine, value: Object, typical: Value | None) -> Rows:
    """The rows of a list in the order that a shuffle gave them; of no known order after a second one."""
    order = m.read(value, ORDER)
    root = Root(value.key, cut=typical is not None and any(each.operator in PARTS for each in inside(m, typical)))
    if order is None:
        return root
    return Shuffled(root, order.value) if isinstance(order, Known) else Picked(root, value.key)


def _put_in_again(m: Machine, typical: Value) -> Iterator[Sequence]:
    """What one turn of a loop puts into a list and then again, changed: the first two of each."""
    # A soft choice is which item is looked at; the others are those of the script.
    items = [
        (frozenset(each for each in labels if not each.soft), inside(m, item)) for labels, item in alternatives(typical)
    ]
    for number, (labels, first) in enumerate(items):
        for others, second in items[number + 1 :]:
            same = [(one, other) for one in first for other in second if _of_one_turn(one, other)]
            if same and not contradict(labels, others):
                yield Sequence(same[0])
                return


def _of_one_turn(first: Tensor, second: Tensor) -> bool:
    """Whether two items are the same row of an array, taken in the same turn of a loop."""
    turn = first.attribute(TURN)
    return isinstance(turn, Unknown) and turn.key > 0 and turn == second.attribute(TURN) and of_one_row(first, second)


def inside(m: Machine, value: Value) -> tuple[Tensor, ...]:
    """The first arrays in nested lists and tuples, a typical one where it is not known how many."""
    return tuple(islice(_inside(m, value, DEEPEST, None), MOST_HELD))


def _inside(m: Machine, value: Value, deepest: int, turn: Value | None) -> Iterator[Tensor]:
    if isinstance(value, Choice):
        for _, each in value.arms:
            yield from _inside(m, each, deepest, turn)
    elif isinstance(value, Tensor):
        now = m.current(value)
        if isinstance(now, Tensor):
            yield in_turn(now, turn or value.attribute(TURN))
    elif deepest and (isinstance(value, Sequence) or (isinstance(value, Object) and value.kind == "list")):
        items = m.elements(value)
        typical = m.typical(value) if items is None else None
        own = m.read(value, TURN) if isinstance(value, Object) else None
        for each in items or (() if typical is None else (typical,)):
            yield from _inside(m, each, deepest - 1, turn or own)


def in_turn(item: Tensor, turn: Value) -> Tensor:
    """An item of a list, with the turn of a loop that added it; that of another list keeps the turn that made it."""
    made = item.attribute(TURN)
    if isinstance(made, Unknown) and made.key and isinstance(turn, Unknown) and made.key <= turn.key:
        return item
    others = tuple(each for each in item.attributes if each[0] != TURN)
    return replace(item, attributes=(*others, (TURN, turn)))


def is_list(value: Value) -> bool:
    """Whether rows are in a list, which `+` and `*` make longer."""
    while isinstance(value, Tensor) and value.operator in ("slice", "columns") and value.operands:
        value = value.operands[0]
    return isinstance(value, Tensor) and value.operator in LISTS


def joined_lists(m: Machine, symbol: str, left: Value, right: Value, place: Place) -> Tensor:
    """`rows + rows`, `rows * 2` of lists."""
    held = [rows_of(m, each) for each in (left, right)]
    known = [each for each in held if each is not None]
    both = symbol == "+" and len(known) == 2
    return make(m, "copy", (left, right), place, rows=Joined(tuple(known)) if both else None)
