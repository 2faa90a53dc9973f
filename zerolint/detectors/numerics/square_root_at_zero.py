"""ZL404: a square root in a cost of something that is known to reach zero: its slope there is infinite."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.graphs import ancestors
from zerolint.facts.intervals import ANY_REAL, End
from zerolint.facts.operations import operation
from zerolint.facts.places import Code, Evidence, Place
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import Passed, ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.exposed_operations import exposed_operations

MOVED = frozenset({"tf.expand_dims", "keras.ops.expand_dims", "keras.backend.expand_dims", "slice", "columns", "row"})
"""What may give an array one more axis, so that its rows lie along another one."""


@detects("ZL404")
def square_root_at_zero(facts: Facts, options: Options) -> Iterator[Hit]:
    """A square root, a fractional power or a norm in a cost, of something that is known to reach zero."""
    for event, root in exposed_operations(facts, "root", "power", "norm", bounded=False):
        reason = _why(root)
        if reason is None or not any(each.operator.startswith("keras.layers.") for each in ancestors(root)):
            continue
        at, text, effect = reason
        yield Hit(
            at=root.place,
            data={"root": Code(root.place), "effect": effect},
            because=(Evidence(at, text),) if at >= 0 else (),
            certainty=certainty_of(event, root),
            proposed_fixes=_lifted(root),
        )


def _why(root: Tensor) -> tuple[Place, str, str] | None:
    """Where a root is given zero or less, how that is seen, and what comes of it."""
    inside, kind = root.operands[0], operation(root.operator)
    if kind == "power" and not (len(root.operands) == 2 and _fraction(root.operands[1])):
        return None
    if kind in ("root", "power"):
        given = interval(inside)
        if given.falls_below(0.0) and given == ANY_REAL:
            return inside.place, "this may be any number", "below 0 it is NaN, and so is the loss"
        if given.low == 0 and given.low_end is End.CLOSED and given.high > 0:
            return inside.place, f"this lies in {given.show()}", SLOPE
    distance = _distances_among(inside, summed=kind == "norm")
    if distance is not None:
        return distance.place, "this compares every row with itself as well", SLOPE
    return None


SLOPE = "at 0 its slope is infinite, and the gradient becomes NaN"


def _fraction(exponent: Value) -> bool:
    return isinstance(exponent, Known) and isinstance(exponent.value, float) and 0 < exponent.value < 1


def _distances_among(inside: Value, *, summed: bool) -> Tensor | None:
    """The differences of all rows with all rows of one array, below a sum of their squares."""
    squared = inside
    while isinstance(squared, Tensor) and operation(squared.operator) == "sum" and squared.operands:
        squared, summed = squared.operands[0], True
    if isinstance(squared, Tensor) and operation(squared.operator) in ("square", "power", "multiply"):
        squared = squared.operands[0]
    if not summed or not isinstance(squared, Tensor):
        return None
    if operation(squared.operator) != "subtract" or len(squared.operands) != 2:
        return None
    first, second = map(_source, squared.operands)
    apart = squared.operands[0] != squared.operands[1]
    same = first is not None and second is not None and first.key == second.key != 0
    return squared if same and apart else None


def _source(value: Value) -> Tensor | None:
    """The array whose rows were put along another axis."""
    if not isinstance(value, Tensor) or value.operator not in MOVED or not value.operands:
        return None
    inner = value.operands[0]
    if not isinstance(inner, Tensor):
        return None
    wider = value.operator.endswith("expand_dims") or _rank(value) == _rank(inner) + 1
    return inner if wider else None


def _rank(value: Tensor) -> int:
    """The number of axes; far below 0 where it is not known."""
    return len(value.shape) if value.shape is not None and Known(...) not in value.shape else -9


LIFT = "add 1e-7 below the root"


def _lifted(root: Tensor) -> tuple[ProposedFix, ...]:
    """An epsilon in the argument of a root that is a function."""
    if operation(root.operator) != "root" or interval(root.operands[0]).falls_below(0.0):
        return ()
    name, argument = root.operator.rpartition(".")[2], Passed(root.place, "x", 0)
    return (ProposedFix((SetArgument(root.place, name, "x", (argument, " + 1e-7"), 0),), "unsafe", LIFT),)
