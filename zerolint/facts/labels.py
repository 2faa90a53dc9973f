"""What targets are: the encoding of class labels, read off the expression that made them."""

from __future__ import annotations

from typing import Literal

from zerolint.facts.operations import operation
from zerolint.facts.values import Choice, Known, Tensor, Value

Encoding = Literal["binary", "integer", "one-hot"]

ONE_HOT = frozenset(
    {
        "keras.utils.to_categorical",
        "tf.one_hot",
        "pandas.get_dummies",
        "sklearn.preprocessing.OneHotEncoder.fit_transform",
        "sklearn.preprocessing.LabelBinarizer.fit_transform",
    }
)
INTEGER = frozenset({"sklearn.preprocessing.LabelEncoder.fit_transform", "numpy.argmax", "numpy.digitize"})
COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
ROWWISE = frozenset(
    {
        "slice",
        "batch",
        "shuffled",
        "reshuffled",
        "cached",
        "columns",
        "split",
        "view",
        "indexer",
        "copy",
        "array.astype",
        "array.copy",
        "array.to_numpy",
        "array.reshape",
        "array.squeeze",
        "array.ravel",
        "array.flatten",
        "array.numpy",
        "numpy.array",
        "numpy.asarray",
        "numpy.expand_dims",
        "numpy.reshape",
        "numpy.squeeze",
        "numpy.float32",
        "tf.cast",
        "tf.convert_to_tensor",
        "tf.constant",
        "tf.reshape",
        "numpy.random.permutation",
        "sklearn.utils.shuffle",
    }
)
"""Operations that change neither the values of labels nor what they mean."""


def encoding(value: Value) -> Encoding | None:
    """How class labels are encoded; None where it is not shown that these are class labels."""
    while isinstance(value, Tensor):
        if value.operator in ONE_HOT:
            return "one-hot"
        if value.operator in INTEGER:
            return "integer"
        if value.operator in COMPARISONS:
            return "binary"
        classes = value.attribute("classes")
        if isinstance(classes, Known) and isinstance(classes.value, int):
            return "binary" if classes.value == 2 else "integer"
        drawn = _drawn(value)
        if drawn is not None:
            return drawn
        if operation(value.operator) == "join" and value.operands and all(map(_filled, value.operands)):
            return "binary"
        numbers = value.attribute("values")
        if isinstance(numbers, Known) and isinstance(numbers.value, str):
            return "binary" if set(numbers.value.split(",")) == {"0", "1"} else None
        if value.operator not in ROWWISE or not value.operands:
            return None
        value = value.operands[0]
    if isinstance(value, Choice):
        found = {encoding(each) for _, each in value.arms}
        return found.pop() if len(found) == 1 else None
    return None


def _filled(value: Value) -> bool:
    """Whether all rows of a block have 0, or all have 1: joined, they are the labels of two classes."""
    return isinstance(value, Tensor) and operation(value.operator) in ("zeros", "ones")


def _drawn(value: Tensor) -> Encoding | None:
    """`np.random.randint(0, k, n)`: made-up class labels."""
    if value.operator != "numpy.random.randint":
        return None
    low, high = value.attribute("low"), value.attribute("high")
    if isinstance(low, Known) and isinstance(high, Known):
        top = low.value if high.value is None else high.value
        bottom = 0 if high.value is None else low.value
        if isinstance(top, int) and bottom == 0:
            return "binary" if top == 2 else "integer" if top <= 1000 else None
    return None
