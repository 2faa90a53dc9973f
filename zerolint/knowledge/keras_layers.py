"""Keras layers: calling one gives a tensor; activations are operators of their own."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.machine import Call, Machine
from zerolint.facts.networks import is_weighted
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Sequence, Symbol, Tensor, Unknown, Value
from zerolint.knowledge.activations import ACTIVATION_LAYERS, activate, activation_of
from zerolint.knowledge.initializers import BIASES, KERNELS, started
from zerolint.knowledge.keras_shapes import output_shape
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.shapes import ANY, Shape, as_shape, open_rank
from zerolint.knowledge.signatures import strings
from zerolint.knowledge.tensors import ITEM, make

WRAPPERS = frozenset({"keras.layers.TimeDistributed", "keras.layers.SpectralNormalization", "keras.layers.Wrapper"})
TIMES = "keras.layers.TimeDistributed"
LAST_AXIS = frozenset(f"keras.layers.{name}" for name in ("Dense", "Dropout", "Activation", "LayerNormalization"))
STATES = {"keras.layers.LSTM": 2, "keras.layers.ConvLSTM2D": 2}
"""How many states a recurrent layer has, where it is not one."""
INITIAL_STATE = "initial_state"
NAMED = "named by its layer"
"""The attribute of what a layer without an operation of its own gives: the name of that layer."""
"""The attribute of what a recurrent layer gives that starts from the state of another one."""
UNACTIVATED = frozenset({"keras.layers.LSTM", "keras.layers.GRU", "keras.layers.SimpleRNN", "keras.layers.ConvLSTM2D"})
"""Layers whose `activation` is inside the cell and not the last thing they do."""


@transfer("keras.Input", "keras.layers.InputLayer.output")
def keras_input(m: Machine, call: Call) -> Value:
    """`Input(shape=...)`: a symbolic tensor whose first axis is the batch."""
    shape = call.get("shape", "input_shape")
    full = call.get("batch_shape", "batch_input_shape")
    if call.has("batch_shape", "batch_input_shape"):
        dimensions = as_shape(full, m.elements(full))
    else:
        inner = as_shape(shape, m.elements(shape))
        dimensions = None if inner is None else (call.get("batch_size") if call.has("batch_size") else ANY, *inner)
    return input_tensor(m, dimensions, call.place)


def input_tensor(m: Machine, shape: Shape | None, place: Place) -> Tensor:
    """A symbolic input of a model."""
    return Tensor("input", shape=shape, key=m.fresh(), place=place)


def declared_input(m: Machine, layer: Value) -> Tensor | None:
    """The input that a first layer declares: `input_shape=`, `input_dim=`, an InputLayer."""
    if isinstance(layer, Tensor):
        return layer if layer.operator == "input" else None
    if not isinstance(layer, Object):
        return None
    for slot, batch in (
        ("batch_input_shape", True),
        ("batch_shape", True),
        ("input_shape", False),
        ("shape", False),
        ("input_dim", False),
    ):
        value = m.read(layer, slot)
        if (
            value is None
            or value == NONE
            or (slot in ("shape", "batch_shape") and layer.kind != "keras.layers.InputLayer")
        ):
            continue
        inner = as_shape(value, m.elements(value))
        if inner is None:
            return None
        shape = inner if batch else (ANY, *inner)
        if slot == "input_dim" and layer.kind == "keras.layers.Embedding":
            length = m.read(layer, "input_length")
            shape = (ANY, ANY if length is None or length == NONE else length)
        return input_tensor(m, shape, layer.place)
    return None


def given_to(call: Call) -> Value:
    """What a layer or model is called on."""
    if call.has("inputs", "args"):
        return call.get("inputs", "args")
    return call.rest[0] if call.rest else Unknown("no input")


@transfer("keras.layers.Layer.__call__")
def call_layer(m: Machine, call: Call) -> Value:
    """`layer(x)`: the layer's operation, then its activation."""
    layer = call.owner
    assert isinstance(layer, Object)
    given = given_to(call)
    made = m.lift(lambda each: apply_layer(m, layer, each, call.place), m.here(given))
    if isinstance(made, Tensor) and call.has(INITIAL_STATE):
        return replace(made, attributes=(*made.attributes, (INITIAL_STATE, call.get(INITIAL_STATE))))
    return called_by(m, layer, made)


def called_by(m: Machine, layer: Object, made: Value) -> Value:
    """What a layer without an operation of its own gives, which as an output goes by the name of that layer."""
    name = m.read(layer, "name")
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return made

    def named(each: Value) -> Value:
        if not isinstance(each, Tensor) or each.layer == layer:
            return each
        return replace(each, attributes=(*each.attributes, (NAMED, name)))

    return m.lift(named, made)


def apply_layer(m: Machine, layer: Object, given: Value, place: Place) -> Value:
    """One layer on one input (or a list of inputs)."""
    given = m.current(given)
    items = m.elements(given) if isinstance(given, (Object, Sequence)) else None
    operands = tuple(m.current(each) for each in items) if items is not None else (given,)
    kind = layer.kind
    if kind in WRAPPERS:
        inner = m.read(layer, "layer")
        if inner is None:
            return m.unknown("a wrapped layer", place)
        return _each_step(m, inner, given, place) if kind == TIMES else m.call(inner, (given,), {}, place)
    if kind == "keras.layers.Activation":
        named = m.read(layer, "activation") or Unknown("activation")
        return m.lift(lambda each: _activated(m, each, operands[0], layer.place), m.here(named))
    if kind in ACTIVATION_LAYERS:
        axis = m.read(layer, "axis")
        return activate(m, ACTIVATION_LAYERS[kind], operands[0], layer.place, axis=axis)
    attributes = _started(m, layer) if is_weighted(kind) else ()
    shape = output_shape(m, layer, operands)
    result = Tensor(kind, operands, layer, attributes, shape, None, None, m.fresh(), place=layer.place)
    activation = m.read(layer, "activation")
    if m.read(layer, "return_state") not in (None, Known(False)):
        return _with_states(m, result)
    if activation is None or kind in UNACTIVATED:
        return result
    return m.lift(lambda each: _activated(m, each, result, result.place), m.here(activation))


def _each_step(m: Machine, inner: Value, given: Value, place: Place) -> Value:
    """`TimeDistributed(layer)(x)`: the layer on each step, whose shape has one axis less."""
    shape = given.shape if isinstance(given, Tensor) else None
    steps = shape[1] if shape is not None and len(shape) >= 2 and not open_rank(shape) else None
    if _keeps_axes(inner) or not isinstance(given, (Tensor, Unknown)):
        return m.call(inner, (given,), {}, place)
    one = replace(given, shape=(shape[0], *shape[2:])) if isinstance(given, Tensor) and shape and steps else given
    made = m.call(inner, (one,), {}, place)
    if not isinstance(made, Tensor) or not made.shape:
        return made if not isinstance(made, Tensor) else replace(made, shape=None)
    if open_rank(made.shape):
        return replace(made, shape=None) if steps else made
    return replace(made, shape=(made.shape[0], steps or ANY, *made.shape[1:]))


def _keeps_axes(layer: Value) -> bool:
    """Whether a layer works on the last axis alone, however many there are before it."""
    return isinstance(layer, Object) and layer.kind in LAST_AXIS


def _with_states(m: Machine, output: Tensor) -> Value:
    """`LSTM(4, return_state=True)(x)`: the output, and the state that the cell ended in."""
    if output.layer is None or m.read(output.layer, "return_state") != Known(True):
        return m.unknown("an output, perhaps with states", output.place)
    made = [make(m, ITEM, (output,), output.place) for _ in range(STATES.get(output.operator, 1))]
    items = Sequence((output, *made), place=output.place)
    return items if m.keras >= 3 else m.new("list", output.place, {"items": items})


def _started(m: Machine, layer: Object) -> tuple[tuple[str, Value], ...]:
    """How the weights of a layer start, and the size of a convolution's window."""
    given = {name: m.read(layer, name) or NONE for name in (*KERNELS, *BIASES, "weights", "trainable", "kernel_size")}
    return (*started(m, given), ("window", given["kernel_size"]))


def _activated(m: Machine, activation: Value, result: Value, fallback: Place) -> Value:
    """The activation of a tensor, at the place of the argument that names it."""
    if activation == NONE:
        return result
    place = activation.place if activation.place >= 0 else fallback
    return activate(m, activation_of(m, activation), result, place, value=activation)


@transfer("keras.layers.Lambda.__call__")
def call_lambda(m: Machine, call: Call) -> Value:
    """`Lambda(function)(x)` runs the function."""
    assert isinstance(call.owner, Object)
    function = m.read(call.owner, "function")
    given = given_to(call)
    if function is None:
        return m.unknown("Lambda", call.place)
    return called_by(m, call.owner, m.call_often(function, (given,), call.place))


@transfer("keras.layers.Bidirectional.__call__")
def call_bidirectional(m: Machine, call: Call) -> Value:
    """`Bidirectional(layer)(x)`: both directions, concatenated."""
    assert isinstance(call.owner, Object)
    inner = m.read(call.owner, "layer")
    given = given_to(call)
    forward = m.call(inner, (given,), {}, call.place) if inner is not None else Unknown("layer")
    if not isinstance(forward, (Tensor, Unknown)):
        return m.unknown("two directions with their states", call.place)
    shape: Shape | None = None
    if isinstance(forward, Tensor) and forward.shape:
        last = forward.shape[-1]
        merged = m.read(call.owner, "merge_mode")
        doubled = Known(last.value * 2) if isinstance(last, Known) and isinstance(last.value, int) else ANY
        shape = (*forward.shape[:-1], doubled if merged in (None, Known("concat")) else last)
    return Tensor("keras.layers.Bidirectional", (given,), call.owner, (), shape, key=m.fresh(), place=call.owner.place)


@attribute("keras.layers.Layer.output")
def layer_output(m: Machine, owner: Value, place: Place) -> Value:
    """`layer.output`: of a model its outputs, of a layer something that was computed before."""
    return m.unknown("layer.output", place)


@transfer(*(f"keras.layers.{name}" for name in "add subtract multiply average maximum minimum concatenate dot".split()))
def merged(m: Machine, call: Call) -> Value:
    """`concatenate([a, b])` makes a layer and calls it."""
    keywords = {name: value for name, value in {**call.bound, **call.extra}.items() if name != "inputs"}
    layer = m.call(Symbol(f"keras.layers.{call.name.rpartition('.')[2].capitalize()}"), (), keywords, call.place)
    return m.call(layer, (call.get("inputs"),), {}, call.place)


@transfer("keras.initializers.get", "keras.regularizers.get", "keras.constraints.get")
def get_by_name(m: Machine, call: Call) -> Value:
    """`keras.regularizers.get("l2")`: one of this name, none for None, and one that is given as it is."""
    kind = call.name.split(".")[1]
    return m.lift(lambda given: _named(m, kind, given, call.place), m.here(call.get("identifier")))


def _named(m: Machine, kind: str, given: Value, place: Place) -> Value:
    if given == NONE or not isinstance(given, Known):
        return given
    name = strings(kind).get(given.value) if isinstance(given.value, str) else None
    return m.unknown(f"one of the {kind}", place) if name is None else m.call(Symbol(name), (), {}, place)


@transfer("keras.layers.Layer.add_weight", "keras.layers.Layer.add_variable")
def add_weight(m: Machine, call: Call) -> Value:
    """`self.add_weight(shape=(4, 3), initializer="zeros")`: a variable of the layer; the name is first in Keras 2."""
    if call.has("constraint") and call.get("constraint") != NONE:
        return m.unknown("a weight with a constraint", call.place)
    given = [call.get("shape")] if call.has("shape") else list(call.rest)
    shapes = [as_shape(each, m.elements(each)) for each in given if not _is_text(each)]
    shape = next((each for each in shapes if each is not None), None)
    attributes = (("trainable", call.get("trainable")),) if call.has("trainable") else ()
    return make(m, "keras.Variable", (), call.place, shape=shape, attributes=attributes)


def _is_text(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, str)
