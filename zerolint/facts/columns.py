"""Which columns of which table an array holds, as far as the script tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zerolint.facts.values import NONE, Known, Sequence, SliceOf, Tensor, Value

NAMES, WHICH = "names", "which"
"""The attributes of some columns with the list of their names, and with what stands behind the comma in a subscript."""
ASSIGNED = "assigned"
"""The operator of an array into which something was written: operands are what it was and what was written."""
WHOLE = frozenset(
    """
    view indexer split slice shuffled copy array.astype array.to_numpy array.copy array.reset_index array.fillna
    array.dropna array.sample array.sort_values array.reshape array.view numpy.array numpy.asarray numpy.reshape
    numpy.nan_to_num sklearn.utils.shuffle
    """.split()
) | {"label indexer"}
"""Operations that keep what is in each column."""
SCALERS = "StandardScaler MinMaxScaler RobustScaler MaxAbsScaler QuantileTransformer PowerTransformer SimpleImputer"
SCALED = tuple(f".{name}.{method}" for name in SCALERS.split() for method in ("fit_transform", "transform"))
RECODED = frozenset(
    """
    array.map array.replace array.apply array.ravel array.flatten numpy.ravel numpy.where keras.utils.to_categorical
    tf.one_hot numpy.log numpy.log1p pandas.factorize == != > >= < <=
    """.split()
)
"""What one makes of a column of targets, beside what keeps it as it is."""
Chosen = Value | None
"""A name, a number or a slice of them, or a list of these; None for all columns."""


def kept_whole(value: Value) -> Iterator[Tensor]:
    """An array and those before it that have the same columns, whatever their rows and scale."""
    for _ in range(60):
        if not isinstance(value, Tensor):
            return
        yield value
        if not _keeps(value) or not value.operands:
            return
        value = value.operands[0]


def _keeps(value: Tensor) -> bool:
    if any(name in (WHICH, NAMES) for name, _ in value.attributes):
        return False
    return value.operator in WHOLE or value.operator == ASSIGNED or value.operator.endswith(SCALED)


def selected(value: Tensor) -> tuple[Value, Chosen]:
    """The table that columns were chosen from, and which; the array itself and all where none were."""
    if value.operator in ("columns", "slice", "view") and value.operands:
        for name in (NAMES, WHICH, "name"):
            if any(each == name for each, _ in value.attributes):
                return value.operands[0], value.attribute(name)
    return value, None


def target_column(value: Value) -> tuple[Tensor, Known] | None:
    """The table and the name or number of the one column that these targets were made of."""
    for _ in range(60):
        if not isinstance(value, Tensor) or not value.operands:
            return None
        table, chosen = selected(value)
        if isinstance(chosen, Sequence) and len(chosen.items) == 1:
            chosen = chosen.items[0]
        if isinstance(chosen, Known) and isinstance(table, Tensor) and type(chosen.value) in (int, str):
            return table, chosen
        encoded = any(f".{each}." in value.operator for each in ("LabelEncoder", "LabelBinarizer"))
        recoded = encoded or value.operator in RECODED
        if chosen is not None or not (recoded or _keeps(value)):
            return None
        value = value.operands[0]
    return None


def includes(chosen: Chosen, column: Known) -> bool:
    """Whether a column is surely among those that were chosen."""
    if chosen is None:
        return True
    if isinstance(chosen, Sequence):
        return column in chosen.items
    if not isinstance(chosen, SliceOf) or type(column.value) is not int or chosen.step not in (NONE, Known(1)):
        return False
    at: int = column.value
    ends: list[Any] = [each.value if isinstance(each, Known) else "" for each in (chosen.start, chosen.stop)]
    # Where one counts from the front and the other from the end, it takes the number of columns to compare them.
    if any(each is not None and (type(each) is not int or (each < 0) != (at < 0)) for each in ends):
        return False
    start, stop = ends
    return (start is None or start <= at) and (stop is None or at < stop)


def holds(features: Value, targets: Value) -> Tensor | None:
    """The selection of the features that has the column of the targets in it; None where that is not shown."""
    found = target_column(targets)
    if found is None:
        return None
    table, column = found
    tables = list(kept_whole(table))
    for each in kept_whole(features):
        if each.operator == ASSIGNED and each.attribute("name") == column:
            return each if len(each.operands) > 1 and each.operands[1] is table else None
        source, chosen = selected(each)
        if chosen is not None:
            same = [whole for whole in kept_whole(source) if any(whole is one or whole == one for one in tables)]
            return each if same and includes(chosen, column) else None
        if any(each is one or each == one for one in tables):
            return each
    return None
