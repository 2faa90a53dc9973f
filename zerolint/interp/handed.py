"""What is known of the calls that code which is not seen makes of the script's functions: when, and what it passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zerolint.facts.events import Event
from zerolint.facts.values import Value
from zerolint.interp.callables import Closure

EVERY = "*"
"""Stands for all parameters: which of them are passed is not known."""


@dataclass(slots=True)
class Handed:
    """Functions of the script, by their nodes, that code which is not seen was given to call."""

    events: dict[int, tuple[int, list[Event]]] = field(default_factory=dict)
    """How many events there were then, and its own."""
    passed: dict[int, set[str]] = field(default_factory=dict)
    """Parameters that the code was told to pass: `KerasClassifier(build, activation="relu")`."""
    searched: set[str] = field(default_factory=set)
    """Those that a search sets on whatever it tries: `GridSearchCV(model, {"activation": ["relu", "tanh"]})`."""

    def copy(self) -> Handed:
        """The same, to go back to."""
        passed = {node: set(names) for node, names in self.passed.items()}
        return Handed(dict(self.events), passed, set(self.searched))

    def pass_on(self, function: Closure, names: set[str]) -> None:
        """Note parameters that a function is passed by the code which it is given to."""
        self.passed.setdefault(id(function.node), set()).update(names)

    def kept(self, function: Closure) -> Mapping[str, Value]:
        """The defaults of a function, but for those in whose place it is known to be passed something else."""
        passed = self.passed.get(id(function.node))
        return function.defaults if passed is None else self._without(function.defaults, passed | self.searched)

    def unsearched(self, defaults: Mapping[str, Value]) -> Mapping[str, Value]:
        """The defaults of an estimator's constructor that no search replaces."""
        return self._without(defaults, self.searched)

    @staticmethod
    def _without(defaults: Mapping[str, Value], names: set[str]) -> Mapping[str, Value]:
        return {} if EVERY in names else {name: each for name, each in defaults.items() if name not in names}
