"""ZL209: an activation keeps the output of a regression out of the reach of its targets."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zerolint.detectors.cost.outputs import without_activation
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.events import Event, OperatorUsed, OptimizerMade
from zerolint.facts.graphs import head
from zerolint.facts.intervals import Interval
from zerolint.facts.labels import encoding
from zerolint.facts.objectives import REGRESSION_LOSSES
from zerolint.facts.places import Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.typical import typical
from zerolint.facts.values import Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.compiled_outputs import compiled_outputs, targets_of
from zerolint.queries.script_kind import adversarial

LEAST_SHARE = 0.1
"""How much of the way from the smallest to the largest target has to be out of reach."""


@detects("ZL209")
def bounded_output_for_regression(facts: Facts, options: Options) -> Iterator[Hit]:
    """Targets lie where the last activation of the network never comes to."""
    if adversarial(facts):
        return
    for judged in compiled_outputs(facts):
        if judged.loss.name in REGRESSION_LOSSES:
            for fit, _, target in targets_of(facts, judged):
                yield from _out_of_reach(judged.event, judged.loss, judged.output, target, fit.y)
    for event in facts.of(OperatorUsed) if facts.of(OptimizerMade) else ():
        loss = event.result
        if isinstance(loss, Tensor) and loss.operator in REGRESSION_LOSSES and len(loss.operands) == 2:
            target, output = loss.operands
            yield from _out_of_reach(event, loss, output, target, target)


def _out_of_reach(event: Event, loss: Value, output: Value, target: Value, given: Value) -> Iterator[Hit]:
    last = head(output)
    if last is None or last.operator not in RANGES or (last.dimension(-1) == Known(1) and last.operator == "softmax"):
        # The softmax of one number is always 1, whatever it is compared with.
        return
    if encoding(target) is not None:
        # Classes ask for another loss.
        return
    reached, wanted = interval(output), typical(target)
    which = _beyond(reached, wanted)
    if which:
        steps = (
            Evidence(target.place, f"the targets come to {wanted.show()}"),
            Evidence(loss.place, "the loss asks for them themselves"),
        )
        yield Hit(
            at=last.place,
            data={"activation": last.operator, "range": reached.show(), "which": which},
            because=tuple(step for step in steps if step.place >= 0),
            certainty=certainty_of(event, loss, last, given),
            proposed_fixes=without_activation(last),
            about=frozenset({(loss.place, last.place)}),
        )


def _beyond(reached: Interval, wanted: Interval) -> str:
    """Which targets an output never comes to, where they are more than a rounding error."""
    width = wanted.high - wanted.low
    low, high = reached.low - wanted.low, wanted.high - reached.high
    below = wanted.falls_below(reached.low) and (low == math.inf or low > LEAST_SHARE * width)
    above = wanted.climbs_above(reached.high) and (high == math.inf or high > LEAST_SHARE * width)
    if below and above:
        return f"below {reached.low:g} and above {reached.high:g}"
    return f"below {reached.low:g}" if below else f"above {reached.high:g}" if above else ""
