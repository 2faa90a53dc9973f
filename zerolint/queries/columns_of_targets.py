"""Features that have the target among their columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.columns import Chosen, holds, selected, target_column
from zerolint.facts.events import Fitted, ResultDiscarded
from zerolint.facts.graphs import ancestors
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.queries.resubstitution import MADE_UP

CHOOSING = ("Pipeline", "ColumnTransformer", "FeatureUnion")
"""Models, and their parts, that may leave columns out themselves."""
MADE_OF = frozenset({"estimator", "base_estimator", "estimators", "regressor", "classifier", "final_estimator"})
"""The parameters of those that are made of other models."""


class TargetAmongFeatures(NamedTuple):
    """A fit on features that were `chosen` at `place`, with the target's `column` among them."""

    fit: Fitted
    place: Place
    chosen: Chosen
    column: Known


def features_with_targets(facts: Facts) -> Iterator[TargetAmongFeatures]:
    """Every choice of features of this kind, each told once."""
    if any(each.function.endswith("drop") for each in facts.of(ResultDiscarded)):
        # That a column is dropped in vain is told there.
        return
    told: set[Place] = set()
    for fit in facts.of(Fitted):
        found, target = holds(fit.x, fit.y), target_column(fit.y)
        if found is None or target is None or not _same_rows(fit) or _chooses_columns(facts, fit.model) or _toy(fit):
            continue
        chosen = selected(found)[1]
        at = found.place if chosen is not None else _taken(fit, found)
        if at not in told:
            told.add(at)
            yield TargetAmongFeatures(fit, at, chosen, target[1])


def _taken(fit: Fitted, table: Tensor) -> Place:
    """Where features were made of the whole table; the fit, where it gets the table itself."""
    made = next((each for each in ancestors(fit.x) if any(part is table for part in each.operands)), None)
    return fit.place if made is None else made.place


def _same_rows(fit: Fitted) -> bool:
    """Whether each target belongs to the very row that it is among: what a series was earlier is a feature of it."""
    x, y = fit.x, fit.y
    return isinstance(x, Tensor) and isinstance(y, Tensor) and x.rows is not None and x.rows == y.rows


def _toy(fit: Fitted) -> bool:
    """Whether the script makes its data up: then what the target is computed from is all that is to be learnt."""
    return any(each.operator.startswith(MADE_UP) for each in ancestors(fit.x))


def _chooses_columns(facts: Facts, model: Value, deepest: int = 4) -> bool:
    """Whether a model, or one that it is made of, may leave columns out: a pipeline, or one that is not known."""
    if isinstance(model, Sequence):
        return any(_chooses_columns(facts, each, deepest) for each in model.items)
    if not isinstance(model, Object):
        return False
    if model.kind.endswith(CHOOSING) or deepest == 0:
        return True
    for name, given in facts.arguments(model).items():
        inner = given if isinstance(given, (Object, Sequence)) else None
        if isinstance(given, Unknown) and name in MADE_OF:
            return True
        if inner is not None and _of_models(inner) and _chooses_columns(facts, inner, deepest - 1):
            return True
    return False


def _of_models(given: Value) -> bool:
    """Whether this may be an estimator, or hold some."""
    return isinstance(given, Sequence) or (isinstance(given, Object) and not given.kind.startswith("keras."))
