"""Rows that come class by class: labels joined of constants, tables sorted by their labels, files of a directory."""

from __future__ import annotations

from typing import NamedTuple

from zerolint.facts.places import Place
from zerolint.facts.rows import Joined
from zerolint.facts.values import Known, Tensor, Unknown, Value

JOINING = frozenset({"concatenate", "hstack", "vstack", "append", "concat"})
CONSTANT = frozenset({"zeros", "ones", "full", "zeros_like", "ones_like", "full_like"})
SORTED_BY = "by"
"""The attribute of a sorted table with the column that decides."""


class Ordered(NamedTuple):
    """Where rows got the order of their labels, and how, in words."""

    place: Place
    how: str
    sorted_table: bool = False


def ordered_by_label(labels: Value) -> Ordered | None:
    """What puts these labels in order; None where nothing shows that, or something may have mixed them since."""
    column: Value = Unknown("no column")
    while isinstance(labels, Tensor):
        word = labels.operator.rpartition(".")[2]
        if word in JOINING and isinstance(labels.rows, Joined):
            blocks = [_constant(each) for each in labels.operands]
            several = len(blocks) > 1 and None not in blocks and blocks[0] != blocks[-1]
            return Ordered(labels.place, "joined class by class") if several else None
        if word == "sort_values":
            by = labels.attribute(SORTED_BY)
            known = isinstance(by, Known) and by == column
            return Ordered(labels.place, "sorted by them", sorted_table=True) if known else None
        if labels.operator == "columns" and isinstance(labels.attribute("name"), Known):
            column = labels.attribute("name")
        below = labels.operands[0] if labels.operands else None
        if not isinstance(below, Tensor) or (below.rows != labels.rows and word != "sort_values"):
            return None
        labels = below
    return None


def _constant(block: Value) -> tuple[object, ...] | None:
    """What tells one array of equal numbers from another: how it was made, and each number it was changed by."""
    found: list[object] = []
    while isinstance(block, Tensor):
        word = block.operator.rpartition(".")[2]
        numbers = [each.value for each in block.operands[1:] if isinstance(each, Known)]
        if word in CONSTANT:
            fill = block.attribute("fill_value")
            if word.startswith("full") and not isinstance(fill, Known):
                return None
            return (*found, word, fill.value if isinstance(fill, Known) else None)
        if word not in ("+", "-", "*", "astype", "reshape") or len(numbers) < len(block.operands) - 1:
            return None
        if word in "+-*":
            found += [word, *numbers]
        block = block.operands[0] if block.operands else Unknown("nothing")
    return None
