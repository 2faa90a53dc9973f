"""ZL502: a generator that ends before the epochs that are drawn from it: a Python generator can't start again."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.places import Code, Evidence
from zerolint.facts.sizes import in_worlds, times
from zerolint.facts.values import NONE, Known, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of

PEEKED = 2
"""Batches that Keras keeps from its first look at a generator and gives again in every epoch."""


@detects("ZL502")
def finite_generator_with_steps(facts: Facts, options: Options) -> Iterator[Hit]:
    """A generator that ends before the epochs that are drawn from it: a Python generator can't start again."""
    for fit in facts.of(Fitted):
        for labels, batches in ordinary_alternatives(fit.batches, fit.labels):
            for _, epochs in ordinary_alternatives(fit.epochs, labels):
                if not (isinstance(epochs, Known) and isinstance(epochs.value, int) and epochs.value > 1):
                    continue
                if not _runs_dry(batches, epochs, fit.steps):
                    continue
                counted = fit.steps != NONE
                yield Hit(
                    at=fit.batches.place,
                    data={
                        "generator": Code(fit.batches.place),
                        "epochs": str(epochs.value),
                        "effect": _effect(counted),
                        "instead": "wrap its body in `while True:`" if counted else "give `fit` a tf.data.Dataset",
                    },
                    because=(Evidence(fit.place, f"this draws {epochs.value} epochs from it"),),
                    severity="error" if counted else "warning",
                    certainty=certainty_of(fit, epochs),
                )


def _runs_dry(batches: Value, epochs: Known, steps: Value) -> bool:
    """Whether there are too few batches, whatever the size of the data."""
    fewer, more = (Known(PEEKED), batches) if steps == NONE else (batches, times(epochs, steps))
    found = in_worlds(fewer, more)
    return bool(found) and all(less < enough and not math.isinf(less + enough) for less, enough in found)


def _effect(counted: bool) -> str:
    if counted:
        return "then a loss of 0.0 is reported, or batches repeat"
    return f"from the second epoch on it trains on the same {PEEKED} batches only"
