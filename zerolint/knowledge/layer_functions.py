"""Layers of TensorFlow 1, which are functions of their input: `tf.layers`, `tf.contrib.layers`, slim."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.costs import PLACEHOLDERS
from zerolint.facts.graphs import ancestors
from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Known, Tensor, Unknown, Value
from zerolint.knowledge.activations import activate, activation_of
from zerolint.knowledge.initializers import started
from zerolint.knowledge.keras_shapes import flattened
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.shapes import ANY, MORE_AXES, Shape, open_rank
from zerolint.knowledge.tensors import make

WEIGHTED = {
    "tf.layers.dense": "Dense",
    "tf.layers.conv1d": "Conv1D",
    "tf.layers.conv2d": "Conv2D",
    "tf.layers.conv3d": "Conv3D",
    "tf.contrib.layers.fully_connected": "Dense",
    "tf.contrib.layers.conv2d": "Conv2D",
}
KEEPING = {
    "tf.layers.batch_normalization": "BatchNormalization",
    "tf.layers.dropout": "Dropout",
    "tf.contrib.layers.batch_norm": "BatchNormalization",
    "tf.contrib.layers.dropout": "Dropout",
}
POOLING = {
    "tf.layers.max_pooling1d": "MaxPooling1D",
    "tf.layers.max_pooling2d": "MaxPooling2D",
    "tf.layers.average_pooling1d": "AveragePooling1D",
    "tf.layers.average_pooling2d": "AveragePooling2D",
    "tf.contrib.layers.max_pool2d": "MaxPooling2D",
    "tf.contrib.layers.avg_pool2d": "AveragePooling2D",
}


def _input(m: Machine, call: Call) -> Value:
    return m.current(call.get("inputs") if call.has("inputs") or not call.rest else call.rest[0])


def _shape(value: Value) -> Shape | None:
    return value.shape if isinstance(value, Tensor) else None


def _made(m: Machine, call: Call, name: str, source: Value, shape: Shape | None) -> Tensor:
    attributes = started(m, {**call.bound, **call.extra}) if call.name in WEIGHTED else ()
    return make(m, f"keras.layers.{name}", (source,), call.place, shape=shape, attributes=attributes)


@transfer(*WEIGHTED)
def weighted(m: Machine, call: Call) -> Value:
    """A dense or convolutional layer, its normalisation and its activation."""
    name = WEIGHTED[call.name]
    source = _input(m, call)
    given = _shape(source)
    width = call.get("units", "filters", "num_outputs")
    shape: Shape | None
    if name == "Dense":
        shape = (*(given[:-1] if given else MORE_AXES), width)
    else:
        shape = None if not given else (*MORE_AXES, width) if open_rank(given) else (*(ANY for _ in given[:-1]), width)
    result: Value = _made(m, call, name, source, shape)
    if call.has("normalizer_fn") and call.get("normalizer_fn") != NONE:
        result = make(m, "keras.layers.BatchNormalization", (result,), call.place, shape=shape)
    activation = call.get("activation", "activation_fn")
    if isinstance(activation, Unknown):
        return make(m, "unknown activation", (result,), call.place, shape=shape)
    return activate(m, activation_of(m, activation), result, activation.place if activation.place >= 0 else call.place)


@transfer(*KEEPING)
def keeping(m: Machine, call: Call) -> Value:
    """Layers that keep the shape."""
    source = _input(m, call)
    made = _made(m, call, KEEPING[call.name], source, _shape(source))
    return replace(made, attributes=_dropped(call)) if KEEPING[call.name] == "Dropout" else made


def _dropped(call: Call) -> tuple[tuple[str, Value], ...]:
    """The share that a dropout drops or keeps; none where it is told to drop nothing, as by default in `tf.layers`."""
    name = "keep_prob" if "keep_prob" in call.bound else "rate"
    training = call.get("training", "is_training")
    return () if training == Known(False) else ((name, call.get(name)), ("training", training))


@transfer("tf.nn.dropout")
def dropout(m: Machine, call: Call) -> Value:
    """Dropout as a function; TensorFlow 1 takes the share that is kept as the second argument, TensorFlow 2 the other.

    Only a graph that is fed placeholders tells which of them a number without a name is for.
    """
    source = m.current(call.get("x"))
    named = next((name for name in ("rate", "keep_prob") if name in call.named), "")
    given = call.get(named or "rate", "keep_prob")
    if not named:
        of_graph = any(each.operator in PLACEHOLDERS for each in ancestors(source))
        named = "keep_prob" if of_graph else "rate or keep_prob"
    operands = (source, given) if isinstance(given, Tensor) else (source,)
    rows = source.rows if isinstance(source, Tensor) else None
    return make(m, call.name, operands, call.place, rows=rows, shape=_shape(source), attributes=((named, given),))


@transfer(*POOLING)
def pooling(m: Machine, call: Call) -> Value:
    """Layers that shrink all axes but the batch and the channels."""
    source = _input(m, call)
    given = _shape(source)
    return _made(
        m, call, POOLING[call.name], source, (given[0], *(ANY for _ in given[1:-1]), given[-1]) if given else None
    )


@transfer("tf.layers.flatten", "tf.contrib.layers.flatten")
def flatten(m: Machine, call: Call) -> Value:
    """One axis behind the batch."""
    source = _input(m, call)
    return _made(m, call, "Flatten", source, flattened(_shape(source)))
