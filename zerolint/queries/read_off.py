"""What a script reads off the answers of a model itself: which column is the largest, and what is above 0.5."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.contracts import takes
from zerolint.facts.costs import owns_weights
from zerolint.facts.events import ANSWER, Bound, Evaluated, Event, SessionRan
from zerolint.facts.graphs import ancestors, head, uncast
from zerolint.facts.intervals import ANYTHING
from zerolint.facts.paths import Labels, certain
from zerolint.facts.places import Place
from zerolint.facts.ranges import interval
from zerolint.facts.scores import Scored
from zerolint.facts.values import Choice, Known, Tensor, Unknown, Value
from zerolint.queries.compiled_outputs import CompiledOutput, compiled_outputs
from zerolint.queries.loss_uses import loss_uses

LARGEST = frozenset(
    "argmax tf.argmax tf.arg_max numpy.argmax array.argmax keras.ops.argmax keras.backend.argmax".split()
)
COMPARISONS = frozenset(
    """
    > >= < <= tf.greater tf.greater_equal tf.less tf.less_equal keras.ops.greater keras.ops.greater_equal
    keras.ops.less keras.ops.less_equal
    """.split()
)
HALF = Known(0.5)


class Reading(NamedTuple):
    """One place where classes are made of what a model answers; `what` it does does not fit the answer.

    "largest": of one column. "half": logits are cut at 0.5. `last` is what the network ends in.
    """

    event: Event
    made: Tensor
    what: Literal["largest", "half"]
    last: Tensor


class Asked(NamedTuple):
    """A call of `predict`, and the one output that answers it."""

    event: Evaluated
    output: CompiledOutput


def readings(facts: Facts) -> Iterator[Reading]:
    """Every such place, once."""
    outputs = _outputs(facts)
    asked = {each.place: Asked(each, outputs[each.model]) for each in facts.of(Evaluated) if each.model in outputs}
    cut: set[tuple[object, ...]] | None = None
    for event, labels, made in _computed(facts):
        if made.operator in LARGEST:
            last = _one_column(made, labels, asked)
            if last is not None:
                yield Reading(event, made, "largest", last)
        elif made.operator in COMPARISONS:
            answer = _beside_half(made)
            if isinstance(answer, Unknown):
                found = asked.get(answer.place) if answer.reason == ANSWER else None
                if found is not None and found.output.is_logits and found.output.activations == {"sigmoid"}:
                    yield Reading(event, made, "half", found.output.last)
            elif isinstance(answer, Tensor):
                cut = _logits(facts) if cut is None else cut
                last = head(answer) or answer
                if cut.intersection(_names(last)):
                    yield Reading(event, made, "half", last)


def _outputs(facts: Facts) -> dict[Value, CompiledOutput]:
    """The output of each model that has one, whatever it is compiled with."""
    found: dict[Value, CompiledOutput] = {}
    unlike: set[Value] = set()
    for each in compiled_outputs(facts):
        model, before = each.event.model, found.setdefault(each.event.model, each)
        if len(each.event.outputs) != 1 or (before.last.key, before.is_logits) != (each.last.key, each.is_logits):
            unlike.add(model)
    return {model: each for model, each in found.items() if model not in unlike}


def _computed(facts: Facts) -> Iterator[tuple[Event, Labels, Tensor]]:
    """Every array that is given a name, scored or fetched, and all that these are made of, on its path; each once."""
    seen: set[int] = set()
    for event in facts.events:
        values: tuple[Value, ...] = ()
        if isinstance(event, Bound):
            values = (event.value,)
        elif isinstance(event, Scored):
            values = (event.true, event.predicted)
        elif isinstance(event, SessionRan):
            values = event.fetches
        waiting = [(event.labels, value) for value in values]
        while waiting:
            labels, each = waiting.pop()
            if isinstance(each, Choice):
                waiting += [(labels | own, arm) for own, arm in each.arms]
            elif isinstance(each, Tensor) and id(each) not in seen:
                seen.add(id(each))
                yield event, labels, each
                waiting += [(labels, operand) for operand in each.operands]


def _one_column(made: Tensor, labels: Labels, asked: Mapping[Place, Asked]) -> Tensor | None:
    """What a network of one column ends in, of which the largest column is asked for; None for anything else.

    Behind a test that is not understood it may be asked for where a network has several columns alone.
    """
    axis, answer = made.attribute("axis"), made.operands[0] if made.operands else None
    if isinstance(answer, Unknown) and answer.reason == ANSWER:
        found = asked.get(answer.place)
        shape = None if found is None else found.output.output.shape
        if found is None or shape is None or len(shape) != 2 or shape[-1] != Known(1):
            return None
        if not certain(labels - found.event.labels):
            return None
        whole = answer == found.event.answers
        along = axis in (Known(1), Known(-1)) if whole else axis in (Known(None), Known(0), Known(-1))
        return found.output.last if along and found.output.last.operator != "softmax" else None
    if not isinstance(answer, Tensor) or answer.shape is None or answer.dimension(-1) != Known(1):
        return None
    last = head(answer)
    along = axis in (Known(-1), Known(len(answer.shape) - 1)) and len(answer.shape) > 1
    learnt = any(map(owns_weights, ancestors(answer)))
    return last if along and learnt and last is not None and last.operator != "softmax" else None


def _beside_half(made: Tensor) -> Value | None:
    """What is compared with 0.5."""
    arrays = [each for each in made.operands if isinstance(each, (Tensor, Unknown))]
    if len(arrays) != 1 or HALF not in (*made.operands, *(made.attribute(name) for name in ("x", "y", "x1", "x2"))):
        return None
    return uncast(arrays[0])


def _logits(facts: Facts) -> set[tuple[object, ...]]:
    """What networks end in that a loss takes for logits of one yes or no each."""
    found: set[tuple[object, ...]] = set()
    for use in loss_uses(facts):
        last = head(use.prediction) or use.prediction
        one_each = use.contract.activation == "sigmoid" and takes(use.loss) == "logits"
        known = last.operator not in RANGES and interval(use.prediction) != ANYTHING
        if one_each and known:
            found.update(_names(last))
    return found


def _names(last: Tensor) -> set[tuple[object, ...]]:
    """How the end of a network is known again in another call of it."""
    names: set[tuple[object, ...]] = {("key", last.key)} if last.key else set()
    return names | ({("layer", last.layer)} if last.layer is not None else set())
