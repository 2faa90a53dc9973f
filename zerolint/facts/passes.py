"""Passes over datasets: in which order an array holds what a dataset gives."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts.rows import Masked, Picked
from zerolint.facts.values import Choice, Tensor, Unknown, Value

RESHUFFLED = "reshuffled"
"""The operator of a dataset that has another order in every pass."""
SHUFFLED = "shuffled"
"""The operator of one that has the same random order in every pass."""
CACHED = "cached"
"""The operator of one that gives again what its first pass gave."""
ORDER = "order"
"""Their attribute: parts of one dataset with the same number are shuffled together."""
LISTED = "labels in the order of the files"
PASSED = "predictions of a pass"
"""The operator of what a model answers to a whole dataset; the operands are what the dataset gives."""


def passes(value: Value) -> Iterator[Tensor]:
    """The predictions of whole datasets that an array is made of."""
    return (each for each in _behind(value) if isinstance(each, Tensor) and each.operator == PASSED)


def orders(value: Value) -> Iterator[tuple[Tensor, bool]]:
    """The shuffles that an array has gone through, and whether each gives every pass another order.

    None that is behind a prediction, or behind rows that were chosen one by one.
    """
    waiting: list[tuple[Value, bool]] = [(value, False)]
    seen: set[tuple[int, bool]] = set()
    while waiting:
        each, kept = waiting.pop()
        if isinstance(each, Choice):
            waiting += [(arm, kept) for _, arm in each.arms]
        if not isinstance(each, Tensor) or (id(each), kept) in seen or _ends(each):
            continue
        seen.add((id(each), kept))
        if each.operator in (RESHUFFLED, SHUFFLED) and not isinstance(each.attribute(ORDER), Unknown):
            yield each, each.operator == RESHUFFLED and not kept
        waiting += [(operand, kept or each.operator == CACHED) for operand in each.operands]


def unshuffled(value: Value) -> Iterator[int]:
    """The identities of the arrays that an array is made of without a shuffle in between, its own among them."""
    return (each.key for each in _behind(value, RESHUFFLED, SHUFFLED))


def _behind(value: Value, *stops: str) -> Iterator[Tensor | Unknown]:
    waiting, seen = [value], set[int]()
    while waiting:
        each = waiting.pop()
        if isinstance(each, Choice):
            waiting += [arm for _, arm in each.arms]
        elif isinstance(each, Unknown) and each.key:
            yield each
        elif isinstance(each, Tensor) and id(each) not in seen and each.operator not in stops:
            seen.add(id(each))
            yield each
            if not _ends(each):
                waiting += each.operands


def _ends(value: Tensor) -> bool:
    """Whether rows were put into an order of the script's own."""
    return value.operator == PASSED or isinstance(value.rows, (Masked, Picked))
