"""Arrays that hold a row more than once: where each copy was made, and of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from zerolint.facts.overlaps import overlap
from zerolint.facts.places import Place
from zerolint.facts.rows import Root, Rows
from zerolint.facts.values import Choice, Known, Sequence, Tensor, Unknown, Value

JOINING = frozenset({"concatenate", "vstack", "append", "r_", "concat", "copy"})
"""Last words of the operators that put arrays one behind the other."""
REPEATED = "repeated"
"""The operator of a dataset that gives each of its rows more than once."""
AGAIN = "again"
"""The attribute of a list with an item that each turn of a loop puts into it more than once, as it is or changed."""
ITEM = "item"
"""The operator of one turn of an iteration over an array."""


class Copies(NamedTuple):
    """Rows that an array holds more than once: those of which array, and where they were copied."""

    source: Value
    place: Place


def copied(tensor: Tensor) -> Copies | None:
    """What puts some rows of an array into this one more than once; None where nothing shows that."""
    again = tensor.attribute(AGAIN)
    if isinstance(again, Sequence):
        return Copies(again.items[0], again.items[1].place)
    source = _source(tensor)
    return None if source is None else Copies(source, tensor.place)


def _source(tensor: Tensor) -> Value | None:
    word = tensor.operator.rpartition(".")[2]
    first = tensor.operands[0] if tensor.operands else None
    if not isinstance(first, (Tensor, Unknown)) or tensor.layer is not None:
        return None
    if word in JOINING:
        return _joined_again(tensor)
    if tensor.operator == REPEATED:
        return first
    if tensor.operator == "slice":
        index = tensor.attribute("index")
        return first if isinstance(index, Tensor) and _draws_again(index) else None
    return first if word in ("repeat", "tile") and _repeats_rows(tensor, word) else None


def _joined_again(tensor: Tensor) -> Value | None:
    """One of the joined arrays, some of whose rows are in another one as well."""
    axis = tensor.attribute("axis")
    if axis not in (Known(0), Known(None)) and not isinstance(axis, Unknown):
        return None
    if any(isinstance(each, Tensor) and _side_by_side(each) for each in tensor.operands):
        # A picture that is put in the middle of nine, to have a margin: its rows are no rows of data.
        return None
    for first, second in combinations(tensor.operands, 2):
        if _rows(first) is not None and _same_rows(first, second):
            return first
    return None


def _side_by_side(tensor: Tensor) -> bool:
    """Whether one array stands beside itself in each row."""
    word, axis = tensor.operator.rpartition(".")[2], tensor.attribute("axis")
    beside = word == "hstack" or (word in JOINING and isinstance(axis, Known) and axis.value not in (0, None))
    return beside and any(first.key == second.key for first, second in combinations(_arrays(tensor.operands), 2))


def _arrays(values: Iterable[Value]) -> list[Tensor]:
    return [each for each in values if isinstance(each, Tensor) and each.key]


def of_one_row(first: Tensor, second: Tensor) -> bool:
    """Whether one item is the other's row changed as a whole: two parts of a row are not.

    The same array on two paths is one item.
    """
    if first.key == second.key:
        return False
    here, there = ({each.key for each in content(value)} for value in (first, second))
    return first.key in there or second.key in here or (first.rows == second.rows and bool(here & there))


def _same_rows(first: Value, second: Value) -> bool:
    """Whether rows of one array are in the other as well: as they are, or as a loop over the one has changed them.

    Two columns put one behind the other copy nothing.
    """
    here, there = ({each.key: each for each in content(value)} for value in (first, second))
    if not here.keys() & there.keys():
        return False
    one, other = _rows(first), _rows(second)
    found = None if one is None or other is None else overlap(one, other)
    if found is not None and found.shared:
        return found.in_every_world
    walked = [each for each in there.values() if isinstance(each, Tensor) and each.operator == ITEM]
    return any(_rows(of) == one for each in walked for of in each.operands)


def _rows(value: Value) -> Rows | None:
    if isinstance(value, Unknown):
        return Root(value.key) if value.key else None
    rows: Rows | None = value.rows if isinstance(value, Tensor) else None
    return rows


def content(value: Value) -> Iterator[Tensor | Unknown]:
    """An array and those that it has all its columns from."""
    waiting, seen = [value], set[int]()
    while waiting:
        each = waiting.pop()
        if isinstance(each, Choice):
            waiting += [arm for _, arm in each.arms]
        elif isinstance(each, (Tensor, Unknown)) and each.key and each.key not in seen:
            seen.add(each.key)
            yield each
            if isinstance(each, Tensor) and each.operator != "columns" and each.layer is None:
                waiting += each.operands


def _draws_again(index: Tensor) -> bool:
    """Whether positions are drawn so that one may come more than once."""
    word = index.operator.rpartition(".")[2]
    if word == "choice":
        return index.attribute("replace") == Known(True)
    return word == "repeat"


def _repeats_rows(tensor: Tensor, word: str) -> bool:
    """`np.repeat(x, 3, axis=0)`, `np.tile(x, (3, 1))`: more than once, and along the rows."""
    counts = tensor.attribute("counts")
    if word == "repeat":
        return counts != Known(1) and tensor.attribute("axis") == Known(0)
    if not isinstance(counts, Sequence) or len(counts.items) < 2:
        return False
    return counts.items[0] != Known(1) and set(counts.items[1:]) == {Known(1)}
