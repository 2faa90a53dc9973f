"""A call in progress: its variables' scope and the ways out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from zerolint.facts.paths import Labels
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Value
from zerolint.interp.heap import Delta

Arm = tuple[Labels, Delta]
"""A path that reached its end: under which labels, and what it wrote."""
Exit = tuple[Labels, Delta, Value]
"""A path that left early: under which labels, what it wrote, with which value."""


@dataclass(slots=True)
class Frame:
    """One activation of a module, function, class body or comprehension.

    Variables are heap slots under `key`; `scopes` are the frames that names are
    looked up in, innermost first. `depth` and `labels` are those at entry.
    """

    key: int
    scopes: tuple[int, ...]
    depth: int
    labels: Labels
    node: Any = None
    function: Any = None
    owner: Value | None = None
    outer: dict[str, int] = field(default_factory=dict)
    """Names declared global or nonlocal, with the frame they belong to."""
    returns: list[Exit] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    yields: list[tuple[Value, Value]] = field(default_factory=list)
    """What each `yield` gave, and how often its loops make it do so."""
    repeating: int = 0
    """How many loops of unknown length were around the call."""
    mangles: str = ""
    """The class around the code, by whose name `__names` are told apart."""
    recursed: bool = False
    """Whether the function called itself deeper than is followed: what it changes is unknown then."""
    vague: bool = False
    """Whether what is yielded depends on the path or on a loop of unknown length."""
    watched: int = 0
    """How many `try` bodies, or contexts that may be one, are around the statement: raising is a result there."""

    @contextmanager
    def watching(self, watched: bool) -> Iterator[None]:
        """Run statements whose exceptions the script waits for."""
        self.watched += watched
        try:
            yield
        finally:
            self.watched -= watched


@dataclass(slots=True)
class Rounds:
    """What the rounds of a loop of unknown length found to change, and those of the loops inside it.

    A loop is run again in each round of the loop around it; what it changed then it starts with as unknown.
    """

    changed: dict[tuple[int, str], Place] = field(default_factory=dict)
    """Slots, with the place of what is written there; a variable of the loop's own frame under `LOCAL`."""
    inside: dict[tuple[int, int], Rounds] = field(default_factory=dict)
    """By the loop's node, and how many times this round had run it before."""
    begun: dict[int, int] = field(default_factory=dict)

    def of(self, node: object) -> Rounds:
        """The rounds of a loop that begins now, inside this one."""
        times = self.begun[id(node)] = self.begun.get(id(node), 0) + 1
        return self.inside.setdefault((id(node), times), Rounds())


LOCAL = -1
"""Stands for the key of a loop's frame, which is another in each call."""


@dataclass(slots=True)
class Loop:
    """A loop in progress: the paths that left it by `break`, or the turn by `continue`.

    `turns` is how often its body runs for each time that it is interpreted.
    """

    node: object
    depth: int
    labels: Labels
    base: int = 0
    """Where the overlays of a turn begin; below may be one with what is widened."""
    breaks: list[Exit] = field(default_factory=list)
    continues: list[Exit] = field(default_factory=list)
    turns: Value = field(default=Known(1))
