"""What activations give: the range of each, and which of them keep the order of their inputs."""

from __future__ import annotations

import math
from collections.abc import Callable

from zerolint.facts.intervals import ANYTHING, End, Interval

_REACHED = End.CLOSED
_UNIT = Interval(0.0, 1.0, _REACHED, _REACHED)
_NOT_NEGATIVE = Interval(0.0, math.inf, _REACHED, End.OPEN)
_POSITIVE = Interval(0.0, math.inf, End.OPEN, End.OPEN)

RANGES: dict[str, Interval] = {
    "softmax": _UNIT,
    "sigmoid": _UNIT,
    "hard_sigmoid": _UNIT,
    "sparsemax": _UNIT,
    "sparse_sigmoid": _UNIT,
    "tanh": Interval(-1.0, 1.0, _REACHED, _REACHED),
    "hard_tanh": Interval(-1.0, 1.0, _REACHED, _REACHED),
    "softsign": Interval(-1.0, 1.0, End.OPEN, End.OPEN),
    "relu": _NOT_NEGATIVE,
    "relu6": Interval(0.0, 6.0, _REACHED, _REACHED),
    "sparse_plus": _NOT_NEGATIVE,
    # exp underflows to zero only below -88: nobody guards against that, and nobody meets it.
    "softplus": _POSITIVE,
    "squareplus": _POSITIVE,
    "exponential": _POSITIVE,
    "elu": Interval(-1.0, math.inf, _REACHED, End.OPEN),
    "celu": Interval(-1.0, math.inf, _REACHED, End.OPEN),
    "selu": Interval(-1.7581, math.inf, End.OPEN, End.OPEN),
    "gelu": Interval(-0.2, math.inf),
    "silu": Interval(-0.2785, math.inf),
    "swish": Interval(-0.2785, math.inf),
    "hard_silu": Interval(-0.376, math.inf),
    "mish": Interval(-0.309, math.inf),
    "log_softmax": Interval(-math.inf, 0.0, End.OPEN, _REACHED),
    "log_sigmoid": Interval(-math.inf, 0.0, End.OPEN, End.OPEN),
    "leaky_relu": ANYTHING,
    "unknown activation": ANYTHING,
}
"""By operator, of whatever input; in float32 a softmax, a sigmoid and a tanh reach their ends."""


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x > -700 else 0.0


RISING: dict[str, Callable[[float], float]] = {
    "sigmoid": _sigmoid,
    "tanh": math.tanh,
    "relu": lambda x: max(x, 0.0),
    "softplus": lambda x: x if x > 30 else math.log1p(math.exp(x)),
    "exponential": math.exp,
}
"""Activations of one number that grow with it: the bounds of the input give those of the output."""
