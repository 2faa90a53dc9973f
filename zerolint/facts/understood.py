"""Whether a fit was understood: head, loss, optimizer and rows known."""

from __future__ import annotations

from zerolint.facts import costs
from zerolint.facts.events import Fitted, GradientApplied
from zerolint.facts.graphs import ancestors
from zerolint.facts.objectives import Loss
from zerolint.facts.values import NONE, Choice, Object, Tensor, Unknown, Value


def missing(fit: Fitted) -> list[str]:
    """What is not known about a fit, each with its reason; empty where it was understood."""
    if fit.gradient is not None:
        return _by_hand(fit, fit.gradient)
    if fit.library != "keras":
        return [] if _rows(fit.x) else [f"rows: {reason(fit.x)}"]
    if not isinstance(fit.model, Object):
        return [f"model: {reason(fit.model)}"]
    lacking: list[str] = []
    if not fit.outputs:
        lacking.append("model: its layers are not in this file")
    lacking += [f"head: {reason(each)}" for each in fit.outputs if not _head(each)][:1]
    if fit.compiled is None:
        lacking.append("compile: not seen for this model")
    else:
        losses = fit.compiled.losses
        lacking += [
            f"loss: {reason(each)}" for each in losses if not (isinstance(each, (Loss, Choice)) or each == NONE)
        ][:1]
        if isinstance(fit.compiled.optimizer, Unknown):
            lacking.append(f"optimizer: {reason(fit.compiled.optimizer)}")
    if not _rows(fit.x):
        lacking.append(f"rows: {reason(fit.x)}")
    return lacking


def _by_hand(fit: Fitted, gradient: GradientApplied) -> list[str]:
    """A loss that leads to weights, an optimizer, rows."""
    lacking: list[str] = []
    if not costs.read(gradient.loss).weights:
        lacking.append(f"cost: {_weightless(gradient.loss)}")
    if isinstance(gradient.optimizer, Unknown):
        lacking.append(f"optimizer: {reason(gradient.optimizer)}")
    if not _rows(fit.x):
        lacking.append(f"rows: {reason(fit.x)}")
    return lacking


def _weightless(loss: Value) -> str:
    """Why no weights were found below a loss: the first thing there that is not known."""
    if not isinstance(loss, Tensor):
        return reason(loss)
    unknown = (each for tensor in ancestors(loss) for each in tensor.operands if isinstance(each, Unknown))
    return next(map(reason, unknown), "depends on no weights")


def _head(value: Value) -> bool:
    arms = [each for _, each in value.arms] if isinstance(value, Choice) else [value]
    return all(isinstance(each, Tensor) and each.operator not in ("unknown activation",) for each in arms)


def _rows(value: Value) -> bool:
    if isinstance(value, Choice):
        return all(_rows(each) for _, each in value.arms)
    return (isinstance(value, Tensor) and value.rows is not None) or isinstance(value, Object)


def reason(value: Value) -> str:
    """Why a value is not known."""
    if isinstance(value, Choice):
        return next((reason(each) for _, each in value.arms if isinstance(each, Unknown)), "differs by branch")
    return value.reason if isinstance(value, Unknown) else type(value).__name__.lower()
