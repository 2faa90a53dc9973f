"""ZL203: a cross-entropy that takes probabilities is given the raw numbers of a layer."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.cost.outputs import ACTIVATIONS, ends_in, output_of, without_activation
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES as ACTIVATION_RANGES
from zerolint.facts.contracts import takes
from zerolint.facts.events import Compiled, Evaluated
from zerolint.facts.graphs import head
from zerolint.facts.intervals import Interval
from zerolint.facts.objectives import Metric
from zerolint.facts.operations import operation
from zerolint.facts.places import Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.values import NONE, Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import (
    FixGrade,
    Named,
    Nested,
    ProposedFix,
    Replace,
    SetArgument,
    Template,
)
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import LossUse, costs, logarithms, loss_uses

CUTTING = frozenset({"clip", "maximum", "minimum"})
CUT_OFF = "what lies outside of 0 to 1 is cut off"


@detects("ZL203")
def missing_output_activation(facts: Facts, options: Options) -> Iterator[Hit]:
    """A loss is given numbers that cannot mean what it takes them for."""
    for use in loss_uses(facts):
        last = head(use.prediction) or use.prediction
        given = interval(use.prediction)
        if takes(use.loss) == "probabilities" and _beyond_one(given):
            effect = CUT_OFF
        elif takes(use.loss) == "logits" and last.operator == "relu":
            effect = "nothing gets a score below 0, and where all are 0 nothing is learnt"
        else:
            continue
        activation = last.operator if last.operator in ACTIVATIONS else "linear"
        yield Hit(
            at=use.loss.place,
            data={
                "loss": use.name,
                "takes": takes(use.loss) or "",
                "activation": activation,
                "effect": effect,
                "instead": _ending(use, activation),
            },
            because=(Evidence(last.place, f"the output is {activation}: {given.show()}"),),
            severity=None if effect == CUT_OFF else "warning",
            certainty=certainty_of(use.event, use.loss, last),
            proposed_fixes=fitting_output(facts, use, last),
            defect=output_of(use),
            about=use.about,
        )
    yield from _cut_off_by_hand(facts)


def _beyond_one(given: Interval) -> bool:
    return given.falls_below(0.0) or given.climbs_above(1.0)


def _cut_off_by_hand(facts: Facts) -> Iterator[Hit]:
    """`log(clip(z, 1e-10, 1))` in a cost, of numbers that never went through a softmax or sigmoid."""
    for event, cost in costs(facts):
        for _, each in ordinary_alternatives(cost, event.labels):
            taken = [(logarithm, _unclipped(logarithm.operands[0])) for logarithm in logarithms(each)]
            for logarithm, raw in taken:
                if raw is logarithm.operands[0] or any(_is_rest(raw, other) for _, other in taken):
                    continue
                given, kept = interval(raw), interval(logarithm.operands[0])
                # Cut off from below alone: `1 - z` beside it says that these were to be no more than 1.
                upto_one = kept.high <= 1 or any(_is_rest(other, raw) for _, other in taken)
                if kept.low >= 0 and upto_one and _beyond_one(given):
                    yield Hit(
                        at=logarithm.place,
                        data={
                            "loss": "this logarithm",
                            "takes": "probabilities",
                            "activation": "linear",
                            "effect": CUT_OFF,
                            "instead": "a softmax or sigmoid",
                        },
                        because=(
                            Evidence(
                                logarithm.operands[0].place, f"numbers in {given.show()} are clipped to {kept.show()}"
                            ),
                        ),
                        certainty=certainty_of(event, logarithm),
                    )


def _unclipped(value: Value) -> Value:
    """What a value is before it is clipped."""
    while isinstance(value, Tensor) and operation(value.operator) in CUTTING and value.operands:
        varying = [each for each in value.operands if not (isinstance(each, Known) or interval(each).constant)]
        if operation(value.operator) != "clip" and len(varying) != 1:
            break
        value = value.operands[0] if operation(value.operator) == "clip" else varying[0]
    return value


def _is_rest(value: Value, of: Value) -> bool:
    """Whether this is `1 - of`."""
    if not isinstance(value, Tensor) or operation(value.operator) != "subtract" or len(value.operands) != 2:
        return False
    whole, part = value.operands
    return interval(whole).constant and interval(whole).low == 1 and (part is of or part == of)


def _ending(use: LossUse, activation: str) -> str:
    """What the model should end in."""
    if takes(use.loss) == "logits":
        return "a layer without an activation"
    told = ", or tell the loss from_logits=True" if activation == "linear" and use.contract.takes is None else ""
    return f"a {use.contract.activation}{told}"


FROM_LOGITS = {
    "binary_crossentropy": "BinaryCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
    "binary_focal_crossentropy": "BinaryFocalCrossentropy",
    "categorical_focal_crossentropy": "CategoricalFocalCrossentropy",
}
"""Losses of Keras that can be told that they are given logits, with their classes."""
RANKED = frozenset(
    """
    accuracy acc Accuracy categorical_accuracy CategoricalAccuracy sparse_categorical_accuracy
    SparseCategoricalAccuracy top_k_categorical_accuracy TopKCategoricalAccuracy
    sparse_top_k_categorical_accuracy SparseTopKCategoricalAccuracy
    """.split()
)
"""Metrics that compare classes by their order alone, which an activation does not change."""


def fitting_output(facts: Facts, use: LossUse, last: Tensor) -> tuple[ProposedFix, ...]:
    """A loss that is told what the linear output means, or the activation that belongs to the loss."""
    if last.operator in ACTIVATION_RANGES:
        # The activation that belongs to the loss, or none for a loss that takes logits.
        return without_activation(last) if takes(use.loss) == "logits" else ends_in(last, use.contract.activation)
    made = FROM_LOGITS.get(use.name)
    if made is None or not use.loss.operator.startswith("keras.") or takes(use.loss) == "logits":
        return ()
    grade: FixGrade = "safe" if _only_ranked(facts, use) else "unsafe"
    place, true = use.loss.place, ("True",)
    named: Template = (Named(f"keras.losses.{made}"), "(from_logits=True)")
    return (
        ProposedFix((SetArgument(place, made, "from_logits", true),), grade),
        ProposedFix((SetArgument(place, use.name, "from_logits", true, position=2),), grade),
        ProposedFix((Replace(place, named, Nested(place, use.event.place)),), grade),
    )


def _only_ranked(facts: Facts, use: LossUse) -> bool:
    """Whether nothing in the script asks for more of the predictions than which class is the likeliest."""
    compiled = use.event
    if use.contract.activation != "softmax" or not isinstance(compiled, Compiled):
        return False
    if any(each.model == compiled.model and each.predicts for each in facts.of(Evaluated)):
        return False
    metrics = [each for own in compiled.metrics for each in own]
    return all(each == NONE or (isinstance(each, Metric) and each.name in RANKED) for each in metrics)
