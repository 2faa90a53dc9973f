"""Made-up rows in the shapes and ranges of a script's own, and targets that follow from them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from zerolint.claims.recipe import DATA, TARGET, VARIABLE, Recipe
from zerolint.probe.worker.libraries import numpy

SEED = 20


def rows(recipe: Recipe) -> dict[int, Any]:
    """An array for each node of rows and of targets; of large ones fewer rows than the recipe asks for."""
    random = numpy().random.default_rng(SEED)
    recipe = replace(recipe, rows=_held(recipe))
    found = {
        number: _drawn(random, (recipe.rows, *node.arguments["shape"]), node.arguments)
        for number, node in enumerate(recipe.nodes)
        if node.operator == DATA
    }
    inputs = [_some(each.reshape(recipe.rows, -1)).astype("float64") for each in found.values()]
    features = numpy().concatenate(inputs, axis=1) if inputs else random.normal(size=(recipe.rows, 4))
    spread = features.std(axis=0)
    features = (features - features.mean(axis=0)) / numpy().where(spread > 0, spread, 1.0)
    for number, node in enumerate(recipe.nodes):
        if node.operator == TARGET:
            found[number] = _followed(random, features, node.arguments)
    return found


MOST_NUMBERS = 8_000_000
FEWEST = 16


def _held(recipe: Recipe) -> int:
    """How many rows the memory is for."""
    if counted_by_weights(recipe):
        return recipe.rows
    row: int = sum(math.prod(node.arguments["shape"]) for node in recipe.nodes if node.operator == DATA)
    return min(recipe.rows, max(FEWEST, MOST_NUMBERS // max(row, 1)))


def counted_by_weights(recipe: Recipe) -> bool:
    """Whether weights written by hand may be one a row, so that no row can be left out."""
    return any(node.operator == VARIABLE and recipe.rows in node.arguments["shape"] for node in recipe.nodes)


MOST_FEATURES = 1024
"""Columns that decide the targets; of an image, some of its pixels."""


def _some(columns: Any) -> Any:
    return columns[:, :: -(-columns.shape[1] // MOST_FEATURES) or 1]


def _drawn(random: Any, shape: tuple[int, ...], wanted: Mapping[str, Any]) -> Any:
    match wanted.get("numbers", "normal"):
        case "uniform":
            drawn = random.uniform(wanted["low"], wanted["high"], size=shape)
        case "integers":
            drawn = random.integers(int(wanted["low"]), max(int(wanted["high"]), int(wanted["low"]) + 1), size=shape)
        case "positive":
            drawn = wanted.get("low", 0.0) + abs(random.normal(size=shape))
        case _:
            drawn = random.normal(size=shape)
    return drawn.astype("float32")


def _followed(random: Any, features: Any, wanted: Mapping[str, Any]) -> Any:
    """Targets that a linear function of the features decides."""
    np = numpy()
    shape, kind, classes = tuple(wanted["shape"]), wanted["encoding"], max(int(wanted["classes"]), 1)
    count = len(features)

    def scores(columns: int) -> Any:
        weights = random.normal(size=(features.shape[1], columns))
        return features @ weights / np.sqrt(features.shape[1])

    size = int(np.prod(shape)) if shape else 1
    if kind == "integer":
        return np.stack([scores(classes).argmax(axis=1) for _ in range(size)], axis=1).reshape(count, *shape)
    if kind == "one-hot":
        width = shape[-1] if shape else classes
        labels = np.stack([scores(width).argmax(axis=1) for _ in range(max(size // width, 1))], axis=1)
        return np.eye(width, dtype="float32")[labels].reshape(count, *(shape or (width,)))
    raw = scores(size).reshape(count, *shape).astype("float32")
    if kind == "binary":
        return (raw > 0).astype("float32")
    if wanted.get("numbers") == "uniform":
        return (wanted["low"] + (wanted["high"] - wanted["low"]) / (1 + np.exp(-raw))).astype("float32")
    return abs(raw) if wanted.get("numbers") == "positive" else raw
