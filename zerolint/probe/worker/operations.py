"""What each operation of a recipe computes, in TensorFlow."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from zerolint.probe.vocabulary import (
    ACTIVATIONS,
    ARITHMETIC,
    DIRECT,
    INITIALIZERS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    REGULARIZERS,
    SEVERAL_INPUTS,
    TF_LOSSES,
)
from zerolint.probe.worker.libraries import keras, tensorflow

_TENSORFLOW = {
    "absolute": "abs",
    "clip": "clip_by_value",
    "power": "pow",
    "root": "sqrt",
    "negate": "negative",
    "inverse": "math.reciprocal",
    "expm1": "math.expm1",
    "log": "math.log",
    "log1p": "math.log1p",
    "sum": "reduce_sum",
    "mean": "reduce_mean",
    "max": "reduce_max",
    "min": "reduce_min",
    "product": "matmul",
}
"""Names that TensorFlow spells otherwise."""


def function(operator: str) -> Callable[..., Any]:
    """The function of an operation on tensors; KeyError for what no recipe may hold."""
    tf = tensorflow()
    if operator in ("log2", "log10"):
        return lambda x: tf.math.log(x) / tf.math.log(2.0 if operator == "log2" else 10.0)
    if operator in ACTIVATIONS:
        return _activation(operator)
    if operator in LOSSES:
        return _keras_loss(operator.removeprefix("keras.losses."))
    if operator in TF_LOSSES:
        return _tensorflow_loss(TF_LOSSES[operator])
    if operator == "reshape":
        return lambda x, shape: x if shape is None else tf.reshape(x, shape)
    if operator == "concat":
        return lambda *parts, axis: tf.concat([tf.cast(each, tf.float32) for each in parts], axis)
    if operator == "whole":
        return lambda x: tf.cast(x, tf.int32)
    if operator == "squeeze":
        # The rows stay, however few they are.
        return lambda x: tf.squeeze(x, [axis for axis, size in enumerate(x.shape) if axis and size == 1])
    if operator in ARITHMETIC or operator in _TENSORFLOW or operator in DIRECT:
        found: Any = tf
        for name in _TENSORFLOW.get(operator, operator.removeprefix("tf.")).split("."):
            found = getattr(found, name)
        return _of_floats(found)
    raise KeyError(operator)


def _of_floats(computed: Callable[..., Any]) -> Callable[..., Any]:
    """An operation on numbers, all of one type as numpy and a script's casts would have them."""
    tf = tensorflow()

    def call(*operands: Any, **options: Any) -> Any:
        return computed(*(tf.cast(each, tf.float32) for each in operands), **options)

    return call


def _activation(name: str) -> Callable[..., Any]:
    found = getattr(keras().activations, name)
    options = inspect.signature(found).parameters
    return lambda x, axis=-1: found(x, axis=axis) if "axis" in options else found(x)


def _keras_loss(name: str) -> Callable[..., Any]:
    found = getattr(keras().losses, name)
    options = set(inspect.signature(found).parameters)
    tf = tensorflow()

    def loss(target: Any, prediction: Any, **arguments: Any) -> Any:
        kind = tf.int64 if name.startswith("sparse") else prediction.dtype
        given = {key: value for key, value in arguments.items() if key in options}
        return found(tf.cast(target, kind), prediction, **given)

    return loss


def _tensorflow_loss(kind: str) -> Callable[..., Any]:
    tf = tensorflow()

    def loss(target: Any, prediction: Any, axis: int = -1, from_logits: bool = True) -> Any:
        if kind == "sparse":
            return tf.nn.sparse_softmax_cross_entropy_with_logits(tf.cast(target, tf.int64), prediction)
        target = tf.cast(target, tf.float32)
        if kind == "softmax":
            return tf.nn.softmax_cross_entropy_with_logits(target, prediction, axis=axis)
        if kind == "sigmoid":
            return tf.nn.sigmoid_cross_entropy_with_logits(target, prediction)
        return -target * tf.math.log(prediction + 1e-7) - (1 - target) * tf.math.log(1 - prediction + 1e-7)

    return loss


def layer(operator: str, arguments: Mapping[str, Any]) -> Any:
    """A new layer."""
    if operator not in LAYERS:
        raise KeyError(operator)
    made = getattr(keras().layers, operator.removeprefix("keras.layers."))
    return made(**_accepted(made, arguments))


def applied(made: Any, operator: str, operands: Sequence[Any], training: bool) -> Any:
    """A layer on its operands."""
    given = list(operands) if operator in SEVERAL_INPUTS else operands[0]
    takes = inspect.signature(made.call).parameters
    return made(given, training=training) if "training" in takes else made(given)


def optimizer(name: str, arguments: Mapping[str, Any]) -> Any:
    """A new optimizer."""
    if name not in OPTIMIZERS:
        raise KeyError(name)
    made = getattr(keras().optimizers, name)
    return made(**_accepted(made, arguments))


def _accepted(made: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments that this version knows, initializers and regularizers made of their data."""
    known = inspect.signature(made.__init__).parameters
    return {name: _argument(value) for name, value in arguments.items() if name in known}


def _argument(value: Any) -> Any:
    if isinstance(value, dict):
        name = value["class"]
        if name not in INITIALIZERS | REGULARIZERS:
            raise KeyError(name)
        made = getattr(keras().initializers if name in INITIALIZERS else keras().regularizers, name)
        return made(**_accepted(made, value["arguments"]))
    return tuple(map(_argument, value)) if isinstance(value, list) else value
