"""Heads that answer for every position of a map, where the labels hold one answer a row."""

from __future__ import annotations

from zerolint.facts.labels import encoding
from zerolint.facts.values import Known, Tensor, Value

KEEPS_AXES = frozenset(
    """
    slice split shuffled indexer copy view array.astype array.copy array.to_numpy array.numpy numpy.array numpy.asarray
    tf.cast tf.convert_to_tensor tf.constant sklearn.utils.shuffle
    """.split()
)
ONE_HOT = frozenset({"keras.utils.to_categorical", "tf.one_hot"})
"""What adds an axis of classes to what it is given."""
TABLES = frozenset(
    """
    pandas.get_dummies sklearn.preprocessing.OneHotEncoder.fit_transform
    sklearn.preprocessing.LabelBinarizer.fit_transform
    """.split()
)


def label_axes(target: Value) -> int | None:
    """How many axes an array of labels has where each row has one label; None where it may have more.

    2 for one-hot labels and for a column of them.
    """
    if not isinstance(target, Tensor):
        return None
    if target.operator in TABLES:
        return 2
    if target.operator == "sklearn.preprocessing.LabelEncoder.fit_transform":
        return 1
    name = target.attribute("name") if target.operator == "columns" else None
    if isinstance(name, Known) and name.value is not ...:
        return 1 if _of_table(target) else None
    below = label_axes(target.operands[0]) if target.operands else None
    if target.operator in ONE_HOT and (target.shape is None or Known(...) in target.shape):
        return None if below is None else 2
    if target.shape is not None and Known(...) not in target.shape:
        rank = len(target.shape)
        column = rank == 2 and (target.dimension(-1) == Known(1) or encoding(target) == "one-hot")
        return rank if rank == 1 or column else None
    return below if target.operator in KEEPS_AXES else None


def _of_table(column: Tensor) -> bool:
    """Whether what a name is looked up in is known: of an unknown thing nobody says that it is no dict of arrays."""
    base: Value = column
    while isinstance(base, Tensor) and base.operator in ("columns", "assigned", "slice", "written") and base.operands:
        base = base.operands[0]
    return isinstance(base, Tensor)


def answers_for_positions(output: Tensor, target: Value) -> bool:
    """Whether an output has axes between rows and answers that its labels have not."""
    shape = output.shape
    axes = label_axes(target)
    if shape is None or Known(...) in shape or len(shape) < 3 or axes is None:
        return False
    if len(shape) == 3 and _column(output, target, axes):
        # Labels of shape (rows, 1) may be those of sequences of length one.
        return isinstance(shape[1], Known) and shape[1] != Known(1)
    return True


def _column(output: Tensor, target: Value, axes: int) -> bool:
    return output.dimension(-1) == Known(1) or (axes == 2 and encoding(target) != "one-hot")


def lacks_positions(loss: Tensor, target: Value, output: Tensor) -> bool:
    """Whether labels have fewer axes than a loss of TensorFlow wants for an output, and so it raises an error."""
    shapes = [each.shape if isinstance(each, Tensor) else None for each in (target, output)]
    if not loss.operator.startswith("tf.") or any(shape is None or Known(...) in shape for shape in shapes):
        return False
    labels, answers = (len(shape or ()) for shape in shapes)
    return answers > 2 and 0 < labels < answers - ("sparse" in loss.operator or "sequence" in loss.operator)
