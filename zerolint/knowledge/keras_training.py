"""Training with Keras: compile, fit, evaluate, as events."""

from __future__ import annotations

from zerolint.facts.events import UNKNOWN, Compiled, Evaluated, Fitted
from zerolint.facts.expressions import cost_of
from zerolint.facts.machine import Call, Machine
from zerolint.facts.objectives import Compilation, Loss, Metric
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Choice, Known, Object, Sequence, Symbol, Unknown, Value, at
from zerolint.knowledge.keras_graph import outputs_of
from zerolint.knowledge.keras_layers import input_tensor
from zerolint.knowledge.optimizers import resolve_optimizer
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.signatures import loss_function, strings
from zerolint.knowledge.tf_data import element_of

COMPILED = "__compiled__"


@transfer("keras.Model.compile")
def compile_model(m: Machine, call: Call) -> Value:
    """`model.compile(...)`: what the cost is and what moves the weights."""
    if not isinstance(call.owner, Object):
        return NONE
    outputs = outputs_of(m, call.owner)
    count = len(outputs) or None
    losses = tuple(
        m.lift(lambda each: resolve_loss(m, each), value) for value in _per_output(m, call.get("loss"), count)
    )
    given = call.get("metrics")
    if not call.has("metrics") and _names(m, call.get("loss_weights")):
        # Keras 2 took metrics as the third positional argument; Keras 3 has loss_weights there.
        given = call.get("loss_weights")
    metrics = _metrics(m, given, count or 1)
    optimizer = m.lift(lambda each: resolve_optimizer(m, each), m.here(call.get("optimizer")))
    event = Compiled(
        place=call.place, model=call.owner, outputs=outputs, losses=losses, metrics=metrics, optimizer=optimizer
    )
    m.event(event)
    m.write(call.owner, COMPILED, Compilation(event))
    return NONE


@attribute("keras.Model.optimizer")
def model_optimizer(m: Machine, owner: Value, place: Place) -> Value:
    """`model.optimizer`: the one it was compiled with."""
    state = m.read(owner, COMPILED) if isinstance(owner, Object) else None
    return state.event.optimizer if isinstance(state, Compilation) else m.unknown("model.optimizer", place)


@transfer("keras.Model.fit", "keras.Model.fit_generator", "keras.Model.train_on_batch")
def fit(m: Machine, call: Call) -> Value:
    """`model.fit(...)` and its older relatives."""
    x = call.get("x", "generator")
    validation = call.get("validation_data")
    parts = m.elements(validation) if call.has("validation_data") else None
    tested = () if not call.has("validation_data") or validation == NONE else parts or (validation,)
    state = m.read(call.owner, COMPILED) if isinstance(call.owner, Object) else None
    outputs = outputs_of(m, call.owner)
    given, (x, y) = x, _arrays(m, x, call.get("y") if call.has("y") else NONE)
    m.event(
        Fitted(
            place=call.place,
            model=call.owner,
            x=x,
            y=y,
            targets=tuple(m.current(each) for each in _flat(m, y)),
            validation=_arrays(m, tested[0], tested[1] if len(tested) > 1 else NONE) if tested else (),
            compiled=state.event if isinstance(state, Compilation) else None,
            outputs=outputs,
            epochs=UNKNOWN if call.has("initial_epoch") else call.get("epochs", "nb_epoch"),
            steps=UNKNOWN if call.has("samples_per_epoch") else call.get("steps_per_epoch"),
            batches=_batches(m, given),
        )
    )
    return m.unknown("the training history", call.place)


def _batches(m: Machine, given: Value) -> Value:
    """How many batches a generator of the script's own gives, at the place where it was made."""
    if isinstance(given, Object) and given.kind == "generator":
        return at(m.read(given, "length") or UNKNOWN, given.place)
    return UNKNOWN


@transfer(
    "keras.Model.evaluate",
    "keras.Model.predict",
    "keras.Model.evaluate_generator",
    "keras.Model.predict_generator",
    "keras.Model.test_on_batch",
)
def evaluate(m: Machine, call: Call) -> Value:
    """`model.evaluate(...)`, `model.predict(...)`."""
    x = call.get("x", "generator")
    x, y = _arrays(m, x, call.get("y") if call.has("y") else NONE)
    m.event(Evaluated(place=call.place, model=call.owner, x=x, y=y, method=call.name.rpartition(".")[2]))
    return m.unknown("what the model gives", call.place)


def _arrays(m: Machine, x: Value, y: Value) -> tuple[Value, Value]:
    """Inputs and targets, also where both come from one dataset."""
    element = element_of(m, x)
    if isinstance(element, Sequence) and len(element.items) >= 2:
        return m.current(element.items[0]), m.current(element.items[1])
    return m.current(element if element is not None else x), m.current(y)


def _per_output(m: Machine, value: Value, count: int | None) -> list[Value]:
    """One loss an output: a list or dict gives them in order, a single one serves all."""
    if isinstance(value, Choice):
        return [value] * (count or 1)
    if isinstance(value, Object):
        known = m.entries(value)
        if known is not None:
            return list(known.values())
        items = m.elements(value)
        if items is not None:
            return list(items)
    if isinstance(value, Sequence):
        return list(value.items)
    return [value] * (count or 1)


def _metrics(m: Machine, value: Value, count: int) -> tuple[tuple[Value, ...], ...]:
    """The metrics of each output; a flat list beside several outputs says nothing about any one of them."""
    if count == 1:
        return (tuple(resolve_metric(m, each) for each in _flat(m, value)),)
    nested = _per_output(m, value, None)
    if len(nested) != count or all(isinstance(each, Known) for each in nested):
        return ((),) * count
    return tuple(tuple(resolve_metric(m, each) for each in _flat(m, one)) for one in nested)


def _names(m: Machine, value: Value) -> bool:
    """Whether a list holds strings."""
    items = m.elements(value) if isinstance(value, (Sequence, Object)) else None
    return bool(items) and all(isinstance(each, Known) and isinstance(each.value, str) for each in items or ())


def _flat(m: Machine, value: Value) -> list[Value]:
    if isinstance(value, Object):
        known = m.entries(value)
        if known is not None:
            return [each for item in known.values() for each in _flat(m, item)]
    items = m.elements(value) if isinstance(value, (Sequence, Object)) else None
    return [value] if items is None else [each for item in items for each in _flat(m, item)]


def resolve_loss(m: Machine, value: Value) -> Value:
    """A loss argument under the one name of its function; None, a user's function and the unknown keep theirs."""
    place = value.place
    if isinstance(value, Known) and isinstance(value.value, str):
        name = strings("losses").get(value.value)
        return (
            Loss(_short(name), place=place) if name is not None else Unknown(f"the loss {value.value!r}", place=place)
        )
    if isinstance(value, Symbol):
        return Loss(_short(value.name), place=place) if _is_loss(value.name) else Loss("", own=True, place=place)
    if isinstance(value, Object) and _is_loss(value.kind):
        logits = m.read(value, "from_logits")
        return Loss(_short(value.kind), logits if logits is not None else Known(False), place=place)
    if isinstance(value, (Unknown, Choice)) or value == NONE:
        return value
    return _own_loss(m, value, place)


def _own_loss(m: Machine, value: Value, place: Place) -> Value:
    """A loss that the script wrote, run once on a symbolic target and prediction."""
    target, prediction = (input_tensor(m, None, place) for _ in range(2))
    computed = m.call(value, (target, prediction), {}, place)
    name = cost_of(computed, target, prediction)
    return Loss(name or "", own=name is None, place=place)


@transfer("keras.losses.get", "keras.losses.deserialize")
def get_loss(m: Machine, call: Call) -> Value:
    """`keras.losses.get("mse")`."""
    given = call.get("identifier", "name")
    name = strings("losses").get(given.value) if isinstance(given, Known) and isinstance(given.value, str) else None
    return Symbol(name, place=call.place) if name is not None else m.unknown("a loss", call.place)


def _is_loss(name: str) -> bool:
    return name.startswith(("keras.losses.", "keras.backend.")) or name in ("keras.metrics.mean_squared_error",)


def _short(name: str) -> str:
    """`keras.losses.MeanSquaredError` and its function share the function's name."""
    return (loss_function(name) or name).rpartition(".")[2]


def resolve_metric(m: Machine, value: Value) -> Value:
    """A metric argument under its canonical name."""
    if isinstance(value, Known) and isinstance(value.value, str):
        return Metric(_metric_name(value.value), place=value.place)
    if isinstance(value, Symbol):
        return Metric(value.name.rpartition(".")[2], place=value.place)
    if isinstance(value, Object) and value.kind.startswith("keras.metrics."):
        return Metric(value.kind.rpartition(".")[2], place=value.place)
    return value


def _metric_name(text: str) -> str:
    if text in ("accuracy", "acc"):
        return "accuracy"
    found = strings("metrics").get(text) or strings("losses").get(text) or text
    return found.rpartition(".")[2]
