"""Steps that a model class writes itself, run by `fit` and `evaluate`, and the metrics that hold what they report."""

from __future__ import annotations

from zerolint.facts.events import StepRan
from zerolint.facts.machine import Call, Machine
from zerolint.facts.objectives import Tracker
from zerolint.facts.places import Place
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
    alternatives,
)
from zerolint.knowledge.gradients import KERAS_FIT, step
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.tensors import make
from zerolint.knowledge.validating import compared

BUILT_IN = "_loss_tracker"
COMPILED = "__compiled_metrics__"
OWN = "__own_metrics__"
METRIC = "keras.metrics."
HELD = f"{METRIC}CompileMetrics"
"""The one metric in which Keras 3 holds those of `compile`."""
IDLE = "idle"
"""The slot that tells of a tracker whether there is no loss for it to track."""
RESULT = "metric"
"""The operator of what a metric reports; its `layer` is the metric."""


def made_trackers(m: Machine, model: Object, loss: Value, metrics: Value, place: Place) -> None:
    """`compile` gives a model a tracker of its loss, be there one or not, and one that holds its metrics."""
    slots = {"name": Known("loss"), IDLE: Known(loss == NONE)}
    m.write(model, BUILT_IN, m.new(f"{METRIC}Mean", place, slots))
    if metrics == NONE:
        return
    items = m.elements(metrics)
    names = None if items is None else tuple(_name(m, each) for each in items)
    known = Sequence(tuple(map(Known, names))) if names is not None and None not in names else Unknown("names")
    m.write(model, COMPILED, m.new(HELD, place, {"name": Known("compile_metrics"), "names": known}))


def _name(m: Machine, metric: Value) -> str | None:
    """What a metric of `compile` is reported as."""
    value = m.read(metric, "name") if is_metric(metric) and isinstance(metric, Object) else metric
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def is_metric(value: Value) -> bool:
    """Whether a value is a metric object."""
    return isinstance(value, Object) and value.kind.startswith(METRIC)


def assigned(m: Machine, owner: Object, value: Value) -> None:
    """`self.tracker = keras.metrics.Mean(...)`: Keras notices metrics among the attributes of models."""
    items = m.elements(value) if isinstance(value, Object) and value.kind == "list" else None
    found = tuple(each for each in items or (value,) if is_metric(each))
    if found:
        before = m.read(owner, OWN)
        known = before.items if isinstance(before, Sequence) else ()
        m.write(owner, OWN, Sequence((*known, *(each for each in found if each not in known))))


@attribute("keras.Model.metrics")
def model_metrics(m: Machine, owner: Value, place: Place) -> Value:
    """`model.metrics`: the loss tracker and the metrics of `compile`, then the model's own."""
    slots = [m.read(owner, slot) for slot in (BUILT_IN, COMPILED, OWN)] if isinstance(owner, Object) else [None]
    if slots[0] is None or any(isinstance(each, (Choice, Unknown)) for each in slots):
        return m.unknown("the metrics of a model", place)
    found: list[Value] = []
    for each in slots:
        found += each.items if isinstance(each, Sequence) else (each,) if each is not None else ()
    return m.new("list", place, {"items": Sequence(tuple(found))})


@attribute("keras.Model.compiled_metrics")
def compiled_metrics(m: Machine, owner: Value, place: Place) -> Value:
    """`model.compiled_metrics`, which Keras 3 keeps for old scripts."""
    return m.new("keras.compiled_metrics", place, {"model": owner})


@transfer("keras.compiled_metrics.update_state")
def update_compiled(m: Machine, call: Call) -> Value:
    """Updates every metric of the model, its loss tracker too (with the predictions)."""
    model = m.read(call.owner, "model") if isinstance(call.owner, Object) else None
    for each in _trackers(m, model, call.place) or () if isinstance(model, Object) else ():
        m.write(each, "updated", Known(True))
    return NONE


@transfer(f"{METRIC}Metric.update_state", f"{METRIC}Metric.__call__")
def update_state(m: Machine, call: Call) -> Value:
    """`metric.update_state(value)`; calling a metric also gives its result."""
    if isinstance(call.owner, Object):
        m.write(call.owner, "updated", Known(True))
    compared(m, [*(call.bound[name] for name in call.passed), *call.rest, *call.extra.values()], call.place)
    return result(m, call)


@transfer(f"{METRIC}Metric.result")
def result(m: Machine, call: Call) -> Value:
    """`metric.result()`."""
    made = make(m, RESULT, (), call.place)
    return Tensor(RESULT, layer=call.owner, key=made.key, place=call.place) if isinstance(call.owner, Object) else made


@transfer(f"{METRIC}Metric.reset_state", f"{METRIC}Metric.reset_states")
def reset_state(m: Machine, call: Call) -> Value:
    """An epoch begins: what was updated before counts no more, what the step updates does."""
    return NONE


@transfer(
    "keras.Model.compute_metrics",
    "keras.Model.train_step",
    "keras.Model.test_step",
    "keras.Model.get_metrics_result",
)
def keras_own(m: Machine, call: Call) -> Value:
    """Keras' own step updates all metrics; its `compute_metrics` those of `compile`, not the loss."""
    method = call.name.rpartition(".")[2]
    if method == "train_step" and isinstance(call.owner, Object):
        own_step(m, call.owner, call.place)
    reported: dict[str, Value] = {}
    for each in (_trackers(m, call.owner, call.place) if isinstance(call.owner, Object) else None) or ():
        if method.endswith("_step") or (method == "compute_metrics" and each.kind == HELD):
            m.write(each, "updated", Known(True))
        shown = Tensor(RESULT, layer=each, key=m.fresh(), place=call.place)
        reported.update({name.value: shown for name in _names(m, each) if isinstance(name, Known)})
    if not reported:
        return m.unknown(f"what {method} gives", call.place)
    return m.call(Symbol("builtins.dict"), (), reported, call.place)


def own_step(m: Machine, model: Object, place: Place) -> None:
    """Keras' own step moves all weights of a model along the gradient of what it was compiled with."""
    optimizer, moved = (m.attribute(model, name, place) for name in ("optimizer", "trainable_variables"))
    step(m, optimizer, m.unknown("the loss of compile", place), moved, place, at_once=True)


def _names(m: Machine, metric: Object) -> tuple[Value, ...]:
    """The names under which a metric is reported."""
    names = m.read(metric, "names")
    if isinstance(names, Sequence):
        return names.items
    return (names or m.read(metric, "name") or Unknown("name"),)


@transfer("keras.Model.compute_loss")
def compute_loss(m: Machine, call: Call) -> Value:
    """`self.compute_loss(y=y, y_pred=y_pred)` computes the cost of `compile`, and tracks nothing."""
    return make(m, call.name, tuple(call.bound[name] for name in ("y", "y_pred") if name in call.passed), call.place)


def run_step(m: Machine, model: Value, method: str, data: Value, place: Place, *, reports: bool = True) -> None:
    """Call the step that a model class of the script defines, and note what it returns and which metrics it updates."""
    own = m.attribute(model, method, place) if isinstance(model, Object) else NONE
    if isinstance(own, (Method, Unknown)) or own == NONE or not isinstance(model, Object):
        return
    before = _trackers(m, model, place)
    for each in before or ():
        m.write(each, "updated", Known(False))
    with m.inside(KERAS_FIT):
        returned = m.call_often(own, (data,), place)
    after = _trackers(m, model, place)
    if not reports or after is None or before is None or any(each not in before for each in after):
        return
    for labels, value in alternatives(returned):
        entries = m.entries(value) if isinstance(value, Object) else None
        if entries is not None and all(isinstance(key, Known) for key in entries):
            m.event(
                StepRan(
                    place=value.place,
                    labels=labels,
                    model=model,
                    method=method,
                    returned=tuple((str(key.value), each) for key, each in entries.items() if isinstance(key, Known)),
                    trackers=tuple(one for each in after for one in _tracker(m, each)),
                )
            )


def _trackers(m: Machine, model: Object, place: Place) -> tuple[Object, ...] | None:
    """The metrics of a model; None where not all are known."""
    items = m.elements(m.attribute(model, "metrics", place))
    if items is None:
        return None
    found = tuple(each for each in items if isinstance(each, Object) and is_metric(each))
    return found if len(found) == len(items) else None


def _tracker(m: Machine, metric: Object) -> list[Tracker]:
    """A metric as it is now; one of a class of the script's own may update itself in any way."""
    own = m.read(metric, "__class__") is not None
    updated = Unknown("a metric of its own") if own else m.read(metric, "updated") or Known(False)
    held, idle = metric.kind == HELD, m.read(metric, IDLE) == Known(True)
    return [Tracker(name, metric.key, updated, held, idle, place=metric.place) for name in _names(m, metric)]
