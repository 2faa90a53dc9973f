"""Learning rates, by what they were measured to do."""

from __future__ import annotations

import math
from typing import NamedTuple


class Thresholds(NamedTuple):
    """Learning rates, measured in float32: below `dead` no kernel moves, below `useless` the cost hardly does.

    Above `wild` the cost climbs or jumps instead of settling. `moves` is the share of itself that the cost moves by at
    most, in 200 steps at a rate of `useless`, on rows of usual size.
    """

    dead: float
    useless: float
    wild: float = math.inf
    moves: float = 1e-3


ADAPTIVE = Thresholds(1e-9, 1e-7, 0.5)
THRESHOLDS = {
    "SGD": Thresholds(1e-8, 1e-5, 10.0, 0.01),
    "Adam": ADAPTIVE,
    "AdamW": ADAPTIVE,
    "Nadam": ADAPTIVE,
    "Adamax": Thresholds(1e-9, 1e-7, 1.0),
    "RMSprop": Thresholds(1e-9, 1e-7, 0.1),
    "Lion": Thresholds(1e-9, 1e-7, 0.03),
    "Muon": ADAPTIVE,
    "Lamb": Thresholds(1e-9, 1e-7),
    "Adagrad": Thresholds(1e-8, 1e-5, 10.0, 0.01),
    "Adadelta": Thresholds(1e-6, 1.5e-3, moves=0.1),
    "Adafactor": Thresholds(1e-8, 1e-6),
}
"""200 steps of batch 64 on a small dense network, TensorFlow 2.21; Ftrl never freezes and has a rule of its own."""
