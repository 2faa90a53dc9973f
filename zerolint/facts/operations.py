"""Operations on numbers under one name each, however a library spells them."""

from __future__ import annotations

_SPELLINGS = {
    "add": "+ tf.add keras.ops.add numpy.add",
    "subtract": "- tf.subtract keras.ops.subtract numpy.subtract",
    "multiply": "* tf.multiply keras.ops.multiply numpy.multiply",
    "divide": "/ tf.divide tf.div tf.truediv tf.realdiv keras.ops.divide numpy.divide",
    "power": "** tf.pow keras.ops.power keras.backend.pow numpy.power",
    "maximum": "tf.maximum keras.ops.maximum keras.backend.maximum numpy.maximum",
    "minimum": "tf.minimum keras.ops.minimum keras.backend.minimum numpy.minimum",
    "clip": "tf.clip_by_value keras.ops.clip keras.backend.clip numpy.clip",
    "negate": "neg tf.negative keras.ops.negative numpy.negative",
    "square": "tf.square keras.ops.square keras.backend.square numpy.square",
    "absolute": "tf.abs keras.ops.abs keras.ops.absolute keras.backend.abs numpy.abs numpy.absolute array.abs",
    "root": "tf.sqrt keras.ops.sqrt keras.backend.sqrt numpy.sqrt",
    "norm": "tf.norm tf.linalg.norm keras.ops.norm tf.math.reduce_euclidean_norm tf.math.reduce_std keras.ops.std "
    "keras.backend.std",
    "inverse": "tf.math.reciprocal keras.ops.reciprocal numpy.reciprocal",
    "exp": "tf.exp keras.ops.exp keras.backend.exp numpy.exp",
    "expm1": "tf.math.expm1 keras.ops.expm1 numpy.expm1",
    "log": "tf.math.log keras.ops.log keras.backend.log numpy.log",
    "log2": "keras.ops.log2 numpy.log2",
    "log10": "keras.ops.log10 numpy.log10",
    "log1p": "tf.math.log1p keras.ops.log1p numpy.log1p",
    "sum": "tf.reduce_sum keras.ops.sum keras.backend.sum numpy.sum array.sum builtins.sum",
    "mean": "tf.reduce_mean keras.ops.mean keras.backend.mean numpy.mean array.mean",
    "extreme": "tf.reduce_max tf.reduce_min keras.ops.max keras.ops.min keras.ops.amax keras.ops.amin "
    "keras.backend.max keras.backend.min numpy.max numpy.min numpy.amax numpy.amin array.max array.min",
    "where": "tf.where keras.ops.where keras.backend.switch numpy.where",
    "join": "tf.concat tf.stack keras.ops.concatenate keras.ops.stack keras.backend.concatenate "
    "keras.layers.Concatenate numpy.concatenate numpy.stack numpy.hstack numpy.vstack",
    "product": "@ tf.matmul keras.ops.matmul keras.ops.dot keras.backend.dot numpy.matmul numpy.dot tf.tensordot",
    "cast": "tf.cast keras.ops.cast keras.backend.cast array.astype tf.to_float tf.to_double numpy.float32 "
    "numpy.float64 tf.convert_to_tensor keras.ops.convert_to_tensor tf.constant keras.backend.constant",
    "same": "tf.identity tf.custom_gradient tf.squeeze tf.reshape tf.expand_dims tf.transpose tf.tile tf.repeat "
    "tf.gather tf.gather_nd tf.boolean_mask tf.stop_gradient tf.reverse tf.ensure_shape tf.unstack "
    "tf.contrib.layers.flatten "
    "keras.ops.squeeze keras.ops.reshape keras.ops.expand_dims keras.ops.transpose keras.ops.stop_gradient "
    "keras.ops.ravel keras.ops.take keras.backend.squeeze keras.backend.reshape keras.backend.flatten "
    "keras.backend.expand_dims keras.backend.stop_gradient keras.backend.batch_flatten keras.backend.transpose "
    "keras.backend.permute_dimensions keras.backend.gather keras.layers.Reshape keras.layers.Flatten "
    "keras.layers.Permute keras.layers.RepeatVector keras.layers.Identity keras.layers.ActivityRegularization "
    "slice columns row split shuffled view copy array.copy array.numpy array.to_numpy array.reshape "
    "array.squeeze array.ravel array.flatten array.view numpy.array numpy.asarray numpy.copy numpy.expand_dims "
    "numpy.squeeze numpy.reshape numpy.ravel numpy.ascontiguousarray sklearn.utils.shuffle numpy.random.permutation",
    "one-hot": "tf.one_hot keras.ops.one_hot keras.backend.one_hot keras.utils.to_categorical pandas.get_dummies "
    "tf.contrib.layers.one_hot_encoding",
    "compare": "< <= > >= == != tf.equal tf.not_equal tf.greater tf.greater_equal tf.less tf.less_equal "
    "keras.ops.equal keras.ops.greater keras.ops.less keras.backend.equal keras.backend.greater keras.backend.less",
    "zeros": "numpy.zeros tf.zeros keras.ops.zeros keras.backend.zeros numpy.zeros_like tf.zeros_like "
    "keras.ops.zeros_like keras.backend.zeros_like",
    "ones": "numpy.ones tf.ones keras.ops.ones keras.backend.ones numpy.ones_like tf.ones_like keras.ops.ones_like "
    "keras.backend.ones_like",
    "full": "numpy.full tf.fill keras.ops.full numpy.full_like keras.ops.full_like",
    "variable": "tf.Variable tf.get_variable keras.Variable keras.backend.variable",
}
OPERATIONS = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}
"""What each canonical name computes."""

POINTWISE = frozenset(
    """
    add subtract multiply divide power maximum minimum clip negate square absolute root inverse exp expm1
    log log2 log10 log1p
    """.split()
)
"""Operations on each number by itself: operands of unlike shapes are broadcast."""


def operation(operator: str) -> str:
    """The operation's one name, or the operator itself where it has no other."""
    return OPERATIONS.get(operator, operator)


CONDITIONS = frozenset(
    """
    < <= > >= == != & | isin isnull isna notnull notna isnan isfinite between duplicated logical_and logical_or
    """.split()
)
"""Operators that say yes or no of each row."""
