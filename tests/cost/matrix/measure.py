"""Measures the matrix: `python measure.py MODULE` prints as JSON what twelve steps of each cell come to.

MODULE is keras or tf_keras; the environment variable KERAS_BACKEND chooses what Keras 3 computes with. It needs no
zerolint, so that it can run in an environment of its own.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from cells import HEADS, LABELS, LOSSES  # type: ignore[import-not-found]

STEPS = 12


def main() -> None:
    """Print the outcome of each cell by its name."""
    import numpy as np

    keras = importlib.import_module(sys.argv[1])
    x = np.random.default_rng(0).normal(size=(48, 4)).astype("float32")
    s = x[:, 0] + 0.8 * x[:, 1] - 0.5 * x[:, 2]
    known: dict[str, Any] = {"np": np, "losses": keras.losses, "s": s, "above": (s > 0).astype("int64")}
    outcomes = {}
    for head in HEADS:
        for loss, written in LOSSES.items():
            for labels, made in LABELS.items():
                model = network(keras, head)
                # To compile the steps of 693 models takes longer than to run them.
                model.compile(keras.optimizers.Adam(0.05), eval(written, known), run_eagerly=True)
                outcomes[f"{head} | {loss} | {labels}"] = outcome(model, x, eval(made, known))
    json.dump(outcomes, sys.stdout)


def network(keras: Any, head: str) -> Any:
    """The network of a cell, from the same first weights each time."""
    units, activation = head.split()
    keras.utils.set_random_seed(1)
    hidden = keras.layers.Dense(8, activation="tanh")
    return keras.Sequential([keras.Input((4,)), hidden, keras.layers.Dense(int(units), activation=activation)])


def outcome(model: Any, x: Any, y: Any) -> str:
    """What a user sees of the loss: raises, nan, zero, constant, negative, falls or rises."""
    try:
        seen = [float(model.train_on_batch(x, y)) for _ in range(STEPS)]
    except Exception:
        # Whatever it is that Keras, or what it computes with, raises.
        return "raises"
    if any(each != each or abs(each) == float("inf") for each in seen):
        return "nan"
    if max(map(abs, seen)) < 1e-6:
        return "zero"
    if max(seen) - min(seen) < 1e-6 * (1 + abs(seen[0])):
        return "constant"
    return "negative" if min(seen) < -1e-3 else "falls" if seen[-1] < seen[0] else "rises"


if __name__ == "__main__":
    main()
