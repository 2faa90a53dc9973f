"""What an optimizer moves, as far as the script shows it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.events import Compiled, Fitted, GradientApplied, HandedOver, OptimizerMade
from zerolint.facts.ranges import interval
from zerolint.facts.values import Object, Tensor, Value, alternatives

TRAINING = re.compile(
    r"train|fit|compil|learn|optimi|minimi|model|network|(^|_)net|Net|agent|estimator|classif|regress|solver"
    r"|(^|_)(build|create|run|main|step|update|apply|wrap|distribut)",
    re.IGNORECASE,
)
"""Names of code that is not seen which likely trains with an optimizer that it is given."""
FILES = frozenset(
    """
    numpy.loadtxt numpy.genfromtxt pandas.read_csv pandas.read_excel pandas.read_table pandas.read_parquet
    pandas.read_json pandas.read_hdf
    """.split()
)
"""What reads numbers as they were noted down; arrays and frames that a script stored may well be prepared."""
AS_THEY_ARE = frozenset(
    """
    view columns slice row item split shuffled copy indexer array.astype array.copy array.to_numpy array.reshape
    array.dropna array.drop array.ravel array.flatten numpy.array numpy.asarray numpy.reshape numpy.expand_dims tf.cast
    tf.constant tf.convert_to_tensor pandas.DataFrame pandas.Series sklearn.utils.shuffle
    """.split()
)
"""Operators that give the numbers of an array as they are."""


def compiled_with(facts: Facts, event: OptimizerMade) -> list[Compiled]:
    """The compiles that name an optimizer."""
    return [each for each in facts.of(Compiled) if _is(each.optimizer, event.optimizer)]


def fits_with(facts: Facts, optimizer: Object) -> list[Fitted]:
    """The fits of models that were compiled with an optimizer."""
    return [each for each in facts.of(Fitted) if each.compiled is not None and _is(each.compiled.optimizer, optimizer)]


def applied_by(facts: Facts, event: OptimizerMade) -> list[GradientApplied]:
    """The gradients that an optimizer is given."""
    return [each for each in facts.of(GradientApplied) if _is(each.optimizer, event.optimizer)]


def compared(facts: Facts, event: OptimizerMade) -> bool:
    """Whether one line of the script trains with several optimizers, this one among them, to see which is best."""
    uses: list[tuple[int, tuple[Value, ...]]] = [(each.place, (each.optimizer,)) for each in facts.of(Compiled)]
    uses += [(each.place, (each.optimizer,)) for each in facts.of(GradientApplied)]
    uses += [(each.place, each.optimizers) for each in facts.of(HandedOver)]
    at = [(place, each) for place, values in uses for value in values for _, each in alternatives(value)]
    lines = {place for place, each in at if each == event.optimizer}
    kinds = {each.kind for place, each in at if place in lines and isinstance(each, Object)}
    return len(kinds) > 1


def _is(value: Value, optimizer: Object) -> bool:
    return any(each == optimizer for _, each in alternatives(value))


def handed_elsewhere(facts: Facts, event: OptimizerMade) -> HandedOver | None:
    """Where all that is seen of an optimizer is that other code gets it, which does not sound like training.

    An explainer or an attack moves a mask or a picture, whose numbers bear other rates than weights.
    """
    if compiled_with(facts, event) or applied_by(facts, event):
        return None
    handed = [each for each in facts.of(HandedOver) if event.optimizer in each.optimizers]
    return handed[0] if handed and not any(TRAINING.search(each.to) for each in handed) else None


def raw_numbers(facts: Facts, event: OptimizerMade) -> Tensor | None:
    """Inputs or targets that it trains on as a file holds them: of any size, and so is the gradient."""
    return next((each for each in _trained_on(facts, event) if _raw(each)), None)


def _trained_on(facts: Facts, event: OptimizerMade) -> Iterator[Tensor]:
    for fit in facts.of(Fitted):
        by_gradient = fit.gradient is not None and _is(fit.gradient.optimizer, event.optimizer)
        if by_gradient or (fit.compiled is not None and _is(fit.compiled.optimizer, event.optimizer)):
            for given in (*fit.targets, fit.y, fit.x):
                yield from (each for _, each in alternatives(given) if isinstance(each, Tensor))


def _raw(array: Tensor) -> bool:
    below = array
    while below.operator in AS_THEY_ARE and below.operands and isinstance(below.operands[0], Tensor):
        below = below.operands[0]
    return below.operator in FILES and _boundless(array)


def _boundless(array: Tensor) -> bool:
    numbers = interval(array)
    return math.isinf(numbers.low) or math.isinf(numbers.high)
