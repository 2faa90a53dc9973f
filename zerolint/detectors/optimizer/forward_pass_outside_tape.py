"""ZL307: the tape does not see how the loss depends on the weights, and every gradient is None."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.costs import VARIABLES, owns_weights
from zerolint.facts.events import ANSWER, Bound, GradientTaken
from zerolint.facts.graphs import ancestors
from zerolint.facts.places import Code, Evidence
from zerolint.facts.values import Choice, Tensor, Unknown, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.gradients import variables_in


@detects("ZL307")
def forward_pass_outside_tape(facts: Facts, options: Options) -> Iterator[Hit]:
    """The tape does not see how the loss depends on the weights, and every gradient is None."""
    for taken in facts.of(GradientTaken):
        if taken.recorded is None or variables_in(taken.variables) is None or not isinstance(taken.loss, Tensor):
            continue
        opened, closed = (each.key for each in taken.recorded)
        seen = _walk(taken, opened, closed)
        cut = next(filter(_weighted, seen.cuts), None)
        if cut is None or seen.connected:
            continue
        place = next((each.given for each in facts.of(Bound) if each.value == cut and each.given >= 0), cut.place)
        yield Hit(
            at=place,
            data={"what": Code(place), "how": _how(cut, opened, closed)},
            because=(Evidence(taken.place, "this asks for the gradient"),),
            certainty=certainty_of(taken),
        )


class _Seen(NamedTuple):
    """What a tape saw of a loss: whether that leads to weights or something unknown, and where its sight ends."""

    connected: bool
    cuts: tuple[Tensor | Unknown, ...]


def _walk(taken: GradientTaken, opened: int, closed: int) -> _Seen:
    seen: set[int] = set()
    cuts: list[Tensor | Unknown] = []
    waiting: list[Value] = [taken.loss]
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, Choice):
            waiting += [arm for _, arm in each.arms]
        elif isinstance(each, Unknown) and each.reason == ANSWER:
            cuts.append(each)
        elif isinstance(each, Unknown) and (not each.key or each.key > opened):
            return _Seen(True, ())
        elif not isinstance(each, Tensor):
            continue
        elif each.operator in VARIABLES or not each.key:
            return _Seen(True, ())
        elif each.place == taken.place:
            # The sum of several losses, or one with weights, as the gradient itself makes it.
            waiting += each.operands
        elif not opened < each.key < closed:
            cuts.append(each)
        elif owns_weights(each):
            return _Seen(True, ())
        else:
            waiting += each.operands
    return _Seen(False, tuple(cuts))


def _weighted(cut: Tensor | Unknown) -> bool:
    """Whether weights lead to this."""
    return isinstance(cut, Unknown) or any(map(owns_weights, ancestors(cut)))


def _how(cut: Tensor | Unknown, opened: int, closed: int) -> str:
    if cut.key <= opened:
        return "is computed before the tape records"
    if cut.key >= closed:
        return "is computed after the tape has stopped"
    return "is no tensor that a tape can follow"
