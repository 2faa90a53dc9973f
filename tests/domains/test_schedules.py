"""The rate of a schedule at a step equals that of Keras, for a sample of arguments."""

from __future__ import annotations

import random

import pytest

from zerolint.facts.schedules import rate_at

pytestmark = pytest.mark.tensorflow

CASES = 40
"""Schedules of each class."""


def drawn(name: str, draw: random.Random) -> dict[str, object]:
    """Arguments of a schedule, all of them."""
    first = draw.choice([0.1, 0.01, 1e-3, 1.0])
    length = draw.randint(1, 60)
    decay = {"initial_learning_rate": first, "decay_steps": length}
    if name in ("ExponentialDecay", "InverseTimeDecay"):
        return decay | {"decay_rate": draw.choice([0.1, 0.5, 0.96, 1.0, 2.0]), "staircase": draw.random() < 0.5}
    if name == "PolynomialDecay":
        end, power = draw.choice([0.0, 1e-4, -0.01]), draw.choice([0.5, 1.0, 2.0])
        return decay | {"end_learning_rate": end, "power": power, "cycle": draw.random() < 0.5}
    if name == "CosineDecay":
        target = draw.choice([None, 0.05])
        warm = draw.randint(1, 20) if target else 0
        return decay | {"alpha": draw.choice([0.0, 0.1]), "warmup_target": target, "warmup_steps": warm}
    if name == "CosineDecayRestarts":
        shape = {"t_mul": draw.choice([1.0, 2.0]), "m_mul": draw.choice([1.0, 0.5]), "alpha": draw.choice([0.0, 0.1])}
        return {"initial_learning_rate": first, "first_decay_steps": length} | shape
    bounds = sorted(draw.sample(range(1, 90), draw.randint(1, 3)))
    return {"boundaries": bounds, "values": [draw.choice([0.1, 0.01, 0.0]) for _ in range(len(bounds) + 1)]}


@pytest.mark.parametrize(
    "name",
    [
        "ExponentialDecay",
        "InverseTimeDecay",
        "PolynomialDecay",
        "PiecewiseConstantDecay",
        "CosineDecay",
        "CosineDecayRestarts",
    ],
)
def test_the_rate_at_a_step_is_that_of_keras(name):
    import keras

    draw = random.Random(name)
    for _ in range(CASES):
        given = drawn(name, draw)
        schedule = getattr(keras.optimizers.schedules, name)(**given)
        for step in sorted(draw.sample(range(100), 4)):
            expected = float(schedule(step))
            # Where a period ends exactly here, float32 may see the step before or behind it.
            near = [rate_at(name, given, step + by) for by in (-1e-4, 0, 1e-4) if step + by >= 0]
            assert any(found == pytest.approx(expected, rel=2e-4, abs=2e-7) for found in near), (given, step, near)
