"""ZL406: a softmax, sigmoid, softplus or logsumexp written with exp: it overflows where the function does not."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.operations import operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.exposed_operations import exposed_operations

OVERFLOWS = 88.0
"""In float32 exp is infinite from 88.73 on."""
INSTEAD = {
    "softmax": "`tf.nn.softmax` or `keras.ops.softmax`",
    "sigmoid": "`tf.sigmoid` or `keras.ops.sigmoid`",
    "tanh": "`tf.tanh` or `keras.ops.tanh`",
    "softplus": "`tf.nn.softplus` or `keras.ops.softplus`",
    "logsumexp": "`tf.reduce_logsumexp` or `keras.ops.logsumexp`",
}


@detects("ZL406")
def hand_written_softmax_or_sigmoid(facts: Facts, options: Options) -> Iterator[Hit]:
    """An exponential of any number, in a formula for which the library has a function that does not overflow."""
    for event, formula in exposed_operations(facts, "divide", "inverse", "power", "log", "log1p"):
        found = _function(formula)
        if found is None:
            continue
        name, exponential = found
        yield Hit(
            at=formula.place,
            data={"formula": Code(formula.place), "name": name, "instead": INSTEAD[name]},
            because=(Evidence(exponential.place, "this is inf from 88.73 on"),) if exponential.place >= 0 else (),
            certainty=certainty_of(event, formula),
        )


def _function(formula: Tensor) -> tuple[str, Tensor] | None:
    """The function that a formula computes, and its exponential; None where it is none of these, or bounded."""
    kind, operands = operation(formula.operator), formula.operands
    if kind == "log1p":
        found = _exponential(operands[0])
        return ("softplus", found) if found is not None else None
    if kind == "log":
        return _logarithm_of(operands[0])
    if kind == "divide" and len(operands) == 2:
        return _quotient(*operands)
    reciprocal = kind == "inverse" or (len(operands) == 2 and operands[1] in (Known(-1), Known(-1.0)))
    return _quotient(Known(1.0), operands[0]) if reciprocal else None


def _logarithm_of(inside: Value) -> tuple[str, Tensor] | None:
    found = _one_and_exponential(inside)
    if found is not None:
        return "softplus", found
    found = _sum_of_exponentials(inside)
    return ("logsumexp", found) if found is not None else None


def _quotient(above: Value, below: Value) -> tuple[str, Tensor] | None:
    found = _one_and_exponential(below)
    if found is not None:
        return "sigmoid", found
    total, single = _sum_of_exponentials(_without_offset(below)), _exponential(above)
    if total is not None and single is not None and _same(total.operands[0], single.operands[0]):
        return "softmax", single
    parts = _parts(below, "add")
    if parts and all(_exponential(each) is not None for each in parts) and _parts(above, "subtract"):
        return "tanh", parts[0]
    return None


def _exponential(value: Value) -> Tensor | None:
    """exp of something that may be more than float32 can take."""
    if isinstance(value, Tensor) and operation(value.operator) == "exp" and value.operands:
        return value if interval(value.operands[0]).climbs_above(OVERFLOWS) else None
    return None


def _one_and_exponential(value: Value) -> Tensor | None:
    """The exponential of `1 + exp(x)`."""
    parts = _operands(value, "add")
    if not any(each in (Known(1), Known(1.0)) for each in parts):
        return None
    return next((found for each in parts if (found := _exponential(each)) is not None), None)


def _sum_of_exponentials(value: Value) -> Tensor | None:
    total = _operands(value, "sum")
    return _exponential(total[0]) if total else None


def _without_offset(value: Value) -> Value:
    """A sum without a constant that is added to it."""
    parts = _operands(value, "add")
    others = [each for each in parts if not isinstance(each, Known)]
    return others[0] if len(others) == 1 else value


def _parts(value: Value, kind: str) -> list[Tensor]:
    """Both operands, where both are tensors."""
    parts = [each for each in _operands(value, kind) if isinstance(each, Tensor)]
    return parts if len(parts) == 2 else []


def _operands(value: Value, kind: str) -> tuple[Value, ...]:
    return value.operands if isinstance(value, Tensor) and operation(value.operator) == kind else ()


def _same(first: Value, second: Value) -> bool:
    return isinstance(first, Tensor) and isinstance(second, Tensor) and first.key == second.key != 0
