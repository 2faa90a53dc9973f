"""How much of a file's training was understood: clean must not look like not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zerolint.facts.events import Event, Fitted, FittedUnknown
from zerolint.facts.paths import ordinary
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.understood import Lack, missing
from zerolint.facts.values import NONE


@dataclass(frozen=True, slots=True)
class Training:
    """A training site: one place of the script that trains, however often it runs; `lacking` is empty if understood.

    A call in a helper that several models are passed to is one place, and understood only if each of its runs is:
    a rule that is silent about the place was asked about all of them, and could not tell of the unknown one.
    """

    place: Place
    lacking: tuple[Lack, ...]
    places: frozenset[Place] = frozenset()
    """More than one where the script moves one variable after the other along one gradient."""


def trainings(events: Iterable[Event]) -> Iterator[Training]:
    """The training sites, in the order in which the run reaches them."""
    runs: dict[tuple[str, Place], list[Fitted | FittedUnknown]] = {}
    for event in events:
        if isinstance(event, (Fitted, FittedUnknown)):
            runs.setdefault(_site(event), []).append(event)
    for all_of_site in runs.values():
        # Where a loop had nothing to go over, nothing is known of what it should have made.
        usual = [event for event in all_of_site if ordinary(event.labels)]
        lacking: dict[str, Lack] = {}
        for event in usual or all_of_site:
            for lack in missing(event):
                lacking.setdefault(str(lack), lack)
        places = frozenset(event.place for event in all_of_site)
        yield Training(all_of_site[0].place, tuple(lacking.values()), places)


def _site(event: Fitted | FittedUnknown) -> tuple[str, Place]:
    """What is one site: a call, or all steps that the script itself takes to lower one cost."""
    step = event.gradient if isinstance(event, Fitted) else None
    if step is not None and step.optimizer == NONE and step.loss.place != NOWHERE:
        return "steps", step.loss.place
    return "call", event.place
