"""Recognising a hand-written cost by what it computes, not by how it is spelled."""

from __future__ import annotations

from zerolint.facts.values import Known, Tensor, Value

MEANS = frozenset({"mean", "reduce_mean"})
SQUARES = frozenset({"square"})
ABSOLUTES = frozenset({"abs", "absolute"})
POINTWISE = frozenset({"cast", "float32", "float64", "convert_to_tensor", "astype", "squeeze", "reshape", "flatten"})


def _name(value: Value) -> str:
    return value.operator.rpartition(".")[2] if isinstance(value, Tensor) else ""


def _inside(value: Value, names: frozenset[str]) -> Value:
    """The operand below any of these operations."""
    while isinstance(value, Tensor) and _name(value) in names and value.operands:
        value = value.operands[0]
    return value


def cost_of(value: Value, target: Tensor, prediction: Tensor) -> str | None:
    """The loss that an expression over target and prediction computes, by its function's name."""
    if not isinstance(value, Tensor):
        return None
    called = _called_loss(value, target, prediction)
    if called is not None:
        return called
    core = _inside(value, MEANS)
    if core is value or not isinstance(core, Tensor):
        return None
    inner = _called_loss(core, target, prediction)
    if inner is not None:
        return inner
    if _name(core) in SQUARES or _squared(core):
        return "mean_squared_error" if _difference(core.operands[0], target, prediction) else None
    if _name(core) in ABSOLUTES:
        return "mean_absolute_error" if _difference(core.operands[0], target, prediction) else None
    return None


def _called_loss(value: Tensor, target: Tensor, prediction: Tensor) -> str | None:
    """`keras.losses.binary_crossentropy(y_true, y_pred)` and its like."""
    operands = [_inside(each, POINTWISE) for each in value.operands[:2]]
    if operands != [target, prediction]:
        return None
    module, _, name = value.operator.rpartition(".")
    return name if module in ("", "keras.losses", "tf.losses") and not name.startswith(("-", "+", "*", "/")) else None


def _squared(core: Tensor) -> bool:
    """`d ** 2` or `d * d`."""
    if core.operator == "**" and len(core.operands) == 2:
        return core.operands[1] in (Known(2), Known(2.0))
    return core.operator == "*" and len(core.operands) == 2 and core.operands[0] == core.operands[1]


def _difference(value: Value, target: Tensor, prediction: Tensor) -> bool:
    value = _inside(value, POINTWISE)
    if not isinstance(value, Tensor) or _name(value) not in ("-", "subtract") or len(value.operands) != 2:
        return False
    operands = [_inside(each, POINTWISE) for each in value.operands]
    return operands in ([target, prediction], [prediction, target])
