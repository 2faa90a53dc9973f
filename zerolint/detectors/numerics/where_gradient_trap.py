"""ZL405: a `where` that keeps infinity out of a cost, and lets NaN into its gradient."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.intervals import End
from zerolint.facts.operations import operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.exposed_operations import exposed_in, exposed_operations
from zerolint.queries.loss_uses import POLES

OVERFLOWS = 88.0
"""In float32 exp is infinite from 88.73 on."""


@detects("ZL405")
def where_gradient_trap(facts: Facts, options: Options) -> Iterator[Hit]:
    """An operation in an arm of a `where` is given a number at which its slope is infinite."""
    for event, chosen in exposed_operations(facts, "where"):
        for arm in chosen.operands[1:]:
            for each in exposed_in(arm):
                reason = _infinite(each)
                if reason is not None:
                    yield Hit(
                        at=each.place,
                        data={"operation": Code(each.place)},
                        because=tuple(
                            Evidence(place, text)
                            for place, text in ((each.operands[-1].place, reason), (chosen.place, CHOSEN))
                            if place >= 0
                        ),
                        certainty=certainty_of(event, each),
                    )


CHOSEN = "where this does not choose it, its gradient is multiplied by 0, and 0 times infinity is NaN"


def _infinite(each: Tensor) -> str | None:
    """Why the slope of an operation is infinite, or no number, for something that it is given."""
    kind = operation(each.operator)
    if not each.operands or not _learnt(each):
        return None
    if kind in POLES:
        return _reaches(each.operands[0], POLES[kind])
    if kind in ("divide", "inverse"):
        return _reaches(each.operands[-1], 0.0)
    if kind == "power" and len(each.operands) == 2:
        exponent = each.operands[1]
        if isinstance(exponent, Known) and isinstance(exponent.value, float) and 0 < exponent.value < 1:
            given = interval(each.operands[0])
            below = given.falls_below(0.0)
            return f"this lies in {given.show()}" if below else _reaches(each.operands[0], 0.0)
    if kind == "exp" and interval(each.operands[0]).climbs_above(OVERFLOWS):
        return "exp of this is inf from 88.73 on"
    return None


def _reaches(value: Value, pole: float) -> str | None:
    """How it is seen that exactly this number occurs, and none on its other side."""
    given = interval(value)
    return f"this lies in {given.show()}" if given.low == pole < given.high and given.low_end is End.CLOSED else None


def _learnt(each: Tensor) -> bool:
    return any(part.operator.startswith("keras.layers.") for part in exposed_in(each))
