"""The interpreter's memory: slots of objects and variables of frames, with overlays for branches."""

from __future__ import annotations

from collections.abc import Iterable

from zerolint.facts.paths import Labels
from zerolint.facts.values import Unknown, Value, choose

Slot = tuple[int, str]
"""(object or frame, name of the slot): one cell that can be read and written."""

Delta = dict[Slot, Value]
"""What one arm of a branch wrote."""

UNSET = Unknown("not assigned")
"""What a slot holds where an arm did not assign it and nothing was there before."""


class Heap:
    """A stack of overlays: writes go to the topmost, reads fall through.

    An arm of a branch runs in its own overlay, so joining two arms costs what they
    wrote and not what the script holds.
    """

    def __init__(self) -> None:
        self.overlays: list[Delta] = [{}]

    def get(self, slot: Slot) -> Value | None:
        """The slot's current value, or None where nothing was ever written."""
        for overlay in reversed(self.overlays):
            value = overlay.get(slot)
            if value is not None:
                return value
        return None

    def set(self, slot: Slot, value: Value) -> None:
        """Write a slot on the current path."""
        self.overlays[-1][slot] = value

    def weaken(self, slot: Slot, value: Value) -> None:
        """Set a slot on every path at once: the value must hold for those that do not write it, too."""
        for overlay in self.overlays:
            if slot in overlay:
                overlay[slot] = value
        self.overlays[0].setdefault(slot, value)

    @property
    def depth(self) -> int:
        """How many overlays are open; `since` takes it."""
        return len(self.overlays)

    def push(self) -> None:
        """Open an overlay: a path that may be joined or dropped."""
        self.overlays.append({})

    def pop(self) -> Delta:
        """Close the topmost overlay without applying it."""
        return self.overlays.pop()

    def apply(self, delta: Delta) -> None:
        """Write everything an overlay wrote."""
        self.overlays[-1].update(delta)

    def since(self, depth: int) -> Delta:
        """Everything written since there were `depth` overlays, as one delta."""
        written: Delta = {}
        for overlay in self.overlays[depth:]:
            written.update(overlay)
        return written

    def join(self, arms: Iterable[tuple[Labels, Delta]]) -> None:
        """Continue where all these arms may have run: each slot is what its arm left there."""
        arms = list(arms)
        if len(arms) == 1:
            self.apply(arms[0][1])
            return
        slots = dict.fromkeys(slot for _, delta in arms for slot in delta)
        for slot in slots:
            before = self.get(slot) or UNSET
            self.set(slot, choose([(labels, delta.get(slot, before)) for labels, delta in arms]))
