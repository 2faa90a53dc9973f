"""What the run does, as frozen data: the only thing that detectors see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from zerolint.facts.events import Compiled, Event, Fitted, OptimizerMade
from zerolint.facts.understanding import Understanding
from zerolint.facts.understood import missing

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Facts:
    """The events of one file in execution order. `exhausted`: the budget ended the run."""

    events: tuple[Event, ...] = ()
    keras: int = 3
    imports: frozenset[str] = frozenset()
    exhausted: bool = False

    def of(self, kind: type[E]) -> list[E]:
        """The events of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]

    @cached_property
    def understanding(self) -> Understanding:
        """How many fits were seen and understood, and why the others were not."""
        fits = self.of(Fitted)
        reasons: Counter[str] = Counter()
        understood = 0
        for fit in fits:
            lacking = missing(fit)
            understood += not lacking
            reasons.update(lacking[:1])
        trains = bool(fits or self.of(Compiled) or self.of(OptimizerMade))
        return Understanding(trains, len(fits), understood, tuple(reasons.most_common(5)))
