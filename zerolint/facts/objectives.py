"""What a model is trained for: losses and metrics under one name each."""

from __future__ import annotations

from dataclasses import dataclass, field

from zerolint.facts.events import Compiled
from zerolint.facts.values import NONE, Known, Tensor, Value

FALSE = Known(False)
REGRESSION_LOSSES = frozenset(
    """
    mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error huber log_cosh
    """.split()
)
"""Losses of Keras by the distance between a number and its target."""


@dataclass(frozen=True, slots=True)
class Loss(Value):
    """A loss by the name of its function ("mean_squared_error"); `own` where the script wrote it.

    `computed` is its value as an expression over a symbolic target and `prediction`.
    """

    name: str
    from_logits: Value = FALSE
    own: bool = False
    computed: Value = field(default=NONE, compare=False, kw_only=True)
    prediction: Tensor | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class NoLoss(Value):
    """A string in the place of a loss that names none; `meant` is the one that it resembles, "" for a metric's name."""

    text: str
    meant: str


@dataclass(frozen=True, slots=True)
class Metric(Value):
    """A metric by the last part of its canonical name ("accuracy", "AUC").

    `arguments` are those that an object of it was made with, None where nothing is known of them: of a function, and
    of a class of the script's own.
    """

    name: str
    arguments: tuple[tuple[str, Value], ...] | None = field(default=(), compare=False, kw_only=True)
    computed: Value = field(default=NONE, compare=False, kw_only=True)
    """Of a function that the script wrote: its value as an expression over a symbolic target and `prediction`."""
    prediction: Tensor | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Tracker(Value):
    """A metric of a model when a step has run: its name, its identity, whether the step updated it.

    `held` where it is one of those that `compile` was given, `idle` where it tracks the loss of a model that was
    compiled without one.
    """

    name: Value
    key: int
    updated: Value
    held: bool = False
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Compilation(Value):
    """The compile that is in force for a model, and the layers that a Sequential had by then."""

    event: Compiled
    layers: Value | None = None
