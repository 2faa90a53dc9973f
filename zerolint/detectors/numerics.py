"""Numerics: operations that are given numbers which they can't take."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.context import certainty_of
from zerolint.detectors.losses import POLES, costs, logarithms
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import POINTWISE, operation
from zerolint.facts.places import Step
from zerolint.facts.ranges import interval
from zerolint.facts.values import Tensor, Value, alternatives
from zerolint.finding import Hit

INSTEAD = {
    "softmax": "take log_softmax of the numbers before the softmax, or a cross-entropy that is given them",
    "sigmoid": "use a sigmoid cross-entropy on the numbers before the sigmoid",
}


@detects("ZL402")
def unguarded_logarithm(facts: Facts, options: Options) -> Iterator[Hit]:
    """A logarithm in a cost, of something that is known to come to zero or below."""
    for event, cost in costs(facts):
        for _, each in alternatives(cost, event.labels):
            for logarithm in logarithms(each):
                inside, pole = logarithm.operands[0], POLES[operation(logarithm.operator)]
                given = interval(inside)
                if not given.falls_to(pole):
                    continue
                source = _source(inside)
                below = given.falls_below(pole)
                steps = [Step(inside.place, f"this lies in {given.show()}")]
                if source is not None and source.place != inside.place:
                    steps.append(Step(source.place, f"a {source.operator} reaches both of its ends in float32"))
                yield Hit(
                    at=logarithm.place,
                    data={
                        "bound": f"below {pole:g}" if below else f"{pole:g}",
                        "value": "NaN" if below else "-inf",
                        "instead": INSTEAD.get(source.operator if source is not None else "", "")
                        or "keep it above 0: clip it, or add at least 1e-7",
                    },
                    because=tuple(step for step in steps if step.place >= 0),
                    severity="warning" if _only_crosses(inside) else None,
                    certainty=certainty_of(event, logarithm),
                )


def _source(inside: Value) -> Tensor | None:
    """The softmax or sigmoid that arithmetic alone separates from the logarithm."""
    for each in ancestors(inside):
        if each.operator in INSTEAD:
            return each
        if operation(each.operator) not in POINTWISE and operation(each.operator) != "same":
            return None
    return None


def _only_crosses(inside: Value) -> bool:
    """Whether zero is only where a square or an absolute value turns: met by chance, not by every sure model."""
    for each in ancestors(inside):
        if operation(each.operator) in ("square", "absolute", "power") and each.operands:
            return interval(each.operands[0]).falls_below(0.0)
        if operation(each.operator) not in POINTWISE and operation(each.operator) != "same":
            return False
    return False
