"""How many steps a training takes, as far as the script tells."""

from __future__ import annotations

import math
from typing import NamedTuple

from zerolint.facts.events import Fitted
from zerolint.facts.values import NONE, Known, Tensor, Value

KERAS_BATCH = 32
LIKELY_STEPS = 2
"""Batches that an epoch has at least where nothing is known of it: few train on all rows at once."""


class Steps(NamedTuple):
    """The steps of some fits; where not `exact`, there may be more."""

    number: int
    exact: bool


def steps_of(fits: list[Fitted]) -> Steps | None:
    """The steps that these take one after the other; None where the epochs of one are not known."""
    count, exact = 0, True
    for fit in fits:
        epochs = _whole(fit.epochs)
        if epochs is None:
            return None
        in_epoch = batches_of(fit)
        count += epochs * (in_epoch or LIKELY_STEPS)
        exact &= in_epoch is not None and not fit.repeated
    return Steps(count, exact) if count else None


def batches_of(fit: Fitted) -> int | None:
    """The batches of one epoch."""
    told = _whole(fit.steps)
    if told:
        return told
    rows = fit.x.dimension(0) if isinstance(fit.x, Tensor) else NONE
    size = KERAS_BATCH if fit.batch_size == NONE else _whole(fit.batch_size)
    if not size or not isinstance(rows, Known) or type(rows.value) is not int:
        return None
    held_out = fit.validation_split
    if isinstance(held_out, Known) and isinstance(held_out.value, float):
        return math.ceil(int(rows.value * (1 - held_out.value)) / size)
    return math.ceil(rows.value / size)


def _whole(value: Value) -> int | None:
    return value.value if isinstance(value, Known) and type(value.value) is int else None
