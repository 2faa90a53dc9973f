"""Layers of TensorFlow 1, which are functions of their input: `tf.layers`, `tf.contrib.layers`, slim."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Tensor, Unknown, Value
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
    return _made(m, call, KEEPING[call.name], source, _shape(source))


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
