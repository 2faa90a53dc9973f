"""Held-out rows in scikit-learn: cross-validation, and scores of predictions."""

from __future__ import annotations

from collections.abc import Iterable

from zerolint.facts.events import ANSWER, PREDICTION, CrossValidated, Evaluated
from zerolint.facts.graphs import ancestors
from zerolint.facts.machine import Call, Machine
from zerolint.facts.passes import passes
from zerolint.facts.places import Place
from zerolint.facts.scores import Compared, Scored
from zerolint.facts.values import NONE, Object, Unknown, Value
from zerolint.knowledge.lists import listed
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import make, rows_of

SCORES = """
    accuracy_score balanced_accuracy_score f1_score fbeta_score precision_score recall_score roc_auc_score
    average_precision_score jaccard_score matthews_corrcoef cohen_kappa_score log_loss brier_score_loss
    classification_report confusion_matrix precision_recall_curve roc_curve hamming_loss zero_one_loss
    mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_log_error
    median_absolute_error r2_score explained_variance_score root_mean_squared_error max_error
    """.split()


DISPLAYS = "ConfusionMatrixDisplay RocCurveDisplay PrecisionRecallDisplay DetCurveDisplay PredictionErrorDisplay"
FOLDS = "cross_val_score cross_validate cross_val_predict learning_curve validation_curve permutation_test_score"


@transfer(*(f"sklearn.model_selection.{name}" for name in FOLDS.split()))
def cross_validation(m: Machine, call: Call) -> Value:
    """`cross_val_score(model, X, y)`: fits and tests the model on all rows in turn."""
    x, y = m.current(call.get("X")), m.current(call.get("y"))
    m.event(CrossValidated(place=call.place, model=call.get("estimator"), x=x, y=y))
    if call.name.endswith("predict"):
        return make(m, call.name, (x,), call.place, rows=rows_of(m, x))
    return m.unknown("scores", call.place)


def compared(m: Machine, values: Iterable[Value], place: Place) -> None:
    """Record that labels are held against what a model answers to a whole dataset; nothing for other values."""
    arrays = tuple(listed(m, each) for each in values)
    if any(True for each in arrays for _ in passes(each)):
        m.event(Compared(place=place, values=arrays))


@transfer("tf.math.confusion_matrix")
def confusion_matrix(m: Machine, call: Call) -> Value:
    """`tf.math.confusion_matrix(labels, predictions)`."""
    given = (call.get("labels"), call.get("predictions"))
    compared(m, given, call.place)
    return make(m, call.name, given, call.place)


@transfer(
    *(f"sklearn.metrics.{name}.from_predictions" for name in DISPLAYS.split()),
    *(f"sklearn.metrics.{name}" for name in SCORES),
    static=True,
)
def score(m: Machine, call: Call) -> Value:
    """`accuracy_score(y_test, model.predict(X_test))`: an evaluation of the model on what it was asked about."""
    figure = m.unknown("a score", call.place)
    m.event(
        Scored(
            place=call.place,
            method=call.name.rpartition(".")[2],
            true=m.current(call.get("y_true")),
            predicted=m.current(call.get("y_pred", "y_score", "y_prob", "y_proba", "probas_pred")),
            figure=figure,
        )
    )
    given = [*(call.bound[name] for name in call.bound if name in call.passed), *call.rest, *call.extra.values()]
    compared(m, given, call.place)
    for value in given:
        asked = next((each for each in ancestors(m.current(value)) if each.operator == PREDICTION), None)
        if asked is not None:
            truth = next((each for each in given if each is not value), NONE)
            event = Evaluated(
                place=call.place,
                model=asked.attribute("model"),
                x=asked.operands[0],
                y=m.current(truth),
                method=call.name.rpartition(".")[2],
                library="sklearn",
            )
            m.event(event)
            break
    return figure


def prediction(m: Machine, call: Call, x: Value) -> Value:
    """What a model answers about some rows, row by row."""
    rows = rows_of(m, x)
    if rows is None:
        return m.unknown("what the model gives", call.place)
    return make(m, PREDICTION, (x,), call.place, rows=rows, attributes=(("model", call.owner),))


def kept(m: Machine, answers: Value, model: Value, x: Value) -> None:
    """Keep what a Keras model was asked for these answers, of which nothing else is known."""
    if isinstance(answers, Unknown):
        m.write(Object(answers.key, ANSWER), "asked", x)
        m.write(Object(answers.key, ANSWER), "model", model)


def as_rows(m: Machine, value: Value) -> Value:
    """Answers of a model where another one learns from them: one a row of what it was asked."""
    if not isinstance(value, Unknown) or value.reason != ANSWER or not value.key:
        return value
    x, model = (m.read(Object(value.key, ANSWER), slot) for slot in ("asked", "model"))
    rows = None if x is None or model is None else rows_of(m, x)
    if x is None or model is None or rows is None:
        return value
    return make(m, PREDICTION, (x,), value.place, rows=rows, attributes=(("model", model),))
