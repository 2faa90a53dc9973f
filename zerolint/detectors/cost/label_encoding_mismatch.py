"""ZL222: class numbers for a loss that takes one-hot labels, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.contracts import CONTRACTS
from zerolint.facts.events import Event, OperatorUsed
from zerolint.facts.graphs import head
from zerolint.facts.labels import encoding
from zerolint.facts.objectives import Loss
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import Nested, ProposedFix, Replace
from zerolint.queries.certainty import certainty_of
from zerolint.queries.compiled_outputs import CompiledOutput, as_fitted, compiled_outputs, targets_of
from zerolint.queries.feeds import fed
from zerolint.queries.label_shapes import answers_for_positions, label_axes

ONE_HOT, NUMBERS = "one-hot labels", "class numbers"
RAISES = "the first step raises an error"
SINGLE_COLUMN = frozenset({"sklearn.preprocessing.LabelBinarizer.fit_transform", "pandas.get_dummies"})
"""What gives one column of 0 and 1 where there are two classes, or may."""


@detects("ZL222")
def label_encoding_mismatch(facts: Facts, options: Options) -> Iterator[Hit]:
    """The labels are encoded in the way that the other loss wants."""
    for judged in compiled_outputs(facts):
        for each in judged.losses_over_classes:
            for fit, _, target in targets_of(facts, judged):
                yield from _mismatch(judged.event, each, as_fitted(fit, judged), target, _other_loss(judged))
    for event in facts.of(OperatorUsed):
        loss = event.result
        if isinstance(loss, Tensor) and loss.operator in CONTRACTS and len(loss.operands) == 2:
            for labels, given in ordinary_alternatives(loss.operands[0], event.labels):
                for target in (given, *fed(facts, given, loss)):
                    for _, output in ordinary_alternatives(loss.operands[1], labels):
                        yield from _mismatch(event, loss, output, target, ())


def _mismatch(
    event: Event, loss: Tensor, output: Value, target: Value, fixes: tuple[ProposedFix, ...]
) -> Iterator[Hit]:
    if not isinstance(output, Tensor):
        output = Tensor("unknown", place=output.place)
    if CONTRACTS[loss.operator].activation != "softmax" or output.dimension(-1) == Known(1):
        return
    if not isinstance(target, Tensor) or answers_for_positions(output, target):
        return
    name = loss.operator.rpartition(".")[2]
    sparse = "sparse" in name or name == "sequence_loss"
    if not (_one_hot(target, output) if sparse else _class_numbers(target, output)):
        return
    spread = loss.operator.startswith("tf.") and not sparse and target.dimension(-1) == Known(1)
    yield Hit(
        at=loss.place,
        data={
            "loss": name,
            "takes": NUMBERS if sparse else ONE_HOT,
            "are": ONE_HOT if sparse else NUMBERS,
            "effect": "each stands for all classes at once" if spread else RAISES,
            "instead": _instead(loss, sparse=sparse),
        },
        because=tuple(step for step in (Evidence(target.place, "the labels"),) if step.place >= 0),
        certainty=certainty_of(event, loss, target),
        proposed_fixes=fixes,
        about=frozenset({(loss.place, (head(output) or output).place)}),
    )


def _one_hot(target: Tensor, output: Tensor) -> bool:
    """Whether labels have a column a class."""
    if encoding(target) == "one-hot":
        made = target
        while made.operator not in SINGLE_COLUMN and made.operands and isinstance(made.operands[0], Tensor):
            made = made.operands[0]
        if made.operator not in SINGLE_COLUMN:
            return True
    width = target.dimension(-1)
    many = isinstance(width, Known) and isinstance(width.value, int) and width.value > 1
    return many and _axes(target) == _axes(output) is not None and width == output.dimension(-1)


def _class_numbers(target: Tensor, output: Tensor) -> bool:
    """Whether labels are one number each."""
    if encoding(target) == "one-hot" or _axes(output) not in (None, 2):
        return False
    if label_axes(target) == 1 or _axes(target) == 1:
        return True
    return _axes(output) == _axes(target) == 2 and target.dimension(-1) == Known(1)


def _axes(tensor: Tensor) -> int | None:
    return None if tensor.shape is None or Known(...) in tensor.shape else len(tensor.shape)


def _instead(loss: Tensor, *, sparse: bool) -> str:
    name = loss.operator.rpartition(".")[2]
    if loss.operator.startswith("keras."):
        other = name.replace("sparse_", "") if sparse else f"sparse_{name}"
        return other if "focal" not in name else "to_categorical on the labels"
    return name.replace("sparse_", "") if sparse else f"sparse_{name.removesuffix('_v2')}"


def _other_loss(judged: CompiledOutput) -> tuple[ProposedFix, ...]:
    """The loss for the other encoding, where it stands right in `compile` and takes probabilities."""
    loss: Loss = judged.loss
    if loss.own or loss.from_logits != Known(False) or "focal" in loss.name:
        return ()
    other = loss.name.removeprefix("sparse_") if loss.name.startswith("sparse_") else f"sparse_{loss.name}"
    return (ProposedFix((Replace(loss.place, (f'"{other}"',), Nested(loss.place, judged.event.place)),), "unsafe"),)
