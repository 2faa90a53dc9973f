"""Which rows influenced an array besides its own: what was learned on the way to it, and from which rows.

A fit (of a scaler, a selector, an oversampler) is an operand of what it transformed, so the influences of an
array are found by walking its expression.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from zerolint.facts.copies import copied
from zerolint.facts.overlaps import overlap
from zerolint.facts.places import Place
from zerolint.facts.rows import Joined, Masked, Root, Rows, Take, roots, shuffles, within
from zerolint.facts.values import Choice, Known, Object, Sequence, Tensor, Unknown, Value, alternatives

FIT = "fit"
"""The operator of what was learned from its first operand."""
LIST = "list"
"""The operator of a list as an array: its operands are what its items are made of, one of which is a row each."""
GROWN = "grown"
"""The operator of an array to which each turn of a loop adds rows: what it was before, and what is added."""
TURN = "turn"
"""The attribute of an item with the turn of a loop that put it into a list: all identities above were given in it."""
ANY_ITEM = "an item of an unknown iterable"
"""Why it is not known what a loop gets, or which: each in its turn."""

Uses = Literal["statistic", "categories", "columns", "labels", "copies"]
"""What is taken from rows: a number, which categories there are, statistics of columns, labels too, or copies."""

CENTRES = frozenset({"mean", "nanmean", "median", "min"})
SPREADS = frozenset({"std", "nanstd"})
LOOKED_UP = "table"
"""The operator of an array in which numbers are looked up: what is found there has none of its rows."""
APART = (
    CENTRES
    | SPREADS
    | {FIT, LOOKED_UP, "max", "var", "mode", "sum", "quantile", "percentile", "reduce_mean", "reduce_std"}
    | {"cov", "corr", "corrcoef", "eig", "eigh", "eigvals", "eigvalsh", "inv", "pinv", "det"}
)
"""Operators whose result describes rows and holds none of them."""


@dataclass(frozen=True, slots=True)
class Influence:
    """Something learned from rows: by which transformer (or statistic), from which array, where."""

    transformer: str
    uses: Uses
    source: Tensor
    place: Place
    key: int
    """The identity of what was learned; all that came before it has a lower one."""
    fills: bool = False
    """Whether gaps are filled with it."""

    @property
    def lesson(self) -> tuple[bool, int]:
        """What is told once: mean and deviation of one array are one standardisation."""
        statistic = self.uses == "statistic"
        return statistic, self.source.key if statistic else self.place


def influences(value: Value, adapted: Mapping[Object, list[Tensor]]) -> Iterator[Influence]:
    """What was learned on the way to an array; `adapted` gives the fits of layers by layer."""
    rows = value.rows if isinstance(value, Tensor) else None
    seen: dict[int, float] = {}
    waiting: list[tuple[Value, float]] = [(value, math.inf)]
    while waiting:
        each, shared = waiting.pop()
        if isinstance(each, Choice):
            waiting += [(arm, shared) for _, arm in each.arms]
        elif isinstance(each, Sequence):
            waiting += [(item, shared) for item in each.items]
        elif isinstance(each, Tensor) and seen.get(id(each), 0) < shared:
            seen[id(each)] = shared
            parts = (arm for part in _holding(each, rows) for _, arm in alternatives(part))
            waiting += [(part, _older(part, shared)) for part in parts]
            found = _learned(each)
            if found is not None and found.key <= shared:
                yield found
            if each.layer is not None:
                waiting += [(fit, shared) for fit in adapted.get(each.layer, [])]


def _older(part: Value, shared: float) -> float:
    """Up to which identity the rows of an array share what its part depends on.

    Each item of a list is a row: what was learned in the turn that made an item is that row's alone.
    """
    turn = part.attribute(TURN) if isinstance(part, Tensor) else None
    return min(shared, turn.key) if isinstance(turn, Unknown) and turn.key else shared


def _holding(tensor: Tensor, rows: Rows | None) -> Iterable[Value]:
    """The operands, but of arrays that were put one behind the other those alone that hold some of these rows."""
    if rows is None or not isinstance(tensor.rows, Joined):
        return tensor.operands
    return [each for each in tensor.operands if not _elsewhere(each, tensor.rows, rows)]


def _elsewhere(part: Value, whole: Joined, rows: Rows) -> bool:
    if not isinstance(part, Tensor) or part.rows is None or part.rows not in whole.parts:
        return False
    shared = overlap(part.rows, rows)
    return shared is not None and shared.shared == 0


def _learned(tensor: Tensor) -> Influence | None:
    if tensor.operator == FIT:
        name, uses = tensor.attribute("transformer"), tensor.attribute("uses")
        assert isinstance(name, Known)
        assert isinstance(uses, Known)
        return Influence(name.value, uses.value, tensor, tensor.place, tensor.key)
    wanted = {"-": CENTRES, "/": SPREADS, "array.fillna": CENTRES}.get(tensor.operator, frozenset())
    for operand in tensor.operands[1:]:
        if isinstance(operand, Tensor) and _last_word(operand) in wanted:
            source = _described(operand)
            if source is not None:
                fills = tensor.operator == "array.fillna"
                return Influence(f"the {_last_word(operand)}", "statistic", source, tensor.place, operand.key, fills)
    again = copied(tensor)
    source = None if again is None else _as_array(again.source)
    if again is None or source is None:
        return None
    return Influence(_last_word(tensor), "copies", source, again.place, tensor.key)


def _last_word(value: Tensor) -> str:
    return value.operator.rpartition(".")[2]


def _described(statistic: Tensor) -> Tensor | None:
    """The array whose columns a statistic describes; None where it is taken within each row."""
    axis = statistic.attribute("axis")
    over_rows = Known(0) in axis.items if isinstance(axis, Sequence) else axis in (Known(None), Known(0))
    not_given = isinstance(axis, Unknown) and axis.reason == "axis not given"
    if not statistic.operands or not (over_rows or not_given):
        return None
    return _as_array(statistic.operands[0])


def _as_array(source: Value | None) -> Tensor | None:
    """An array by whose rows it can be told what it holds; an unknown one is a root of its own."""
    if isinstance(source, Unknown) and source.key:
        return Tensor("unknown", rows=Root(source.key), key=source.key, place=source.place)
    return source if isinstance(source, Tensor) and source.rows is not None else None


def learned_from(source: Tensor, tested: Tensor) -> bool:
    """Whether rows that something was learned from are among the tested rows, or made into them.

    Where the tested array has lost its row numbers on the way (a merge, a sparse stack), the nearest array it was
    made of decides: all of that must have been learned from. A condition on joined tables may be what takes them
    apart again, so rows of one of them are not known to be tested.
    """
    if tested.rows is not None and _from_one_of_several(tested.rows, source.rows):
        return False
    return _reaches(source.rows, tested, tested, whole=False)


def _from_one_of_several(tested: Rows, known: Rows) -> bool:
    """Whether a condition chose the tested rows among joined tables, of which the known rows are only some."""
    chosen = False
    while not isinstance(tested, (Root, Joined)):
        chosen |= isinstance(tested, Masked) and not tested.chance
        tested = tested.base
    return chosen and bool(roots(tested) - roots(known)) and bool(roots(tested) & roots(known))


def _reaches(known: Rows, made_of: Value, tested: Tensor, *, whole: bool) -> bool:
    """Whether the rows are among those of an array that the tested one was made of; `whole`: all that it holds."""
    waiting: deque[Value] = deque([made_of])
    seen: set[int] = set()
    while waiting:
        each = waiting.popleft()
        if isinstance(each, Choice):
            waiting += [arm for _, arm in each.arms]
        elif isinstance(each, Sequence):
            waiting += each.items
        elif isinstance(each, Unknown) and each.key:
            waiting.append(Tensor("unknown", rows=Root(each.key), key=each.key))
        elif isinstance(each, Tensor) and id(each) not in seen and _last_word(each) not in APART:
            seen.add(id(each))
            if each.rows is not None and roots(each.rows) & roots(known):
                if _shared(known, each.rows, whole=whole or each is not tested) and not _reaches_back(
                    each, known, tested
                ):
                    return True
                if roots(each.rows) - roots(known):
                    # Of what is there beside these rows, some may be copies of them.
                    waiting += _holding(each, tested.rows)
            elif isinstance(each.rows, Joined) and (whole or each is not tested):
                held = [part for part in _holding(each, tested.rows) if not isinstance(part, Known)]
                if held and all(_reaches(known, part, tested, whole=True) for part in held):
                    return True
            else:
                waiting += each.operands
    return False


def _reaches_back(window: Tensor, known: Rows, tested: Tensor) -> bool:
    """Whether this is one window of several over rows of which others are new: the first reach back into the known."""
    base = window.operands[0] if window.operands else None
    if window is tested or not isinstance(window.rows, Take) or not isinstance(base, Tensor) or base.rows is None:
        return False
    return not _shared(known, base.rows, whole=True)


def _shared(known: Rows, rows: Rows, whole: bool) -> bool:
    if within(rows, known):
        return True
    if shuffles(known) - shuffles(rows):
        # Cut by a chance of its own: that it meets the other rows is no design of the script's.
        return False
    found = overlap(known, rows)
    if found is None or not found.in_every_world:
        return False
    return found.whole if whole else found.shared > 0
