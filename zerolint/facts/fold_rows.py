"""The index arrays that a splitter gives in each round: what they hold, and how many rounds there are."""

from __future__ import annotations

from zerolint.facts.graphs import ancestors
from zerolint.facts.values import Tensor, Value

SPLITS = "splits"
"""The attribute of an index array of a splitter with the number of rounds."""
HOME, DEALS = "sklearn.model_selection.", ".split"
"""An index array has the method that gave it as its operator."""


def fold_index(value: Value) -> Tensor | None:
    """The splitter's index array that chose these rows; None where no splitter did."""
    for each in ancestors(value):
        index = each if deals(each) else each.attribute("index")
        if isinstance(index, Tensor) and deals(index):
            return index
    return None


def deals(index: Tensor) -> bool:
    """Whether a splitter gave this index array."""
    return index.operator.startswith(HOME) and index.operator.endswith(DEALS)


def splitter(index: Tensor) -> str:
    """The class of the splitter."""
    return index.operator.removeprefix(HOME).removesuffix(DEALS)
