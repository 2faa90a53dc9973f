"""Runs scripts of the leakage pages in one process and tells what leaked.

Started by test_leaks_are_real.py (`measuring`). Only the pages' own examples come here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tests.support.measuring import answer

EPOCHS = 3


class Cuts:
    """The parts that `take` and `skip` cut from each dataset."""

    def __init__(self) -> None:
        self.parts: dict[int, dict[str, Any]] = {}
        self.owners: list[Any] = []

    @contextlib.contextmanager
    def on(self) -> Iterator[None]:
        import tensorflow as tf

        methods = {name: getattr(tf.data.Dataset, name) for name in ("take", "skip")}

        def watched(name: str) -> Callable[..., Any]:
            def cut(owner: Any, *arguments: Any, **options: Any) -> Any:
                part = methods[name](owner, *arguments, **options)
                self.owners.append(owner)  # kept alive: an id must not be given twice
                self.parts.setdefault(id(owner), {})[name] = part
                return part

            return cut

        for name in methods:
            setattr(tf.data.Dataset, name, watched(name))
        try:
            yield
        finally:
            for name, method in methods.items():
                setattr(tf.data.Dataset, name, method)

    def shared(self) -> float:
        """The largest share of the values behind a `skip` that the `take` beside it also gave, over a few epochs."""
        pairs = [each for each in self.parts.values() if len(each) == 2]
        return max((_shared(each["take"], each["skip"]) for each in pairs), default=0.0)


class Fits:
    """The rows that Keras is fitted on and those it is validated and evaluated on."""

    def __init__(self) -> None:
        self.trained: set[Any] = set()
        self.tested: set[Any] = set()

    @contextlib.contextmanager
    def on(self) -> Iterator[None]:
        import keras

        fit, evaluate = keras.Model.fit, keras.Model.evaluate

        def watched_fit(model: Any, x: Any, *arguments: Any, **options: Any) -> Any:
            self.trained |= _rows(x)
            if options.get("validation_data") is not None:
                held = options["validation_data"]
                self.tested |= _rows(held[0] if isinstance(held, (tuple, list)) else held)
            return fit(model, x, *arguments, **options)

        def watched_evaluate(model: Any, x: Any, *arguments: Any, **options: Any) -> Any:
            if not options.get("_use_cached_eval_dataset"):  # the validation of a fit has been counted
                self.tested |= _rows(x)
            return evaluate(model, x, *arguments, **options)

        keras.Model.fit, keras.Model.evaluate = watched_fit, watched_evaluate
        try:
            yield
        finally:
            keras.Model.fit, keras.Model.evaluate = fit, evaluate

    def shared(self) -> float:
        """The share of the tested numbers that were fitted on."""
        return len(self.trained & self.tested) / len(self.tested) if self.tested else 0.0


def _rows(x: Any) -> set[Any]:
    return _values(x) if hasattr(x, "as_numpy_iterator") else set(np.ravel(x).tolist())


def _shared(taken: Any, skipped: Any) -> float:
    trained: set[Any] = set()
    tested: set[Any] = set()
    for _ in range(EPOCHS):
        trained |= _values(taken)
        tested |= _values(skipped)
    return len(trained & tested) / len(tested)


def _values(dataset: Any) -> set[Any]:
    firsts = [each[0] if isinstance(each, tuple) else each for each in dataset.as_numpy_iterator()]
    return {value for each in firsts for value in np.ravel(each).tolist()}


def measure(script: str) -> dict[str, Any]:
    """What a script leaks: the share of test values that were trained on, and the number it calls `score`."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    cuts, fits = Cuts(), Fits()
    with contextlib.ExitStack() as watches:
        if "take(" in script:
            watches.enter_context(cuts.on())
        if "keras" in script:
            watches.enter_context(fits.on())
        exec(compile(script, "<example>", "exec"), namespace)
    score = namespace.get("score")
    return {
        "shared": cuts.shared(),
        "tested on training rows": fits.shared(),
        "score": None if score is None else float(score),
    }


if __name__ == "__main__":
    answer(measure)
