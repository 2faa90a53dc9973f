"""What a script can use in Keras 2 only: measured on both packages, side by side."""

from __future__ import annotations

import inspect
from collections.abc import Container, Iterable, Mapping
from typing import Any

from tests.knowledge.library_names import KERAS_SKIPPED, walk

LAYER_ARGUMENTS = {"weights": None, "batch_input_shape": (1, 3), "dynamic": False}
"""Arguments that Keras 2 takes in every layer, each with a value."""


Entries = Mapping[str, Mapping[str, Any]]
"""Signatures by origin, as the tables hold them."""


def only_in_keras_2(keras: Entries, others: Entries) -> dict[str, str]:
    """Names, methods (`keras.Model.fit_generator`) and arguments (`keras.Model.fit(workers)`), each with what it is.

    Methods are told by their names alone, so those that anything else has as well are left out; `others` are
    the entries of the other libraries.
    """
    taken = {name.rpartition(".")[2] for name in others}
    taken |= {name.rpartition(".")[2] for name, entry in keras.items() if "keras3" in " ".join(entry).split()}
    return {**_names(), **_methods(taken), **_arguments(keras), **_refused_at_run_time()}


def _names() -> dict[str, str]:
    """The shortest dotted names that lead to nothing in Keras 3, on its own or inside TensorFlow."""
    import keras
    import keras._tf_keras.keras as keras3
    import tf_keras

    here = {spelling for root in (keras, keras3) for spelling, _ in walk(root, "keras", KERAS_SKIPPED)}
    modules = {name.rsplit(".", count)[0] for name in here for count in range(1, name.count(".") + 1)}
    there = {spelling for spelling, _ in walk(tf_keras, "keras", KERAS_SKIPPED)}
    gone: dict[str, str] = {}
    for name in there:
        parts = name.split(".")
        prefixes = [".".join(parts[:count]) for count in range(2, len(parts) + 1)]
        missing = next((each for each in prefixes if each not in here and each not in modules), None)
        if missing is not None:
            gone[missing] = "name"
    # Keras 3 has a class under each of these names, which raises.
    legacy = "keras.optimizers.legacy"
    return {**{name: kind for name, kind in gone.items() if not name.startswith(legacy)}, legacy: "name"}


def _fitted(package: Any) -> Any:
    import numpy as np

    model = package.Sequential([package.layers.Dense(1)])
    model.compile(package.optimizers.SGD(0.1), "mse", metrics=["mae"])
    model.fit(np.ones((4, 3)), np.ones((4, 1)), verbose=0)
    return model


def _methods(taken: Container[str]) -> dict[str, str]:
    """What can be called on a model that was fitted, on its optimizer and its layer."""
    import keras
    import tf_keras

    old, new = _fitted(tf_keras), _fitted(keras)
    pairs = {"layers.Layer": (old.layers[0], new.layers[0]), "Model": (old, new)}
    found = {
        name: f"keras.{owner}.{name}"
        for owner, (before, now) in pairs.items()
        for name in dir(before)
        if not name.startswith("_") and name not in taken and not hasattr(now, name) and callable(getattr(before, name))
    }
    rate = {"keras.optimizers.Optimizer.lr": "attribute"}
    return {**dict.fromkeys(found.values(), "method"), **({} if hasattr(new.optimizer, "lr") else rate)}


def _arguments(entries: Entries) -> dict[str, str]:
    """Arguments of functions, classes and a model's methods that Keras 2 names and the signature of Keras 3 refuses."""
    found: dict[str, str] = {}
    for name, entry in entries.items():
        owner = name.rpartition(".")[0]
        if owner in entries and owner != "keras.Model":
            continue
        by_origin = {
            origin: text
            for origins, text in entry.items()
            if origins != "bases" and text is not None
            for origin in origins.split()
        }
        before, now = (_parameters(by_origin.get(origin)) for origin in ("keras2", "keras3"))
        if before is not None and now is not None and not any(each.startswith("**") for each in now):
            found.update({f"{name}({each})": "argument" for each in before - now if not each.startswith("*")})
    return found


def _parameters(text: str | None) -> set[str] | None:
    if text is None:
        return None
    stars = {inspect.Parameter.VAR_KEYWORD: "**", inspect.Parameter.VAR_POSITIONAL: "*"}
    parameters = inspect.signature(eval(f"lambda {text}: 0")).parameters.values()
    return {stars.get(each.kind, "") + each.name for each in parameters}


def _refused_at_run_time() -> dict[str, str]:
    """Arguments that both signatures hide in `**kwargs`, passed to both."""
    import keras
    import tf_keras

    def takes(package: Any, section: str, name: str, *first: Any, **given: Any) -> bool:
        try:
            getattr(getattr(package, section), name)(*first, **given)
        except (TypeError, ValueError, AttributeError):
            return False
        return True

    found = {}
    for name in _classes(tf_keras.optimizers):
        if takes(tf_keras, "optimizers", name, lr=0.1) and not takes(keras, "optimizers", name, lr=0.1):
            found[f"keras.optimizers.{name}(lr)"] = "argument"
    for name, value in LAYER_ARGUMENTS.items():
        old, new = (takes(package, "layers", "Dense", 1, **{name: value}) for package in (tf_keras, keras))
        if old and not new:
            found[f"keras.layers.Layer({name})"] = "argument"
    return found


def _classes(section: Any) -> Iterable[str]:
    return [name for name, value in vars(section).items() if inspect.isclass(value)]
