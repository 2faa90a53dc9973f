"""Losses over classes with what they are given: the two sides of the contract of a cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.contracts import CONTRACTS, Contract
from zerolint.facts.events import Compiled, CostAdded, Evaluated, Event, Fitted, GradientApplied, OperatorUsed
from zerolint.facts.graphs import ancestors, head
from zerolint.facts.operations import operation
from zerolint.facts.paths import Labels
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Object, Tensor, Value, ordinary_alternatives

POLES = {"log": 0.0, "log2": 0.0, "log10": 0.0, "log1p": -1.0}
"""Logarithms, and where each is -inf."""
GUARDS = frozenset({"tf.where", "keras.ops.where", "keras.backend.switch", "numpy.where", "tf.math.multiply_no_nan"})
"""Operations that choose, and so need not pass an infinite number on; a clip does not save the gradient."""


class LossUse(NamedTuple):
    """A loss over classes with one prediction that it is given."""

    event: Event
    loss: Tensor
    prediction: Tensor
    labels: Labels

    @property
    def contract(self) -> Contract:
        """What the loss takes."""
        return CONTRACTS[self.loss.operator]

    @property
    def name(self) -> str:
        """What the loss is called."""
        return self.loss.operator.rpartition(".")[2]

    @property
    def about(self) -> frozenset[tuple[Place, Place]]:
        """Which loss of which output this is, where a rule that says more speaks for others."""
        return frozenset({(self.loss.place, (head(self.prediction) or self.prediction).place)})

    @property
    def column(self) -> Value | None:
        """The size of the last axis where it is one: a softmax over it is always 1."""
        if self.contract.activation == "softmax" and self.loss.attribute("axis") in (Known(-1), Known(None)):
            return only_one(self.prediction.dimension(-1), self.labels)
        return None


def only_one(size: Value, labels: Labels) -> Value | None:
    """A size that is 1 on paths with these labels, and a known number on all of them; None where it is not.

    Where another path gives it a size that is not known, it goes by the data: `1 if y.ndim == 1 else y.shape[1]`.
    """
    sizes = [each for _, each in ordinary_alternatives(size, labels)]
    if all(isinstance(each, Known) for each in sizes):
        return next((each for each in sizes if each == Known(1)), None)
    return None


def loss_uses(facts: Facts) -> Iterator[LossUse]:
    """Every loss over classes, called by hand or by `fit`, with what it is given."""
    for event, cost in _costs(facts):
        for labels, each in ordinary_alternatives(cost, event.labels):
            for loss in ancestors(each) if isinstance(event, Compiled) else [each]:
                if isinstance(loss, Tensor) and loss.operator in CONTRACTS and len(loss.operands) == 2:
                    for more, prediction in ordinary_alternatives(loss.operands[1], labels):
                        if isinstance(prediction, Tensor):
                            yield LossUse(event, loss, prediction, more)


def _costs(facts: Facts) -> Iterator[tuple[Event, Value]]:
    for event in facts.of(OperatorUsed):
        yield event, event.result
    for compiled in facts.of(Compiled):
        if is_trained_with(facts, compiled):
            for cost in compiled.costs:
                yield compiled, cost


def costs(facts: Facts) -> Iterator[tuple[Event, Value]]:
    """Everything that training lowers, as expressions."""
    for compiled in facts.of(Compiled):
        if is_trained_with(facts, compiled):
            for cost in compiled.costs:
                yield compiled, cost
    for added in facts.of(CostAdded):
        yield added, added.cost
    for applied in facts.of(GradientApplied):
        yield applied, applied.loss


def is_trained_with(facts: Facts, compiled: Compiled) -> bool:
    """Whether a loss is ever computed: not where others are trained and this model only predicts.

    Keras once asked for a compile before `predict`; the generator of a GAN got one for that.
    """
    runs = [each.model for each in facts.of(Fitted)]
    runs += [each.model for each in facts.of(Evaluated) if not each.predicts]
    return compiled.model in runs or not any(isinstance(each, Object) for each in runs)


def losses_behind(facts: Facts, output: Tensor) -> frozenset[tuple[Place, Place]]:
    """The losses that are computed from an output, each with its place: those over classes, and what training lowers.

    A cost that gets the output through losses over classes alone is none beside them.
    """
    judged = [use for use in loss_uses(facts) if _leads_to(use.prediction, output, ())]
    losses = [use.loss for use in judged]
    trained = [event.place for event, cost in costs(facts) if _leads_to(cost, output, losses)]
    return frozenset((place, output.place) for place in (*(each.place for each in losses), *trained))


def _leads_to(value: Value, wanted: Tensor, barred: Sequence[Tensor]) -> bool:
    """Whether a value is computed from a tensor, not only through others."""
    made_of = ancestors(value, lambda each: any(each is one for one in barred))
    return any(each is wanted or (each.key and each.key == wanted.key) for each in made_of)


def logarithms(cost: Value) -> Iterator[Tensor]:
    """The logarithms of a cost whose values reach it; one in a branch of a choice is guarded."""
    for each in ancestors(cost, lambda each: each.operator in GUARDS):
        if operation(each.operator) in POLES and each.operands:
            yield each
