"""What is known to be a frame of pandas, or a column of one, and no array."""

from __future__ import annotations

from zerolint.facts.columns import NAMES
from zerolint.facts.values import NONE, Sequence, Tensor, Unknown, Value

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


PARTS = frozenset("train training test testing val valid validation dev eval evaluation".split())
"""Keys under which a collection has data sets, each with rows of its own."""


def has_columns(owner: Value, name: str) -> bool:
    """Whether names select columns of the same rows: in an archive or a dict of arrays or data sets they don't."""
    if not isinstance(owner, Tensor) or owner.operator in ("numpy.load", "scipy.io.loadmat", "unknown"):
        return False
    return name not in PARTS or not isinstance(origin(owner), Unknown)


def origin(value: Value) -> Value:
    """What something was made of by operations on it alone, step by step."""
    while isinstance(value, Tensor) and value.operands:
        value = value.operands[0]
    return value
