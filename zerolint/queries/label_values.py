"""Labels and targets with numbers that a cross-entropy is not made for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.contracts import CONTRACTS
from zerolint.facts.events import Event, OperatorUsed, OptimizerMade
from zerolint.facts.graphs import head
from zerolint.facts.intervals import Interval
from zerolint.facts.labels import ROWWISE
from zerolint.facts.places import Place
from zerolint.facts.typical import is_continuous, typical
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.queries.compiled_outputs import as_fitted, compiled_outputs, targets_of
from zerolint.queries.script_kind import acts, adversarial

MARGIN = 0.05
"""How far beyond its range a label may be: rounding, or one that was softened a little too far."""


class LabelsOutside(NamedTuple):
    """Labels that come to `numbers`, of which a cross-entropy takes those from 0 to `most`."""

    event: Event
    loss: Tensor
    output: Tensor
    target: Tensor
    numbers: Interval
    most: float

    @property
    def name(self) -> str:
        """What the loss is called."""
        return self.loss.operator.rpartition(".")[2]

    @property
    def is_sparse(self) -> bool:
        """Whether the labels are class numbers."""
        return "sparse" in self.name

    @property
    def is_regression(self) -> bool:
        """Whether the targets are numbers with a fraction, one a row: what a regression predicts."""
        shape = self.output.shape
        return shape is not None and len(shape) == 2 and shape[-1] == Known(1) and self.is_number

    @property
    def is_number(self) -> bool:
        """Whether the targets are numbers with a fraction."""
        return is_continuous(self.target)

    @property
    def source(self) -> Tensor:
        """What made the numbers that the labels are."""
        made = self.target
        while made.operator in ROWWISE and made.operands and isinstance(made.operands[0], Tensor):
            made = made.operands[0]
        return made

    @property
    def about(self) -> frozenset[tuple[Place, Place]]:
        """Which loss of which output this is, where a rule that says more speaks for others."""
        return frozenset({(self.loss.place, (head(self.output) or self.output).place)})


def labels_outside(facts: Facts) -> Iterator[LabelsOutside]:
    """Every cross-entropy whose labels are known to come to numbers that it is not made for."""
    if adversarial(facts) or acts(facts):
        # Labels below 0 or above 1 push a critic or a policy on purpose.
        return
    for event, loss, output, target in _compared(facts):
        found = _outside(event, loss, output, target)
        if found is not None:
            yield found


def _compared(facts: Facts) -> Iterator[tuple[Event, Tensor, Tensor, Tensor]]:
    for judged in compiled_outputs(facts):
        for each in judged.losses_over_classes:
            for fit, _, target in targets_of(facts, judged):
                if isinstance(target, Tensor):
                    yield judged.event, each, as_fitted(fit, judged), target
    for event in facts.of(OperatorUsed) if facts.of(OptimizerMade) else ():
        loss = event.result
        if isinstance(loss, Tensor) and loss.operator in CONTRACTS and len(loss.operands) == 2:
            for labels, given in ordinary_alternatives(loss.operands[0], event.labels):
                for _, output in ordinary_alternatives(loss.operands[1], labels):
                    if isinstance(given, Tensor) and isinstance(output, Tensor):
                        yield event, loss, output, given


def _outside(event: Event, loss: Tensor, output: Tensor, target: Tensor) -> LabelsOutside | None:
    most = 1.0
    if CONTRACTS[loss.operator].activation == "softmax":
        columns = _size(output.dimension(-1))
        if columns is None or columns < 2:
            return None
        most = columns - 1.0 if "sparse" in loss.operator else 1.0
    numbers = typical(target)
    below = numbers.falls_below(0.0) and numbers.low < -MARGIN
    above = numbers.climbs_above(most) and numbers.high > most + MARGIN
    if (below or above) and all(map(math.isfinite, (numbers.low, numbers.high))):
        return LabelsOutside(event, loss, output, target, numbers, most)
    return None


def _size(value: Value) -> int | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, int) else None
