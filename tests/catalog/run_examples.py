"""Runs scripts of the rule pages in one TensorFlow process and tells what each did to its model.

Started by test_in_tensorflow.py (`measuring`). Only the pages' own examples come here.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from tests.support.measuring import answer


def _refuse() -> None:
    raise RuntimeError("the scripts share a process: write `with tf.Graph().as_default():` instead")


for module in (tf.compat.v1, importlib.import_module("tensorflow.compat.v1")):
    module.disable_eager_execution = module.disable_v2_behavior = _refuse


class Batches(keras.callbacks.Callback):
    """Counts the batches of each epoch."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: list[int] = []

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self.counts.append(0)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self.counts[-1] += 1


class Watch:
    """What a script does to its models: their weights before the first fit (or load), and the data of the last fit."""

    def __init__(self) -> None:
        self.before: dict[int, list[Any]] = {}
        self.data: dict[int, tuple[Any, Any]] = {}
        self.models: list[keras.Model] = []
        self.told: dict[int, dict[str, Any]] = {}

    def remember(self, model: keras.Model) -> None:
        if id(model) not in self.before:
            self.models.append(model)  # kept alive: an id must not be given twice
            self.before[id(model)] = model.get_weights()

    @contextlib.contextmanager
    def on(self) -> Iterator[None]:
        fit, load_weights = keras.Model.fit, keras.Model.load_weights

        def watched_fit(model: keras.Model, x: Any, y: Any = None, **options: Any) -> Any:
            if isinstance(x, np.ndarray):
                model(x[:1])
                self.data[id(model)] = (x, y)
            self.remember(model)
            counting = Batches()
            done = fit(model, x, y, **{**options, "callbacks": [*options.get("callbacks", ()), counting]})
            self.told[id(model)] = {"batches": counting.counts, "history": done.history}
            return done

        def watched_load(model: keras.Model, *arguments: Any, **options: Any) -> Any:
            self.remember(model)
            return load_weights(model, *arguments, **options)

        keras.Model.fit, keras.Model.load_weights = watched_fit, watched_load
        try:
            yield
        finally:
            keras.Model.fit, keras.Model.load_weights = fit, load_weights

    def figures(self, model: keras.Model) -> dict[str, Any]:
        """The figures of a model's training: what fit told, and where it had arrays what it did; empty without a fit."""
        told = self.told.get(id(model), {})
        if id(model) not in self.data:
            return told
        x, y = self.data[id(model)]
        before, after = self.before[id(model)], model.get_weights()
        kernels = [(old, new) for old, new in zip(before, after, strict=True) if old.ndim > 1]
        answers = model.predict(x, verbose=0)
        found: dict[str, Any] = {
            **told,
            "columns": answers.shape[-1] if hasattr(answers, "shape") else None,
            "spread": min(float(np.ptp(each, axis=0).max()) for each in keras.tree.flatten(answers)),
            "kernels_unchanged": float(np.mean(np.concatenate([(old == new).ravel() for old, new in kernels]))),
            "movement": max(float(np.abs(old - new).max()) for old, new in zip(before, after, strict=True)),
            "distinct_units": [distinct_units(new) for _, new in kernels],
        }
        if not isinstance(answers, list):
            found["axes"] = answers.ndim
            found["log_loss"] = log_loss(answers, y)
            found["off_one"] = float(np.abs(answers.sum(axis=-1) - 1.0).mean())
        if getattr(model, "loss", None) is not None:
            found["loss_after"], _ = loss_and_gradient(model, x, y)
            model.set_weights(before)
            found["loss_before"], found["gradient"] = loss_and_gradient(model, x, y)
        return found


def distinct_units(kernel: Any) -> tuple[int, int]:
    """How many units or filters of a kernel differ by more than rounding, and how many there are."""
    columns = kernel.reshape(-1, kernel.shape[-1])
    return np.unique(columns.round(5), axis=1).shape[1], columns.shape[1]


def loss_and_gradient(model: keras.Model, x: Any, y: Any) -> tuple[float, float]:
    """The compiled loss over all rows, and the norm of its gradient."""
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=tf.convert_to_tensor(y), y_pred=model(x))
    gradients = [each for each in tape.gradient(loss, model.trainable_variables) if each is not None]
    return float(loss), float(tf.linalg.global_norm(gradients))


def log_loss(answers: Any, y: Any) -> float | None:
    """Mean negative logarithm of the probability given to the right class; None for other targets."""
    if not set(np.unique(y)) <= {0, 1} or answers.min() < 0 or answers.max() > 1:
        return None
    chance = np.clip(answers.astype("float64"), 1e-12, 1 - 1e-12)
    truth = np.asarray(y, dtype="float64").reshape(len(y), -1)
    if truth.shape != chance.shape:
        return None
    if truth.shape[1] > 1:
        return float(-(truth * np.log(chance)).sum(axis=1).mean())
    return float(-(truth * np.log(chance) + (1 - truth) * np.log(1 - chance)).mean())


def hand_written(namespace: dict[str, Any]) -> dict[str, Any]:
    """What a script that trains by hand calls `cost`, `costs` and `gradient`, where it does."""
    found: dict[str, Any] = {}
    if isinstance(namespace.get("costs"), list):
        found["costs"] = list(map(float, namespace["costs"]))
    if isinstance(namespace.get("cost"), tf.Tensor):
        found["cost"] = float(tf.reduce_mean(namespace["cost"]))
    if isinstance(namespace.get("gradient"), tf.Tensor):
        found["finite"] = bool(np.isfinite(namespace["gradient"].numpy()).all())
    return found


def measure(script: str) -> dict[str, Any]:
    """Run a script from a fixed seed; the figures of the model it calls `model`."""
    keras.utils.set_random_seed(1)
    watch = Watch()
    namespace: dict[str, Any] = {"__name__": "__main__"}
    try:
        with watch.on():
            exec(compile(script, "<example>", "exec"), namespace)
        figures = watch.figures(namespace["model"]) if "model" in namespace else {}
        return figures | hand_written(namespace)
    finally:
        keras.backend.clear_session()


if __name__ == "__main__":
    answer(measure)
