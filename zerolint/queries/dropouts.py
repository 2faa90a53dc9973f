"""How much of what goes through them the dropouts of a network drop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.costs import PLACEHOLDERS
from zerolint.facts.feeds import FeedWritten
from zerolint.facts.operations import operation
from zerolint.facts.paths import Labels
from zerolint.facts.places import Place
from zerolint.facts.values import SWEEP, Known, Object, Tensor, Unknown, Value, ordinary_alternatives

ZEROING = frozenset(
    f"keras.layers.{name}" for name in "Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D".split()
)
"""Layers that give zeros at a rate of 1; the others raise then, but for those below."""
RECURRENT = ("keras.layers.LSTM", "keras.layers.GRU", "keras.layers.SimpleRNN")
"""Of these, GRU and SimpleRNN give zeros at a rate of 1, LSTM drops nothing then (Keras 3.15)."""
ARGUMENTS = {
    **dict.fromkeys((*ZEROING, "keras.layers.AlphaDropout", "keras.layers.GaussianDropout"), "rate"),
    **dict.fromkeys(RECURRENT, "dropout"),
}
"""Layers that drop, and the argument that says how much."""


class Dropout(NamedTuple):
    """A share that one operation of a network drops; `given` is what the script says for it.

    `fed` is the dict that gives the placeholder of it its value. `kept`: the script says what is kept instead.
    """

    tensor: Tensor
    kind: str
    rate: float
    given: Known
    labels: Labels
    fed: Place | None = None
    kept: bool = False

    @property
    def zeroes(self) -> bool:
        """Whether it drops everything, and nothing is raised."""
        return self.rate == 1 and (self.fed is not None or self.kind in {*ZEROING, *RECURRENT[1:]})


def dropouts(facts: Facts, tensor: Tensor, labels: Labels) -> Iterator[Dropout]:
    """Each share that an operation may drop on a path; none where it is no dropout, or one that is tried out.

    What is fed where another number of the run switches the dropout on and off may be fed to a run without it.
    """
    switched = not isinstance(dict(tensor.attributes).get("training", Known(True)), Known)
    for name, kept in (("rate", False), ("keep_prob", True)):
        for needed, given in ordinary_alternatives(_argument(facts, tensor, name), labels):
            for at, share, number in _numbers(facts, given):
                rate = round(1 - share if kept else share, 9)
                off = switched and at is not None
                if 0 <= rate <= 1 and SWEEP not in number.marks and not off:
                    made = dropping_layer(facts, tensor)
                    yield Dropout(tensor, made.kind if made else tensor.operator, rate, number, needed, at, kept)


def dropping_layer(facts: Facts, tensor: Tensor) -> Object | None:
    """The layer that an operation is done by, behind `Bidirectional` and `TimeDistributed`."""
    made = tensor.layer
    inner = facts.arguments(made).get("layer") if made is not None else None
    return inner if isinstance(inner, Object) else made


def _argument(facts: Facts, tensor: Tensor, name: str) -> Value:
    made = dropping_layer(facts, tensor)
    if made is not None and name == "rate" and made.kind in ARGUMENTS:
        return facts.arguments(made).get(ARGUMENTS[made.kind], Unknown("a rate"))
    return tensor.attribute(name)


def _numbers(facts: Facts, given: Value) -> Iterator[tuple[Place | None, float, Known]]:
    """The numbers that an argument is, or that a placeholder in it is fed, with the dict that does that."""
    if isinstance(given, Known) and type(given.value) in (int, float):
        yield None, float(given.value), given
    if not isinstance(given, Tensor):
        return
    if given.operator in PLACEHOLDERS:
        for each in facts.of(FeedWritten):
            if each.placeholder.key == given.key:
                yield from ((each.place, share, number) for _, share, number in _numbers(facts, each.value))
    elif operation(given.operator) == "subtract" and given.operands[:1] in ((Known(1),), (Known(1.0),)):
        yield from ((at, 1 - share, number) for at, share, number in _numbers(facts, given.operands[1]))
