"""`fit` of something of which nothing is known: no rule can be asked about it, but it is counted as training."""

from __future__ import annotations

from zerolint.facts.events import FittedUnknown
from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import Unknown, Value
from zerolint.interp.machine import Interpreter

FITS = frozenset({"fit", "fit_generator", "train_on_batch", "partial_fit"})
OF_MODELS = frozenset(
    "y epochs nb_epoch initial_epoch batch_size steps_per_epoch samples_per_epoch validation_data validation_split "
    "validation_steps callbacks verbose sample_weight class_weight eval_set".split()
)
"""Keywords of a model's `fit`; that of a scaler or a vectorizer takes its data alone."""
BOUND = "fit of"
"""The slot of an unknown attribute that tells whose it is."""


def bound(m: Interpreter, owner: Value, name: str, value: Value) -> Value:
    """An attribute of which nothing is known, given back; where its name is that of a `fit`, it stays known whose."""
    if name in FITS and isinstance(value, Unknown) and value.key:
        m.heap.remember((value.key, BOUND), owner)
    return value


def called(m: Interpreter, function: Value, arguments: Arguments, place: Place) -> None:
    """Note the call of something unknown as training where it is a model's `fit`."""
    owner = m.heap.get((function.key, BOUND)) if isinstance(function, Unknown) and function.key else None
    if owner is not None:
        fitted(m, m.here(owner), arguments, place)


def fitted(m: Interpreter, model: Value, arguments: Arguments, place: Place) -> None:
    """Note a `fit`, if it is one of a model: with targets, or with what only training asks for."""
    if len(arguments.positional) > 1 or arguments.opaque or not OF_MODELS.isdisjoint(arguments.keywords):
        m.event(FittedUnknown(place=place, model=model))
