"""Outputs of compiled models, each with one loss that it may have, and the targets that it is fitted to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.contracts import CONTRACTS, takes
from zerolint.facts.events import Compiled, Fitted
from zerolint.facts.graphs import ancestors, head
from zerolint.facts.intervals import ANYTHING
from zerolint.facts.objectives import Loss
from zerolint.facts.paths import Labels
from zerolint.facts.places import Place
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.queries.loss_uses import is_trained_with
from zerolint.queries.script_kind import fits_of


class CompiledOutput(NamedTuple):
    """One output of a compiled model with one loss, on paths with these labels."""

    event: Compiled
    number: int
    labels: Labels
    output: Tensor
    loss: Loss

    @property
    def last(self) -> Tensor:
        """The last operation of the output that computes something."""
        return head(self.output) or self.output

    @property
    def columns(self) -> int | None:
        """How many numbers the output gives at each place, where that is known."""
        size = self.output.dimension(-1)
        return size.value if isinstance(size, Known) and isinstance(size.value, int) else None

    @property
    def losses_over_classes(self) -> tuple[Tensor, ...]:
        """The calls of cross-entropies that the loss is made of; none where it chooses between several kinds."""
        arms = [
            tuple(each for each in ancestors(arm) if each.operator in CONTRACTS)
            for _, arm in ordinary_alternatives(self.loss.computed)
        ]
        kinds = {frozenset(each.operator for each in found) for found in arms}
        return tuple(dict.fromkeys(each for found in arms for each in found)) if len(kinds) == 1 else ()

    @property
    def activations(self) -> frozenset[str]:
        """The activations that belong to these."""
        return frozenset(CONTRACTS[each.operator].activation for each in self.losses_over_classes)

    @property
    def is_logits(self) -> bool:
        """Whether the loss takes the output for logits, and no activation makes it something else."""
        told = {takes(each) for each in self.losses_over_classes}
        return told == {"logits"} and self.last.operator not in RANGES and interval(self.output) != ANYTHING

    @property
    def metrics(self) -> tuple[Value, ...]:
        """The metrics of this output."""
        return self.event.metrics[self.number] if self.number < len(self.event.metrics) else ()

    @property
    def about(self) -> frozenset[tuple[Place, Place]]:
        """Which loss of which output this is, where a rule that says more speaks for others."""
        return frozenset({(self.loss.place, self.last.place)})


def compiled_outputs(facts: Facts) -> Iterator[CompiledOutput]:
    """Every output of a compiled model beside its loss, where both are known."""
    for event in facts.of(Compiled):
        if not is_trained_with(facts, event):
            continue
        for number, (output, loss) in enumerate(zip(event.outputs, event.losses, strict=False)):
            for labels, chosen in ordinary_alternatives(loss, event.labels):
                for more, value in ordinary_alternatives(output, labels):
                    if isinstance(chosen, Loss) and isinstance(value, Tensor):
                        yield CompiledOutput(event, number, more, value, chosen)


def targets_of(facts: Facts, judged: CompiledOutput) -> Iterator[tuple[Fitted, Labels, Value]]:
    """What an output is fitted to under this compile, with the labels of the path."""
    for fit in fits_of(facts, judged.event):
        several = len(judged.event.outputs) > 1
        known = judged.number < len(fit.targets) and (several or len(fit.targets) == 1)
        target = fit.targets[judged.number] if known else fit.y
        for labels, value in ordinary_alternatives(target, judged.labels | fit.labels):
            yield fit, labels, value


def as_fitted(fit: Fitted, judged: CompiledOutput) -> Tensor:
    """An output with the shapes that the data of a fit give it."""
    known = ordinary_alternatives(fit.outputs[judged.number], judged.labels) if judged.number < len(fit.outputs) else []
    outputs = [each for _, each in known if isinstance(each, Tensor)]
    return outputs[0] if len(outputs) == 1 else judged.output
