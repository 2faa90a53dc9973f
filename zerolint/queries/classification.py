"""Whether an output classifies: what its metrics and the rest of the script say."""

from __future__ import annotations

from zerolint.facts import Facts
from zerolint.facts.events import Compiled
from zerolint.facts.objectives import Metric
from zerolint.facts.values import Known, Tensor
from zerolint.queries.script_kind import adversarial, named_like, reconstructs

CLASS_METRICS = frozenset(
    """
    accuracy Accuracy binary_accuracy BinaryAccuracy categorical_accuracy CategoricalAccuracy
    sparse_categorical_accuracy SparseCategoricalAccuracy top_k_categorical_accuracy TopKCategoricalAccuracy
    sparse_top_k_categorical_accuracy SparseTopKCategoricalAccuracy AUC Precision Recall F1Score FBetaScore
    precision recall auc TruePositives FalsePositives
    """.split()
)


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
