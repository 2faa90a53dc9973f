"""ZL224: numbers that name classes are divided or scaled like features before a loss over classes gets them."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.contracts import CONTRACTS
from zerolint.facts.events import Event, Fitted, OperatorUsed
from zerolint.facts.labels import ROWWISE, encoding
from zerolint.facts.objectives import Loss
from zerolint.facts.operations import operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.typical import typical
from zerolint.facts.values import Symbol, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import loss_uses

SCALERS = frozenset(
    f"sklearn.preprocessing.{name}{method}"
    for name in ("StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler", "Normalizer")
    for method in (".fit_transform", ".transform")
) | {
    "sklearn.preprocessing.scale",
    "sklearn.preprocessing.minmax_scale",
    "sklearn.preprocessing.normalize",
    "keras.utils.normalize",
}
TO_UNIT = ("MinMaxScaler", "MaxAbsScaler", "minmax_scale")
"""What leaves 0 and 1 as they are."""
SPREAD = frozenset({"max", "amax", "std", "ptp"})
LARGEST_FACTOR = 0.5
"""Labels of a GAN are multiplied by 0.9 on purpose; a factor below this is that of a feature."""
WHOLE = ("int", "uint", "long")


@detects("ZL224")
def rescaled_class_labels(facts: Facts, options: Options) -> Iterator[Hit]:
    """Class labels went through the arithmetic that was meant for the features."""
    for event, target, loss in _class_targets(facts):
        for _, each in ordinary_alternatives(target, event.labels):
            made = _rescaling(each)
            if made is not None and not ("sparse" not in loss and _are_levels(made)):
                yield Hit(
                    at=made.place,
                    data={"operation": Code(made.place), "loss": loss, "effect": _effect(made, loss)},
                    because=(Evidence(event.place, f"the labels are used here, by {loss}"),),
                    certainty=certainty_of(event, made),
                )


def _class_targets(facts: Facts) -> Iterator[tuple[Event, Value, str]]:
    """The targets of every loss over classes, with its name."""
    for fit in facts.of(Fitted):
        losses = fit.compiled.losses if fit.compiled is not None else ()
        for target, loss in zip(fit.targets, losses, strict=False):
            for _, each in ordinary_alternatives(loss, fit.labels):
                if isinstance(each, Loss) and f"keras.losses.{each.name}" in CONTRACTS:
                    yield fit, target, each.name
    for use in loss_uses(facts):
        if isinstance(use.event, OperatorUsed):
            yield use.event, use.loss.operands[0], use.name


def _rescaling(target: Value) -> Tensor | None:
    """The operation that made something else of class labels; None where they still are whole numbers of classes."""
    whole = False
    while isinstance(target, Tensor) and target.operands:
        base = _scaled(target)
        if base is not None and encoding(base) is not None:
            small = _divisor(target) > interval(base).high
            return target if not whole or small else None
        if target.operator not in ROWWISE or base is not None:
            return None
        kind = target.attribute("dtype")
        name = kind.name if isinstance(kind, Symbol) else str(getattr(kind, "value", ""))
        whole = whole or any(each in name for each in WHOLE)
        target = target.operands[0]
    return None


def _are_levels(made: Tensor) -> bool:
    """Whether more than two whole numbers fill the range from 0 to 1, as the brightness of pixels does."""
    base = _scaled(made)
    return base is not None and typical(base).high > 1 and typical(made).high == 1


def _scaled(value: Tensor) -> Value | None:
    """What is scaled by an operation; None where it scales nothing."""
    if value.operator in SCALERS:
        unit = any(name in value.operator for name in TO_UNIT)
        return None if unit and interval(value.operands[0]).high <= 1 else value.operands[0]
    if len(value.operands) != 2:
        return None
    first, second = value.operands
    if operation(value.operator) == "divide" and (_divisor(value) > 1 or _is_spread(second)):
        inner = first.operands if isinstance(first, Tensor) and operation(first.operator) == "subtract" else ()
        return inner[0] if inner else first
    if operation(value.operator) == "multiply":
        for factor, other in ((first, second), (second, first)):
            given = interval(factor)
            if given.constant and 0 < given.low <= LARGEST_FACTOR:
                return other
    return None


def _divisor(value: Tensor) -> float:
    """The constant that is divided by; 0 where it is none."""
    given = interval(value.operands[1]) if operation(value.operator) == "divide" and len(value.operands) == 2 else None
    return given.low if given is not None and given.constant else 0.0


def _is_spread(value: Value) -> bool:
    return isinstance(value, Tensor) and value.operator.rpartition(".")[2] in SPREAD


def _effect(made: Tensor, loss: str) -> str:
    """What the loss makes of the labels."""
    if "sparse" not in loss:
        return "no prediction is right for them"
    base = _scaled(made)
    if base is not None and _divisor(made) > interval(base).high:
        return "every row then is of class 0"
    return "classes fall together"
