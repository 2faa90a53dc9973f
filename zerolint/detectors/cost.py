"""Contracts of the cost: what an output can give, what a loss accepts."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zerolint.detectors.context import adversarial, certainty_of, fits_of, named_like, reconstructs
from zerolint.detectors.losses import Use, costs, logarithms, normalised_over_one, uses
from zerolint.detectors.registry import Options, detects
from zerolint.detectors.remedies import fitting_output, without_weights
from zerolint.detectors.zeros import zero_factors, zero_weights
from zerolint.facts import Facts
from zerolint.facts.contracts import takes
from zerolint.facts.events import Compiled, OperatorUsed, OptimizerMade
from zerolint.facts.graphs import head
from zerolint.facts.intervals import Interval
from zerolint.facts.labels import encoding
from zerolint.facts.objectives import Loss, Metric
from zerolint.facts.operations import operation
from zerolint.facts.paths import Labels, contradict
from zerolint.facts.places import Step
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value, likely
from zerolint.finding import Hit

REGRESSION_LOSSES = {"mean_squared_error": "mean squared error", "mean_absolute_error": "mean absolute error"}
CLASS_METRICS = frozenset(
    """
    accuracy Accuracy binary_accuracy BinaryAccuracy categorical_accuracy CategoricalAccuracy
    sparse_categorical_accuracy SparseCategoricalAccuracy top_k_categorical_accuracy TopKCategoricalAccuracy
    sparse_top_k_categorical_accuracy SparseTopKCategoricalAccuracy AUC Precision Recall F1Score FBetaScore
    precision recall auc TruePositives FalsePositives
    """.split()
)
WITH_UNITS = ("Dense", "Conv", "LSTM", "GRU", "SimpleRNN", "Embedding")
BOUNDED = frozenset({"sigmoid", "softmax"})
PROBABILITIES = BOUNDED | {"hard_sigmoid"}
ACTIVATIONS = frozenset({"relu", "relu6", "tanh", "elu", "selu", "leaky_relu", "softplus", "exponential"})
CUT_OFF = "what lies outside of 0 to 1 is cut off"
ENCODINGS = {
    "binary": "the labels are 0 and 1",
    "integer": "the labels are class numbers",
    "one-hot": "the labels are one-hot",
}
MULTI_CLASS = {"integer": "sparse_categorical_crossentropy", "one-hot": "categorical_crossentropy"}


@detects("ZL201")
def single_unit_softmax(facts: Facts, options: Options) -> Iterator[Hit]:
    """A softmax over an axis of size one is always 1, so nothing behind it depends on the input."""
    told_elsewhere = normalised_over_one(facts)
    for event in facts.of(OperatorUsed):
        for labels, result in likely(event.result, event.labels):
            if not isinstance(result, Tensor) or result.operator != "softmax" or not result.operands:
                continue
            if result.place in told_elsewhere:
                continue
            axis = result.attribute("axis")
            if not (isinstance(axis, Known) and isinstance(axis.value, int)):
                continue
            for _, size in likely(result.dimension(axis.value), labels):
                if size == Known(1):
                    made = result.operands[0]
                    yield Hit(
                        at=result.place,
                        data={"layer": _called(made)},
                        because=_sized(made, size),
                        certainty=certainty_of(event, size, result),
                    )


def _called(value: Value) -> str:
    """What to call the thing under the softmax."""
    name = value.operator.removeprefix("keras.layers.") if isinstance(value, Tensor) else ""
    return name if name.startswith(WITH_UNITS) else "output"


def _sized(made: Value, size: Value) -> tuple[Step, ...]:
    steps = [Step(made.place, "this gives one unit")] if made.place >= 0 else []
    if size.place >= 0 and size.place != made.place:
        steps.append(Step(size.place, "the number of units is set here"))
    return tuple(steps)


@detects("ZL202")
def one_column_cross_entropy(facts: Facts, options: Options) -> Iterator[Hit]:
    """Cross-entropy between classes that exclude each other, over one class: it is always won."""
    for use in uses(facts):
        size = use.column
        if size is None:
            continue
        sparse = "sparse" in use.name
        yield Hit(
            at=use.loss.place,
            data={
                "loss": use.name,
                "effect": "it is 0 for label 0, and refuses any other" if sparse else "it is 0 for every prediction",
                "instead": _for_one_column(use),
            },
            because=_made(use.prediction, size),
            certainty=certainty_of(use.event, size, use.loss),
            defect=_output(use),
        )


def _output(use: Use) -> tuple[object, ...]:
    """One output layer, made in a helper or compiled again and again, is one mistake for all the losses it meets."""
    last = head(use.prediction) or use.prediction
    return (last.place,) if last.place >= 0 else ()


def _for_one_column(use: Use) -> str:
    """The loss of the same library for one yes-or-no column."""
    if use.loss.operator.startswith("keras."):
        return "binary_crossentropy"
    return "sigmoid_cross_entropy" + ("_with_logits" if use.name.endswith(("_with_logits", "_v2")) else "")


def _made(prediction: Tensor, size: Value) -> tuple[Step, ...]:
    last = head(prediction) or prediction
    source = last.operands[0] if last.operator in PROBABILITIES | ACTIVATIONS and last.operands else last
    steps = [Step(source.place, "this gives one column")] if source.place >= 0 else []
    if size.place >= 0 and size.place != source.place:
        steps.append(Step(size.place, "the number of columns is set here"))
    return tuple(steps)


@detects("ZL203")
def missing_output_activation(facts: Facts, options: Options) -> Iterator[Hit]:
    """A loss is given numbers that cannot mean what it takes them for."""
    for use in uses(facts):
        if use.column is not None:
            continue
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
            because=(Step(last.place, f"the output is {activation}: {given.show()}"),),
            severity=None if effect == CUT_OFF else "warning",
            certainty=certainty_of(use.event, use.loss, last),
            remedies=fitting_output(facts, use, last),
            defect=_output(use),
        )
    yield from _cut_off_by_hand(facts)


def _beyond_one(given: Interval) -> bool:
    return given.falls_below(0.0) or given.climbs_above(1.0)


def _cut_off_by_hand(facts: Facts) -> Iterator[Hit]:
    """`log(clip(z, 1e-10, 1))` in a cost, of numbers that never went through a softmax or sigmoid."""
    for event, cost in costs(facts):
        for _, each in likely(cost, event.labels):
            for logarithm in logarithms(each):
                clipped = logarithm.operands[0]
                if not isinstance(clipped, Tensor) or operation(clipped.operator) != "clip":
                    continue
                kept, given = interval(clipped), interval(clipped.operands[0])
                if kept.low >= 0 and kept.high <= 1 and _beyond_one(given):
                    yield Hit(
                        at=logarithm.place,
                        data={
                            "loss": "this logarithm",
                            "takes": "probabilities",
                            "activation": "linear",
                            "effect": CUT_OFF,
                            "instead": "a softmax or sigmoid",
                        },
                        because=(Step(clipped.place, f"numbers in {given.show()} are clipped to {kept.show()}"),),
                        certainty=certainty_of(event, logarithm),
                    )


def _ending(use: Use, activation: str) -> str:
    """What the model should end in."""
    if takes(use.loss) == "logits":
        return "a layer without an activation"
    told = ", or tell the loss from_logits=True" if activation == "linear" and use.contract.takes is None else ""
    return f"a {use.contract.activation}{told}"


@detects("ZL205")
def logits_loss_on_probabilities(facts: Facts, options: Options) -> Iterator[Hit]:
    """A loss that takes logits, and applies the activation itself, is given probabilities."""
    for use in uses(facts):
        last = head(use.prediction)
        if takes(use.loss) != "logits" or use.column is not None or last is None:
            continue
        if last.operator not in PROBABILITIES:
            continue
        recovered = use.contract.recovers and use.prediction.key == last.key
        told = use.loss.attribute("from_logits")
        steps = [Step(last.place, f"the output is a {last.operator}")]
        if use.contract.recovers and not recovered:
            steps.append(Step(use.prediction.place, f"Keras cannot go behind it: this comes after the {last.operator}"))
        yield Hit(
            at=told.place if told.place >= 0 else use.loss.place,
            data={"loss": use.name, "activation": last.operator, "effect": _floor(use, last, recovered)},
            because=tuple(step for step in steps if step.place >= 0),
            severity="info" if recovered else None,
            certainty=certainty_of(use.event, use.loss, last),
            defect=_output(use),
        )


def _floor(use: Use, last: Tensor, recovered: bool) -> str:
    """What is measured: the least value that the loss can take."""
    if recovered:
        return "Keras goes behind it and only warns, until another operation follows"
    second, size = use.contract.activation, use.prediction.dimension(-1)
    bound = "far above 0"
    if second == "softmax" and isinstance(size, Known) and isinstance(size.value, int) and size.value > 1:
        bound = f"above {math.log1p((size.value - 1) * math.exp(-1)):.4g}"
    return f"a second {second} keeps the loss {bound}, however right the model is"


@detects("ZL206")
def all_zero_loss_weight(facts: Facts, options: Options) -> Iterator[Hit]:
    """Everything in the loss is multiplied by zero."""
    for found in (*zero_weights(facts), *zero_factors(facts)):
        places = [each.place for each in found.zeros if each.place >= 0]
        yield Hit(
            at=places[0] if places else found.event.place,
            data={"what": found.what},
            because=(Step(found.event.place, "this is what the loss is made of"),),
            certainty=certainty_of(found.event, *found.zeros),
            remedies=without_weights(found),
        )


@detects("ZL215")
def mse_for_classification(facts: Facts, options: Options) -> Iterator[Hit]:
    """A bounded head trained with a regression loss, where the script shows that it classifies."""
    if adversarial(facts):
        return
    yield from _by_hand(facts)
    for event in facts.of(Compiled):
        for number, (output, loss) in enumerate(zip(event.outputs, event.losses, strict=False)):
            for labels, chosen in likely(loss, event.labels):
                for more, value in likely(output, labels):
                    yield from _regression_on_classes(facts, event, number, more, value, chosen)


def _by_hand(facts: Facts) -> Iterator[Hit]:
    """A regression loss called on targets and a bounded prediction, where the targets are shown to be classes."""
    if not facts.of(OptimizerMade):
        return
    used = facts.of(OperatorUsed)
    one_hot = {
        each.key: event.place
        for event in used
        if isinstance(event.result, Tensor) and event.result.operator == "argmax"
        for each in event.result.operands
        if isinstance(each, Tensor)
    }
    for event in used:
        result = event.result
        if not (isinstance(result, Tensor) and result.operator in REGRESSION_LOSSES and len(result.operands) == 2):
            continue
        target, last = result.operands[0], head(result.operands[1])
        if last is None or last.operator not in BOUNDED or (last.shape is not None and len(last.shape) > 2):
            continue
        found = encoding(target)
        if found is not None:
            evidence = Step(target.place, ENCODINGS[found])
        elif isinstance(target, Tensor) and target.key in one_hot:
            evidence = Step(one_hot[target.key], "the class of a target is its argmax: the targets are one-hot")
        else:
            continue
        steps = (Step(last.place, f"the output is a {last.operator}"), evidence)
        yield Hit(
            at=event.place,
            data={
                "loss": REGRESSION_LOSSES[result.operator],
                "activation": last.operator,
                "instead": "categorical_crossentropy" if last.operator == "softmax" else "binary_crossentropy",
            },
            because=tuple(step for step in steps if step.place >= 0),
            certainty=certainty_of(event, last),
        )


def _regression_on_classes(
    facts: Facts, event: Compiled, number: int, labels: Labels, output: Value, loss: Value
) -> Iterator[Hit]:
    last = head(output)
    if last is None or last.operator not in BOUNDED or not isinstance(loss, Loss):
        return
    if loss.name not in REGRESSION_LOSSES or contradict(labels, event.labels):
        return
    if last.operator == "softmax" and last.dimension(-1) == Known(1):
        # A constant output is another defect, and the loss is not its cause.
        return
    if not may_classify(facts, event, last):
        return
    evidence, instead = _classification(facts, event, number, last)
    if evidence is None:
        return
    steps = [Step(last.place, f"the output is a {last.operator}"), evidence]
    yield Hit(
        at=loss.place,
        data={"loss": REGRESSION_LOSSES[loss.name], "activation": last.operator, "instead": instead},
        because=tuple(step for step in steps if step.place >= 0),
        certainty=certainty_of(event, loss, last),
    )


def _classification(facts: Facts, event: Compiled, number: int, last: Tensor) -> tuple[Step | None, str]:
    """What shows that this output classifies, and the loss that fits it."""
    one = last.operator == "sigmoid"
    instead = "binary_crossentropy" if one else "categorical_crossentropy"
    for fit in fits_of(facts, event):
        target = fit.targets[number] if number < len(fit.targets) else fit.y
        found = encoding(target)
        if found is not None:
            fitting = instead if one else MULTI_CLASS.get(found, instead)
            return Step(target.place, ENCODINGS[found]), fitting
    metric = class_metric(event, number)
    if metric is None:
        return None, instead
    if metric.name.lower().startswith("sparse") and not one:
        instead = "sparse_categorical_crossentropy"
    return Step(metric.place, f"the metric {metric.name} is for classes"), instead


def class_metric(event: Compiled, number: int) -> Metric | None:
    """The first metric of an output that only classes have."""
    found = event.metrics[number] if number < len(event.metrics) else ()
    return next((each for each in found if isinstance(each, Metric) and each.name in CLASS_METRICS), None)


def may_classify(facts: Facts, event: Compiled, last: Tensor) -> bool:
    """Whether nothing says that a bounded output is something else: pixels, a copy of the input, a GAN's opinion."""
    if last.shape is not None and len(last.shape) > 2 and last.shape[0] != Known(...):
        return False
    if named_like(facts, event.model, "autoencoder", "decoder", "encoder", "vae", "ae", "generator"):
        return False
    return not adversarial(facts) and not reconstructs(facts, event, last)
