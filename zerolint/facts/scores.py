"""The events of a comparison: answers are held against the truth."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts.events import UNKNOWN, Event
from zerolint.facts.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared(Event):
    """A score or a comparison holds arrays against each other, row by row.

    Recorded where one of them is what a model answers to a whole dataset (`passes.PASSED`).
    """

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored(Event):
    """`sklearn.metrics.METHOD(true, predicted)`: the truth that is given, the answers, and what comes out."""

    method: str
    true: Value
    predicted: Value
    figure: Value = UNKNOWN
