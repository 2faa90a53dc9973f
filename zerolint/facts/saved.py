"""What scripts of a project hand to each other in files."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts.events import Event, Fitted
from zerolint.facts.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Event):
    """The script reads a file that another one wrote, and in it these arrays, models or whatever it is."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Trained(Value):
    """What the weights of a model have seen: the fits so far, the last ones."""

    fits: tuple[Fitted, ...]
