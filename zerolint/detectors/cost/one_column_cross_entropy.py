"""ZL202: a cross-entropy between classes, over one column: the loss is 0 whatever the model says."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.cost.outputs import ACTIVATIONS, PROBABILITIES, output_of
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.graphs import head
from zerolint.facts.places import Evidence
from zerolint.facts.values import Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import LossUse, loss_uses


@detects("ZL202")
def one_column_cross_entropy(facts: Facts, options: Options) -> Iterator[Hit]:
    """Cross-entropy between classes that exclude each other, over one class: it is always won."""
    for use in loss_uses(facts):
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
            defect=output_of(use),
            about=use.about,
        )


def _for_one_column(use: LossUse) -> str:
    """The loss of the same library for one yes-or-no column, and the activation where a softmax is there now."""
    last = head(use.prediction)
    softmax = last is not None and last.operator == "softmax"
    if use.loss.operator.startswith("keras."):
        return "a sigmoid and binary_crossentropy" if softmax else "binary_crossentropy"
    # Those of TensorFlow take logits, and apply the sigmoid themselves.
    name = "sigmoid_cross_entropy" + ("_with_logits" if use.name.endswith(("_with_logits", "_v2")) else "")
    return f"no softmax and {name}" if softmax else name


def _made(prediction: Tensor, size: Value) -> tuple[Evidence, ...]:
    last = head(prediction) or prediction
    source = last.operands[0] if last.operator in PROBABILITIES | ACTIVATIONS and last.operands else last
    steps = [Evidence(source.place, "this gives one column")] if source.place >= 0 else []
    if size.place >= 0 and size.place != source.place:
        steps.append(Evidence(size.place, "the number of columns is set here"))
    return tuple(steps)
