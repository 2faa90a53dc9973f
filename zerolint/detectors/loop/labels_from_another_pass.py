"""ZL516: predictions of a dataset that shuffles, held against labels in another order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.passes import ORDER, orders, passes, unshuffled
from zerolint.facts.places import Evidence, Place
from zerolint.facts.scores import Compared
from zerolint.facts.values import Tensor, Unknown, Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of

ANEW = "the data are shuffled anew in every pass"
OWN = "the predictions come in the shuffled order"
CALLS = (
    "image_dataset_from_directory",
    "text_dataset_from_directory",
    "audio_dataset_from_directory",
    "flow_from_directory",
    "flow_from_dataframe",
    "flow",
)
"""What shuffles unless it is told not to."""


class Mismatch(NamedTuple):
    """Predictions and the shuffle that they went through, which the labels did not, or not in the same pass."""

    predicted: Tensor
    shuffled: Tensor
    cause: str


@detects("ZL516")
def labels_from_another_pass(facts: Facts, options: Options) -> Iterator[Hit]:
    """Predictions of a dataset that shuffles, held against labels in another order."""
    told: set[Place] = set()
    for event in facts.of(Compared):
        for found in _mismatches(event):
            if found.shuffled.place in told:
                continue
            told.add(found.shuffled.place)
            yield Hit(
                at=found.shuffled.place,
                data={"cause": found.cause},
                because=(
                    Evidence(found.predicted.place, "these predictions are made in a pass of their own"),
                    Evidence(event.place, "labels in another order are compared with them here"),
                ),
                certainty=certainty_of(event),
                proposed_fixes=tuple(_ordered(facts, found)),
            )


def _mismatches(event: Compared) -> Iterator[Mismatch]:
    for value in event.values:
        labels = [each for each in event.values if each is not value]
        for predicted in passes(value):
            for part in predicted.operands:
                for shuffled, anew in orders(part):
                    cause = next(filter(None, (_cause(each, predicted, shuffled, anew) for each in labels)), None)
                    if cause is not None:
                        yield Mismatch(predicted, shuffled, cause)


def _cause(labels: Value, predicted: Tensor, shuffled: Tensor, anew: bool) -> str | None:
    """Why the labels are in another order than predictions behind a shuffle; None where that is not known."""
    order = shuffled.attribute(ORDER)
    if anew and any(each.attribute(ORDER) == order for each, _ in orders(labels)):
        return ANEW
    sources = {each.key for each in shuffled.operands if isinstance(each, (Tensor, Unknown)) and each.key}
    return OWN if sources & set(unshuffled(labels)) else None


def _ordered(facts: Facts, found: Mismatch) -> Iterator[ProposedFix]:
    """The order of the files or arrays, where a call shuffles by default."""
    order = found.shuffled.attribute(ORDER)
    fits = [event for event in facts.of(Fitted) for each, _ in orders(event.x) if each.attribute(ORDER) == order]
    for callee in CALLS:
        change = SetArgument(found.shuffled.place, callee, "shuffle", ("False",))
        yield ProposedFix((change,), grade="unsafe" if fits else None)
