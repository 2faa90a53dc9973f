"""The schedules of Keras: the learning rate at a step, in the arithmetic of Python."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

Arguments = Mapping[str, Any]
"""Numbers, truth values, None and tuples of numbers, by the names of the constructor's parameters."""

PREFIX = "keras.optimizers.schedules."
FALLING = frozenset({"ExponentialDecay", "InverseTimeDecay", "PolynomialDecay", "CosineDecay"})
"""Schedules that do not climb again once they have fallen, unless they `cycle`."""


def rate_at(schedule: str, given: Arguments, step: float) -> float | None:
    """The rate of a schedule at a step, counted from 0; None where it has none, or is not known here."""
    compute = _SCHEDULES.get(schedule)
    try:
        found = None if compute is None else compute(given, step)
    except (ArithmeticError, TypeError, ValueError, KeyError):
        return None
    return float(found) if isinstance(found, (int, float)) and math.isfinite(found) else None


def _periods(given: Arguments, step: float) -> float:
    passed = step / given["decay_steps"]
    return float(math.floor(passed) if given["staircase"] else passed)


def _exponential(given: Arguments, step: float) -> float:
    return float(given["initial_learning_rate"] * given["decay_rate"] ** _periods(given, step))


def _inverse_time(given: Arguments, step: float) -> float:
    return float(given["initial_learning_rate"] / (1 + given["decay_rate"] * _periods(given, step)))


def _polynomial(given: Arguments, step: float) -> float:
    length, last = given["decay_steps"], given["end_learning_rate"]
    if given["cycle"]:
        length *= math.ceil(step / length) if step else 1
    left = 1 - min(step, length) / length
    return float((given["initial_learning_rate"] - last) * left ** given["power"] + last)


def _piecewise(given: Arguments, step: float) -> float:
    passed = sum(step > each for each in given["boundaries"])
    return float(given["values"][passed])


def _cosine(given: Arguments, step: float) -> float:
    first, target, warm = given["initial_learning_rate"], given["warmup_target"], given["warmup_steps"]
    if target is not None:
        if step < warm:
            return float(first + (target - first) * step / warm)
        first, step = target, step - warm
    passed = min(step, given["decay_steps"]) / given["decay_steps"]
    return float(first * ((1 - given["alpha"]) * 0.5 * (1 + math.cos(math.pi * passed)) + given["alpha"]))


def _cosine_restarts(given: Arguments, step: float) -> float:
    passed, longer, smaller = step / given["first_decay_steps"], given["t_mul"], given["m_mul"]
    if longer == 1:
        restarts = math.floor(passed)
        passed -= restarts
    else:
        restarts = math.floor(math.log(1 - passed * (1 - longer)) / math.log(longer))
        passed = (passed - (1 - longer**restarts) / (1 - longer)) / longer**restarts
    decayed = 0.5 * smaller**restarts * (1 + math.cos(math.pi * passed))
    return float(given["initial_learning_rate"] * ((1 - given["alpha"]) * decayed + given["alpha"]))


_SCHEDULES: dict[str, Callable[[Arguments, float], float]] = {
    "ExponentialDecay": _exponential,
    "InverseTimeDecay": _inverse_time,
    "PolynomialDecay": _polynomial,
    "PiecewiseConstantDecay": _piecewise,
    "CosineDecay": _cosine,
    "CosineDecayRestarts": _cosine_restarts,
}
