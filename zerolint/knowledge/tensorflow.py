"""The tensorflow core: variables, matrix products and what computes a cost from them."""

from __future__ import annotations

from zerolint.facts.events import OperatorUsed
from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Known, Tensor, Unknown, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.shapes import ANY, Shape
from zerolint.knowledge.tensors import make
from zerolint.knowledge.tf1_graph import awaited


def _given(call: Call, *names: str) -> Value:
    return call.get(*names) if call.has(*names) or not call.rest else call.rest[0]


@transfer(
    "tf.matmul",
    "keras.ops.matmul",
    "keras.backend.dot",
    "numpy.matmul",
    "numpy.dot",
    "tf.tensordot",
)
def matmul(m: Machine, call: Call) -> Value:
    """A matrix product: the rows of the left, the columns of the right."""
    left = m.current(_given(call, "a", "x1", "x"))
    right = m.current(
        call.get("b", "x2", "y")
        if call.has("b", "x2", "y")
        else call.rest[1]
        if len(call.rest) > 1
        else Unknown("right")
    )
    shape: Shape | None = None
    if (
        isinstance(right, Tensor)
        and right.shape is not None
        and len(right.shape) == 2
        and call.get("transpose_b") != Known(True)
    ):
        head = left.shape[:-1] if isinstance(left, Tensor) and left.shape else (ANY,)
        shape = (*head, right.shape[1])
    rows = left.rows if isinstance(left, Tensor) else None
    return make(m, call.name, (left, right), call.place, shape=shape, rows=rows)


FIRST = {"tf.argmax": Known(0), "keras.ops.argmax": NONE}
"""The axis where none is given: the first one, or none, along all numbers."""


@transfer("tf.argmax", "keras.ops.argmax", "keras.backend.argmax")
def argmax(m: Machine, call: Call) -> Value:
    """The class of a one-hot or probability vector."""
    source = m.current(_given(call, "input", "x"))
    axis = call.get("axis", "dimension") if call.has("axis", "dimension") else FIRST.get(call.name, Known(-1))
    rows = source.rows if isinstance(source, Tensor) else None
    made = make(m, "argmax", (source,), call.place, rows=rows, attributes=(("axis", axis),))
    m.event(OperatorUsed(place=call.place, result=made))
    return made


@transfer("tf.stop_gradient", "tf.identity", "tf.squeeze", "tf.transpose")
def passed_on(m: Machine, call: Call) -> Value:
    """Operations that change no value; the shape is only kept where it is."""
    source = m.current(_given(call, "input", "x", "a"))
    shape = source.shape if isinstance(source, Tensor) and call.name in ("tf.stop_gradient", "tf.identity") else None
    waits = awaited(m) if call.name == "tf.identity" else []
    return make(m, call.name, (source, *waits), call.place, shape=shape)
