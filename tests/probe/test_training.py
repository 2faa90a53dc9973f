"""A training that is run again at another rate is the training that a new network would have."""

from __future__ import annotations

import pytest

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Cost, Node, Optimizer, Recipe
from zerolint.probe.isolation import run
from zerolint.probe.limits import Limits

pytestmark = pytest.mark.tensorflow

LAYERS = (
    Node("data", arguments={"shape": [4]}),
    Node("keras.layers.Dense", (0,), {"units": 8}, 1),
    Node("keras.layers.BatchNormalization", (1,), {}, 2),
    Node("keras.layers.Dropout", (2,), {"rate": 0.5}, 3),
    Node("keras.layers.Dense", (3,), {"units": 1}, 4),
    Node("target", arguments={"encoding": "real", "classes": 1, "shape": [1]}),
    Node("keras.losses.mean_squared_error", (5, 4)),
)


def at(rate: float, **arguments: float) -> Recipe:
    optimizer = Optimizer("Adam", rate, arguments)
    return Recipe(LAYERS, (4,), (Cost(6, target=5, prediction=4),), optimizer, rows=64)


def test_what_is_mended_by_a_rate_alone_learns_as_if_built_anew() -> None:
    mended = at(0.01)
    again, anew = run(
        [
            Claim("cost-climbs", {}, at(-0.5), mended, "at 0.01"),
            Claim("cost-climbs", {}, at(-0.5, beta_1=0.8), mended, "at 0.01"),
        ],
        Limits(timeout=120.0),
    )
    assert (again.status, anew.status) == ("confirmed", "confirmed")
    assert again.fixed == anew.fixed
    assert again.written != anew.written
