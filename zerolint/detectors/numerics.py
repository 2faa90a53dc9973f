"""Numerics: operations that are given numbers which they can't take."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.context import acts, certainty_of
from zerolint.detectors.losses import POLES, costs, logarithms
from zerolint.detectors.registry import Options, detects
from zerolint.detectors.remedies import finite_logarithm
from zerolint.facts import Facts
from zerolint.facts.graphs import ancestors
from zerolint.facts.intervals import Interval, single
from zerolint.facts.operations import POINTWISE, operation
from zerolint.facts.places import Code, Step
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value, likely
from zerolint.finding import Hit

INSTEAD = {
    "softmax": "take log_softmax of the numbers before the softmax, or a cross-entropy that is given them",
    "sigmoid": "use a sigmoid cross-entropy on the numbers before the sigmoid",
}


@detects("ZL402")
def unguarded_logarithm(facts: Facts, options: Options) -> Iterator[Hit]:
    """A logarithm in a cost, of something that is known to come to zero or below."""
    for event, cost in costs(facts):
        for _, each in likely(cost, event.labels):
            for logarithm in logarithms(each):
                inside, pole = logarithm.operands[0], POLES[operation(logarithm.operator)]
                given = interval(inside)
                if not given.falls_to(pole) or (acts(facts) and _of_the_drawn(inside)):
                    continue
                below = given.falls_below(pole)
                yield Hit(
                    at=logarithm.place,
                    data={
                        "logarithm": Code(logarithm.place),
                        "bound": f"below {pole:g}" if below else f"{pole:g}",
                        "value": "NaN" if below else "-inf",
                        "instead": _instead(inside),
                    },
                    because=_because(inside, given),
                    severity="warning" if _only_crosses(inside) else None,
                    certainty=certainty_of(event, logarithm),
                    remedies=() if _lost(inside) else finite_logarithm(each, logarithm, given),
                )


def _instead(inside: Value) -> str:
    if _lost(inside) is not None:
        return "keep what is added at 1e-7 or more, or add it behind the difference"
    source = _source(inside)
    return INSTEAD[source.operator] if source is not None else "keep it above 0: clip it, or add at least 1e-7"


def _because(inside: Value, given: Interval) -> tuple[Step, ...]:
    source, lost = _source(inside), _lost(inside)
    steps = [Step(inside.place, f"this lies in {given.show()}")]
    if lost is not None:
        steps.append(Step(lost.place, "this is exactly 1 in float32, which does not hold so small a difference"))
    if source is not None and source.place != inside.place:
        steps.append(Step(source.place, f"a {source.operator} reaches both of its ends in float32"))
    return tuple(step for step in steps if step.place >= 0)


def _arithmetic(inside: Value) -> Iterator[Value]:
    """The operations on single numbers right below a logarithm, with what they are given."""
    seen: set[int] = set()
    waiting = [inside]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, Tensor) and (operation(each.operator) in POINTWISE or operation(each.operator) == "same"):
            waiting += each.operands


def _lost(inside: Value) -> Known | None:
    """A constant beside 1 of which float32 keeps the 1 alone."""
    for each in _arithmetic(inside):
        if isinstance(each, Known) and isinstance(each.value, float) and each.value != 1 == single(each.value):
            return each
    return None


def _source(inside: Value) -> Tensor | None:
    """The softmax or sigmoid that arithmetic alone separates from the logarithm."""
    for each in _arithmetic(inside):
        if isinstance(each, Tensor) and each.operator in INSTEAD:
            return each
    return None


def _of_the_drawn(inside: Value) -> bool:
    """Whether one probability of each row was picked: where it is that of the action that was drawn, it is above 0."""
    if any(isinstance(each, Tensor) and "gather" in each.operator for each in _arithmetic(inside)):
        return True
    total = isinstance(inside, Tensor) and operation(inside.operator) == "sum"
    return total and any(operation(each.operator) == "one-hot" for each in ancestors(inside))


def _only_crosses(inside: Value) -> bool:
    """Whether zero is only where a square or an absolute value turns: met by chance, not by every sure model."""
    return any(
        isinstance(each, Tensor)
        and operation(each.operator) in ("square", "absolute", "power")
        and interval(each.operands[0]).falls_below(0.0)
        for each in _arithmetic(inside)
    )
