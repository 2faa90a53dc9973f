"""The operations that a recipe may hold: nothing here reads files, opens sockets or takes code."""

from __future__ import annotations

from collections.abc import Mapping

from zerolint.facts.activations import RANGES
from zerolint.facts.labels import Encoding

ONE_INPUT = frozenset(
    f"keras.layers.{name}"
    for name in """
    Dense Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose DepthwiseConv1D DepthwiseConv2D
    SeparableConv1D SeparableConv2D Embedding LSTM GRU SimpleRNN Flatten Reshape Permute RepeatVector Dropout
    SpatialDropout1D SpatialDropout2D SpatialDropout3D AlphaDropout GaussianDropout GaussianNoise
    BatchNormalization LayerNormalization GroupNormalization UnitNormalization Normalization Rescaling Identity
    ActivityRegularization Masking MaxPooling1D MaxPooling2D MaxPooling3D AveragePooling1D AveragePooling2D
    AveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GlobalAveragePooling1D
    GlobalAveragePooling2D GlobalAveragePooling3D UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D
    ZeroPadding3D Cropping1D Cropping2D Cropping3D
    """.split()
)
SEVERAL_INPUTS = frozenset(
    f"keras.layers.{name}" for name in "Add Subtract Multiply Average Maximum Minimum Concatenate Dot".split()
)
LAYERS = ONE_INPUT | SEVERAL_INPUTS
"""Layers by class; those of several inputs get a list."""

ACTIVATIONS = frozenset(RANGES) - {"unknown activation", "prelu"} | {
    "leaky_relu",
    "hard_shrink",
    "soft_shrink",
    "tanh_shrink",
    "threshold",
}
"""Activations by the one name that facts give them."""

LOSSES = frozenset(
    f"keras.losses.{name}"
    for name in """
    binary_crossentropy categorical_crossentropy sparse_categorical_crossentropy mean_squared_error
    mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error huber log_cosh hinge
    squared_hinge categorical_hinge kl_divergence poisson cosine_similarity binary_focal_crossentropy
    categorical_focal_crossentropy
    """.split()
)
TF_LOSSES = {
    "tf.nn.softmax_cross_entropy_with_logits": "softmax",
    "tf.nn.softmax_cross_entropy_with_logits_v2": "softmax",
    "tf.nn.sparse_softmax_cross_entropy_with_logits": "sparse",
    "tf.nn.sigmoid_cross_entropy_with_logits": "sigmoid",
    "tf.losses.softmax_cross_entropy": "softmax",
    "tf.losses.sparse_softmax_cross_entropy": "sparse",
    "tf.losses.sigmoid_cross_entropy": "sigmoid",
    "tf.contrib.losses.softmax_cross_entropy": "softmax",
    "tf.contrib.losses.sparse_softmax_cross_entropy": "sparse",
    "tf.contrib.losses.sigmoid_cross_entropy": "sigmoid",
    "tf.losses.log_loss": "log_loss",
}
"""Losses of TensorFlow, and which one each is."""


def is_loss(operator: str) -> bool:
    """Whether an operation is a loss function, of Keras or of TensorFlow."""
    return operator in LOSSES or operator in TF_LOSSES


def labels_for(operator: str) -> Encoding | None:
    """The encoding of labels that a loss function takes; None where it takes any numbers."""
    if operator in TF_LOSSES:
        return {"softmax": "one-hot", "sparse": "integer"}.get(TF_LOSSES[operator], "binary")  # type: ignore[return-value]
    name = operator.rpartition(".")[2]
    if name.startswith("sparse_"):
        return "integer"
    return "one-hot" if "categorical_" in name else "binary" if "binary_" in name else None


RENAMED = {
    "keras.backend.binary_crossentropy": "keras.losses.binary_crossentropy",
    "keras.backend.categorical_crossentropy": "keras.losses.categorical_crossentropy",
    "keras.backend.sparse_categorical_crossentropy": "keras.losses.sparse_categorical_crossentropy",
    "keras.ops.binary_crossentropy": "keras.losses.binary_crossentropy",
    "keras.ops.categorical_crossentropy": "keras.losses.categorical_crossentropy",
    "keras.ops.sparse_categorical_crossentropy": "keras.losses.sparse_categorical_crossentropy",
    "mean_squared_error": "keras.losses.mean_squared_error",
    "mean_absolute_error": "keras.losses.mean_absolute_error",
}

OPTIMIZERS = frozenset("SGD Adam AdamW Nadam Adamax RMSprop Adagrad Adadelta Ftrl Lion Adafactor Lamb Muon".split())

INITIALIZERS = frozenset(
    """
    Zeros Ones Constant RandomNormal RandomUniform TruncatedNormal GlorotNormal GlorotUniform HeNormal HeUniform
    LecunNormal LecunUniform VarianceScaling Orthogonal
    """.split()
)
REGULARIZERS = frozenset("L1 L2 L1L2".split())

ARITHMETIC = frozenset(
    """
    add subtract multiply divide power maximum minimum clip negate square absolute root inverse exp expm1
    log log2 log10 log1p
    """.split()
)
DIRECT: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "tf.nn.conv2d": (2, ("strides", "padding")),
    "tf.nn.max_pool": (1, ("ksize", "strides", "padding")),
    "tf.nn.max_pool2d": (1, ("ksize", "strides", "padding")),
    "tf.nn.avg_pool": (1, ("ksize", "strides", "padding")),
    "tf.nn.avg_pool2d": (1, ("ksize", "strides", "padding")),
    "tf.nn.bias_add": (2, ()),
    "tf.nn.lrn": (1, ("depth_radius", "bias", "alpha", "beta")),
    "tf.nn.local_response_normalization": (1, ("depth_radius", "bias", "alpha", "beta")),
}
"""Operations of TensorFlow that are taken as they are: how many tensors each reads, and its other arguments."""
PRODUCTS = frozenset({"product", "tf.nn.conv2d"})
"""Operations that multiply by a kernel, their second operand."""

REDUCTIONS = frozenset({"sum", "mean", "extreme"})
"""Operations by their one name (`facts.operations`)."""
