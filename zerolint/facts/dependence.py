"""How a cost depends on what is trained: whether a gradient can reach it, and where it ends on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from zerolint.facts.costs import GRADIENT
from zerolint.facts.graphs import uncast
from zerolint.facts.operations import OPERATIONS, operation
from zerolint.facts.values import Choice, Formula, Known, Sequence, Symbol, Tensor, Unknown, Value

NUMERIC = ("numpy.", "sklearn.metrics.")
"""What computes on plain arrays, so outside of what TensorFlow differentiates."""
CUT = frozenset({"array.numpy", "array.eval", "array.tolist", "array.item", "keras.ops.convert_to_numpy"})
"""What takes the numbers of a tensor out of the graph."""
FLAT = frozenset(
    """
    stop_gradient argmax argmin argsort round rint floor ceil sign trunc floordiv floor_divide searchsorted bincount
    confusion_matrix histogram_fixed_width in_top_k nonzero count_nonzero sequence_mask edit_distance to_int32
    to_int64 is_nan is_inf is_finite isnan isinf isfinite logical_and logical_or logical_not logical_xor
    numpy_function py_func binary_accuracy categorical_accuracy sparse_categorical_accuracy
    top_k_categorical_accuracy sparse_top_k_categorical_accuracy non_max_suppression ctc_greedy_decoder
    not_equal greater_equal less_equal
    """.split()
)
"""Functions without a gradient, or with one that is 0 everywhere, by the last part of their names."""
SYMBOLS = frozenset({"//", "&", "|", "~", "^"})
SHAPES = frozenset(
    """
    tf.shape tf.size tf.rank keras.ops.shape keras.ops.size keras.ops.ndim keras.backend.shape keras.backend.ndim
    keras.backend.int_shape numpy.shape numpy.size numpy.ndim tf.shape_n
    """.split()
)
"""What tells the size of an array and nothing of its numbers."""
REPORTED = "metric"
"""The operator of what a metric object reports."""
NOT_UNDERSTOOD = frozenset({"unknown", "prediction"})
CONSTANT = frozenset({"zeros", "ones", "full"})
WHOLE = ("int", "uint", "bool")
WITHOUT_WEIGHTS = tuple(
    """
    tf.math. tf.nn. tf.reduce_ tf.linalg. keras.ops. keras.backend. keras.losses. keras.activations. keras.metrics.
    numpy. array. pandas. keras.datasets.
    """.split()
)
CALLING = tuple(
    """
    map_fn vectorized_map vmap scan foldl foldr fori_loop while_loop cond case switch_case switch custom_gradient
    py_function function rnn gradients
    """.split()
)
"""Functions that call others, which may hold weights."""


class Dependence(NamedTuple):
    """How a value follows from what is trained.

    `perhaps`: it may follow from it at all; `differentiably`: a gradient may reach it. `ends` are the operations
    at which the gradient is lost.
    """

    perhaps: bool = False
    differentiably: bool = False
    ends: tuple[Tensor, ...] = ()


NOTHING = Dependence()
ANYHOW = Dependence(True, True)


def dependence(value: Value, trained: Callable[[Tensor], bool], given: Callable[[Unknown], bool]) -> Dependence:
    """How a value depends on the tensors that are `trained`.

    `given` tells of an unknown value that it may be what predictions are compared with. Only where it is compared is
    it taken for that: elsewhere it may as well be a weight that a library made.
    """
    found: dict[int, Dependence] = {}
    waiting = [(value, False)]
    while waiting:
        each, ready = waiting.pop()
        if id(each) in found:
            continue
        if not isinstance(each, (Tensor, Choice, Sequence)):
            found[id(each)] = _leaf(each)
        elif isinstance(each, Tensor) and trained(each):
            found[id(each)] = ANYHOW
        elif not ready:
            waiting.append((each, True))
            waiting += [(part, False) for part in _parts(each, given)]
        else:
            found[id(each)] = _computed(each, [found.get(id(part), ANYHOW) for part in _parts(each, given)])
    return found[id(value)]


def _parts(value: Value, given: Callable[[Unknown], bool]) -> list[Value]:
    """What a value is computed from, but for what it is compared with; the index of a subscript is an attribute."""
    if isinstance(value, Choice):
        return [arm for _, arm in value.arms]
    if isinstance(value, Sequence):
        return list(value.items)
    assert isinstance(value, Tensor)
    index = value.attribute("index")
    operands = list(value.operands)
    if len(operands) == 2 and _compares(value.operator):
        compared = [each for each in operands if not is_given(each, given)]
        operands = compared if len(compared) == 1 else operands
    return [*operands, *([index] if isinstance(index, Tensor) else [])]


def _compares(operator: str) -> bool:
    """Whether an operation holds predictions against targets."""
    name = operator.rpartition(".")[2]
    return operation(operator) in ("subtract", "compare") or name in COMPARING or operator.startswith(LOSSES)


COMPARING = frozenset({"equal", "not_equal", "squared_difference", "mean_squared_error", "mean_absolute_error"})
LOSSES = ("keras.losses.", "keras.metrics.", "tf.losses.")


def is_given(value: Value, given: Callable[[Unknown], bool]) -> bool:
    """Whether this is an unknown value that is given, as another type or in another shape."""
    value = uncast(value)
    return isinstance(value, Unknown) and given(value)


def _leaf(value: Value) -> Dependence:
    return NOTHING if isinstance(value, (Known, Formula, Symbol)) else ANYHOW


def _computed(value: Value, parts: list[Dependence]) -> Dependence:
    perhaps, reached = any(each.perhaps for each in parts), any(each.differentiably for each in parts)
    ends = tuple(dict.fromkeys(end for each in parts for end in each.ends))
    if not isinstance(value, Tensor):
        return Dependence(perhaps, reached, ends)
    if value.operator in SHAPES or operation(value.operator) in CONSTANT:
        return NOTHING
    if value.operator == REPORTED:
        # What was computed in other batches is part of it, and none of it is differentiated.
        return Dependence(True, False, (value,))
    if _flat(value):
        return Dependence(perhaps, False, (*ends, value) if reached else ends)
    if not (perhaps or _without_weights(value.operator)):
        return ANYHOW
    return Dependence(perhaps, reached or not _without_weights(value.operator), ends)


def _flat(value: Tensor) -> bool:
    """Whether no gradient passes an operation."""
    name = value.operator
    if name.startswith(NUMERIC) or name in CUT or name in SYMBOLS or operation(name) == "compare":
        return True
    if operation(name) == "cast":
        kind = value.attribute("dtype")
        told = kind.name.rpartition(".")[2] if isinstance(kind, Symbol) else getattr(kind, "value", None)
        return isinstance(told, str) and told.startswith(WHOLE)
    return name.rpartition(".")[2] in FLAT or operation(name) == "one-hot"


def _without_weights(operator: str) -> bool:
    """Whether an operation is known to hold no weights of its own, nor to call functions that may."""
    last = operator.rpartition(".")[2]
    if any(last == each or last.endswith(f"_{each}") or (each == "rnn" and "rnn" in last) for each in CALLING):
        return False
    if operator in NOT_UNDERSTOOD:
        return False
    if operator in OPERATIONS or operator == GRADIENT or operator.startswith(WITHOUT_WEIGHTS) or "." not in operator:
        return True
    return operator.startswith("tf.") and operator.count(".") == 1 and last.islower()
