"""Whether a fit was understood: head, loss, optimizer and rows known."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts import costs
from zerolint.facts.events import Fitted, FittedUnknown, GradientApplied
from zerolint.facts.graphs import ancestors
from zerolint.facts.objectives import Loss
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.values import ARGUMENT, NONE, Choice, Known, Object, Sequence, Tensor, Unknown, Value, alternatives


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is not known of a training: which part of it, why, and the place of what is not known."""

    part: str
    reason: str
    place: Place = NOWHERE

    def __str__(self) -> str:
        return f"{self.part}: {self.reason}"


def missing(fit: Fitted | FittedUnknown) -> list[Lack]:
    """What is not known about a fit; empty where it was understood."""
    if isinstance(fit, FittedUnknown):
        return [_lack("model", fit.model)]
    if fit.gradient is not None:
        return _by_hand(fit, fit.gradient)
    if fit.library != "keras":
        return _rows(fit)
    if not isinstance(fit.model, Object):
        return [_lack("model", fit.model)]
    lacking: list[Lack] = []
    if not fit.outputs:
        lacking.append(Lack("model", "its layers are not in this file", fit.model.place))
    lacking += [_lack("head", each) for each in fit.outputs if not _head(each)][:1]
    if fit.uncompiled:
        return lacking + _rows(fit)
    if fit.compiled is None:
        lacking.append(Lack("compile", "not seen for this model", fit.model.place))
    else:
        losses = fit.compiled.losses
        lacking += [_lack("loss", each) for each in losses if not (isinstance(each, (Loss, Choice)) or each == NONE)][
            :1
        ]
        if isinstance(fit.compiled.optimizer, Unknown):
            lacking.append(_lack("optimizer", fit.compiled.optimizer))
    return lacking + _rows(fit)


def _by_hand(fit: Fitted, gradient: GradientApplied) -> list[Lack]:
    """A loss that leads to weights, an optimizer, rows."""
    lacking: list[Lack] = []
    if not costs.read(gradient.loss).weights:
        lacking.append(_weightless(gradient.loss))
    if isinstance(gradient.optimizer, Unknown):
        lacking.append(_lack("optimizer", gradient.optimizer))
    return lacking + _rows(fit)


def _lack(part: str, value: Value) -> Lack:
    """What is not known is the first alternative of which nothing is known, else the value itself."""
    arms = [each for _, each in value.arms] if isinstance(value, Choice) else [value]
    at_fault = next((each for each in arms if isinstance(each, Unknown)), value)
    return Lack(part, reason(at_fault), at_fault.place)


def _weightless(loss: Value) -> Lack:
    """Why no weights were found below a loss: the first thing there that is not known."""
    if not isinstance(loss, Tensor):
        return _lack("cost", loss)
    unknown = (each for tensor in ancestors(loss) for each in tensor.operands if isinstance(each, Unknown))
    at_fault = next(unknown, None)
    return Lack("cost", "depends on no weights", loss.place) if at_fault is None else _lack("cost", at_fault)


def _head(value: Value) -> bool:
    arms = [each for _, each in value.arms] if isinstance(value, Choice) else [value]
    return all(isinstance(each, Tensor) and each.operator not in ("unknown activation",) for each in arms)


def _rows(fit: Fitted) -> list[Lack]:
    """Nothing is lacking where a caller that is not seen gives the data: they are data of their own."""
    arms = [each for _, each in alternatives(fit.x)]
    known = all(_has_rows(each) or (fit.uncalled and _is_given(each)) for each in arms)
    return [] if known else [_lack("rows", fit.x)]


def _is_given(value: Value) -> bool:
    return isinstance(value, Unknown) and value.key > 0 and value.reason.startswith(ARGUMENT)


def _has_rows(value: Value) -> bool:
    if isinstance(value, Choice):
        return all(_has_rows(each) for _, each in value.arms)
    if isinstance(value, Sequence):
        return bool(value.items) and all(map(_has_rows, value.items))
    return (isinstance(value, Tensor) and value.rows is not None) or isinstance(value, Object)


def reason(value: Value) -> str:
    """Why a value is not known."""
    match value:
        case Unknown():
            return value.reason
        case Choice():
            return next((reason(each) for _, each in value.arms if isinstance(each, Unknown)), "differs by branch")
        case Tensor():
            return f"the result of {value.operator}"
        case Known():
            return f"{value.value!r} is given"
    return f"a {type(value).__name__.lower()}"
