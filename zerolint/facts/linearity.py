"""Which operations of a network are linear in their data, and what activations do at zero."""

from __future__ import annotations

from zerolint.facts.operations import operation
from zerolint.facts.values import Tensor


def _layers(names: str) -> frozenset[str]:
    return frozenset(f"keras.layers.{name}" for name in names.split())


NOISE = {"tf.nn.dropout"} | _layers(
    "Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D AlphaDropout GaussianDropout GaussianNoise"
)
"""What treats units unlike each other at random while training."""

LARGEST = {"tf.nn.max_pool", "tf.nn.max_pool2d"} | _layers(
    "MaxPooling1D MaxPooling2D MaxPooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D"
)
"""Pooling by the largest value: not linear, but no activation either."""

MERGING = _layers("Add Subtract Average Concatenate")
_AFFINE = {
    "tf.nn.bias_add",
    "keras.backend.bias_add",
    "tf.nn.avg_pool",
    "tf.nn.avg_pool2d",
    "tf.nn.batch_normalization",
}
_LAYERS = _layers(
    """
    BatchNormalization Rescaling Normalization AveragePooling1D AveragePooling2D AveragePooling3D
    GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D UpSampling1D UpSampling2D UpSampling3D
    ZeroPadding1D ZeroPadding2D ZeroPadding3D Cropping1D Cropping2D Cropping3D
    """
)
_OPERATIONS = frozenset({"add", "cast", "same", "mean", "sum"})

FLAT_AT_ZERO = frozenset({"relu", "relu6"})
"""Activations whose output and gradient are both zero at zero."""

ODD = frozenset(
    {"tanh", "leaky_relu", "elu", "selu", "softsign", "gelu", "silu", "swish", "mish", "hard_tanh", "prelu"}
)
"""Activations that give zero for zero, and pass a gradient there."""

LIFTED = frozenset({"sigmoid", "hard_sigmoid", "softplus", "softmax", "exponential"})
"""Activations that give more than zero for zero."""


def is_linear(tensor: Tensor) -> bool:
    """Whether an operation is linear, or affine, in its data; batch normalisation is, outside of training."""
    name = tensor.operator
    return name in _AFFINE or name in _LAYERS or name in NOISE or operation(name) in _OPERATIONS


def is_bias(tensor: Tensor) -> bool:
    """Whether an operation adds something to its data."""
    return operation(tensor.operator) == "add" or tensor.operator in ("tf.nn.bias_add", "keras.backend.bias_add")
