"""A call in progress: its variables' scope and the ways out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zerolint.facts.paths import Labels
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


@dataclass(slots=True)
class Loop:
    """A loop in progress: the paths that left it by `break`, or the turn by `continue`.

    `turns` is how often its body runs for each time that it is interpreted.
    """

    depth: int
    labels: Labels
    base: int = 0
    """Where the overlays of a turn begin; below may be one with what is widened."""
    breaks: list[Exit] = field(default_factory=list)
    continues: list[Exit] = field(default_factory=list)
    turns: Value = field(default=Known(1))
