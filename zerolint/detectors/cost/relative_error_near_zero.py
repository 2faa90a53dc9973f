"""ZL217: an error that is divided by targets around zero, or a logarithm of targets below it."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Event, Fitted, TransformerFitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.labels import ROWWISE, encoding
from zerolint.facts.objectives import Loss
from zerolint.facts.operations import operation
from zerolint.facts.places import Evidence, Place
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Object, Sequence, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import costs

RELATIVE, LOGARITHMIC = "mean_absolute_percentage_error", "mean_squared_logarithmic_error"
METHODS = (".fit_transform", ".transform")
CENTRED = frozenset(
    f"sklearn.preprocessing.{name}{each}" for name in ("StandardScaler", "RobustScaler") for each in METHODS
) | {"sklearn.preprocessing.scale"}
TO_UNIT = frozenset(f"sklearn.preprocessing.MinMaxScaler{each}" for each in METHODS)
UNIT = (Known((0, 1)), Sequence((Known(0), Known(1))))
"""The default, and the same written out."""


@detects("ZL217")
def relative_error_near_zero(facts: Facts, options: Options) -> Iterator[Hit]:
    """Targets that a relative or logarithmic error was not made for."""
    for event, place, name, target in _targets(facts):
        for _, each in ordinary_alternatives(target, event.labels):
            what = _reaches(facts, each) if name == RELATIVE else _falls_below(each)
            if what is not None:
                effect = "an error there is divided by 1e-7" if name == RELATIVE else "all of those count as 0"
                yield Hit(
                    at=place,
                    data={"loss": name, "targets": what, "effect": effect},
                    because=(Evidence(each.place, "these are the targets"),) if each.place >= 0 else (),
                    certainty=certainty_of(event, each),
                )


def _targets(facts: Facts) -> Iterator[tuple[Event, Place, str, Value]]:
    """Each relative or logarithmic loss with what it is computed against."""
    for fit in facts.of(Fitted):
        losses = fit.compiled.losses if fit.compiled is not None else ()
        for target, loss in zip(fit.targets, losses, strict=False):
            for _, each in ordinary_alternatives(loss, fit.labels):
                if isinstance(each, Loss) and each.name in (RELATIVE, LOGARITHMIC):
                    yield fit, each.place, each.name, target
    for event, cost in costs(facts):
        for _, value in ordinary_alternatives(cost, event.labels):
            for made in ancestors(value):
                name = made.operator.rpartition(".")[2]
                if name in (RELATIVE, LOGARITHMIC) and len(made.operands) == 2:
                    yield event, made.place, name, made.operands[0]


def _reaches(facts: Facts, target: Value) -> str | None:
    """Whether targets are known to hold 0, or numbers as close to it as there are."""
    made = _source(target)
    if made is not None and _to_unit(facts, made):
        return "that begin at 0"
    given = interval(target)
    if _centred(made) or (given.falls_below(0.0) and given.climbs_above(0.0)):
        return "on both sides of 0"
    if encoding(target) is not None or (given.low == 0 and given.falls_to(0.0)):
        return "that may be 0"
    return None


def _to_unit(facts: Facts, made: Tensor) -> bool:
    """Whether a scaler made the smallest number 0."""
    if made.operator not in TO_UNIT:
        return False
    keys = {each.key for each in made.operands if isinstance(each, Tensor)}
    for fitted in facts.of(TransformerFitted):
        if isinstance(fitted.fit, Tensor) and fitted.fit.key in keys and isinstance(fitted.transformer, Object):
            return facts.arguments(fitted.transformer).get("feature_range") in UNIT
    return False


def _falls_below(target: Value) -> str | None:
    return "below 0" if _centred(_source(target)) or interval(target).falls_below(0.0) else None


def _source(target: Value) -> Tensor | None:
    """What made the numbers of an array."""
    while isinstance(target, Tensor) and target.operator in ROWWISE and target.operands:
        target = target.operands[0]
    return target if isinstance(target, Tensor) else None


def _centred(made: Tensor | None) -> bool:
    """Whether a mean was taken away, by a scaler or by hand."""
    if made is None:
        return False
    if made.operator in CENTRED:
        return True
    inner = made.operands[0] if operation(made.operator) == "divide" and made.operands else made
    if not isinstance(inner, Tensor) or operation(inner.operator) != "subtract" or len(inner.operands) != 2:
        return False
    mean = inner.operands[1]
    return isinstance(mean, Tensor) and operation(mean.operator) == "mean"
