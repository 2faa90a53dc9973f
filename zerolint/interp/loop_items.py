"""The items of an iterator that a loop takes: made before the first turn, given one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zerolint.facts.values import Known, Object, Sequence, Value
from zerolint.interp import containers
from zerolint.interp.callables import Deferred
from zerolint.interp.containers import IN_USE
from zerolint.interp.heap import Slot, Written
from zerolint.interp.machine import Interpreter


@dataclass(slots=True)
class LoopItems:
    """What a loop over an iterator knows of it.

    `items` are all of them, None where unknown, `read` is what they were made from, and `asked` holds the iterators
    that were asked, as they were before. `walked` are the lists walked item by item: what stands before the current
    turn may be replaced.
    """

    m: Interpreter
    iterator: Object
    items: tuple[Value, ...] | None
    read: frozenset[Slot]
    asked: Mapping[Slot, Value | None]
    walked: Mapping[Slot, Value | None]
    disturbed: bool = False

    @staticmethod
    def of(m: Interpreter, iterator: Object) -> LoopItems:
        """Ask an iterator for all its items.

        Where making them changes what the turns could see, that is unknown, and so are the items.
        """
        newest = m.newest
        own = (iterator.key, "items")
        items, watch, delta = m.heap.watched(newest, lambda: containers.consume(m, iterator))
        # That iterators move on is what they are for.
        asked = {slot: value for slot, value in watch.read.items() if isinstance(value, Deferred) or slot == own}
        made = [
            range(began.value + 1, key) for key, _ in asked if isinstance(began := m.heap.get((key, "began")), Known)
        ]
        changed = [
            slot
            for slot in delta
            if slot[0] <= newest and slot not in asked and not any(slot[0] in own for own in made)
        ]
        for slot in changed:
            m.heap.set(slot, m.unknown(f"changed by {IN_USE}"))
        if changed:
            containers.lose(m, iterator.key)
        read = frozenset(watch.read) - set(asked)
        aligned = m.read(iterator, "aligned") is not None
        walked = {slot: m.heap.get(slot) for slot in read if slot[1] == "items"} if aligned else {}
        return LoopItems(m, iterator, None if changed else items, read, asked, walked)

    def take(self, number: int) -> None:
        """Before a turn (from 1): the iterator holds what is left behind the item of this turn."""
        if self.items is not None:
            self.m.write(self.iterator, "items", Sequence(self.items[number:]))

    def look(self, number: int) -> None:
        """Behind a turn (from 1): see whether it took items itself, or changed what is ahead in the lists."""
        left = self.m.read(self.iterator, "items")
        self.disturbed |= self.items is None or left != Sequence(self.items[number:])
        for slot, before in self.walked.items():
            now = self.m.heap.get(slot)
            kept = isinstance(before, Sequence) and isinstance(now, Sequence) and len(before.items) == len(now.items)
            if not kept or before.items[number:] != now.items[number:]:  # type: ignore[union-attr]
                self.disturbed = True

    def harmless(self, written: Written) -> bool:
        """Whether the turns got the items that were made ahead: all that they wrote was passed already."""
        return not self.disturbed and written & self.read <= set(self.walked)

    def leave(self, *, early: bool) -> None:
        """Behind the loop: where it ends `early`, the iterators that this one asks may hold items still."""
        if early:
            self._lose(key for key, _ in self.asked if key != self.iterator.key)

    def restore(self) -> None:
        """As before the first turn: the items are made when they are asked for."""
        self.lose()
        for slot, value in self.asked.items():
            if isinstance(value, Deferred):
                self.m.heap.set(slot, value)

    def lose(self) -> None:
        """It is not known any more what the iterators hold."""
        self._lose(key for key, _ in self.asked)

    def _lose(self, keys: Iterable[int]) -> None:
        for key in keys:
            containers.lose(self.m, key)
