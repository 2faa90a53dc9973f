"""ZL201: a softmax over one unit is always 1, whatever the input."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import OperatorUsed
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import losses_behind, only_one

WITH_UNITS = ("Dense", "Conv", "LSTM", "GRU", "SimpleRNN", "Embedding")


@detects("ZL201")
def single_unit_softmax(facts: Facts, options: Options) -> Iterator[Hit]:
    """A softmax over an axis of size one is always 1, so nothing behind it depends on the input."""
    for event in facts.of(OperatorUsed):
        for labels, result in ordinary_alternatives(event.result, event.labels):
            if not isinstance(result, Tensor) or result.operator != "softmax" or not result.operands:
                continue
            axis = result.attribute("axis")
            if not (isinstance(axis, Known) and isinstance(axis.value, int)) or not _in_batches(result):
                continue
            size = only_one(result.dimension(axis.value), labels)
            if size is not None:
                made = result.operands[0]
                yield Hit(
                    at=result.place,
                    data={"layer": _called(made)},
                    because=_sized(made, size),
                    certainty=certainty_of(event, size, result),
                    about=losses_behind(facts, result),
                )


def _in_batches(result: Tensor) -> bool:
    """Whether there is an axis beside that of the units: one vector may as well be short for once."""
    return result.shape is not None and len(result.shape) > 1


def _called(value: Value) -> str:
    """What to call the thing under the softmax."""
    name = value.operator.removeprefix("keras.layers.") if isinstance(value, Tensor) else ""
    return name if name.startswith(WITH_UNITS) else "output"


def _sized(made: Value, size: Value) -> tuple[Evidence, ...]:
    steps = [Evidence(made.place, "this gives one unit")] if made.place >= 0 else []
    if size.place >= 0 and size.place != made.place:
        steps.append(Evidence(size.place, "the number of units is set here"))
    return tuple(steps)
