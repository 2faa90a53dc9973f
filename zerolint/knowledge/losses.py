"""Losses: one expression each, over a target and a prediction, whether compiled or called by hand."""

from __future__ import annotations

from zerolint.facts.contracts import CONTRACTS, PREDICTIONS, TARGETS
from zerolint.facts.events import CostAdded, OperatorUsed
from zerolint.facts.expressions import cost_of
from zerolint.facts.graphs import uncast
from zerolint.facts.machine import Call, Machine
from zerolint.facts.objectives import Loss, NoLoss
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Choice, Known, Object, Symbol, Tensor, Unknown, Value
from zerolint.knowledge.keras_graph import substituted
from zerolint.knowledge.keras_layers import input_tensor
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.signatures import loss_function, strings
from zerolint.knowledge.tensors import make
from zerolint.knowledge.tf1_graph import LOSSES, collect

REGRESSION = {
    "tf.losses.mean_squared_error": "mean_squared_error",
    "tf.losses.absolute_difference": "mean_absolute_error",
    "keras.losses.mean_squared_error": "mean_squared_error",
    "keras.losses.mean_absolute_error": "mean_absolute_error",
    "keras.losses.MeanSquaredError.__call__": "mean_squared_error",
    "keras.losses.MeanAbsoluteError.__call__": "mean_absolute_error",
}
OTHERS = tuple(
    f"keras.losses.{name}"
    for name in """
    binary_focal_crossentropy categorical_focal_crossentropy categorical_hinge cosine_similarity hinge huber
    kl_divergence log_cosh mean_absolute_percentage_error mean_squared_logarithmic_error poisson squared_hinge
    """.split()
    if f"keras.losses.{name}" not in CONTRACTS
)
"""Losses of Keras that are over no classes."""
GIVEN = frozenset({"tf.placeholder", "tf.placeholder_with_default", "keras.backend.placeholder", "tf.one_hot"})
"""What targets are made of, and predictions never."""


@transfer(*REGRESSION)
def regression_loss(m: Machine, call: Call) -> Value:
    """A regression loss computed by hand: targets first, predictions second."""
    return _called(m, call, REGRESSION[call.name])


@transfer(*CONTRACTS)
def loss_over_classes(m: Machine, call: Call) -> Value:
    """A cross-entropy called by hand."""
    return _called(m, call, call.name, call.get("from_logits") if call.name.startswith("keras.") else None)


@transfer(*OTHERS)
def other_loss(m: Machine, call: Call) -> Value:
    """`keras.losses.poisson(y_true, y_pred)`, in whichever order the keywords are passed."""

    def made(target: Value, prediction: Value) -> Value:
        return _loss(m, call.name, m.current(target), m.current(prediction), call.place)

    return m.lift(made, m.here(call.get(*TARGETS)), m.here(call.get(*PREDICTIONS)))


@transfer("keras.losses.Loss.__call__")
def loss_object(m: Machine, call: Call) -> Value:
    """`SparseCategoricalCrossentropy(from_logits=True)(y, logits)`."""
    assert isinstance(call.owner, Object)
    name = loss_function(call.owner.kind)
    if name is None:
        return m.unknown(f"call of a {call.owner.kind}", call.place)
    return _called(m, call, name, m.read(call.owner, "from_logits") or Known(False), m.read(call.owner, "axis"))


@transfer("keras.layers.Layer.add_loss", "keras.Model.add_loss", "tf.losses.add_loss")
def add_loss(m: Machine, call: Call) -> Value:
    """`self.add_loss(rate * penalty)`; a function that computes it is left alone."""
    cost = call.get("loss", "losses") if call.has("loss", "losses") else call.rest[0] if call.rest else NONE
    m.event(CostAdded(place=call.place, cost=m.current(cost)))
    if call.name == "tf.losses.add_loss":
        collect(m, LOSSES, m.current(cost))
    return NONE


def _called(
    m: Machine, call: Call, operator: str, from_logits: Value | None = None, axis: Value | None = None
) -> Value:
    target, prediction = call.get(*TARGETS), call.get(*PREDICTIONS)
    along = call.get("axis", "dim") if call.has("axis", "dim") else axis or NONE
    reduction = m.read(call.owner, "reduction") if isinstance(call.owner, Object) else None

    def made(target: Value, prediction: Value) -> Value:
        target, prediction = m.current(target), m.current(prediction)
        by_position = not call.named & {*TARGETS, *PREDICTIONS} and not call.name.startswith("tf.losses.")
        if by_position and _given(prediction) and not _given(target):
            # Before TensorFlow 1 the logits came first, and were passed by position; `tf.losses` came later.
            target, prediction = prediction, target
        result = _loss(m, operator, target, prediction, call.place, logits=from_logits, axis=along, reduction=reduction)
        m.event(OperatorUsed(place=call.place, result=result))
        if call.name.startswith("tf.losses."):
            collect(m, LOSSES, result)
        return result

    return m.lift(made, m.here(target), m.here(prediction))


def _given(value: Value) -> bool:
    """Whether this is what a graph is given, in whatever shape and type."""
    value = uncast(value)
    return isinstance(value, Tensor) and value.operator in GIVEN


def _loss(
    m: Machine,
    operator: str,
    target: Value,
    prediction: Value,
    place: Place,
    *,
    logits: Value | None = None,
    axis: Value = NONE,
    reduction: Value | None = None,
) -> Tensor:
    given = (("axis", axis), ("from_logits", logits), ("reduction", reduction))
    attributes = tuple((name, value) for name, value in given if value is not None)
    return make(m, operator, (target, prediction), place, attributes=attributes)


def resolve_loss(m: Machine, value: Value) -> Value:
    """A loss argument under the one name of its function; None and the unknown keep theirs."""
    place = value.place
    if isinstance(value, Known) and isinstance(value.value, str):
        name = strings("losses").get(value.value)
        return _named(m, name, place) if name is not None else _misnamed(m, value.value, place)
    if isinstance(value, Symbol):
        if value.name in CONTRACTS and not value.name.startswith("keras."):
            return _own_loss(m, value, place)
        return _named(m, value.name, place) if _is_loss(value.name) else _own_loss(m, value, place)
    if isinstance(value, Object) and _is_loss(value.kind) and m.read(value, "__class__") is None:
        return _named(m, value.kind, place, m.read(value, "from_logits"), m.read(value, "axis"))
    if isinstance(value, (Unknown, Choice)) or value == NONE:
        return value
    return _own_loss(m, value, place)


def _misnamed(m: Machine, text: str, place: Place) -> Value:
    """A string that names no loss of Keras: what is registered under its own name may be meant, or a misspelt one."""
    from difflib import get_close_matches

    if not any(map(m.mentions, REGISTERING)):
        spelt = text.lower().replace("-", "_").replace(" ", "_")
        meant = get_close_matches(spelt, sorted(strings("losses")), 1, CLOSE)
        if meant or text in strings("metrics"):
            return NoLoss(text, meant[0] if meant else "", place=place)
    return Unknown(f"the loss {text!r}", place=place)


REGISTERING = ("custom_object", "register_keras_serializable", "CustomObjectScope", "segmentation_models")
"""What gives functions names that a string can call them by."""
CLOSE = 0.84
"""How much of two names has to be the same, from 0 to 1."""


def _named(m: Machine, name: str, place: Place, from_logits: Value | None = None, axis: Value | None = None) -> Loss:
    """A loss of Keras', as the call that `fit` makes of it."""
    function = loss_function(name) or name
    logits = from_logits if from_logits is not None else Known(False)
    target, prediction = (input_tensor(m, None, place) for _ in range(2))
    computed = _loss(m, function, target, prediction, place, logits=logits, axis=axis or NONE)
    return Loss(function.rpartition(".")[2], logits, place=place, computed=computed, prediction=prediction)


def _own_loss(m: Machine, value: Value, place: Place) -> Value:
    """A loss that the script wrote, run once on a symbolic target and prediction."""
    target, prediction = (input_tensor(m, None, place) for _ in range(2))
    computed = m.call_often(value, (target, prediction), place)
    name = cost_of(computed, target, prediction)
    return Loss(name or "", own=name is None, place=place, computed=computed, prediction=prediction)


def applied(loss: Value, output: Value) -> Value:
    """The cost that a loss makes of a model's output, as an expression that leads back to its inputs."""
    if isinstance(loss, Loss) and loss.prediction is not None:
        return substituted(loss.computed, {loss.prediction.key: output})
    return Unknown("a loss that is not understood")


@transfer("keras.losses.get", "keras.losses.deserialize")
def get_loss(m: Machine, call: Call) -> Value:
    """`keras.losses.get("mse")`."""
    given = call.get("identifier", "name")
    name = strings("losses").get(given.value) if isinstance(given, Known) and isinstance(given.value, str) else None
    return Symbol(name, place=call.place) if name is not None else m.unknown("a loss", call.place)


def _is_loss(name: str) -> bool:
    return name.startswith(("keras.losses.", "keras.backend.")) or name in ("keras.metrics.mean_squared_error",)
