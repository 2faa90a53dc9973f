"""ZL221: a cross-entropy between classes that exclude each other, on sigmoids, which do not."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.cost.outputs import ends_in, output_of
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.contracts import takes
from zerolint.facts.graphs import head
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Tensor
from zerolint.findings.finding import Certainty, Hit
from zerolint.findings.proposed_fix import ProposedFix
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import LossUse, loss_uses

SIGMOIDS = frozenset({"sigmoid", "hard_sigmoid"})


@detects("ZL221")
def sigmoid_with_categorical_cross_entropy(facts: Facts, options: Options) -> Iterator[Hit]:
    """Several sigmoids, each a yes or no of its own, under a loss that takes them for shares of one."""
    for use in loss_uses(facts):
        last = head(use.prediction)
        if last is None or last.operator not in SIGMOIDS or use.contract.activation != "softmax":
            continue
        # Over one column the loss is 0, which is another defect.
        if use.column is not None or not _takes_them_for_shares(use, last):
            continue
        steps = (Evidence(last.place, "each class has a sigmoid of its own"),)
        yield Hit(
            at=use.loss.place,
            data={"loss": use.name, "activation": last.operator},
            because=tuple(step for step in steps if step.place >= 0),
            certainty=_certainty(use, last),
            proposed_fixes=_softmax(use, last),
            defect=output_of(use),
            about=use.about,
        )


def _takes_them_for_shares(use: LossUse, last: Tensor) -> bool:
    """Whether the loss divides them by their sum, or goes behind them for a softmax of its own.

    A loss that applies its softmax to what comes out of the sigmoids has another defect, which is worse.
    """
    behind = use.contract.recovers and use.prediction.key == last.key
    return takes(use.loss) == "probabilities" or (takes(use.loss) == "logits" and behind)


def _certainty(use: LossUse, last: Tensor) -> Certainty:
    """There may be one column where it is not known how many there are."""
    size = use.prediction.dimension(-1)
    known = isinstance(size, Known) and isinstance(size.value, int)
    return certainty_of(use.event, use.loss, last, size) if known else "likely"


def _softmax(use: LossUse, last: Tensor) -> tuple[ProposedFix, ...]:
    """The softmax that the loss was written for; not where it is told that it is given logits."""
    return ends_in(last, "softmax") if takes(use.loss) == "probabilities" else ()
