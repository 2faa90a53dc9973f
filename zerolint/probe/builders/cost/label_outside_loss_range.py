"""A cross-entropy whose targets lie outside of 0 to 1 falls below 0; the targets are made up in their own range."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.events import Compiled
from zerolint.facts.intervals import Interval
from zerolint.facts.places import Place
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import with_numbers
from zerolint.probe.programs import Program, programs
from zerolint.queries.label_values import labels_outside


@builds("cost-below-zero")
def cost_below_zero(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """The loss is negative on targets of the script's own range, and is not on targets from 0 to 1."""
    numbers: dict[tuple[Place, Place], tuple[Interval, Place]] = {
        (each.event.place, each.loss.place): (each.numbers, each.source.place)
        for each in labels_outside(facts)
        if isinstance(each.event, Compiled) and not each.is_sparse
    }
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        found = False
        for cost in recipe.costs:
            for (event, loss), (interval, source) in numbers.items():
                if event != program.event.place or program.places.get(loss) != cost.node or cost.target is None:
                    continue
                written = with_numbers(recipe, cost.target, interval.low, interval.high)
                fixed = with_numbers(recipe, cost.target, 0.0, 1.0)
                claim = Claim("cost-below-zero", confirm, written, fixed, "from 0 to 1", partly=program.reason)
                found = True
                yield _at(program, claim, cost.node, source)
        if not found:
            yield program.without("it is not known that its labels lie outside of 0 to 1")


def _at(program: Program, claim: Claim, node: int, source: Place) -> Subject:
    """A finding of it sits on the loss, or on what made the labels."""
    subject = program.about(claim, node)
    return Subject(claim, at=subject.at | {source}, places=subject.places | {source}, nodes=subject.nodes)
