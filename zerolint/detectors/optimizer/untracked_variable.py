"""ZL318: a `tf.Variable` in what Keras 3 trains: Keras does not know it, and so it keeps its first numbers."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.costs import WEIGHTS
from zerolint.facts.events import Fitted, GradientApplied, VariableAssigned, WeightsLoaded
from zerolint.facts.graphs import ancestors
from zerolint.facts.places import Evidence
from zerolint.facts.values import NONE, Choice, Known, Sequence, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of


@detects("ZL318")
def untracked_variable(facts: Facts, options: Options) -> Iterator[Hit]:
    """A `tf.Variable` in what Keras 3 trains: Keras does not know it, and so it keeps its first numbers."""
    if facts.keras < 3 or facts.of(WeightsLoaded):
        return
    moved = _moved(facts)
    told: set[int] = set()
    for fit in facts.of(Fitted):
        if moved is None or fit.uncalled or not _by_keras(fit):
            continue
        variables = [each for each in _variables(fit) if each.key not in moved and each.key not in told]
        told.update(each.key for each in variables)
        if variables:
            yield _hit(fit, variables)


def _hit(fit: Fitted, variables: list[Tensor]) -> Hit:
    first, *others = sorted(variables, key=lambda each: each.place)
    places = dict.fromkeys(each.place for each in others if each.place != first.place)
    because = [Evidence(place, "so does this one") for place in places if place >= 0]
    if fit.place >= 0:
        because.append(Evidence(fit.place, "the model is trained with it here"))
    return Hit(at=first.place, data={}, because=tuple(because), certainty=certainty_of(fit))


def _by_keras(fit: Fitted) -> bool:
    """Whether what is moved are the weights of a model as Keras lists them."""
    if fit.library == "keras":
        return True
    return fit.library == "tape" and fit.gradient is not None and _listed(fit.gradient.variables)


def _listed(value: Value) -> bool:
    """Whether variables are the weights of models, and nothing else."""
    if isinstance(value, Sequence):
        return bool(value.items) and all(_listed(each) for each in value.items)
    return isinstance(value, Tensor) and value.operator == WEIGHTS


def _variables(fit: Fitted) -> Iterator[Tensor]:
    """The variables of TensorFlow's own that the outputs or the loss of a training go through."""
    roots = fit.outputs if fit.gradient is None else (*fit.outputs, fit.gradient.loss)
    for root in roots:
        for _, value in ordinary_alternatives(root, fit.labels):
            for each in ancestors(value) if isinstance(value, Tensor) else ():
                if each.operator == "tf.Variable" and _trainable(each):
                    yield each


def _trainable(variable: Tensor) -> bool:
    return dict(variable.attributes).get("trainable", NONE) in (NONE, Known(True))


def _moved(facts: Facts) -> set[int] | None:
    """The variables that a gradient names or the script assigns; None where it is not known which these are."""
    if any(each.variables == NONE for each in facts.of(GradientApplied)):
        return None
    moved: set[int] = set()
    waiting = [each.variables for each in facts.of(GradientApplied)]
    waiting += [each.variable for each in facts.of(VariableAssigned)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Choice):
            waiting += [each for _, each in value.arms]
        elif isinstance(value, Sequence):
            waiting += value.items
        elif isinstance(value, Tensor):
            moved.update(each.key for each in ancestors(value))
        elif not isinstance(value, Known):
            return None
    return moved
