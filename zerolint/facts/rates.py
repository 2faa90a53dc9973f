"""The learning rates that are usual for an optimizer."""

from __future__ import annotations

USUAL = {"SGD": 0.01, "Adadelta": 1.0, "Adagrad": 0.01, "Lion": 0.0001}
"""Where it is not 0.001."""


def usual_rate(optimizer: str) -> float:
    """A rate to begin with."""
    return USUAL.get(optimizer, 0.001)
