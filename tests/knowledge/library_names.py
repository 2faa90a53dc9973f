"""Which names the installed libraries publish, which of them are one object, and which name that object is known by."""

from __future__ import annotations

import importlib
import inspect
import types
from collections.abc import Callable, Iterator
from typing import Any

from zerolint.knowledge.spellings import relocated

KERAS_SKIPPED = frozenset({"src", "api", "protobuf", "dtensor", "estimator", "tree", "distribution", "export"})
TENSORFLOW_SKIPPED = frozenset(
    [
        "raw_ops",
        "tpu",
        "mlir",
        "lite",
        "autodiff",
        "audio",
        "authentication",
        "bitwise",
        "config",
        "dtensor",
        "errors",
        "graph_util",
        "lookup",
        "profiler",
        "quantization",
        "queue",
        "sets",
        "security",
        "sysconfig",
        "test",
        "tools",
        "types",
        "version",
        "xla",
        "keras",
        "compat",
        "autograph",
        "app",
        "flags",
        "logging",
        "resource_loader",
        "user_ops",
        "manip",
        "spectral",
        "distributions",
        "mixed_precision",
        "lite_constants",
        "experimental",
        "service",
        "saved_model",
        "gfile",
    ]
)
KEPT_EXPERIMENTAL = frozenset({"tf.data.experimental", "tf.distribute.experimental", "tf.layers.experimental"})
NUMPY_MODULES = ("numpy", "numpy.random", "numpy.linalg")
SKLEARN_MODULES = [
    "base",
    "calibration",
    "cluster",
    "compose",
    "covariance",
    "decomposition",
    "discriminant_analysis",
    "dummy",
    "ensemble",
    "feature_extraction",
    "feature_extraction.text",
    "feature_selection",
    "gaussian_process",
    "impute",
    "isotonic",
    "kernel_approximation",
    "kernel_ridge",
    "linear_model",
    "manifold",
    "metrics",
    "metrics.pairwise",
    "mixture",
    "model_selection",
    "multiclass",
    "multioutput",
    "naive_bayes",
    "neighbors",
    "neural_network",
    "pipeline",
    "preprocessing",
    "random_projection",
    "semi_supervised",
    "svm",
    "tree",
    "utils",
    "utils.class_weight",
    "datasets",
]
KERAS_SECTIONS = frozenset({"losses", "metrics", "optimizers", "initializers", "layers"})
"""Modules of TensorFlow that load Keras lazily and have no name of their own before."""
COLLISIONS = frozenset(
    {"tf.losses.mean_squared_error", "tf.metrics.mean_squared_error", "tf.metrics.mean_absolute_error"}
)
"""Functions of TF1 and of Keras under the same name; they keep the name of `tf`."""
SECTIONS = ("keras.layers", "keras.losses", "keras.utils", "keras.models", "keras.backend", "tf.nn")
"""Where an object with several homes is looked for first."""
PREFERRED = ("keras.Input", "keras.Model", "keras.Sequential", "tf.nn.silu", "tf.nn.avg_pool", "numpy.abs")
"""Names that go before what the rules of `preference` would choose."""
CONSTANTS = (int, float, str, bool, type(None))

Origin = dict[str, object]
Found = dict[str, Origin]
"""Public name to the object that each origin has there."""


def walk(
    module: Any, prefix: str, skipped: frozenset[str], trail: tuple[int, ...] = ()
) -> Iterator[tuple[str, object]]:
    """Every public object of a package by its public names."""
    for name in sorted(vars(module).keys() | set(dir(module))):
        if name.startswith("_"):
            continue
        value = getattr(module, name, None)
        dotted = f"{prefix}.{name}"
        if isinstance(value, types.ModuleType):
            inside = value.__name__.split(".")[0] in ("keras", "tf_keras", "tensorflow") or name in KERAS_SECTIONS
            if inside and id(value) not in trail and (name not in skipped or dotted in KEPT_EXPERIMENTAL):
                yield from walk(value, dotted, skipped, (*trail, id(module)))
        elif value is not None:
            yield dotted, value


def wanted(value: object) -> bool:
    """Whether an object belongs in a table: a function, a class other than an exception, a data type."""
    if inspect.isclass(value):
        return not issubclass(value, BaseException) and not hasattr(value, "DESCRIPTOR")
    return callable(value) or type(value).__name__ == "DType"


def find_keras() -> Found:
    """The objects of Keras 3 and 2; `keras2.v1` only tells which names are one object."""
    import keras
    import keras._tf_keras.keras as keras3
    import tf_keras
    from tf_keras.api._v1 import keras as keras1

    found: Found = {}
    roots = (("keras3", keras), ("keras3", keras3), ("keras2", tf_keras), ("keras2.v1", keras1))
    for origin, root in roots:
        for spelling, value in walk(root, "keras", KERAS_SKIPPED):
            if wanted(value):
                name = relocated(spelling)
                legacy = ".optimizers.legacy." in spelling
                # Keras 3 has only warnings under these names.
                if not (legacy and origin == "keras3"):
                    found.setdefault(name, {}).setdefault("keras2.legacy" if legacy else origin, value)
    return found


def find_tensorflow() -> Found:
    """The objects of TensorFlow 2 and of its compat.v1."""
    import tensorflow as tf

    found: Found = {}
    for origin, root in (("tf2", tf), ("tf1", tf.compat.v1)):
        for name, value in walk(root, "tf", TENSORFLOW_SKIPPED):
            strategies_only = name.startswith("tf.distribute.") and "trategy" not in name
            if wanted(value) and not strategies_only:
                found.setdefault(name, {}).setdefault(origin, value)
    for name in [name for name, objects in found.items() if name.startswith("tf.initializers.") and "tf2" in objects]:
        found[name].pop("tf1", None)
    return found


def find_numpy() -> Found:
    """The functions, classes and constants of numpy."""
    found: Found = {}
    for dotted in NUMPY_MODULES:
        module = importlib.import_module(dotted)
        for name in sorted(module.__all__):
            value = getattr(module, name)
            if (wanted(value) or isinstance(value, CONSTANTS)) and not isinstance(value, types.ModuleType):
                found[f"{dotted}.{name}"] = {"numpy": value}
    return found


def find_pandas() -> Found:
    """The top level of pandas."""
    import pandas

    return {
        f"pandas.{name}": {"pandas": getattr(pandas, name)}
        for name in sorted(pandas.__all__)
        if wanted(getattr(pandas, name)) and not name.endswith("Dtype")
    }


def find_sklearn() -> Found:
    """The estimators and functions of scikit-learn under their shortest public path."""
    for experiment in ("enable_iterative_imputer", "enable_halving_search_cv"):
        importlib.import_module(f"sklearn.experimental.{experiment}")
    found: Found = {}
    for section in SKLEARN_MODULES:
        module = importlib.import_module(f"sklearn.{section}")
        for name in sorted(getattr(module, "__all__", [each for each in dir(module) if not each.startswith("_")])):
            value = getattr(module, name, None)
            if wanted(value) and (hasattr(module, "__all__") or getattr(value, "__module__", "") == module.__name__):
                found[f"sklearn.{section}.{name}"] = {"sklearn": value}
    return found


def families(found: Found) -> list[list[str]]:
    """The names grouped by the object they share in any origin."""
    parent = {name: name for name in found}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    first: dict[int, str] = {}
    for name, objects in found.items():
        for value in objects.values():
            if not isinstance(value, CONSTANTS) and name not in COLLISIONS:
                parent[root(name)] = root(first.setdefault(id(value), name))
    groups: dict[str, list[str]] = {}
    for name in sorted(found):
        groups.setdefault(root(name), []).append(name)
    return list(groups.values())


def preference(found: Found) -> Callable[[str], tuple[object, ...]]:
    """A sort key that puts the name an object is best known by first."""

    def key(name: str) -> tuple[object, ...]:
        value = next(iter(found[name].values()))
        last = name.rpartition(".")[2]
        depth = name.count(".")
        return (
            list(found[name]) == ["keras2.v1"],
            name not in PREFERRED,
            ".experimental." in name,
            name.startswith("tf.") and "tf2" not in found[name],
            abs(depth - 2) if name.startswith("keras.") else depth,
            not name.startswith(SECTIONS),
            inspect.isclass(value) and last[0].islower() and name.startswith("keras."),
            last != getattr(value, "__name__", last),
            len(name),
            name,
        )

    return key
