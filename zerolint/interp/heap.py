"""The interpreter's memory: slots of objects and variables of frames, with overlays for branches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from zerolint.facts.paths import Labels
from zerolint.facts.values import Unknown, Value, choose
from zerolint.interp.nesting import HOLDING, Nesting

Slot = tuple[int, str]
"""(object or frame, name of the slot): one cell that can be read and written."""

Written = set[Slot]
Delta = dict[Slot, Value]
"""What one arm of a branch wrote."""

Result = TypeVar("Result")

UNSET = Unknown("not assigned")
"""What a slot holds where an arm did not assign it and nothing was there before."""

AT_ANY_TIME = Unknown("written at any time by code that is not seen")
"""What a slot holds that a function writes which was handed to such code."""


class Watch:
    """What a stretch of the run reads of what was there before it began.

    Overlays from `depth` on and identities above `newest` are its own.
    """

    __slots__ = ("depth", "newest", "read")

    def __init__(self, depth: int, newest: int) -> None:
        self.depth = depth
        self.newest = newest
        self.read: dict[Slot, Value | None] = {}


class Heap:
    """A stack of overlays: writes go to the topmost, reads fall through.

    An arm of a branch runs in its own overlay, so joining two arms costs what they
    wrote and not what the script holds.
    """

    def __init__(self) -> None:
        self.overlays: list[Delta] = [{}]
        self._nesting = Nesting(self._peek)
        self.escaped: Written = set()
        """Slots that code which is not seen may write at any time from now on: what they are given does not last."""
        self._watches: list[Watch] = []
        self._journals: list[Written] = []
        self._trials = 0

    def get(self, slot: Slot) -> Value | None:
        """The slot's current value, or None where nothing was ever written."""
        overlays = self.overlays
        level = len(overlays)
        value = None
        while level:
            level -= 1
            value = overlays[level].get(slot)
            if value is not None:
                break
        if self._watches:
            watch = self._watches[-1]
            if slot[0] <= watch.newest and (level < watch.depth or value is None):
                watch.read.setdefault(slot, value)
        return value

    def _peek(self, slot: Slot) -> Value | None:
        """What a slot holds, unseen by those who watch."""
        return next((overlay[slot] for overlay in reversed(self.overlays) if slot in overlay), None)

    def holdable(self, slot: Slot, value: Value) -> Value:
        """The value as the slot may hold it: nothing holds itself, or anything too deep."""
        return self._nesting.bounded(slot[0], value) if slot[1] in HOLDING else value

    def set(self, slot: Slot, value: Value) -> None:
        """Write a slot on the current path."""
        value = self.holdable(slot, value)
        self.overlays[-1][slot] = AT_ANY_TIME if slot in self.escaped else value
        if self._journals:
            self._journals[-1].add(slot)

    def weaken(self, slot: Slot, value: Value) -> None:
        """Set a slot on every path at once: the value must hold for those that do not write it, too."""
        value = self.holdable(slot, value)
        for overlay in self.overlays:
            if slot in overlay:
                overlay[slot] = value
        self.overlays[0].setdefault(slot, value)
        if self._journals:
            self._journals[-1].add(slot)

    def remember(self, slot: Slot, value: Value) -> None:
        """Keep what was found out of something by reading: true on every path, and no change of it.

        Of what was made in a stretch that is watched it is kept there, so that it goes with it.
        """
        value = self.holdable(slot, value)
        made = (watch.depth for watch in reversed(self._watches) if slot[0] > watch.newest)
        self.overlays[next(made, 0)].setdefault(slot, value)

    @contextmanager
    def on_every_path(self) -> Iterator[None]:
        """What is written meanwhile is there on every path, and was there for all who watch."""
        base = 1 + self._trials
        above, watches, journals = self.overlays[base:], self._watches, self._journals
        del self.overlays[base:]
        self._watches, self._journals = [], []
        try:
            yield
        finally:
            self.overlays += above
            self._watches, self._journals = watches, journals

    @contextmanager
    def trial(self) -> Iterator[Delta]:
        """What is written meanwhile is there on every path for what runs meanwhile; it is given, and forgotten."""
        written: Delta = {}
        with self.on_every_path():
            self.overlays.append({})
            self._trials += 1
            try:
                yield written
            finally:
                written.update(self.since(self._trials))
                del self.overlays[self._trials :]
                self._trials -= 1

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

    def discard(self, key: int) -> None:
        """Leave out of the topmost overlay what it wrote of one frame, which nobody sees any more."""
        self.overlays[-1] = {slot: value for slot, value in self.overlays[-1].items() if slot[0] != key}

    def apply(self, delta: Delta) -> None:
        """Write everything an overlay wrote."""
        self.overlays[-1].update(delta)
        if self._journals:
            self._journals[-1].update(delta)

    def since(self, depth: int) -> Delta:
        """Everything written since there were `depth` overlays, as one delta."""
        written: Delta = {}
        for overlay in self.overlays[depth:]:
            written.update(overlay)
        return written

    def join(self, arms: Iterable[tuple[Labels, Delta]], newest: int = sys.maxsize) -> None:
        """Continue where all these arms may have run: each slot is what its arm left there.

        `newest` is the last identity given before them: what an arm made itself is reached on its path alone.
        """
        arms = list(arms)
        if len(arms) == 1:
            self.apply(arms[0][1])
            return
        slots = dict.fromkeys(slot for _, delta in arms for slot in delta)
        for slot in slots:
            if slot[0] > newest:
                own = [delta[slot] for _, delta in arms if slot in delta]
                if len(own) == 1:
                    self.set(slot, own[0])
                    continue
            before = UNSET if all(slot in delta for _, delta in arms) else self.get(slot) or UNSET
            self.set(slot, choose([(labels, delta.get(slot, before)) for labels, delta in arms]))

    @contextmanager
    def journal(self) -> Iterator[Written]:
        """Note every slot that is written from here on, also on paths that are dropped."""
        written: Written = set()
        self._journals.append(written)
        try:
            yield written
        finally:
            self._journals.pop()
            if self._journals:
                self._journals[-1] |= written

    def watched(self, newest: int, run: Callable[[], Result]) -> tuple[Result, Watch, Delta]:
        """What `run` gives, reads of what was there before, and writes, which is applied behind it."""
        with self.watching(newest) as watch:
            self.push()
            try:
                result = run()
            finally:
                delta = self.pop()
        self.apply(delta)
        return result, watch, delta

    @contextmanager
    def watching(self, newest: int) -> Iterator[Watch]:
        """Note what is read from here on of slots that exist already; `newest` is the last identity given.

        Close it before what was written in the meantime is applied.
        """
        watch = Watch(len(self.overlays), newest)
        self._watches.append(watch)
        try:
            yield watch
        finally:
            self._watches.pop()
            if self._watches:
                around = self._watches[-1]
                own = self.overlays[around.depth :]
                for slot, value in watch.read.items():
                    if slot[0] <= around.newest and not any(slot in overlay for overlay in own):
                        around.read.setdefault(slot, value)
