"""ZL603: a softmax that a layer with weights reads, or an output that is squashed into a short interval twice."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.events import Compiled, Event, WeightsLoaded
from zerolint.facts.graphs import PASSING, head
from zerolint.facts.linearity import LARGEST, NOISE, is_linear
from zerolint.facts.networks import Network, WeightLayer, weight_layer
from zerolint.facts.places import Evidence, Place
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import loss_uses
from zerolint.queries.model_answers import model_answers
from zerolint.queries.script_kind import adversarial, reconstructs
from zerolint.queries.trained_networks import trained_networks

OUTPUTS = frozenset({"softmax", "sigmoid"})
SHORT = 2.0
"""Activations whose values lie no further apart than this leave a softmax or sigmoid behind them little to say."""
READERS = NOISE | LARGEST | {"keras.layers.LSTM", "keras.layers.GRU", "keras.layers.LayerNormalization"}


@detects("ZL603")
def softmax_in_hidden_layer(facts: Facts, options: Options) -> Iterator[Hit]:
    """A softmax between weight layers, or two activations in a row that each leave a short interval."""
    answers = model_answers(facts)
    for event, network in trained_networks(facts):
        for softmax in network.tensors.values():
            layer = None if _answers(facts, event, softmax, answers) else _reader(facts, network, softmax)
            if layer is not None:
                yield _hidden(event, softmax, layer)
    for event, output in _outputs(facts):
        inner = _squashed_before(output)
        if inner is not None:
            yield _twice(event, output, inner)


def _answers(facts: Facts, event: Event, softmax: Tensor, answers: set[Place]) -> bool:
    """Whether a softmax is what a model answers, perhaps a published one, and another goes on from there, or a code."""
    if softmax.operator != "softmax" or softmax.place in answers or adversarial(facts):
        return True
    if any(loaded.order < event.order for loaded in facts.of(WeightsLoaded)):
        return True
    return isinstance(event, Compiled) and any(
        isinstance(each, Tensor) and reconstructs(facts, event, each) for each in event.outputs
    )


def _reader(facts: Facts, network: Network, softmax: Tensor) -> WeightLayer | None:
    """The weight layer that reads a softmax of a hidden layer and nothing else."""
    source = softmax.operands[0] if softmax.operands else None
    while isinstance(source, Tensor) and weight_layer(source) is None and is_linear(source) and source.operands:
        source = source.operands[0]
    if not isinstance(source, Tensor) or weight_layer(source) is None or softmax.dimension(-1) == Known(1):
        return None
    between, layer = network.onward(softmax) or ([], None)
    if layer is None or layer.kernel is not None:
        return None
    if not all(is_linear(each) or each.operator in READERS or each.operator in RANGES for each in between):
        return None
    held = facts.arguments(layer.tensor.layer) if layer.tensor.layer is not None else {}
    # What reads it without an offset mixes its own rows, each as much as the softmax says.
    mixes = not between and held.get("use_bias") == Known(False)
    return None if mixes or held.get("trainable", Known(True)) != Known(True) else layer


def _hidden(event: Event, softmax: Tensor, layer: WeightLayer) -> Hit:
    size = softmax.dimension(-1)
    units = f"{size.value} numbers" if isinstance(size, Known) else "numbers"
    return Hit(
        at=softmax.place,
        data={
            "what": "softmax in a hidden layer",
            "effect": f"its {units} add up to 1, and hardly any gradient reaches the layers before it",
            "instead": "use `relu` in hidden layers, and softmax for the output alone",
        },
        because=_shown(layer.tensor.place, "this layer reads it"),
        certainty=certainty_of(event, softmax),
    )


def _outputs(facts: Facts) -> Iterator[tuple[Event, Tensor]]:
    """What models are trained to answer, with the activation that it ends in."""
    ends: list[tuple[Event, Value]]
    ends = [(event, output) for event in facts.of(Compiled) if len(event.outputs) == 1 for output in event.outputs]
    ends += [(use.event, use.prediction) for use in loss_uses(facts)]
    for event, output in ends:
        for _, each in ordinary_alternatives(output, event.labels):
            last = head(each)
            if last is not None and last.operator in OUTPUTS:
                yield event, last


def _squashed_before(output: Tensor) -> Tensor | None:
    """The activation right before another one, where its values lie close together."""
    inner: Value = output.operands[0] if output.operands else output
    while isinstance(inner, Tensor) and inner.operator in PASSING | NOISE and inner.operands:
        inner = inner.operands[0]
    if not isinstance(inner, Tensor) or inner.operator not in RANGES:
        return None
    if output.operator == "softmax" and output.dimension(-1) == Known(1):
        return None
    found = RANGES[inner.operator]
    return inner if found.high - found.low <= SHORT else None


def _twice(event: Event, output: Tensor, inner: Tensor) -> Hit:
    found = RANGES[inner.operator]
    size = output.dimension(-1)
    if output.operator == "sigmoid":
        low, high = (1 / (1 + math.exp(-each)) for each in (found.low, found.high))
        effect = f"the output stays between {low:.2g} and {high:.2g}, however sure the model is"
    elif isinstance(size, Known) and isinstance(size.value, int):
        ratio = math.exp(found.high - found.low)
        effect = f"none of the {size.value} classes can get more than {ratio / (ratio + size.value - 1):.2g}"
    else:
        effect = "no class can get a probability near 1, however sure the model is"
    return Hit(
        at=output.place,
        data={
            "what": f"a {output.operator} of a {inner.operator}",
            "effect": effect,
            "instead": f"apply one of them: leave out the {inner.operator} before the {output.operator}",
        },
        because=_shown(inner.place, f"this {inner.operator} gives numbers from {found.low:g} to {found.high:g}"),
        certainty=certainty_of(event, output),
    )


def _shown(place: Place, text: str) -> tuple[Evidence, ...]:
    return (Evidence(place, text),) if place >= 0 else ()
