"""ZL608: a recurrent layer that is given one step of one number: it has nothing to remember."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.graphs import PASSING, ancestors
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Object, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of

RECURRENT = frozenset(f"keras.layers.{name}" for name in ("LSTM", "GRU", "SimpleRNN", "Bidirectional"))
ONE = Known(1)


@detects("ZL608")
def single_step_sequence(facts: Facts, options: Options) -> Iterator[Hit]:
    """A recurrent layer without a state of its own that reads sequences of one step, and one number a step."""
    read = [
        (fit, each)
        for fit in facts.of(Fitted)
        if not fit.uncalled
        for output in fit.outputs
        for each in ancestors(output)
        if each.operator in RECURRENT
    ]
    # A loop that tries windows of one step, of two and so on does it to see what the memory is worth.
    tried = {(fit.place, each.place) for fit, each in read if not _one_step(each.operands[0])}
    for fit, each in read:
        if _alone(facts, each) and _one_number(each.operands[0]) and (fit.place, each.place) not in tried:
            yield _hit(fit, each)


def _one_step(given: Value) -> bool:
    return isinstance(given, Tensor) and given.shape is not None and given.shape[1:2] == (ONE,)


def _hit(fit: Fitted, recurrent: Tensor) -> Hit:
    name = recurrent.operator.rpartition(".")[2]
    steps = [(fit.place, "these are the sequences it is fitted on")]
    return Hit(
        at=recurrent.place,
        data={"layer": name},
        because=tuple(Evidence(place, text) for place, text in steps if place >= 0),
        certainty=certainty_of(fit, recurrent),
    )


def _alone(facts: Facts, recurrent: Tensor) -> bool:
    """Whether nothing gives the layer a state: not the batch before, not another layer."""
    if recurrent.layer is None or any(name == "initial_state" for name, _ in recurrent.attributes):
        return False
    held = facts.arguments(recurrent.layer)
    inner = held.get("layer", recurrent.layer)
    if isinstance(inner, Object):
        held = {**facts.arguments(inner), **held}
    return all(held.get(name, Known(False)) == Known(False) for name in ("stateful", "return_state"))


def _one_number(given: Value) -> bool:
    """Whether what is read has one step and one number in it, and is data rather than what a network computed."""
    if not isinstance(given, Tensor) or given.shape is None or given.shape[1:] != (ONE, ONE) or len(given.shape) != 3:
        return False
    return not any(each.layer is not None and each.operator not in PASSING for each in ancestors(given))
