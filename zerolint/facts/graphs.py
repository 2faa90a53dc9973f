"""Walking tensor expressions: what an output depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zerolint.facts.influences import FIT
from zerolint.facts.operations import operation
from zerolint.facts.values import Choice, Tensor, Value


def uncast(value: Value) -> Value:
    """What this is in another type or shape; the value itself where it is no such thing."""
    while isinstance(value, Tensor) and operation(value.operator) in ("cast", "same") and value.operands:
        value = value.operands[0]
    return value


def ancestors(value: Value, ends: Callable[[Tensor], bool] | None = None) -> Iterator[Tensor]:
    """The tensor and everything it is computed from, each once; not what the transformers on the way learned from.

    Nor what `ends` is true for, and what leads here through that alone.
    """
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Choice):
            waiting += [arm for _, arm in each.arms]
        elif isinstance(each, Tensor) and id(each) not in seen:
            seen.add(id(each))
            if ends is not None and ends(each):
                continue
            yield each
            waiting += [
                operand for operand in each.operands if not (isinstance(operand, Tensor) and operand.operator == FIT)
            ]


def head(output: Value) -> Tensor | None:
    """The last operation of an output that computes something."""
    while isinstance(output, Tensor) and output.operator in PASSING and output.operands:
        output = output.operands[0]
    return output if isinstance(output, Tensor) else None


PASSING = frozenset(
    {
        "keras.layers.Reshape",
        "keras.layers.Flatten",
        "keras.layers.Dropout",
        "tf.identity",
        "tf.squeeze",
        "tf.reshape",
        "tf.cast",
        "tf.expand_dims",
        "keras.layers.Identity",
        "keras.layers.ActivityRegularization",
        "keras.ops.reshape",
        "keras.ops.squeeze",
        "keras.ops.cast",
        "keras.backend.cast",
        "keras.backend.squeeze",
        "keras.backend.reshape",
        "keras.backend.flatten",
        "array.reshape",
        "array.squeeze",
    }
)
"""Operations that leave the values of a head as they are."""
