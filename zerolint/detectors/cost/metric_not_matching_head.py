"""ZL212: a metric takes the output of the model for something else than it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from zerolint.detectors.cost.outputs import PROBABILITIES
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.intervals import ANYTHING
from zerolint.facts.labels import encoding
from zerolint.facts.objectives import REGRESSION_LOSSES, Metric
from zerolint.facts.places import Code, Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.typical import is_continuous
from zerolint.facts.values import NONE, Known, Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ArgumentsOf, DropArgument, Named, ProposedFix, Replace, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.compiled_outputs import CompiledOutput, compiled_outputs, targets_of
from zerolint.queries.read_off import readings
from zerolint.queries.script_kind import adversarial

BY_SHAPE = frozenset({"accuracy"})
"""What Keras takes for the accuracy that fits the shapes of output and labels."""
BINARY = frozenset({"binary_accuracy", "BinaryAccuracy"})
ARGMAX = frozenset({"categorical_accuracy", "CategoricalAccuracy"})
SPARSE_ARGMAX = frozenset({"sparse_categorical_accuracy", "SparseCategoricalAccuracy"})
ACCURACIES = BY_SHAPE | BINARY | ARGMAX | SPARSE_ARGMAX | {"Accuracy"}
CUTS = frozenset({"Precision", "Recall", "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives"})
OVERLAPS = frozenset({"MeanIoU", "IoU"})
F_SCORES = frozenset({"F1Score", "FBetaScore"})
CUT_AT_HALF = "cuts logits at 0.5, and they change sides at 0: what lies between counts as no"


class Mismatch(NamedTuple):
    """What a metric does to an output that it is not for, and what would be right."""

    effect: str
    instead: str
    fixes: tuple[ProposedFix, ...] = ()


READ_OFF = {
    "largest": Mismatch(
        "takes the largest of one column: it is 0 for every row",
        "compare the column with 0.5, or with 0 where it is a logit",
    ),
    "half": Mismatch("cuts logits at 0.5, and they change sides at 0", "compare with 0, or put a sigmoid before it"),
}
"""What scripts do to an output when they make classes of it themselves."""


@detects("ZL212")
def metric_not_matching_head(facts: Facts, options: Options) -> Iterator[Hit]:
    """A metric, or the script, reads classes, probabilities or numbers out of an output that holds another of them."""
    if adversarial(facts):
        return
    for reading in readings(facts):
        effect, instead, _ = READ_OFF[reading.what]
        yield Hit(
            at=reading.made.place,
            data={"metric": Code(reading.made.place), "effect": effect, "instead": instead},
            because=(Evidence(reading.last.place, "the output is made here"),) if reading.last.place >= 0 else (),
            certainty=certainty_of(reading.event),
        )
    for judged in compiled_outputs(facts):
        for metric in judged.metrics:
            if not isinstance(metric, Metric) or metric.arguments is None:
                continue
            found = next(filter(None, (check(facts, judged, metric) for check in CHECKS)), None)
            if found is not None:
                yield Hit(
                    at=metric.place,
                    data={"metric": metric.name, "effect": found.effect, "instead": found.instead},
                    because=_steps(judged),
                    certainty=certainty_of(judged.event, metric, judged.last, judged.loss),
                    proposed_fixes=found.fixes,
                )


def _steps(judged: CompiledOutput) -> tuple[Evidence, ...]:
    last = judged.last
    what = last.operator if last.operator in RANGES else "linear"
    steps = (
        Evidence(last.place, f"the output is {what}"),
        Evidence(judged.loss.place, f"the loss is {judged.loss.name}"),
    )
    return tuple(step for step in steps if step.place >= 0 and (step is steps[0] or judged.loss.name))


def _argument(metric: Metric, name: str) -> Value:
    return next((value for own, value in metric.arguments or () if own == name), NONE)


def _any_number(judged: CompiledOutput) -> bool:
    """Whether the output may be any number, or a part of them that an activation leaves."""
    return judged.last.operator in RANGES or interval(judged.output) != ANYTHING


def _equality(facts: Facts, judged: CompiledOutput, metric: Metric) -> Mismatch | None:
    """`Accuracy()` counts predictions that are equal to their label, which numbers with a fraction never are."""
    if metric.name != "Accuracy" or not _any_number(judged):
        return None
    what = "probabilities" if judged.last.operator in PROBABILITIES else "such an output"
    instead = 'write "accuracy"' if judged.loss.name not in REGRESSION_LOSSES else "use an error such as mae"
    return Mismatch(
        f"counts exact matches, which {what} never are: it stays at 0", instead, _written(metric, '"accuracy"')
    )


def _of_regression(facts: Facts, judged: CompiledOutput, metric: Metric) -> Mismatch | None:
    """A share of right answers, where answers are numbers."""
    if metric.name not in ACCURACIES or judged.loss.name not in REGRESSION_LOSSES:
        return None
    targets = [target for _, _, target in targets_of(facts, judged)]
    if any(encoding(each) is not None for each in targets):
        return None
    # The accuracy of what paints a picture or gives its input back means as little, and is usual.
    linear = judged.last.operator not in PROBABILITIES | {"tanh"} and _any_number(judged)
    if judged.columns == 1 and (linear or (targets and all(map(is_continuous, targets)))):
        drop = DropArgument(judged.event.place, "compile", "metrics")
        alone = (ProposedFix((drop,), "safe", "leave the metric out"),) if _alone(judged) else ()
        effect = "counts exact answers, and a number is never exactly right: it stays near 0"
        return Mismatch(effect, "use mae or another error of numbers", (*alone, *_written(metric, '"mae"')))
    return None


def _alone(judged: CompiledOutput) -> bool:
    return len(judged.event.metrics) == 1 and len(judged.event.metrics[0]) == 1


def _cut_at_half(facts: Facts, judged: CompiledOutput, metric: Metric) -> Mismatch | None:
    """A threshold for probabilities on logits, which change sides at 0."""
    if not judged.is_logits or not _default_threshold(metric):
        return None
    one = metric.name in BY_SHAPE and judged.columns == 1 and judged.activations == {"sigmoid"}
    if one or (metric.name in BINARY and judged.activations == {"sigmoid"}):
        fixes = _written(metric, Named("keras.metrics.BinaryAccuracy"), "(threshold=0.0)")
        return Mismatch(CUT_AT_HALF, "use BinaryAccuracy(threshold=0.0)", fixes)
    if metric.name in CUTS:
        change = SetArgument(metric.place, metric.name, "thresholds", ("0.0",), position=0)
        fixes = (ProposedFix((change,), "unsafe", "cut at 0"),)
        return Mismatch(CUT_AT_HALF, "give it thresholds=0.0", fixes)
    return None


def _default_threshold(metric: Metric) -> bool:
    told = (_argument(metric, "threshold"), _argument(metric, "thresholds"))
    return all(each in (NONE, Known(0.5)) for each in told)


def _curve_of_logits(facts: Facts, judged: CompiledOutput, metric: Metric) -> Mismatch | None:
    """The thresholds of a curve lie between 0 and 1."""
    if metric.name != "AUC" or not judged.is_logits or _argument(metric, "from_logits") not in (NONE, Known(False)):
        return None
    change = SetArgument(metric.place, "AUC", "from_logits", ("True",))
    fixes = (ProposedFix((change,), "unsafe", "tell the metric from_logits=True"),)
    return Mismatch(
        "tries thresholds from 0 to 1, and logits go far beyond: most of its curve is missing",
        "tell it from_logits=True",
        fixes,
    )


def _each_class_alone(facts: Facts, judged: CompiledOutput, metric: Metric) -> Mismatch | None:
    """Of one-hot labels most entries are 0: who says none of the classes is right in most."""
    columns = judged.columns
    if metric.name not in BINARY or columns is None or columns < 3 or judged.last.operator != "softmax":
        return None
    if judged.activations != {"softmax"} or not _default_threshold(metric):
        return None
    effect = f"judges each of {columns} classes alone: for none of them it gives {1 - 1 / columns:.2g}"
    return Mismatch(effect, 'write "accuracy"', _written(metric, '"accuracy"'))


def _cut_off_classes(facts: Facts, judged: CompiledOutput, metric: Metric) -> Mismatch | None:
    """`MeanIoU` takes predictions for class numbers unless told otherwise."""
    if metric.name not in OVERLAPS or _argument(metric, "sparse_y_pred") not in (NONE, Known(True)):
        return None
    if judged.last.operator not in PROBABILITIES:
        return None
    fixes: tuple[ProposedFix, ...] = ()
    instead = "use BinaryIoU"
    if judged.last.operator == "softmax":
        instead = "give it sparse_y_pred=False"
        if metric.name == "MeanIoU" and "sparse" not in judged.loss.name:
            instead = "use OneHotMeanIoU"
            fixes = _written(metric, Named("keras.metrics.OneHotMeanIoU"), ArgumentsOf(metric.place))
    return Mismatch("takes probabilities for class numbers, all of them cut off to 0", instead, fixes)


def _largest_of_one(facts: Facts, judged: CompiledOutput, metric: Metric) -> Mismatch | None:
    """The largest of one column is always that one."""
    if judged.columns != 1 or judged.last.operator == "softmax" or "softmax" in judged.activations:
        return None
    if metric.name in F_SCORES and _argument(metric, "threshold") == NONE:
        change = SetArgument(metric.place, metric.name, "threshold", ("0.5",))
        fixes = (ProposedFix((change,), "unsafe", "give it a threshold"),)
        return Mismatch("takes the largest of one column: each row counts as positive", "give it threshold=0.5", fixes)
    if metric.name in ARGMAX | SPARSE_ARGMAX and judged.loss.name not in REGRESSION_LOSSES:
        effect = "takes the largest of one column, which is always the same: it never changes"
        return Mismatch(effect, 'write "accuracy"', _written(metric, '"accuracy"'))
    return None


def _one_hot_labels(facts: Facts, judged: CompiledOutput, metric: Metric) -> Mismatch | None:
    """Class numbers have no largest entry."""
    if metric.name not in ARGMAX or not judged.loss.name.startswith("sparse_"):
        return None
    effect = "takes the labels for one-hot, and to the loss they are class numbers"
    return Mismatch(effect, 'write "accuracy"', _written(metric, '"accuracy"'))


def _written(metric: Metric, *code: str | Named | ArgumentsOf) -> tuple[ProposedFix, ...]:
    return (ProposedFix((Replace(metric.place, code),), "unsafe"),)


Check = Callable[[Facts, CompiledOutput, Metric], Mismatch | None]
CHECKS: tuple[Check, ...] = (
    _equality,
    _of_regression,
    _cut_at_half,
    _curve_of_logits,
    _each_class_alone,
    _cut_off_classes,
    _largest_of_one,
    _one_hot_labels,
)
