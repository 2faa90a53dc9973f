"""ZL204: targets in one axis meet predictions in a column: every target is compared with every prediction."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import GradientApplied
from zerolint.facts.graphs import ancestors
from zerolint.facts.objectives import Metric
from zerolint.facts.operations import POINTWISE, operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.values import NONE, Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import IndexOperand, ProposedFix
from zerolint.queries.answer_widths import SPREAD, Widths, widths
from zerolint.queries.certainty import certainty_of
from zerolint.queries.compiled_outputs import CompiledOutput, as_fitted, compiled_outputs, targets_of
from zerolint.queries.label_shapes import label_axes
from zerolint.queries.lowered_costs import lowered


@detects("ZL204")
def broadcast_target_shape(facts: Facts, options: Options) -> Iterator[Hit]:
    """A cost by hand over a table of all pairs of rows, where each row was to meet its own."""
    for each in lowered(facts):
        if not isinstance(each.event, GradientApplied):
            # Keras gives a loss of `compile` targets and predictions of one rank.
            continue
        for made in ancestors(each.cost):
            pair = _row_and_column(made)
            if pair is not None and each.predicts(pair[0]) != each.predicts(pair[1]):
                row, column = pair
                targets, predictions = (column, row) if each.predicts(row) else (row, column)
                yield Hit(
                    at=made.place,
                    data={**_pairs(Code(made.place), "(n,)", "(n, 1)"), "effect": "all targets meet all predictions"},
                    because=tuple(
                        Evidence(value.place, f"{name} have the shape {'(n, 1)' if value is column else '(n,)'}")
                        for value, name in ((targets, "the targets"), (predictions, "the predictions"))
                        if value.place >= 0
                    ),
                    certainty=certainty_of(each.event, made),
                    proposed_fixes=_second_axis(made, row),
                )
    for judged in compiled_outputs(facts):
        yield from _spread(facts, judged)
        if facts.keras >= 3:
            yield from _metrics(facts, judged)


def _pairs(operation: Code | str, first: str, second: str) -> dict[str, Code | str]:
    return {"operation": operation, "first": first, "second": second}


def _spread(facts: Facts, judged: CompiledOutput) -> Iterator[Hit]:
    """A loss of Keras over a column of targets and rows of answers, or the other way round."""
    if judged.loss.own or judged.loss.name not in SPREAD:
        return
    for fit, _, target in targets_of(facts, judged):
        found = widths(as_fitted(fit, judged), target)
        # Keras 2 makes a column of targets in one axis; Keras 3 refuses them.
        targets = (found.targets or (1 if facts.keras < 3 else None)) if found is not None else None
        if found is None or targets is None or targets == found.answers or 1 not in (targets, found.answers):
            continue
        answers, given = found.shapes
        yield Hit(
            at=judged.loss.place if judged.loss.place >= 0 else judged.event.place,
            data={**_pairs(judged.loss.name, answers, given), "effect": _effect(found)},
            because=tuple(
                Evidence(place, text)
                for place, text in ((judged.last.place, "the output"), (target.place, "the targets"))
                if place >= 0
            ),
            certainty=certainty_of(fit, target, judged.loss),
            about=judged.about,
        )


def _effect(found: Widths) -> str:
    if found.answers == 1:
        return "one answer has to meet all targets of its row"
    return "all answers of a row have to meet its one target"


def _metrics(facts: Facts, judged: CompiledOutput) -> Iterator[Hit]:
    """Metrics that the script wrote: Keras 3 gives them targets as they are, and predictions in columns."""
    fits = [as_fitted(fit, judged) for fit, _, target in targets_of(facts, judged) if _is_row(target)]
    if not any(map(_is_column, fits)):
        return
    for metric in judged.metrics:
        if isinstance(metric, Metric) and metric.prediction is not None:
            for made in ancestors(metric.computed):
                if _meets_target(made, metric.prediction):
                    yield Hit(
                        at=made.place,
                        data={**_pairs(Code(made.place), "(n,)", "(n, 1)"), "effect": "the metric is of all pairs"},
                        because=(Evidence(judged.event.place, "the metric is given to compile here"),),
                        severity="warning",
                        certainty=certainty_of(judged.event, metric, made) if _is_keras_3(facts, metric) else "likely",
                        defect=(metric.place,),
                        proposed_fixes=_second_axis(made, _target_in(made, metric.prediction)),
                    )
                    break


def _second_axis(made: Tensor, row: Value) -> tuple[ProposedFix, ...]:
    """The vector as a column, where it is used; a column of a table can't be indexed so."""
    if any(each.operator.startswith("pandas.") for each in ancestors(row)):
        return ()
    number = next(number for number, each in enumerate(made.operands) if each is row)
    return (ProposedFix((IndexOperand(made.place, number, "[:, None]"),)),)


def _target_in(made: Tensor, prediction: Tensor) -> Value:
    """The operand that is computed from the targets alone."""
    first, second = made.operands
    given = _as_given(first)
    return second if given is not None and given.key == prediction.key else first


def _is_keras_3(facts: Facts, metric: Metric) -> bool:
    """Whether the script shows that it is for Keras 3, and does not only fail to show that it is for Keras 2."""
    imported = any("keras.ops" in name for name in facts.imports)
    return imported or any(each.operator.startswith("keras.ops.") for each in ancestors(metric.computed))


def _meets_target(made: Tensor, prediction: Tensor) -> bool:
    """Whether an operation pairs what a metric is given, both in the shapes that they came in."""
    if len(made.operands) != 2 or not (operation(made.operator) in POINTWISE or made.operator in DIFFERENCES):
        return False
    given = [_as_given(each) for each in made.operands]
    inputs = [each for each in given if each is not None]
    return len(inputs) == 2 and (inputs[0].key == prediction.key) != (inputs[1].key == prediction.key)


def _as_given(value: Value) -> Tensor | None:
    """The symbolic input behind operations on each number."""
    while isinstance(value, Tensor) and value.operator != "input" and value.operands:
        if operation(value.operator) not in POINTWISE | {"cast"}:
            return None
        others = [each for each in value.operands[1:] if isinstance(each, Tensor)]
        value = NONE if others else value.operands[0]
    return value if isinstance(value, Tensor) and value.operator == "input" else None


def _row_and_column(made: Tensor) -> tuple[Value, Value] | None:
    """The operand in one axis and the one in a column, of an operation that pairs all of their numbers."""
    if len(made.operands) != 2 or not (operation(made.operator) in POINTWISE or made.operator in DIFFERENCES):
        return None
    for row, column in (made.operands, made.operands[::-1]):
        if _is_row(row) and _is_column(column) and _as_long(row, column):
            return row, column
    return None


DIFFERENCES = frozenset({"tf.math.squared_difference", "tf.squared_difference"})


def _as_long(row: Value, column: Value) -> bool:
    """Whether a vector is as long as the batch, as no vector of the levels of several quantiles is."""
    if not isinstance(row, Tensor) or not row.shape:
        return True
    (length,) = row.shape
    sizes = [each.shape[0] for each in ancestors(column) if each.shape]
    known = isinstance(length, Known) and isinstance(length.value, int)
    return length in sizes or not known


def _is_row(value: Value) -> bool:
    """Whether an array has one axis, along which there are rows."""
    if isinstance(value, Tensor) and value.shape is not None:
        return len(value.shape) == 1 and value.shape[0] not in (Known(...), Known(1))
    return label_axes(value) == 1


def _is_column(value: Value) -> bool:
    """Whether an array has one number in each row."""
    if not isinstance(value, Tensor) or value.shape is None or len(value.shape) != 2:
        return False
    return value.shape[1] == Known(1) and value.shape[0] not in (Known(...), Known(1))
