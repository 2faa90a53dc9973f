"""ZL409: weights of half precision under Adam, whose squares of gradients are 0 there."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, GradientApplied
from zerolint.facts.places import Evidence
from zerolint.facts.precision import PrecisionSet
from zerolint.facts.values import Known, Object, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import is_trained_with

ADAM = frozenset(f"keras.optimizers.{name}" for name in ("Adam", "AdamW", "Nadam", "Adamax"))
"""Optimizers that add epsilon to the root of a mean of squares; RMSprop adds it below the root."""
SMALLEST = 1e-6
"""An epsilon that bounds the step although the squares are 0."""


@detects("ZL409")
def half_precision_cost(facts: Facts, options: Options) -> Iterator[Hit]:
    """A model with weights of type float16 is trained by Adam with an epsilon that float32 is made for."""
    steps: list[Compiled | GradientApplied] = [*facts.of(Compiled), *facts.of(GradientApplied)]
    for event in steps:
        if isinstance(event, Compiled) and not is_trained_with(facts, event):
            continue
        told = [each for each in facts.of(PrecisionSet) if each.order < event.order]
        for _, optimizer in ordinary_alternatives(event.optimizer, event.labels):
            if not isinstance(optimizer, Object) or optimizer.kind not in ADAM or not told:
                continue
            epsilon = facts.arguments(optimizer).get("epsilon")
            if not isinstance(epsilon, Known) or not isinstance(epsilon.value, float) or epsilon.value >= SMALLEST:
                continue
            if told[-1].kind != Known("float16"):
                continue
            name = optimizer.kind.rpartition(".")[2]
            yield Hit(
                at=told[-1].place,
                data={"optimizer": name, "epsilon": f"{epsilon.value:g}"},
                because=(Evidence(event.place, f"{name} moves weights of this type here"),),
                certainty=certainty_of(event, told[-1].kind, epsilon),
            )
