"""A short training of a recipe, and everything about it that a claim may be judged by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from zerolint.claims.recipe import Recipe
from zerolint.probe.worker import data, operations
from zerolint.probe.worker.libraries import numpy, tensorflow
from zerolint.probe.worker.network import Network, trying

BY_HAND = 0.01
"""The rate of steps that a script takes without an optimizer of the library, where it is not known."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a training did. `losses` are the cost of all rows, before it and at even distances to its end.

    `gradient` is the norm of the first gradient, `movement` the largest change of a weight, `unchanged` the share
    of kernel entries that are bit for bit as before, `spread` how far the values of each output differ from row to
    row (the largest distance within a column), `units` how many different units each kernel has, and how many in all.
    """

    losses: tuple[float, ...]
    gradient: float
    movement: float
    unchanged: float
    spread: tuple[float, ...]
    finite: bool
    units: tuple[tuple[int, int], ...]

    @property
    def climbed(self) -> bool:
        """Whether the cost is higher than before, or no number."""
        return not self.losses[-1] <= self.losses[0]


def graph(function: Callable[..., Any]) -> Any:
    """A function that TensorFlow traces once, without rewriting Python's own control flow, which takes seconds."""
    return tensorflow().function(function, autograph=False)


MOST_WORK = 500_000_000
"""Multiplications of one pass over all rows, of which a training has some dozens."""
MOST_WORK_OF_ROW = 8_000_000
FEWEST_ROWS = 16

POINTS = 5
"""How often on its way the cost of a training is taken."""


class Training:
    """A network with its optimizer, ready to be trained."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.network = Network(recipe, data.rows(recipe))
        self._fewer_rows()
        made = recipe.optimizer
        arguments = dict(made.arguments) if made is not None else {}
        if made is not None and made.rate is not None:
            arguments["learning_rate"] = made.rate
        self.weights = self.network.weights
        # In few steps the averages that a normalised network uses afterwards lag behind what it is trained with.
        self._normalises = any(node.operator.endswith("BatchNormalization") for node in recipe.nodes)
        name = "SGD" if made is None else made.name
        with trying(f"its optimizer {name}"):
            self.optimizer = operations.optimizer(name, arguments)
            self.optimizer.build(self.weights)
        self._step = graph(self._one_step)
        self._start = [(each, each.numpy()) for each in (*self.network.state, *self.optimizer.variables)]

    def _fewer_rows(self) -> None:
        """Leave out rows where a step over them would take seconds."""
        self.network.within(MOST_WORK_OF_ROW)
        rows, batch = min(map(len, self.network.rows.values()), default=self.recipe.rows), self.recipe.batch
        if not data.counted_by_weights(self.recipe):
            while rows > FEWEST_ROWS and self.network.work * rows > MOST_WORK:
                rows, batch = max(FEWEST_ROWS, rows // 2), max(FEWEST_ROWS // 4, batch // 2)
        self.recipe = replace(self.recipe, rows=rows, batch=min(batch, rows))
        self.network.rows = {number: each[:rows] for number, each in self.network.rows.items()}

    def restarted(self, rate: float) -> Training:
        """This training from its start, at another rate: what takes long is building and tracing, and that is done."""
        for variable, value in self._start:
            variable.assign(value)
        self.optimizer.learning_rate = rate
        return self

    def _one_step(self, rows: dict[int, Any]) -> Any:
        loss, gradients = self._gradients(rows, training=True)
        known = [(each, weight) for each, weight in zip(gradients, self.weights, strict=True) if each is not None]
        if known:
            self.optimizer.apply_gradients(known)
        return loss

    def _gradients(self, rows: dict[int, Any], *, training: bool) -> tuple[Any, list[Any]]:
        with tensorflow().GradientTape() as tape:
            loss = self.network.cost(rows, training=training)
        return loss, tape.gradient(loss, [each.value for each in self.weights])

    def gradient(self) -> float:
        """The norm of the gradient of the cost over all rows."""
        with trying("the gradient of its cost"):
            _, found = self._gradients(self.network.rows, training=False)
        return float(tensorflow().linalg.global_norm([each for each in found if each is not None] or [0.0]))

    def cost(self) -> float:
        """The cost over all rows."""
        with trying("its cost"):
            return float(self.network.cost(self.network.rows, training=self._normalises))

    def run(self, steps: int) -> Figures:
        """Train for so many steps, one batch each."""
        before = [each.numpy() for each in self.weights]
        gradient, losses = self.gradient(), [self.cost()]
        starts = range(0, self.recipe.rows, self.recipe.batch)
        batches = [self._batch(start) for start in starts if start + self.recipe.batch <= self.recipe.rows or not start]
        for number in range(steps):
            with trying("a step of its training"):
                self._step(batches[number % len(batches)])
            if (number + 1) * POINTS // steps > number * POINTS // steps:
                losses.append(self.cost())
        return self._figures(before, gradient, losses)

    def _figures(self, before: list[Any], gradient: float, losses: list[float]) -> Figures:
        np = numpy()
        after = [each.numpy() for each in self.weights]
        pairs = list(zip(before, after, strict=True))
        kernels = [(old, new) for old, new in pairs if old.ndim > 1] or pairs
        same = np.concatenate([(old == new).ravel() for old, new in kernels]) if kernels else np.ones(1)
        moved = [float(abs(old - new).max()) for old, new in pairs if old.size]
        return Figures(
            losses=tuple(losses),
            gradient=gradient,
            movement=max(moved, default=0.0),
            unchanged=float(same.mean()),
            spread=self.spread(list(self.recipe.outputs)),
            finite=all(bool(np.isfinite(each).all()) for each in after),
            units=tuple(_different_units(new) for _, new in kernels if new.ndim > 1),
        )

    def _batch(self, start: int) -> dict[int, Any]:
        if data.counted_by_weights(self.recipe):
            return self.network.rows
        stop = start + self.recipe.batch
        return {number: each[start:stop] for number, each in self.network.rows.items()}

    def spread(self, nodes: list[int]) -> tuple[float, ...]:
        """How far the values of nodes differ from row to row."""
        values = self.network.values(self.network.rows, nodes)
        return tuple(float(numpy().ptp(each.numpy(), axis=0).max()) for each in values)


def _different_units(kernel: Any) -> tuple[int, int]:
    columns = kernel.reshape(-1, kernel.shape[-1])
    return int(numpy().unique(columns.round(5), axis=1).shape[1]), int(columns.shape[1])
