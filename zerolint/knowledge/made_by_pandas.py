"""What is known to be a frame of pandas, or a column of one, and no array."""

from __future__ import annotations

from zerolint.facts.columns import NAMES
from zerolint.facts.values import NONE, Sequence, Tensor, Value

ARRAYS = ("numpy.", "tf.", "view", "array.to_numpy", "sklearn.", "scipy.")
"""What makes an array of a frame. (Transformers that were told to give frames are not followed.)"""


def is_table(value: Value) -> bool:
    """Whether this is known to be a frame, not a column of one."""
    while isinstance(value, Tensor) and not value.operator.startswith(ARRAYS):
        if value.operator == "columns":
            return not value.attributes or isinstance(value.attribute(NAMES), Sequence)
        if value.operator.startswith("pandas."):
            return value.operator != "pandas.Series"
        value = value.operands[0] if value.operands else NONE
    return False


def made_by_pandas(value: Value) -> bool:
    """Whether this is known to be a frame, or a part of one."""
    for _ in range(40):
        if not isinstance(value, Tensor) or value.operator.startswith(ARRAYS):
            return False
        if value.operator.startswith("pandas."):
            return True
        value = value.operands[0] if value.operands else NONE
    return False
