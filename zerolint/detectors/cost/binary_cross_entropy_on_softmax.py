"""ZL216: a cross-entropy of yes-or-no questions on a softmax, whose classes exclude each other."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.cost.outputs import output_of
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.contracts import takes
from zerolint.facts.events import Compiled
from zerolint.facts.graphs import head
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Tensor
from zerolint.findings.finding import Certainty, Hit
from zerolint.findings.proposed_fix import Nested, ProposedFix, Replace
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import LossUse, loss_uses


@detects("ZL216")
def binary_cross_entropy_on_softmax(facts: Facts, options: Options) -> Iterator[Hit]:
    """Binary cross-entropy behind a softmax over three classes or more."""
    for use in loss_uses(facts):
        last = head(use.prediction)
        if last is None or last.operator != "softmax" or use.contract.activation != "sigmoid":
            continue
        columns = _columns(use)
        if columns in (1, 2) or not _taken_for_answers(use, last):
            # Over one column the softmax is constant; of two, the one answer is the other turned round.
            continue
        yield Hit(
            at=use.loss.place,
            data={"loss": use.name, "classes": f"{columns} classes" if columns else "the classes"},
            because=tuple(step for step in (Evidence(last.place, "the output is a softmax"),) if step.place >= 0),
            certainty=_certainty(use, last, columns),
            proposed_fixes=_between_classes(use),
            defect=output_of(use),
            about=use.about,
        )


def _columns(use: LossUse) -> int | None:
    size = use.prediction.dimension(-1)
    return size.value if isinstance(size, Known) and isinstance(size.value, int) else None


def _taken_for_answers(use: LossUse, last: Tensor) -> bool:
    """Whether the loss takes them for probabilities, or goes behind them; a second activation is another defect."""
    behind = use.contract.recovers and use.prediction.key == last.key
    return takes(use.loss) == "probabilities" or (takes(use.loss) == "logits" and behind)


def _certainty(use: LossUse, last: Tensor, columns: int | None) -> Certainty:
    """There may be two columns where it is not known how many there are."""
    return "likely" if columns is None else certainty_of(use.event, use.loss, last)


def _between_classes(use: LossUse) -> tuple[ProposedFix, ...]:
    """The loss that a softmax was made for, where the labels are one-hot."""
    if not isinstance(use.event, Compiled) or use.name != "binary_crossentropy" or takes(use.loss) != "probabilities":
        return ()
    place = use.loss.place
    return (ProposedFix((Replace(place, ('"categorical_crossentropy"',), Nested(place, use.event.place)),), "unsafe"),)
