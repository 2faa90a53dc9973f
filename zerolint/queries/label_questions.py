"""What is asked of the data to find their labels."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.decisions import Decided
from zerolint.facts.graphs import ancestors
from zerolint.facts.paths import Labels
from zerolint.facts.values import Choice, Tensor, Value


def questions(facts: Facts, target: Value, labels: Labels) -> Iterator[Tensor]:
    """What labels are computed from, and the tests that decide which of two they are."""
    tests = {event.branch: event.test for event in facts.of(Decided)}
    seen: set[int] = set()
    waiting: list[Value] = [target, *(tests[each.branch] for each in labels if each.branch in tests)]
    while waiting:
        for each in ancestors(waiting.pop()):
            if id(each) in seen:
                continue
            seen.add(id(each))
            yield each
            arms = [arm for operand in each.operands if isinstance(operand, Choice) for arm in operand.arms]
            waiting += [tests[label.branch] for needed, _ in arms for label in needed if label.branch in tests]
    if isinstance(target, Choice):
        for needed, arm in target.arms:
            yield from questions(facts, arm, needed)
