"""ZL207: labels have numbers that a cross-entropy is not made for."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.label_values import LabelsOutside, labels_outside


@detects("ZL207")
def label_outside_loss_range(facts: Facts, options: Options) -> Iterator[Hit]:
    """Labels below 0 or above what the loss ends at."""
    for found in labels_outside(facts):
        if found.is_regression or (found.is_sparse and found.is_number):
            # Prices are no labels: another loss is what is wanted, not other numbers.
            continue
        loss, source = found.loss.place, found.source.place
        made_wrong = found.numbers.low < 0 and source >= 0
        steps = (Evidence(loss if made_wrong else source, "the loss" if made_wrong else "the labels"),)
        yield Hit(
            at=source if made_wrong else loss,
            data={
                "labels": _numbers(found),
                "loss": found.name,
                "most": f"{found.most:g}",
                "effect": _effect(found),
                "instead": _instead(found),
            },
            because=tuple(step for step in steps if step.place >= 0),
            certainty=certainty_of(found.event, found.loss, found.target),
            about=found.about,
        )


def _numbers(found: LabelsOutside) -> str:
    return f"from {found.numbers.low:.3g} to {found.numbers.high:.3g}"


def _effect(found: LabelsOutside) -> str:
    if found.is_sparse:
        return "an error, or NaN on a GPU"
    return "it falls below 0 without end"


def _instead(found: LabelsOutside) -> str:
    numbers = found.numbers
    if found.is_sparse:
        return f"number the classes from 0, or give the last layer {numbers.high + 1:.0f} units"
    if numbers.low < 0:
        return "leave the labels at 0 and 1"
    if numbers.high >= 200:
        return "divide the labels by their largest value"
    return "use a softmax over the classes with sparse_categorical_crossentropy, or make the labels 0 and 1"
