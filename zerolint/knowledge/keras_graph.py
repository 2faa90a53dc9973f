"""Keras models as graphs: Sequential, functional and subclassed models give output tensors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from zerolint.facts.events import ModelBuilt, WeightsLoaded
from zerolint.facts.graphs import ancestors
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import (
    NONE,
    Choice,
    Known,
    Object,
    Sequence,
    Tensor,
    Unknown,
    Value,
    alternatives,
    choose,
    marked,
)
from zerolint.knowledge.keras_layers import declared_input, given_to, input_tensor
from zerolint.knowledge.lists import listed
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.shapes import ANY, Shape
from zerolint.knowledge.tensors import ITEM, make, same_rows

RAN = "__ran__"
INPUT = "__input__"
"""The input that a Sequential was given: none of its layers."""
TAIL = "__tail__"
"""The layers that a Sequential was given behind others which are not known, as in a loop of unknown length."""


@transfer("keras.Sequential.__init__")
def sequential(m: Machine, call: Call) -> Value:
    """`Sequential([...])`."""
    assert isinstance(call.owner, Object)
    layers = call.get("layers")
    if layers == NONE or not call.has("layers"):
        items: tuple[Value, ...] | None = ()
    else:
        items = m.elements(layers)
    if items and is_input(items[0]):
        m.write(call.owner, INPUT, items[0])
        items = items[1:]
    m.write(call.owner, "layers", Unknown("a list of layers that is not known") if items is None else Sequence(items))
    m.event(ModelBuilt(place=call.place, model=call.owner, inputs=(), outputs=()))
    return NONE


@transfer("keras.Sequential.add")
def add(m: Machine, call: Call) -> Value:
    """`model.add(layer)`, on each alternative of what the model is so far."""
    assert isinstance(call.owner, Object)
    layer = call.get("layer")
    layers = m.read(call.owner, "layers") or Unknown("layers")
    if is_input(layer):
        m.write(call.owner, INPUT, layer)
        return NONE

    def appended(value: Value) -> Value:
        return replace(value, items=(*value.items, layer)) if isinstance(value, Sequence) else value

    if any(not isinstance(each, Sequence) for _, each in alternatives(layers)):
        tail = m.read(call.owner, TAIL) or Sequence(())
        arms = [(labels, each if isinstance(each, Sequence) else Sequence(())) for labels, each in alternatives(tail)]
        m.write(call.owner, TAIL, choose([(labels, appended(each)) for labels, each in arms]))
    if isinstance(layers, Choice):
        m.write(call.owner, "layers", choose([(labels, appended(each)) for labels, each in layers.arms]))
    else:
        m.write(call.owner, "layers", appended(layers))
    return NONE


@transfer("keras.Sequential.pop")
def pop(m: Machine, call: Call) -> Value:
    """`model.pop()` drops the last layer."""
    assert isinstance(call.owner, Object)
    layers = m.read(call.owner, "layers")
    dropped: Value = Unknown("a layer was removed")
    if isinstance(layers, Sequence):
        dropped = replace(layers, items=layers.items[:-1])
    m.write(call.owner, "layers", dropped)
    tail = m.read(call.owner, TAIL)
    if tail is not None:
        m.write(call.owner, TAIL, replace(tail, items=tail.items[:-1]) if isinstance(tail, Sequence) else dropped)
    return m.unknown("a layer", call.place)


@transfer("keras.Model.__init__")
def functional(m: Machine, call: Call) -> Value:
    """`Model(inputs, outputs)`; a subclass' `super().__init__()` has neither."""
    assert isinstance(call.owner, Object)
    inputs = call.get("inputs", "input")
    outputs = call.get("outputs", "output")
    if not call.has("outputs", "output") and len(call.rest) >= 2:
        inputs, outputs = call.rest[0], call.rest[1]
    if not call.has("outputs", "output") and len(call.rest) < 2:
        return NONE
    m.write(call.owner, "inputs", inputs)
    m.write(call.owner, "outputs", outputs)
    m.event(
        ModelBuilt(place=call.place, model=call.owner, inputs=tuple(flat(m, inputs)), outputs=tuple(flat(m, outputs)))
    )
    return NONE


def flat(m: Machine, value: Value) -> list[Value]:
    """The tensors of an output structure: one, a list, a dict."""
    if isinstance(value, Object):
        known = m.entries(value)
        if known is not None:
            return [each for item in known.values() for each in flat(m, item)]
    if isinstance(value, Choice):
        arms = [(labels, flat(m, each)) for labels, each in value.arms]
        if len({len(made) for _, made in arms}) == 1:
            return [choose([(labels, made[at]) for labels, made in arms]) for at in range(len(arms[0][1]))]
        return [value]
    items = m.elements(value) if isinstance(value, (Sequence, Object)) else None
    return [value] if items is None else [each for item in items for each in flat(m, item)]


def outputs_of(m: Machine, model: Value, data: Value = NONE) -> tuple[Value, ...]:
    """A model's outputs as tensors over symbolic inputs; () where the model is not understood.

    A model that declares no input takes the shape of the data it is run on, where that is given.
    """
    shape = (ANY, *data.shape[1:]) if isinstance(data, Tensor) and data.shape and Known(...) not in data.shape else None
    if not isinstance(model, Object):
        return ()
    declared = m.read(model, "outputs")
    if declared is not None and declared != NONE:
        return tuple(flat(m, declared))
    layers = m.read(model, "layers")
    if layers is not None and model.kind == "keras.Sequential":
        m.write(model, RAN, Known(True))
        first, tail = m.read(model, INPUT) or NONE, m.read(model, TAIL) or NONE

        def stacked(each: Value, given: Value, last: Value) -> Value:
            return _chain(m, each, _fed(m, given), model.place, shape, last)

        return (m.lift(stacked, layers, first, tail),)
    if m.read(model, "__class__") is None:
        return ()
    made = m.call(model, (input_tensor(m, shape, model.place),), {}, model.place)
    return tuple(flat(m, made))


def is_input(value: Value) -> bool:
    """Whether something in the list of a Sequential says only what goes in."""
    return isinstance(value, Tensor) or (isinstance(value, Object) and value.kind == "keras.layers.InputLayer")


def _fed(m: Machine, given: Value) -> Value | None:
    """What goes into a Sequential that declares it."""
    return declared_input(m, given) if is_input(given) else None


def _chain(
    m: Machine, layers: Value, given: Value | None, place: Place, shape: Shape | None = None, tail: Value = NONE
) -> Value:
    """Run a stack of layers, from its own declared input where none is given, else from one of this shape.

    Where the stack is not known, its `tail` runs on what it gives.
    """
    tensor = given
    if not isinstance(layers, Sequence):
        if not isinstance(tail, Sequence):
            return layers
        layers, tensor = tail, layers
    for layer in layers.items:
        declared = declared_input(m, layer)
        if tensor is None:
            tensor = declared if declared is not None else input_tensor(m, shape, place)
        if is_input(layer):
            continue
        tensor = m.call(layer, (tensor,), {}, layer.place)
    # Layers that code outside may have changed are believed, not known.
    return marked(tensor, layers) if tensor is not None else Unknown("a model without layers")


def finish(m: Machine, models: tuple[Object, ...]) -> None:
    """At the end of the script, run each Sequential that was only ever built."""
    for model in models:
        if model.kind == "keras.Sequential" and m.read(model, RAN) is None:
            outputs_of(m, model)


@transfer("keras.Sequential.__call__")
def call_sequential(m: Machine, call: Call) -> Value:
    """`model(x)` of a Sequential runs its layers on x."""
    assert isinstance(call.owner, Object)
    given = given_to(call)
    layers, tail = m.read(call.owner, "layers") or Unknown("layers"), m.read(call.owner, TAIL) or NONE
    return m.lift(lambda each, last: _chain(m, each, given, call.place, tail=last), layers, tail)


@transfer("keras.Model.__call__")
def call_model(m: Machine, call: Call) -> Value:
    """`model(x)` of a functional model: its graph with x in place of its inputs."""
    assert isinstance(call.owner, Object)
    inputs, outputs = m.read(call.owner, "inputs"), m.read(call.owner, "outputs")
    if inputs in (None, NONE) or outputs in (None, NONE):
        return m.unknown("a model that is not understood", call.place)
    given, declared = flat(m, given_to(call)), flat(m, inputs)
    if len(given) == 1 < len(declared) and _is_open(given[0]):
        given = [make(m, ITEM, (given[0],), call.place) for _ in declared]
    if len(given) != len(declared):
        return m.unknown("inputs of a model", call.place)
    replaced = {each.key: value for each, value in zip(declared, given, strict=True) if isinstance(each, Tensor)}
    made = flat(m, outputs)
    if any(isinstance(each, Object) for each in made):
        # A dict whose keys are not known: what this call makes of its input is not what the model was built of.
        return m.unknown("outputs of a model", call.place)
    done: dict[int, Value] = {}
    results = [_substituted(each, replaced, done, m.fresh) for each in made]
    return results[0] if len(results) == 1 else Sequence(tuple(results))


def _is_open(given: Value) -> bool:
    """Whether something may be several arrays: the symbolic input of a model that calls another one."""
    return isinstance(given, Unknown) or (isinstance(given, Tensor) and given.operator == "input" and not given.shape)


def substituted(value: Value, replaced: dict[int, Value]) -> Value:
    """An expression with some tensors replaced; shared parts stay shared."""
    return _substituted(value, replaced, {})


def _substituted(
    value: Value, replaced: dict[int, Value], done: dict[int, Value], fresh: Callable[[], int] | None = None
) -> Value:
    """With new identities from `fresh`, where the expression is computed once more."""
    if isinstance(value, Choice):
        return choose([(labels, _substituted(each, replaced, done, fresh)) for labels, each in value.arms])
    if not isinstance(value, Tensor):
        return value
    # An array that was changed in place keeps its key, and is made of what it was before.
    before = [each for operand in value.operands for _, each in alternatives(operand) if isinstance(each, Tensor)]
    if value.key in replaced and all(each.key != value.key for each in before):
        return replaced[value.key]
    if id(value) not in done:
        operands = tuple(_substituted(each, replaced, done, fresh) for each in value.operands)
        # A layer is called again, also where what leads to it from the input is not known.
        again = fresh is not None and (operands != value.operands or value.layer is not None)
        key = fresh() if fresh is not None and again else value.key
        done[id(value)] = replace(value, operands=operands, key=key) if again or operands != value.operands else value
    return done[id(value)]


def _layers_of(m: Machine, model: Object) -> tuple[Value, ...]:
    """The layers of a model, as far as they are known: those it was given, those of its graph."""
    layers, outputs = m.read(model, "layers"), m.read(model, "outputs")
    if isinstance(layers, Sequence):
        return layers.items
    graph = [each for output in flat(m, outputs) for each in ancestors(output)] if outputs is not None else []
    return tuple({each.layer.key: each.layer for each in graph if each.layer is not None}.values())


@transfer("keras.Model.trainable=")
def trainable_set(m: Machine, call: Call) -> Value:
    """`model.trainable = False` sets every layer of the model, at whatever depth."""
    assert isinstance(call.owner, Object)
    found = {call.owner.key: call.owner}
    waiting = [call.owner]
    while waiting:
        for each in _layers_of(m, waiting.pop()):
            if isinstance(each, Object) and each.key not in found:
                found[each.key] = each
                waiting.append(each)
                m.write(each, "trainable", call.rest[0])
    return NONE


@attribute("keras.Model.output")
def model_output(m: Machine, owner: Value, place: Place) -> Value:
    """`model.output`, for building on top of a model."""
    found = outputs_of(m, owner)
    return found[0] if len(found) == 1 else Sequence(found) if found else m.unknown("model.output", place)


@attribute("keras.Model.outputs")
def model_outputs(m: Machine, owner: Value, place: Place) -> Value:
    """`model.outputs`: all of them in a list."""
    found = outputs_of(m, owner)
    return m.new("list", place, {"items": Sequence(found)}) if found else m.unknown("model.outputs", place)


@attribute("keras.Model.input")
def model_input(m: Machine, owner: Value, place: Place) -> Value:
    """`model.input`, for building a second model over the same inputs."""
    found = _inputs_of(m, owner)
    return found[0] if len(found) == 1 else m.unknown("model.input", place)


@attribute("keras.Model.inputs")
def model_inputs(m: Machine, owner: Value, place: Place) -> Value:
    """`model.inputs`: all of them in a list; their order is not known where there are several."""
    found = _inputs_of(m, owner)
    return m.new("list", place, {"items": Sequence(found)}) if len(found) == 1 else m.unknown("model.inputs", place)


def _inputs_of(m: Machine, owner: Value) -> tuple[Tensor, ...]:
    found = {each.key: each for output in outputs_of(m, owner) for each in _inputs(output, set())}
    return tuple(found.values())


def _inputs(value: Value, seen: set[int]) -> list[Tensor]:
    if not isinstance(value, Tensor) or value.key in seen:
        return []
    seen.add(value.key)
    if value.operator == "input":
        return [value]
    return [each for operand in value.operands for each in _inputs(operand, seen)]


@transfer("keras.models.clone_model", "keras.utils.multi_gpu_model")
def clone_model(m: Machine, call: Call) -> Value:
    """A new model with the same graph: with fresh weights, or on several devices with the same."""
    return _same_graph(m, call.get("model"), call.place)


@transfer(
    *(
        f"tensorflow_model_optimization.{name}"
        for name in (
            "sparsity.keras.prune_low_magnitude",
            "sparsity.keras.strip_pruning",
            "quantization.keras.quantize_model",
            "quantization.keras.quantize_annotate_model",
        )
    )
)
def wrapped_layers(m: Machine, call: Call) -> Value:
    """A model whose layers are wrapped, or unwrapped again: to be compiled anew, and else what it was."""
    source = next(iter((*call.rest, *call.extra.values())), None)
    return m.unknown("a wrapped model", call.place) if source is None else _same_graph(m, source, call.place)


def _same_graph(m: Machine, source: Value, place: Place) -> Value:
    source = m.here(source)
    if not isinstance(source, Object):
        return (
            m.lift(lambda each: _same_graph(m, each, place), source)
            if isinstance(source, Choice)
            else m.unknown("a cloned model", place)
        )
    made = m.new(source.kind, place)
    for slot in ("layers", TAIL, INPUT, "inputs", "outputs", "__class__"):
        value = m.read(source, slot)
        if value is not None:
            m.write(made, slot, value)
    return made


def of_applications(m: Machine, call: Call) -> Value:
    """A function of `keras.applications`: a network, or what prepares its pictures and reads its answers."""
    function = call.name.rpartition(".")[2]
    if function == "preprocess_input":
        return same_rows(m, call.name, listed(m, call.get("x")), call.place)
    return pretrained(m, call) if function[:1].isupper() else m.unknown(f"call of {call.name}", call.place)


def pretrained(m: Machine, call: Call) -> Value:
    """`keras.applications.X(weights=...)`: ImageNet weights unless told otherwise."""
    weights = call.get("weights")
    if weights != NONE:
        m.event(WeightsLoaded(place=call.place))
    shape = call.get("input_shape")
    made = m.new("keras.Model", call.place)
    given = input_tensor(m, None, call.place)
    body = Tensor(
        "keras.applications",
        (given,),
        None,
        (("include_top", call.get("include_top")),),
        None,
        key=m.fresh(),
        place=call.place,
    )
    m.write(made, "inputs", given)
    m.write(made, "outputs", body)
    m.write(made, "input_shape", shape)
    return made
