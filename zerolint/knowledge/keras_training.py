"""Training with Keras: compile, fit, evaluate, as events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from zerolint.facts.costs import owns_weights
from zerolint.facts.events import ANSWER, UNKNOWN, Compiled, Evaluated, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.machine import HANDED_OVER, SAMPLED, Call, Machine
from zerolint.facts.objectives import Compilation, Metric
from zerolint.facts.passes import PASSED
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.values import (
    NONE,
    Choice,
    Known,
    Method,
    Object,
    Sequence,
    Symbol,
    Tensor,
    Unknown,
    Value,
    at,
)
from zerolint.knowledge.keras_graph import outputs_of
from zerolint.knowledge.keras_layers import NAMED, input_tensor
from zerolint.knowledge.keras_steps import made_trackers, run_step
from zerolint.knowledge.lists import listed
from zerolint.knowledge.losses import applied, resolve_loss
from zerolint.knowledge.optimizers import resolve_optimizer
from zerolint.knowledge.rate_schedulers import run_schedulers
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.saving import record_fit
from zerolint.knowledge.signatures import strings
from zerolint.knowledge.strategies import on_replicas, replicas
from zerolint.knowledge.tensors import make
from zerolint.knowledge.tf_data import element_of
from zerolint.knowledge.validating import as_rows, kept

COMPILED = "__compiled__"
CAUGHT = Symbol("try")
"""The context of what runs where an error of Keras is caught, or asked for by a test."""


@transfer("keras.Model.compile")
def compile_model(m: Machine, call: Call) -> Value:
    """`model.compile(...)`: what the cost is and what moves the weights."""
    if not isinstance(call.owner, Object):
        return NONE
    outputs = outputs_of(m, call.owner)
    names = _names_of(m, call.owner, outputs)
    losses = tuple(
        m.lift(lambda each: resolve_loss(m, each), value) for value in _per_output(m, call.get("loss"), names)
    )
    given = call.get("metrics")
    if not call.has("metrics") and _names(m, call.get("loss_weights")):
        # Keras 2 took metrics as the third positional argument; Keras 3 has loss_weights there.
        given = call.get("loss_weights")
    metrics = _metrics(m, given, names)
    optimizer = m.lift(lambda each: resolve_optimizer(m, each), m.here(call.get("optimizer")))
    weights = call.get("loss_weights") if call.has("loss_weights") else NONE
    event = Compiled(
        place=call.place,
        model=call.owner,
        outputs=outputs,
        losses=losses,
        metrics=metrics,
        optimizer=optimizer,
        costs=_costs(m, losses, outputs),
        weights=_by_output(m, weights, names, Known(1.0)) if weights != NONE else (),
        trainable=_trainable(m, call.owner, outputs),
        replicated=on_replicas(m),
    )
    m.event(event)
    m.write(call.owner, COMPILED, Compilation(event, m.read(call.owner, "layers")))
    several = len(outputs) > 1 or (not outputs and call.has("loss")) or call.has("weighted_metrics")
    made_trackers(m, call.owner, call.get("loss"), UNKNOWN if several else given, call.place)
    m.write(call.owner, "loss", call.get("loss"))
    return NONE


@attribute("keras.Model.optimizer")
def model_optimizer(m: Machine, owner: Value, place: Place) -> Value:
    """`model.optimizer`: the one it was compiled with."""
    state = m.read(owner, COMPILED) if isinstance(owner, Object) else None
    return state.event.optimizer if isinstance(state, Compilation) else m.unknown("model.optimizer", place)


@transfer("keras.Model.fit", "keras.Model.fit_generator", "keras.Model.train_on_batch")
def fit(m: Machine, call: Call) -> Value:
    """`model.fit(...)` and its older relatives."""
    given, validation = call.get("x", "generator"), call.get("validation_data")
    tested = m.elements(validation) or (validation,) if call.has("validation_data") and validation != NONE else ()
    state = m.read(call.owner, COMPILED) if isinstance(call.owner, Object) else None
    x, y = _arrays(m, given, call.get("y") if call.has("y") else NONE)
    outputs = outputs_of(m, call.owner, x)
    validated = _arrays(m, *(*tested, NONE)[:2]) if tested else ()
    fitted = Fitted(
        place=call.place,
        model=call.owner,
        x=x,
        y=y,
        targets=_by_output(m, _yielded(m, given) if y == NONE else y, _names_of(m, call.owner, outputs)),
        validation=validated,
        validation_place=validation.place if isinstance(validation, Sequence) else call.place,
        validation_split=call.get("validation_split") if call.has("validation_split") else UNKNOWN,
        compiled=_in_force(m, call.owner, state) if isinstance(state, Compilation) else None,
        outputs=outputs,
        epochs=UNKNOWN if call.has("initial_epoch") else call.get("epochs", "nb_epoch"),
        steps=UNKNOWN if call.has("samples_per_epoch") else call.get("steps_per_epoch"),
        batches=_batches(m, given),
        class_weights=_given(m, call, "class_weight"),
        sample_weights=_given(m, call, "sample_weight") or _third(m, given),
        batch_size=call.get("batch_size") if element_of(m, given) is None else UNKNOWN,
        callbacks=_callbacks(m, call),
        trainable=_trainable(m, call.owner, outputs),
        method=call.name.rpartition(".")[2],
        caught=CAUGHT in m.contexts,
        uncompiled=state is None and bool(outputs) and _unseen_by_others(m, call.owner),
    )
    record_fit(m, fitted)
    if isinstance(state, Compilation) and fitted.callbacks:
        run_schedulers(m, state.event.optimizer, fitted.callbacks, call)
    m.unseen(call.get("callbacks"), call.place)
    with replicas(m, isinstance(state, Compilation) and state.event.replicated, call.place):
        run_step(m, call.owner, "train_step", _pair(x, y), call.place, reports=not call.name.endswith("on_batch"))
    if validated:
        run_step(m, call.owner, "test_step", _pair(*validated), call.place)
    return m.unknown("the training history", call.place)


def _unseen_by_others(m: Machine, model: Value) -> bool:
    """Whether a model of Keras' own classes was handed to no code that might have compiled it."""
    if not isinstance(model, Object) or model.kind not in ("keras.Model", "keras.Sequential") or SAMPLED in m.contexts:
        return False
    return not any(m.read(model, slot) for slot in ("__class__", HANDED_OVER))


def _costs(m: Machine, losses: tuple[Value, ...], outputs: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(m.lift(applied, loss, output) for loss, output in zip(losses, outputs, strict=False))


def _in_force(m: Machine, model: Value, state: Compilation) -> Compiled:
    """The compile with what the model is by now: a Sequential may have got layers since, or lost some."""
    if not isinstance(model, Object) or model.kind != "keras.Sequential":
        return state.event
    layers = m.read(model, "layers")
    if layers is None or state.layers is None or layers == m.here(state.layers):
        return state.event
    outputs = outputs_of(m, model)
    event = replace(
        state.event,
        outputs=outputs,
        costs=_costs(m, state.event.losses, outputs),
        trainable=_trainable(m, model, outputs),
        changed=True,
    )
    m.event(event)
    m.write(model, COMPILED, Compilation(event, layers))
    return event


def _trainable(m: Machine, model: Value, outputs: tuple[Value, ...]) -> tuple[tuple[Object, Value], ...]:
    """The layers with weights behind these outputs, and their flags, or that of the model where it is off."""
    whole = m.read(model, "trainable") if isinstance(model, Object) else None
    off = whole if whole == Known(False) else None
    found = [each for output in outputs for each in ancestors(output) if owns_weights(each)]
    layers = {each.layer.key: each.layer for each in found if each.layer is not None}
    return tuple((each, off or m.read(each, "trainable") or Known(True)) for each in layers.values())


def _callbacks(m: Machine, call: Call) -> tuple[Value, ...] | None:
    """The callbacks of a `fit`; None where there may be others."""
    given = m.here(call.get("callbacks"))
    if call.opaque:
        return None
    if given == NONE or (isinstance(given, Object) and given.kind.startswith("keras.callbacks.")):
        return () if given == NONE else (given,)
    items = m.elements(given) if isinstance(given, (Object, Sequence)) else None
    return None if items is None else tuple(items)


def _yielded(m: Machine, given: Value) -> Value:
    """The targets that a generator of the script's own yields beside the inputs."""
    item = m.typical(given) if isinstance(given, Object) and given.kind == "generator" else None
    parts = item.items if isinstance(item, Sequence) else ()
    return parts[1] if len(parts) > 1 else NONE


def _batches(m: Machine, given: Value) -> Value:
    """How many batches a generator of the script's own gives, at the place where it was made."""
    if isinstance(given, Object) and given.kind == "generator":
        return at(m.read(given, "length") or UNKNOWN, given.place)
    return UNKNOWN


def _pair(x: Value, y: Value) -> Value:
    """One batch as a step gets it."""
    return x if y == NONE else Sequence((x, y))


@transfer("keras.Model.compute_loss", "keras.Model.compiled_loss")
def compute_loss(m: Machine, call: Call) -> Value:
    """`self.compute_loss(x, y, y_pred)` in a `train_step`: the compiled loss of these targets and predictions."""
    return make(m, call.name, (m.current(call.get("y")), m.current(call.get("y_pred"))), call.place)


@transfer(
    "keras.Model.evaluate",
    "keras.Model.predict",
    "keras.Model.evaluate_generator",
    "keras.Model.predict_generator",
    "keras.Model.test_on_batch",
)
def evaluate(m: Machine, call: Call) -> Value:
    """`model.evaluate(...)`, `model.predict(...)`."""
    given = call.get("x", "generator")
    x, y = _arrays(m, given, call.get("y") if call.has("y") else NONE)
    method = call.name.rpartition(".")[2]
    answers: Value = m.unknown(ANSWER, call.place)
    element = element_of(m, given)
    if element is not None and method.startswith("predict"):
        answers = make(m, PASSED, element.items if isinstance(element, Sequence) else (element,), call.place)
    elif method.startswith("predict"):
        kept(m, answers, call.owner, x)
    m.event(Evaluated(place=call.place, model=call.owner, x=x, y=y, method=method, answers=answers))
    if method.startswith("evaluate"):
        run_step(m, call.owner, "test_step", _pair(x, y), call.place)
    return answers


def _arrays(m: Machine, x: Value, y: Value) -> tuple[Value, Value]:
    """Inputs and targets, also where both come from one dataset."""
    element = element_of(m, x)
    if isinstance(element, Sequence) and len(element.items) >= 2:
        return m.current(element.items[0]), m.current(element.items[1])
    return as_rows(m, listed(m, x)) if element is None else m.current(element), listed(m, y)


def _third(m: Machine, given: Value) -> tuple[Value, ...]:
    """The weights of the rows, where a dataset gives them beside inputs and targets."""
    element = element_of(m, given)
    return tuple(map(m.current, element.items[2:])) if isinstance(element, Sequence) else ()


def _given(m: Machine, call: Call, argument: str) -> tuple[Value, ...]:
    """The numbers or arrays of an argument; () where the script passes none."""
    value = call.get(argument)
    return tuple(m.current(each) for each in _flat(m, value)) if call.has(argument) and value != NONE else ()


Names = list[Value | None]
"""The name of each output; None where the script does not say it."""


def _per_output(m: Machine, value: Value, names: Names) -> list[Value]:
    """One loss an output: a list gives them in order, a dict by the outputs' names, a single one serves all."""
    if isinstance(value, Object):
        known = m.entries(value)
        if known is not None:
            return _by_name(m, known, names)
        items = m.elements(value)
        if items is not None:
            return list(items)
    if isinstance(value, Sequence):
        return list(value.items)
    return [value] * (len(names) or 1)


def _by_name(m: Machine, known: Mapping[Value, Value], names: Names, missing: Value = NONE) -> list[Value]:
    if len(names) < 2:
        return list(known.values())
    return [m.unknown("an output's name", NOWHERE) if name is None else known.get(name, missing) for name in names]


def _by_output(m: Machine, value: Value, names: Names, missing: Value = UNKNOWN) -> tuple[Value, ...]:
    """The arrays or numbers of outputs: a dict has them by name, whatever its order."""
    known = m.entries(value) if isinstance(value, Object) else None
    return tuple(map(m.current, _flat(m, value) if known is None else _by_name(m, known, names, missing)))


def _names_of(m: Machine, model: Value, outputs: tuple[Value, ...]) -> Names:
    """The names of a model's outputs: the keys of the dict that it was given, else those of its last layers."""
    declared = m.read(model, "outputs") if isinstance(model, Object) else None
    known = m.entries(declared) if isinstance(declared, Object) else None
    return list(known) if known is not None and len(known) == len(outputs) else [_name(m, each) for each in outputs]


def _name(m: Machine, output: Value) -> Value | None:
    """The name of the layer that gives an output; None where the script does not say it."""
    while isinstance(output, Tensor):
        given = dict(output.attributes).get(NAMED)
        if given is None and output.layer is not None:
            given = m.read(output.layer, "name")
        if given is not None or len(output.operands) != 1:
            return given if isinstance(given, Known) and isinstance(given.value, str) else None
        (output,) = output.operands
    return None


def _metrics(m: Machine, value: Value, names: Names) -> tuple[tuple[Value, ...], ...]:
    """The metrics of each output; a flat list beside several outputs says nothing about any one of them."""
    if len(names) < 2:
        return (tuple(resolve_metric(m, each) for each in _flat(m, value)),)
    nested = _per_output(m, value, names) if isinstance(value, (Object, Sequence)) else []
    if len(nested) != len(names) or all(isinstance(each, Known) for each in nested):
        return ((),) * len(names)
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


def resolve_metric(m: Machine, value: Value) -> Value:
    """A metric argument under its canonical name."""
    if isinstance(value, Known) and isinstance(value.value, str):
        return Metric(_metric_name(value.value), place=value.place)
    if isinstance(value, Symbol):
        return Metric(value.name.rpartition(".")[2], place=value.place)
    if isinstance(value, Object) and value.kind.startswith("keras.metrics."):
        own = m.read(value, "__class__") is not None
        given = tuple((name, told) for name in TOLD if (told := m.read(value, name)) is not None)
        return Metric(value.kind.rpartition(".")[2], arguments=None if own else given, place=value.place)
    if isinstance(value, (Known, Symbol, Object, Unknown, Choice, Sequence, Tensor, Method)):
        return value
    target, prediction = (input_tensor(m, None, value.place) for _ in range(2))
    computed = m.call_often(value, (target, prediction), value.place)
    return Metric("", arguments=None, computed=computed, prediction=prediction, place=value.place)


TOLD = ("threshold", "thresholds", "from_logits", "sparse_y_true", "sparse_y_pred", "num_classes")
"""Arguments of metrics that say what labels and predictions mean to them."""


def _metric_name(text: str) -> str:
    if text.lower() in ("accuracy", "acc"):
        # Whatever the case, measured in Keras 3.15: "Accuracy" is not the class of this name.
        return "accuracy"
    found = strings("metrics").get(text) or strings("losses").get(text) or text
    return found.rpartition(".")[2]
