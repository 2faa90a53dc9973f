"""How much of a file's training was understood: clean must not look like not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zerolint.facts.events import Event, Fitted, FittedUnknown
from zerolint.facts.paths import ordinary
from zerolint.facts.places import Place
from zerolint.facts.understood import Lack, missing


@dataclass(frozen=True, slots=True)
class Training:
    """A training site: one place of the script that trains, however often it runs; `lacking` is empty if understood.

    A call in a helper that several models are passed to is one place, and understood only if each of its runs is:
    a rule that is silent about the place was asked about all of them, and could not tell of the unknown one.
    """

    place: Place
    lacking: tuple[Lack, ...]


def trainings(events: Iterable[Event]) -> Iterator[Training]:
    """The training sites, in the order in which the run reaches them."""
    runs: dict[Place, list[Fitted | FittedUnknown]] = {}
    for event in events:
        if isinstance(event, (Fitted, FittedUnknown)):
            runs.setdefault(event.place, []).append(event)
    for place, all_of_place in runs.items():
        # Where a loop had nothing to go over, nothing is known of what it should have made.
        usual = [event for event in all_of_place if ordinary(event.labels)]
        lacking: dict[str, Lack] = {}
        for event in usual or all_of_place:
            for lack in missing(event):
                lacking.setdefault(str(lack), lack)
        yield Training(place, tuple(lacking.values()))
