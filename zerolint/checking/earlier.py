"""Hits about scripts that ran before, since they wrote what the checked one reads: which of them concern it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from zerolint.facts import Facts
from zerolint.facts.events import Compiled, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.places import NOWHERE, Evidence, Place
from zerolint.facts.saved import TakenOver
from zerolint.facts.values import Value
from zerolint.findings.finding import Hit
from zerolint.source.read import Spot

Told = tuple[str, Hit]


def places_of_use(facts: Facts) -> set[Place]:
    """Where the script makes something of what another one wrote."""
    return {each.place for each in _uses(facts).values()} | {each.place for each in facts.of(TakenOver)}


def concerning(hits: Iterable[Told], facts: Facts, spots: Mapping[Place, Spot], earlier: Container[str]) -> list[Told]:
    """The hits that are also about the checked script; what they rest on may be another file than the one found.

    `earlier` are the absolute paths of the scripts that ran before. What lies in these alone is for those who check
    them, unless it is about an array that is loaded here, or about a model that is trained here.
    """
    taken = {each.place for each in facts.of(TakenOver)}
    if not taken:
        return list(hits)
    uses = _uses(facts)
    found: list[Told] = []
    for code, hit in hits:
        about = {hit.at, *(step.place for step in hit.because)} - {NOWHERE}
        inside = {each for each in about if each in spots and spots[each].source.path in earlier}
        if not about or inside != about:
            found.append((code, replace(hit, certainty="likely") if inside or about & taken else hit))
        elif hit.at in uses:
            found.append((code, replace(hit, certainty="likely", because=(*hit.because, uses[hit.at]))))
    return found


def _uses(facts: Facts) -> dict[Place, Evidence]:
    """By the places where arrays and models were made that the script loads: where and how it uses them."""
    found: dict[Place, Evidence] = {}
    models = {value for event in facts.of(TakenOver) for value in event.values}
    trainings: list[Fitted | Compiled] = [*facts.of(Fitted), *facts.of(Compiled)]
    for event in trainings:
        if event.model in models and not event.earlier:
            for place in _places_of_network(facts, event.outputs):
                found.setdefault(place, Evidence(event.place, "the loaded model is trained here"))
    for taken in facts.of(TakenOver):
        for each in (one for value in taken.values for one in ancestors(value)):
            found.setdefault(each.place, Evidence(taken.place, "what came of it is loaded here"))
    return found


def _places_of_network(facts: Facts, outputs: Iterable[Value]) -> Iterator[Place]:
    """Where the layers of a network were made, and what they were given."""
    for each in (one for output in outputs for one in ancestors(output)):
        yield each.place
        if each.layer is not None:
            yield each.layer.place
            yield from (given.place for given in facts.arguments(each.layer).values())
