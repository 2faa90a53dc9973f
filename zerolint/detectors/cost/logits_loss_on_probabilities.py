"""ZL205: a loss that applies the softmax or sigmoid itself is given probabilities: it is applied twice."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zerolint.detectors.cost.outputs import PROBABILITIES, output_of
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.contracts import takes
from zerolint.facts.graphs import head
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Tensor
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import LossUse, loss_uses


@detects("ZL205")
def logits_loss_on_probabilities(facts: Facts, options: Options) -> Iterator[Hit]:
    """A loss that takes logits, and applies the activation itself, is given probabilities."""
    for use in loss_uses(facts):
        last = head(use.prediction)
        if takes(use.loss) != "logits" or last is None:
            continue
        if last.operator not in PROBABILITIES:
            continue
        # Whichever of the two it was: measured in both Keras, two sigmoids under a categorical loss reach 0.004.
        recovered = use.contract.recovers and use.prediction.key == last.key
        told = use.loss.attribute("from_logits")
        steps = [Evidence(last.place, f"the output is a {last.operator}")]
        if use.contract.recovers and not recovered:
            steps.append(
                Evidence(use.prediction.place, f"Keras cannot go behind it: this comes after the {last.operator}")
            )
        yield Hit(
            at=told.place if told.place >= 0 else use.loss.place,
            data={"loss": use.name, "activation": last.operator, "effect": _floor(use, last, recovered)},
            because=tuple(step for step in steps if step.place >= 0),
            severity="info" if recovered else None,
            certainty=certainty_of(use.event, use.loss, last),
            defect=output_of(use),
            about=use.about,
        )


def _floor(use: LossUse, last: Tensor, recovered: bool) -> str:
    """What is measured: the least value that the loss can take."""
    if recovered:
        return "Keras goes behind it until another operation follows"
    second, size = use.contract.activation, use.prediction.dimension(-1)
    bound = "far above 0"
    if second == "softmax" and isinstance(size, Known) and isinstance(size.value, int) and size.value > 1:
        bound = f"above {math.log1p((size.value - 1) * math.exp(-1)):.4g}"
    return f"a second {second} keeps the loss {bound}"
