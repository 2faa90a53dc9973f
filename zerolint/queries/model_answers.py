"""Where the script writes what its models answer: from there another model may go on."""

from __future__ import annotations

from zerolint.facts import Facts
from zerolint.facts.events import ModelBuilt
from zerolint.facts.graphs import head
from zerolint.facts.places import Place
from zerolint.facts.values import Object, Sequence


def model_answers(facts: Facts) -> set[Place]:
    """Where the last operations of models are written, and the last layers of stacks."""
    outputs = [output for built in facts.of(ModelBuilt) for output in built.outputs]
    stacks = [value for (_, name), value in facts.slots.items() if name == "layers" and isinstance(value, Sequence)]
    last = [stack.items[-1] for stack in stacks if stack.items]
    held = [facts.arguments(each).get("activation", each) for each in last if isinstance(each, Object)]
    return {each.place for each in (*map(head, outputs), *last, *held) if each is not None}
