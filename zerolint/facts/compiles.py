"""Which compiles a run trains with."""

from __future__ import annotations

from collections.abc import Iterable

from zerolint.facts.events import Compiled, Event, Fitted


def in_force(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events without each compile of a model that was changed before any training.

    A later one tells what it was trained as.
    """
    kept: dict[int, Event] = {}
    waiting: dict[object, int] = {}
    for number, event in enumerate(events):
        if isinstance(event, Compiled):
            if event.changed:
                kept.pop(waiting.get((event.model, event.place), -1), None)
            waiting[event.model, event.place] = number
        elif isinstance(event, Fitted) and event.compiled is not None:
            waiting.pop((event.model, event.compiled.place), None)
        kept[number] = event
    return tuple(kept.values())
