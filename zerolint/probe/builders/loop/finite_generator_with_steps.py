"""A generator of the script's own that ends leaves later epochs with fewer batches than the first."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.sizes import in_worlds
from zerolint.facts.values import NONE, Known, alternatives
from zerolint.probe.builders.registry import Thresholds, builds

MOST_BATCHES = 200
MOST_EPOCHS = 5
BATCHES_MADE_UP = "the numbers of batches are made up, since the size of the data is not known"
FEWER_BATCHES = "with fewer batches than the script's, in proportion"


@builds("epoch-without-batches")
def epoch_without_batches(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """A generator of the script's own that ends leaves later epochs with fewer batches than the first."""
    for fit in facts.of(Fitted):
        places = frozenset({fit.place, fit.batches.place})
        for labels, batches in alternatives(fit.batches, fit.labels):
            for _, epochs in alternatives(fit.epochs, labels):
                steps = Known(0) if fit.steps == NONE else fit.steps
                found = in_worlds(batches, steps)
                if not found or not isinstance(epochs, Known) or not isinstance(epochs.value, int):
                    yield Subject(None, "how many batches it gives is not known", places, places)
                    continue
                count, drawn = found[0]
                factor = max(1.0, count / MOST_BATCHES if count < float("inf") else 1.0, drawn / MOST_BATCHES)
                details = {
                    "batches": -1 if count == float("inf") else round(count / factor),
                    "steps": round(drawn / factor) or None,
                    "epochs": min(epochs.value, MOST_EPOCHS),
                }
                partly = BATCHES_MADE_UP if len(set(found)) > 1 else FEWER_BATCHES if factor > 1 else ""
                claim = Claim("epoch-without-batches", confirm, details=details, partly=partly)
                yield Subject(claim, at=places, places=places)
