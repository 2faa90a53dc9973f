"""ZL210: a loss or score that tells its two arguments apart is given them in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.contracts import CONTRACTS
from zerolint.facts.events import PREDICTION, Evaluated, OperatorUsed
from zerolint.facts.graphs import ancestors
from zerolint.facts.passes import PASSED
from zerolint.facts.places import Evidence, Place
from zerolint.facts.scores import Scored
from zerolint.facts.values import Object, Tensor, Unknown, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import Passed, ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import loss_uses
from zerolint.queries.lowered_costs import Lowered, lowered

KERAS = frozenset(
    f"keras.losses.{name}"
    for name in """
    binary_crossentropy categorical_crossentropy binary_focal_crossentropy categorical_focal_crossentropy poisson
    mean_absolute_percentage_error
    """.split()
)
"""Losses of Keras that are another number with the arguments swapped, and raise no error."""
SCORES = {
    "precision_score": "it gives the recall",
    "recall_score": "it gives the precision",
    "fbeta_score": "it swaps precision and recall",
    "classification_report": "it swaps precision and recall",
    "precision_recall_curve": "it swaps precision and recall",
    "confusion_matrix": "it swaps rows and columns",
    "balanced_accuracy_score": "it averages over the predicted classes",
    "average_precision_score": "it ranks the rows by their labels",
    "log_loss": "it takes the labels for probabilities",
    "r2_score": "it divides by the spread of the predictions",
    "explained_variance_score": "it divides by the spread of the predictions",
    "mean_absolute_percentage_error": "it divides by the predictions",
}
"""Scores of scikit-learn that depend on the order, and what they become."""
SECOND = {"average_precision_score": "y_score", "precision_recall_curve": "y_score"}
"""What their second parameter is called, where it is not y_pred."""


@detects("ZL210")
def swapped_target_and_prediction(facts: Facts, options: Options) -> Iterator[Hit]:
    """The predictions stand where the targets belong, and the targets where the predictions belong."""
    for each in (*lowered(facts), *_called(facts)):
        called = [loss for loss in ancestors(each.cost) if _tells_apart(facts, loss)]
        for loss in called:
            if _swapped(each, loss) and not any(_pair(other) == _pair(loss)[::-1] for other in called):
                name = loss.operator.rpartition(".")[2]
                yield Hit(
                    at=loss.place,
                    data={
                        "function": name,
                        "effect": "it takes the logarithm of the targets" if _logs(name) else DIVIDES,
                    },
                    because=_lowering(each, loss),
                    certainty=certainty_of(each.event, loss),
                    proposed_fixes=the_other_way(loss.place, name) if loss.operator in KERAS else (),
                )
    yield from _scores(facts)


def _lowering(cost: Lowered, loss: Tensor) -> tuple[Evidence, ...]:
    place = cost.event.place
    return (Evidence(place, "this is to lower the loss"),) if place != loss.place else ()


def _called(facts: Facts) -> Iterator[Lowered]:
    """Losses that are called by hand, be there something that lowers them or not."""
    for use in loss_uses(facts):
        if isinstance(use.event, OperatorUsed):
            yield Lowered(use.event, use.labels, use.loss)


DIVIDES = "it is measured against the predictions"


def _logs(name: str) -> bool:
    return "crossentropy" in name or "cross_entropy" in name or name in ("log_loss", "poisson")


def _tells_apart(facts: Facts, loss: Tensor) -> bool:
    """Whether a loss depends on the order, which was another one in old versions of some."""
    if len(loss.operands) != 2:
        return False
    if loss.operator in KERAS:
        return True
    named = loss.operator in CONTRACTS and "sparse" not in loss.operator
    return named and (
        loss.operator.startswith("tf.losses.") or (loss.operator.startswith("tf.nn.") and facts.keras > 2)
    )


def _pair(loss: Tensor) -> tuple[int, ...]:
    return tuple(each.key for each in loss.operands if isinstance(each, (Tensor, Unknown)))


def _swapped(cost: Lowered, loss: Tensor) -> bool:
    target, prediction = loss.operands
    if not cost.predicts(target) or not cost.given(prediction):
        return False
    # A soft target may be computed from another answer of the model, which a gradient must not reach.
    return cost.depends(target).differentiably


def the_other_way(call: Place, name: str, names: tuple[str, str] = ("y_true", "y_pred")) -> tuple[ProposedFix, ...]:
    """The call with its first two arguments in each other's place."""
    first, second = (Passed(call, each, position) for position, each in enumerate(names))
    swapped = (SetArgument(call, name, names[0], (second,), 0), SetArgument(call, name, names[1], (first,), 1))
    return (ProposedFix(swapped),)


def _scores(facts: Facts) -> Iterator[Hit]:
    """Scores of scikit-learn with the answers of a model as the truth."""
    answers = {each.answers.key for each in facts.of(Evaluated) if isinstance(each.answers, Unknown)} - {0}
    for scored in facts.of(Scored):
        if scored.method not in SCORES:
            continue
        for labels, true in ordinary_alternatives(scored.true, scored.labels):
            for _, predicted in ordinary_alternatives(scored.predicted, labels):
                if _answers(true, answers) and _labels(predicted, answers):
                    yield Hit(
                        at=scored.place,
                        data={"function": scored.method, "effect": SCORES[scored.method]},
                        because=(Evidence(true.place, "this is what the model answers"),) if true.place >= 0 else (),
                        certainty=certainty_of(scored),
                        proposed_fixes=the_other_way(
                            scored.place, scored.method, ("y_true", SECOND.get(scored.method, "y_pred"))
                        ),
                    )


def _answers(value: Value, answers: set[int]) -> bool:
    """Whether these are what a model answered."""
    if isinstance(value, Unknown):
        return value.key in answers
    return any(
        (each.operator in (PREDICTION, PASSED) and not _clusters(each))
        or any(isinstance(one, Unknown) and one.key in answers for one in each.operands)
        for each in ancestors(value)
    )


def _clusters(answer: Tensor) -> bool:
    """Whether groups were found without labels: it is not said which side is the truth."""
    model = answer.attribute("model")
    return isinstance(model, Object) and model.kind.startswith(("sklearn.cluster.", "sklearn.mixture."))


def _labels(value: Value, answers: set[int]) -> bool:
    """Whether all is known of how these came about, and no model took part."""
    made_of = list(ancestors(value))
    known = bool(made_of) and not any(isinstance(one, Unknown) for each in made_of for one in each.operands)
    return known and not _answers(value, answers)
