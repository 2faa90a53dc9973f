"""Real Python runs a program; stand-ins for the libraries and for `own` record what happens on which line."""

from __future__ import annotations

import builtins
import inspect
import random
import signal
import sys
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

NAME = "<program>"
SECONDS = 10


@dataclass(frozen=True)
class Thing:
    """Something mutable or callable as it was when it was recorded."""

    kind: str
    name: str = ""
    items: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Seen:
    """One thing that happened: on which line, what kind, with which value."""

    line: int
    kind: str
    value: Any


@dataclass
class Run:
    """Everything one run did, and whether it reached the program's end."""

    seen: list[Seen] = field(default_factory=list)
    finished: bool = False
    error: str = ""
    rows: int = 0


def frozen(value: Any) -> Any:
    """A copy that later changes leave alone."""
    if isinstance(value, (list, set, frozenset)):
        items = map(frozen, value if isinstance(value, list) else sorted(value, key=repr))
        return Thing("list" if isinstance(value, list) else "set", "", tuple(items))
    if isinstance(value, dict):
        return Thing("dict", "", tuple((frozen(key), frozen(each)) for key, each in value.items()))
    if isinstance(value, tuple):
        return tuple(map(frozen, value))
    if isinstance(value, np.ndarray):
        return Thing("rows", "", tuple(int(row) for row in value.ravel()))
    if isinstance(value, type):
        return Thing("class", value.__name__)
    if inspect.isfunction(value):
        return Thing("function", value.__name__.strip("<>"))
    if inspect.ismethod(value):
        return Thing("method", value.__name__)
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return value
    return Thing("instance", type(value).__name__)


class World:
    """One choice of everything that the program can't know."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.muted = False
        self.kept: list[Any] = []
        self.run = Run(rows=self.random.choice([60, 101]))

    def record(self, kind: str, value: Any, line: int | None = None) -> None:
        """Note what happens on the line that called the stand-in."""
        if line is None:
            frame = sys._getframe(1)
            while frame.f_back is not None and frame.f_code.co_filename != NAME:
                frame = frame.f_back
            line = frame.f_lineno
        if not self.muted:
            self.run.seen.append(Seen(line, kind, frozen(value)))

    # what `own` gives

    def own(self) -> SimpleNamespace:
        """The module whose contents the interpreter does not know."""
        draw = self.random
        return SimpleNamespace(
            u0=draw.randint(-2, 4),
            u1=draw.randint(-2, 4),
            flag0=draw.random() < 0.5,
            flag1=draw.random() < 0.5,
            numbers=[draw.randint(0, 4) for _ in range(draw.randint(0, 3))],
            opaque=self.opaque,
            touch=self.touch,
            apply=self.apply,
            later=self.kept.append,
        )

    def opaque(self, *given: Any) -> int:
        """Some number; may raise where it is asked to, may change what it is given."""
        if given == ("raise",) and self.random.random() < 0.5:
            raise ValueError("opaque")
        for each in given:
            self.touch(each)
        for each in self.kept:
            if self.random.random() < 0.5:
                self.apply(each)
        return self.random.randint(-2, 4)

    def touch(self, value: Any) -> None:
        """Change a mutable thing, or something inside it, or nothing."""
        draw = self.random
        if draw.random() < 0.3:
            return
        if isinstance(value, (list, tuple)) and any(isinstance(each, (list, dict)) for each in value):
            self.touch(next(each for each in value if isinstance(each, (list, dict))))
        elif isinstance(value, list):
            value.append(draw.randint(5, 8)) if draw.random() < 0.7 or not value else value.pop()
        elif isinstance(value, dict):
            value["k"] = draw.randint(5, 8)
        elif isinstance(value, Model):
            value.add(Dense(9))
        elif hasattr(value, "n"):
            value.n = 77
            value.items.append(78)

    def apply(self, function: Any) -> None:
        """Call a function of the program, never, once or twice; of what it does then nothing is claimed."""
        required = [
            each
            for each in inspect.signature(function).parameters.values()
            if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
        ]
        muted, self.muted = self.muted, True
        try:
            for _ in range(self.random.randint(0, 2)):
                function(*(self.random.randint(0, 3) for _ in required))
        finally:
            self.muted = muted

    def run_program(self, text: str) -> Run:
        """Execute the program here."""
        modules = {"own": self.own(), "keras": keras_for(self), "numpy": numpy_for(self)}

        def fetch(name: str, *rest: Any) -> Any:
            return modules[name] if name in modules else __import__(name, *rest)

        def reveal_type(value: Any) -> Any:
            self.record("revealed", value)
            return value

        scope: dict[str, Any] = {
            "__builtins__": {**vars(builtins), "__import__": fetch, "reveal_type": reveal_type},
            "__name__": "__main__",
        }
        previous = signal.signal(signal.SIGALRM, _too_long)
        # Again and again: an exception that comes inside of a callback of the garbage collector is lost.
        signal.setitimer(signal.ITIMER_REAL, SECONDS, SECONDS)
        try:
            exec(compile(text, NAME, "exec"), scope)
            self.run.finished = True
        except Exception as error:
            self.run.error = f"{type(error).__name__}: {error}"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, previous)
        return self.run


def _too_long(*_: Any) -> None:
    raise AssertionError("the program does not end")


class Dense:
    """A layer."""

    def __init__(self, units: int, activation: Any = None) -> None:
        self.units, self.activation = units, activation


class Model:
    """A model that notes how it is compiled and fitted."""

    def __init__(self, layers: Any = None, *, world: World) -> None:
        self.world, self.layers = world, list(layers or [])
        self.compiled: Any = None

    def add(self, layer: Dense) -> None:
        """Append a layer."""
        self.layers.append(layer)

    def compile(self, optimizer: Any, loss: Any = None) -> None:
        """Note loss and optimizer."""
        self.world.record("compiled", (loss if isinstance(loss, str) else loss.name, optimizer))

    def fit(self, x: Any, y: Any, validation_data: Any = None) -> None:
        """Note the layers and the rows."""
        layers = tuple((layer.units, layer.activation) for layer in self.layers)
        self.world.record("fitted", (layers, x, validation_data[0]))


def keras_for(world: World) -> SimpleNamespace:
    """The stand-in for Keras."""

    def adam(learning_rate: float) -> float:
        world.record("optimizer", learning_rate)
        return learning_rate

    return SimpleNamespace(
        Sequential=lambda layers=None: Model(layers, world=world),
        layers=SimpleNamespace(Dense=Dense),
        optimizers=SimpleNamespace(Adam=adam),
        losses=SimpleNamespace(MeanSquaredError=lambda: SimpleNamespace(name="mse")),
    )


def numpy_for(world: World) -> SimpleNamespace:
    """The stand-in for numpy: real arrays that hold their row numbers, loaded anew each time."""
    return SimpleNamespace(
        load=lambda name: np.arange(world.run.rows),
        random=SimpleNamespace(shuffle=np.random.default_rng(world.random.randint(0, 99)).shuffle),
    )
