"""What the run does, as frozen data: the only thing that detectors see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from zerolint.facts.events import Compiled, Event, OptimizerMade
from zerolint.facts.paths import ordinary
from zerolint.facts.understanding import Training, trainings
from zerolint.facts.values import Object, Value

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Facts:
    """The events of one file in execution order. `exhausted`: the budget ended the run.

    `slots` are what objects hold at its end, by key and name: a layer, an optimizer its arguments.
    """

    events: tuple[Event, ...] = ()
    keras: int = 3
    imports: frozenset[str] = frozenset()
    exhausted: bool = False
    slots: Mapping[tuple[int, str], Value] = field(default_factory=dict, repr=False, compare=False)
    assumed: Mapping[str, str] = field(default_factory=dict)
    """Names that the script binds nowhere, and the things of libraries that they are taken for."""

    def of(self, kind: type[E]) -> list[E]:
        """The events of one kind, in order."""
        classes = [each for each in self._by_class if issubclass(each, kind)]
        if len(classes) == 1:
            return list(self._by_class[classes[0]])
        return [event for event in self.events if isinstance(event, kind)] if classes else []

    def ordinary(self) -> Facts:
        """The facts of ordinary runs: without what happens only where a loop had nothing to go over."""
        events = tuple(event for event in self.events if ordinary(event.labels))
        return self if len(events) == len(self.events) else replace(self, events=events)

    @cached_property
    def _by_class(self) -> Mapping[type[Event], list[Any]]:
        """Many rules ask for few kinds: to search all events for each of them takes longer than the rules."""
        found: dict[type[Event], list[Any]] = {}
        for event in self.events:
            found.setdefault(type(event), []).append(event)
        return found

    @cached_property
    def _arguments(self) -> Mapping[int, Mapping[str, Value]]:
        found: dict[int, dict[str, Value]] = {}
        for (key, name), value in self.slots.items():
            found.setdefault(key, {})[name] = value
        return found

    def arguments(self, made: Object) -> Mapping[str, Value]:
        """What an object holds, by name: what its constructor was given, its defaults, what was set later."""
        return self._arguments.get(made.key, {})

    @cached_property
    def trainings(self) -> tuple[Training, ...]:
        """The training sites of the script and its modules, and what is not known of each."""
        return tuple(trainings(each for each in self.events if not each.earlier))

    @property
    def trains(self) -> bool:
        """Whether the script trains, or at least makes ready to."""
        ready = (*self.of(Compiled), *self.of(OptimizerMade))
        return bool(self.trainings) or not all(each.earlier for each in ready)
