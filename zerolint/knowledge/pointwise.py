"""Arithmetic by name: `tf.add(x, 1e-7)` is `x + 1e-7`, and keeps its constants as operands like it."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.operations import OPERATIONS, POINTWISE
from zerolint.facts.values import NONE, Unknown, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import elementwise

FIRST = ("x", "x1", "t", "a", "input", "value")
SECOND = ("y", "x2", "exponent", "a_min", "x_min", "clip_value_min", "min_value", "min")
THIRD = ("a_max", "x_max", "clip_value_max", "max_value", "max")
"""What these functions call their parameters."""
BINARY = frozenset({"add", "subtract", "multiply", "divide", "power", "maximum", "minimum"})


def _operands(call: Call, operation: str) -> list[Value]:
    wanted: list[tuple[str, ...]] = [FIRST]
    if operation in BINARY:
        wanted.append(SECOND)
    elif operation == "clip":
        wanted += [SECOND, THIRD]
    positional = list(call.rest)
    found: list[Value] = []
    for names in wanted:
        if call.has(*names):
            found.append(call.get(*names))
        else:
            found.append(positional.pop(0) if positional else NONE if operation == "clip" else Unknown("an operand"))
    return found


def _spelled_here(name: str, operation: str) -> bool:
    """numpy's functions of one array, and of plain numbers, have transfers of their own."""
    if operation not in POINTWISE or "." not in name or name.startswith("array.") or name == "numpy.power":
        return False
    return operation in BINARY or operation == "clip" or not name.startswith("numpy.")


@transfer(*(name for name, operation in OPERATIONS.items() if _spelled_here(name, operation)))
def pointwise(m: Machine, call: Call) -> Value:
    """`tf.maximum(x, 0.0)`, `K.clip(p, 1e-7, 1 - 1e-7)`, `keras.ops.log(p)`."""
    operands = [m.here(each) for each in _operands(call, OPERATIONS[call.name])]
    return m.lift(lambda *each: elementwise(m, call.name, tuple(m.current(one) for one in each), call.place), *operands)


@transfer("array.clip")
def clipped(m: Machine, call: Call) -> Value:
    """`x.clip(0, 1)`."""
    low, high = call.get("min", "a_min", "lower"), call.get("max", "a_max", "upper")
    given = list(call.rest)
    low = given.pop(0) if isinstance(low, Unknown) and given else low
    high = given.pop(0) if isinstance(high, Unknown) and given else high
    owner = m.current(call.owner)
    return m.lift(lambda *each: elementwise(m, "numpy.clip", (owner, *each), call.place), m.here(low), m.here(high))
