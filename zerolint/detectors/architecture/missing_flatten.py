"""ZL601: a dense head on a feature map answers for every position, but the labels hold one answer a row."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES as ACTIVATIONS
from zerolint.facts.events import Event, Fitted
from zerolint.facts.objectives import Loss
from zerolint.facts.places import Evidence
from zerolint.facts.values import Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Certainty, Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.label_shapes import answers_for_positions, lacks_positions
from zerolint.queries.loss_uses import loss_uses


@detects("ZL601")
def missing_flatten(facts: Facts, options: Options) -> Iterator[Hit]:
    """A dense head on a map gives one answer a position, where the labels hold one a row."""
    for fit in facts.of(Fitted):
        if fit.compiled is None:
            continue
        for output, loss, target in zip(fit.outputs, fit.compiled.losses, fit.targets, strict=False):
            for labels, each in ordinary_alternatives(output, fit.labels):
                for _, chosen in ordinary_alternatives(loss, labels):
                    if isinstance(each, Tensor) and isinstance(chosen, Loss) and chosen.name:
                        yield from _answers_for_positions(fit, each, chosen, target)

    for use in loss_uses(facts):
        target = use.loss.operands[0]
        if lacks_positions(use.loss, target, use.prediction):
            yield from _on_a_map(use.event, _behind_activations(use.prediction), target, RAISES)


def _answers_for_positions(fit: Fitted, output: Tensor, loss: Loss, target: Value) -> Iterator[Hit]:
    """The finding on the last dense layer, behind activations alone."""
    last = _behind_activations(output)
    if answers_for_positions(last, target):
        effect = BROADCAST if loss.name in BROADCASTING else RAISES
        yield from _on_a_map(fit, last, target, effect, certainty_of(fit, loss))


def _behind_activations(output: Tensor) -> Tensor:
    last = output
    while last.operator in ACTIVATIONS and last.operands and isinstance(last.operands[0], Tensor):
        last = last.operands[0]
    return last


def _on_a_map(
    event: Event, last: Tensor, target: Value, effect: str, certainty: Certainty | None = None
) -> Iterator[Hit]:
    if last.operator != "keras.layers.Dense":
        return
    source = last.operands[0]
    steps = [Evidence(source.place, "this gives a map, not one row of numbers")] if isinstance(source, Tensor) else []
    yield Hit(
        at=last.place,
        data={"effect": effect},
        because=tuple(
            step for step in (*steps, Evidence(target.place, "these labels hold one answer a row")) if step.place >= 0
        ),
        certainty=certainty or certainty_of(event),
    )


BROADCASTING = frozenset({"mean_squared_error", "mean_absolute_error", "huber", "log_cosh", "hinge"})
BROADCAST = "it raises, or compares all with all"
RAISES = "the loss raises an error"
