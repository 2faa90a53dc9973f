"""Functions that do nothing but give their result: what they are given, and whose method they are, stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from zerolint.facts.listings import LISTED
from zerolint.facts.machine import Arguments, Machine
from zerolint.facts.values import Known, Object, Tensor, Value
from zerolint.knowledge.registry import kind_of
from zerolint.knowledge.tf_data import DATASET

Kept = Literal["owner", "chain", "first", "nothing"]
"""What a pure function was to change: that whose method it is, also behind a chain of methods; its first argument;
or several things."""

OF_DATASETS = frozenset(
    """
    batch cache concatenate enumerate filter flat_map interleave map padded_batch prefetch ragged_batch rebatch
    repeat shard shuffle skip snapshot take take_while unbatch unique window with_options
    """.split()
)
"""Methods of datasets. (`apply` runs a function of the script's own, which may do more.)"""
OF_ARRAYS = frozenset(
    """
    astype bfill clip drop drop_duplicates droplevel dropna explode ffill fillna flatten interpolate ravel reindex
    rename repeat replace reset_index reshape set_index squeeze swapaxes
    """.split()
)
"""Methods of NumPy's arrays and of pandas' frames that nobody calls to look at the result.

Some of the latter can be told to work in place. (`assign` of a variable does.)
"""
MANY_ARGUMENTS = frozenset({"repeat", "reshape", "swapaxes"})
"""Those of which all positional arguments are sizes or axes; of the others the third may say `inplace` or `out`."""
OF_TRANSFORMERS = frozenset({"fit_resample", "fit_sample", "inverse_transform", "transform"})
"""Methods that use what a transformer has learned. (`fit_transform` also makes it learn.)"""
ESTIMATORS = ("sklearn.", "imblearn.", "category_encoders.", "sklearn_pandas.")

OF_ONE = frozenset(
    """
    keras.ops.cast keras.ops.concatenate keras.ops.expand_dims keras.ops.reshape keras.ops.transpose
    keras.preprocessing.sequence.pad_sequences keras.utils.normalize keras.utils.pad_sequences
    keras.utils.to_categorical
    numpy.append numpy.array numpy.asarray numpy.clip numpy.concatenate numpy.delete numpy.dstack numpy.expand_dims
    numpy.flip numpy.fliplr numpy.flipud numpy.hstack numpy.insert numpy.moveaxis numpy.nan_to_num numpy.pad
    numpy.random.permutation numpy.ravel numpy.repeat numpy.reshape numpy.resize numpy.roll numpy.sort numpy.squeeze
    numpy.stack numpy.swapaxes numpy.tile numpy.transpose numpy.vstack
    pandas.to_datetime pandas.to_numeric
    sklearn.preprocessing.binarize sklearn.preprocessing.label_binarize sklearn.preprocessing.maxabs_scale
    sklearn.preprocessing.minmax_scale sklearn.preprocessing.normalize sklearn.preprocessing.power_transform
    sklearn.preprocessing.quantile_transform sklearn.preprocessing.robust_scale sklearn.preprocessing.scale
    tf.cast tf.clip_by_value tf.concat tf.expand_dims tf.one_hot tf.pad tf.random.shuffle
    tf.random_shuffle tf.repeat tf.reshape tf.reverse tf.squeeze tf.stack tf.tile tf.transpose
    """.split()
)
"""Functions of an array that give another one of the same meaning."""
OF_SEVERAL = frozenset({"sklearn.model_selection.train_test_split", "sklearn.utils.resample", "sklearn.utils.shuffle"})
IMAGES = "tf.image."
NOT_OF_IMAGES = ("tf.image.total_variation", "tf.image.ssim", "tf.image.psnr", "tf.image.decode", "tf.image.is_jpeg")

IN_PLACE = ("inplace", "out", "copy")
"""Arguments that may make a function change what it is given."""


def kept_by_method(m: Machine, owner: Value, method: str, arguments: Arguments) -> Kept | None:
    """What a method leaves as it was although it was to change it; None where that is not known."""
    kind = kind_of(owner)
    if kind == DATASET and method in OF_DATASETS:
        return "chain"
    if _may_change(arguments):
        return None
    if isinstance(owner, Tensor) and method in OF_ARRAYS and not _file_name(owner):
        sized = len(arguments.positional) < 3 or method in MANY_ARGUMENTS
        return "owner" if sized and not arguments.opaque else None
    if isinstance(owner, Object) and kind.startswith(ESTIMATORS) and method in OF_TRANSFORMERS:
        resamples = method.endswith(("resample", "sample"))
        copies = m.read(owner, "copy") in (None, Known(True))
        return ("nothing" if resamples else "first") if copies and arguments.positional else None
    return None


def kept_by_function(name: str, arguments: Arguments) -> Kept | None:
    """What a function leaves as it was; None for one that may do more than give its result.

    An operation of a graph that has a name can be fetched by it, so its result may be taken after all.
    """
    if _may_change(arguments) or arguments.opaque or not arguments.positional or "name" in arguments.keywords:
        return None
    if name in OF_SEVERAL:
        return "nothing"
    transforms_image = name.startswith(IMAGES) and not name.startswith(NOT_OF_IMAGES)
    return "first" if (name in OF_ONE and len(arguments.positional) < 4) or transforms_image else None


OF_NAMES = ("random.", "numpy.random.", "os.")
"""Modules that pick and change names of files, and read none."""


def _file_name(value: Tensor) -> bool:
    """Whether it is the name of a listed file that nothing has read: `rename` of a path moves the file."""
    waiting: list[Value] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Tensor):
            if each.operator == LISTED:
                return True
            if "." not in each.operator or each.operator.startswith(OF_NAMES):
                waiting += each.operands
    return False


def _may_change(arguments: Arguments) -> bool:
    harmless: dict[str, Callable[[Value], bool]] = {
        "inplace": lambda value: value == Known(False),
        "out": lambda value: value == Known(None),
        "copy": lambda value: value == Known(True),
    }
    return any(name in arguments.keywords and not harmless[name](arguments.keywords[name]) for name in IN_PLACE)
