"""What would mend the findings of the detectors, where that is known."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from zerolint.detectors.losses import POLES, Use
from zerolint.detectors.symmetry import Stuck
from zerolint.detectors.zeros import Zeros
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES as ACTIVATIONS
from zerolint.facts.contracts import takes
from zerolint.facts.events import Compiled, Evaluated, GradientTaken, StepRan
from zerolint.facts.graphs import ancestors
from zerolint.facts.intervals import Interval
from zerolint.facts.objectives import Metric, Tracker
from zerolint.facts.operations import operation
from zerolint.facts.values import NONE, Known, Tensor, Value
from zerolint.remedy import (
    ArgumentsOf,
    AttributeOf,
    Change,
    DropArgument,
    Entry,
    Factor,
    FixGrade,
    InsertBefore,
    Named,
    NamedBeside,
    Nested,
    Passed,
    Piece,
    Remedy,
    Replace,
    SetArgument,
    Template,
)

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
ONE_STEP = (
    ("tf.nn.softmax", "tf.nn.log_softmax"),
    ("tf.sigmoid", "tf.math.log_sigmoid"),
    ("keras.ops.softmax", "keras.ops.log_softmax"),
    ("keras.ops.sigmoid", "keras.ops.log_sigmoid"),
)
"""Functions whose logarithm has a function of its own."""


def fitting_output(facts: Facts, use: Use, last: Tensor) -> tuple[Remedy, ...]:
    """A loss that is told what the linear output means, or the activation that belongs to the loss."""
    if last.operator in ACTIVATIONS:
        return _other_activation(use, last)
    made = FROM_LOGITS.get(use.name)
    if made is None or not use.loss.operator.startswith("keras.") or takes(use.loss) == "logits":
        return ()
    grade: FixGrade = "safe" if _only_ranked(facts, use) else "unsafe"
    place, true = use.loss.place, ("True",)
    named: Template = (Named(f"keras.losses.{made}"), "(from_logits=True)")
    return (
        Remedy((SetArgument(place, made, "from_logits", true),), grade),
        Remedy((SetArgument(place, use.name, "from_logits", true, position=2),), grade),
        Remedy((Replace(place, named, Nested(place, use.event.place)),), grade),
    )


def _other_activation(use: Use, last: Tensor) -> tuple[Remedy, ...]:
    """Another activation in the layer that has one."""
    source = last.operands[0] if last.operands else None
    if not isinstance(source, Tensor) or source.layer is None:
        return ()
    layer = source.layer
    if takes(use.loss) == "logits":
        dropped = DropArgument(layer.place, layer.kind.rpartition(".")[2], "activation")
        return (Remedy((dropped,), "unsafe", f"leave the {last.operator} out"),)
    fitting = use.contract.activation
    replaced = Replace(last.place, (f'"{fitting}"',), Nested(last.place, layer.place))
    return (Remedy((replaced,), "unsafe", f"end the model in a {fitting}"),)


def _only_ranked(facts: Facts, use: Use) -> bool:
    """Whether nothing in the script asks for more of the predictions than which class is the likeliest."""
    compiled = use.event
    if use.contract.activation != "softmax" or not isinstance(compiled, Compiled):
        return False
    if any(each.model == compiled.model and each.method.startswith("predict") for each in facts.of(Evaluated)):
        return False
    metrics = [each for own in compiled.metrics for each in own]
    return all(each == NONE or (isinstance(each, Metric) and each.name in RANKED) for each in metrics)


def without_weights(found: Zeros) -> tuple[Remedy, ...]:
    """The call without the weights that are all zero."""
    if not found.argument:
        return ()
    method = "compile" if isinstance(found.event, Compiled) else "fit"
    return (Remedy((DropArgument(found.event.place, method, found.argument),)),)


def random_weights(found: Stuck) -> tuple[Remedy, ...]:
    """The layer without its initializer: the default draws at random."""
    made = found.layer.tensor.layer
    if made is None:
        return ()
    return (Remedy((DropArgument(made.place, made.kind.rpartition(".")[2], "kernel_initializer"),)),)


def finite_logarithm(cost: Value, logarithm: Tensor, given: Interval) -> tuple[Remedy, ...]:
    """One function in the stead of two, or an epsilon inside."""
    inside = logarithm.operands[0]
    if operation(logarithm.operator) != "log" or not isinstance(inside, Tensor):
        return ()
    fused = (NamedBeside(inside.place, ONE_STEP), ArgumentsOf(inside.place))
    remedies = [Remedy((Replace(logarithm.place, fused, Nested(inside.place, logarithm.place)),))]
    argument = Passed(logarithm.place, "x", 0)
    for product in ancestors(cost):
        if operation(product.operator) == "multiply" and _entropy(product, logarithm, inside):
            factor = Factor(product.place, logarithm.place)
            code = (Named("tf.math.xlogy"), "(", factor, ", ", argument, ")")
            remedies.append(Remedy((Replace(product.place, code),)))
    if not given.falls_below(POLES["log"]):
        name = logarithm.operator.rpartition(".")[2]
        remedies.append(Remedy((SetArgument(logarithm.place, name, "x", (argument, " + 1e-7"), 0),), "unsafe", LIFTED))
    return tuple(remedies)


LIFTED = "add 1e-7 inside the logarithm"


def _entropy(product: Tensor, logarithm: Tensor, inside: Tensor) -> bool:
    """Whether a product is `x * log(x)`, or a multiple of it: 0 where x is 0, as `xlogy` says."""
    others = [each for each in product.operands if each is not logarithm]
    if len(product.operands) != 2 or len(others) != 1:
        return False
    factor = others[0]
    while isinstance(factor, Tensor) and factor.key != inside.key:
        if operation(factor.operator) not in ("multiply", "negative", "neg"):
            return False
        varying = [each for each in factor.operands if isinstance(each, Tensor)]
        if len(varying) != 1 or not all(isinstance(each, (Tensor, Known)) for each in factor.operands):
            return False
        factor = varying[0]
    return isinstance(factor, Tensor) and factor.key == inside.key != 0


def updated_trackers(facts: Facts, event: StepRan, empty: Mapping[str, Tracker]) -> tuple[Remedy, ...]:
    """An update of each empty tracker above the `return`, with what the step returns or descends."""
    descended = _descended(facts, event)
    choices = [_updates(event, name, tracker, descended) for name, tracker in empty.items()]
    return tuple(Remedy(tuple(changes)) for changes in itertools.product(*choices))


def _updates(event: StepRan, name: str, tracker: Tracker, descended: Passed | None) -> list[Change]:
    """The ways to update one tracker, the best one first."""
    values: list[Piece] = [Entry(event.place, name)]
    if name == "loss" and descended is not None:
        values.append(descended)
    made: list[Change] = []
    for value in values:
        if tracker.place >= 0:
            made.append(InsertBefore(event.place, (AttributeOf(tracker.place), ".update_state(", value, ")")))
        loop = ("for metric in self.metrics:\n\tif metric.name == ", f'"{name}"', ":\n\t\tmetric.update_state(")
        made.append(InsertBefore(event.place, (*loop, value, ")"), binds="metric"))
    return made


def _descended(facts: Facts, event: StepRan) -> Passed | None:
    """The loss whose gradient the step takes; None where it takes none, or several."""
    before = max((each.order for each in facts.of(StepRan) if each.order < event.order), default=-1)
    taken = {each.place for each in facts.of(GradientTaken) if before < each.order < event.order}
    return Passed(taken.pop(), "target", 0, name_only=True) if len(taken) == 1 else None
