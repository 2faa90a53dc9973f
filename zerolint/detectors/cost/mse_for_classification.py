"""ZL215: a bounded head trained with a regression loss, where the script shows that it classifies."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.cost.outputs import BOUNDED
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, GradientApplied, GradientTaken, OperatorUsed, OptimizerMade
from zerolint.facts.graphs import ancestors, head
from zerolint.facts.labels import encoding
from zerolint.facts.objectives import Loss
from zerolint.facts.paths import Labels, contradict
from zerolint.facts.places import Evidence
from zerolint.facts.typical import is_continuous
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.classification import class_metric, may_classify
from zerolint.queries.script_kind import adversarial, fits_of

REGRESSION_LOSSES = {"mean_squared_error": "mean squared error", "mean_absolute_error": "mean absolute error"}
ENCODINGS = {
    "binary": "the labels are 0 and 1",
    "integer": "the labels are class numbers",
    "one-hot": "the labels are one-hot",
}
MULTI_CLASS = {"integer": "sparse_categorical_crossentropy", "one-hot": "categorical_crossentropy"}


@detects("ZL215")
def mse_for_classification(facts: Facts, options: Options) -> Iterator[Hit]:
    """A bounded head trained with a regression loss, where the script shows that it classifies."""
    if adversarial(facts):
        return
    yield from _by_hand(facts)
    for event in facts.of(Compiled):
        for number, (output, loss) in enumerate(zip(event.outputs, event.losses, strict=False)):
            for labels, chosen in ordinary_alternatives(loss, event.labels):
                for more, value in ordinary_alternatives(output, labels):
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
    for event, result in _lowered(facts, used):
        target, last = result.operands[0], head(result.operands[1])
        if last is None or last.operator not in BOUNDED or (last.shape is not None and len(last.shape) > 2):
            continue
        found = encoding(target)
        if found is not None:
            evidence = Evidence(target.place, ENCODINGS[found])
        elif isinstance(target, Tensor) and target.key in one_hot:
            evidence = Evidence(one_hot[target.key], "the class of a target is its argmax: the targets are one-hot")
        else:
            continue
        steps = (Evidence(last.place, f"the output is a {last.operator}"), evidence)
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


def _lowered(facts: Facts, used: list[OperatorUsed]) -> list[tuple[OperatorUsed, Tensor]]:
    """The regression losses that gradients are taken of; all of them where it is not known of what, as in a helper."""
    losses = [
        (event, event.result)
        for event in used
        if isinstance(event.result, Tensor)
        and event.result.operator in REGRESSION_LOSSES
        and len(event.result.operands) == 2
    ]
    steps: list[GradientTaken | GradientApplied] = [*facts.of(GradientTaken), *facts.of(GradientApplied)]
    costs = [value for each in steps if losses for _, value in ordinary_alternatives(each.loss)]
    parts = {id(each) for cost in costs for each in ancestors(cost)}
    lowered = [each for each in losses if id(each[1]) in parts]
    known = bool(costs) and all(isinstance(each, Tensor) for each in costs)
    return lowered if lowered or known else losses


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
    steps = [Evidence(last.place, f"the output is a {last.operator}"), evidence]
    yield Hit(
        at=loss.place,
        data={"loss": REGRESSION_LOSSES[loss.name], "activation": last.operator, "instead": instead},
        because=tuple(step for step in steps if step.place >= 0),
        certainty=certainty_of(event, loss, last),
    )


def _classification(facts: Facts, event: Compiled, number: int, last: Tensor) -> tuple[Evidence | None, str]:
    """What shows that this output classifies, and the loss that fits it."""
    one = last.operator == "sigmoid"
    instead = "binary_crossentropy" if one else "categorical_crossentropy"
    for fit in fits_of(facts, event):
        target = fit.targets[number] if number < len(fit.targets) else fit.y
        if is_continuous(target):
            # Numbers with a fraction are no classes, whatever is measured of them.
            return None, instead
        found = encoding(target)
        if found is not None:
            fitting = instead if one else MULTI_CLASS.get(found, instead)
            return Evidence(target.place, ENCODINGS[found]), fitting
    metric = class_metric(event, number)
    if metric is None:
        return None, instead
    if metric.name.lower().startswith("sparse") and not one:
        instead = "sparse_categorical_crossentropy"
    return Evidence(metric.place, f"the metric {metric.name} is for classes"), instead
