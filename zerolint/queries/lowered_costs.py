"""What training lowers, and how it depends on what is trained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.costs import OVERRIDDEN, owns_weights
from zerolint.facts.dependence import Dependence, dependence, is_given
from zerolint.facts.events import (
    Compiled,
    CostAdded,
    Event,
    GradientApplied,
    GradientTaken,
    LibraryChanged,
    ModelBuilt,
    StepRan,
)
from zerolint.facts.graphs import ancestors
from zerolint.facts.objectives import Loss
from zerolint.facts.paths import Labels, contradict
from zerolint.facts.values import NONE, Tensor, Unknown, Value, ordinary_alternatives
from zerolint.queries.loss_uses import is_trained_with


class Lowered(NamedTuple):
    """A cost that training lowers, on one path.

    `event` lowers it. `prediction` is the key of what a loss of `compile` is given beside the targets; 0 where the
    cost is computed by hand, from weights. Unknown values older than `opened` may be its targets, but for those that
    are `symbolic`: what models of unknown layers give.
    """

    event: Event
    labels: Labels
    cost: Value
    prediction: int = 0
    opened: int = 0
    symbolic: frozenset[int] = frozenset()

    def trained(self, tensor: Tensor) -> bool:
        """Whether this is what the model says, or a weight."""
        return tensor.key == self.prediction != 0 or owns_weights(tensor)

    def depends(self, value: Value) -> Dependence:
        """How a value depends on what is trained."""
        return dependence(value, self.trained, self._older)

    def given(self, value: Value) -> bool:
        """Whether a value that is compared with the predictions is given, and not computed from what is trained."""
        return is_given(value, self._older) or not self.depends(value).perhaps

    def _older(self, unknown: Unknown) -> bool:
        return 0 < unknown.key < self.opened and unknown.key not in self.symbolic

    def predicts(self, value: Value) -> bool:
        """Whether a value is computed from what the model says."""
        return any(self.trained(each) for each in ancestors(value))


class DeadLoss(NamedTuple):
    """A loss from which no gradient reaches a weight, and the operations at which it ends: none where it never began.

    `cost` is the expression, `event` what lowers it.
    """

    event: Event
    cost: Value
    ends: tuple[Tensor, ...]


def compiled_losses(compiled: Compiled) -> Iterator[tuple[Lowered, ...]]:
    """For each output, what its loss may be; a loss that is not understood is an unknown cost."""
    for loss in compiled.losses:
        found: list[Lowered] = []
        for labels, each in ordinary_alternatives(loss, compiled.labels):
            if not isinstance(each, Loss) or each.prediction is None:
                found.append(Lowered(compiled, labels, Unknown("a loss that is not understood")))
                continue
            for more, cost in ordinary_alternatives(each.computed, labels):
                cost = Unknown("a loss that gives nothing") if cost == NONE else cost
                found.append(Lowered(compiled, more, cost, each.prediction.key))
        yield tuple(found)


def lowered_by_hand(facts: Facts, applied: GradientApplied) -> tuple[Lowered, ...]:
    """What a gradient step lowers; an unknown value that was there before the tape was opened may be a target."""
    costs = [
        each for each in ordinary_alternatives(applied.loss, applied.labels) if isinstance(each[1], (Tensor, Unknown))
    ]
    recorded = [
        each.recorded[0].key
        for each in facts.of(GradientTaken)
        if each.recorded and any(one is cost for _, one in ordinary_alternatives(each.loss) for _, cost in costs)
    ]
    opened = min(recorded, default=0)
    symbolic = frozenset(key for built in facts.of(ModelBuilt) for output in built.outputs for key in _unknown(output))
    return tuple(Lowered(applied, labels, cost, opened=opened, symbolic=symbolic) for labels, cost in costs)


def _unknown(output: Value) -> Iterator[int]:
    """The keys of the unknown values behind an output."""
    for _, value in ordinary_alternatives(output):
        parts = [value, *(part for each in ancestors(value) for part in each.operands)]
        yield from (each.key for part in parts for _, each in ordinary_alternatives(part) if isinstance(each, Unknown))


def lowered(facts: Facts) -> Iterator[Lowered]:
    """Everything that training lowers, by `compile` and by hand."""
    for compiled in facts.of(Compiled):
        if is_trained_with(facts, compiled):
            for losses in compiled_losses(compiled):
                yield from losses
    for applied in facts.of(GradientApplied):
        yield from lowered_by_hand(facts, applied)


def dead_losses(facts: Facts) -> Iterator[DeadLoss]:
    """Each loss that a training lowers in vain, on every path: of several outputs all the losses."""
    if any(each.name == OVERRIDDEN for each in facts.of(LibraryChanged)):
        return
    if not facts.of(CostAdded):
        stepping = [each.model for each in facts.of(StepRan)]
        for compiled in facts.of(Compiled):
            if is_trained_with(facts, compiled) and compiled.model not in stepping:
                dead = [list(_dead(each)) for each in compiled_losses(compiled)]
                if all(dead):
                    yield from (each for found in dead for each in found)
    steps = [(applied, list(_dead(lowered_by_hand(facts, applied)))) for applied in facts.of(GradientApplied)]
    for applied, found in steps:
        # The same step may take a loss of another arm: what a model answers where it is given no target to learn from.
        alive = (other for other, dead in steps if not dead and other.place == applied.place)
        if not any(contradict(other.labels, applied.labels) for other in alive):
            yield from found


def _dead(costs: tuple[Lowered, ...]) -> Iterator[DeadLoss]:
    """The costs, where none of them is differentiable."""
    found = [(each, each.depends(each.cost)) for each in costs]
    if not any(how.differentiably or (how.perhaps and not how.ends) for _, how in found):
        for each, how in found:
            # Where nothing is seen to be trained, an unknown value may be what is: a weight that a library made.
            if how.ends or not each._replace(opened=0).depends(each.cost).perhaps:
                yield DeadLoss(each.event, each.cost, how.ends)
