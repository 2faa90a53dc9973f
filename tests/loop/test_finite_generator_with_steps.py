"""Generators that end before the epochs drawn from them, in the spellings of real scripts, and those that last."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import itertools
import numpy as np
import keras
X = np.random.rand(256, 4)
m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
m.compile('adam', 'mse')
"""
ONE_PASS = "def g():\n    for k in range(8):\n        yield X[k * 32:k * 32 + 32], X[k * 32:k * 32 + 32, 0]\n"
ENDING = {
    "fit_generator": ONE_PASS + "m.fit_generator(g(), steps_per_epoch=8, epochs=4)",
    "through a helper": ONE_PASS
    + "def train(model, feed, epochs=10):\n    model.fit(feed, steps_per_epoch=8, epochs=epochs)\ntrain(m, g())",
    "method of a class": (
        "class Data:\n    def __init__(self, x):\n        self.x = x\n    def batches(self, n):\n        for k in range(len(self.x) // n):\n"
        "            yield self.x[k * n:k * n + n], self.x[k * n:k * n + n, 0]\nd = Data(X)\nm.fit(d.batches(32), steps_per_epoch=len(X) // 32, epochs=2)"
    ),
    "loaded rows": (
        "Z = np.load('z.npy')\ndef g(z):\n    for row in z:\n        yield row[None], row[None, :1]\nm.fit(g(Z), epochs=3)"
    ),
    "enumerated": "def g(z):\n    for k, row in enumerate(z):\n        yield row[None], row[None, :1]\nm.fit(g(X), steps_per_epoch=256, epochs=3)",
    "written out": "def g():\n    yield X[:99], X[:99, 0]\n    yield X[99:], X[99:, 0]\nm.fit(g(), steps_per_epoch=2, epochs=2)",
    "delegated": ONE_PASS + "def h():\n    yield from g()\nm.fit(h(), steps_per_epoch=8, epochs=4)",
    "config dict": ONE_PASS
    + "c = {'epochs': 5, 'steps': 8}\nm.fit(g(), steps_per_epoch=c['steps'], epochs=c['epochs'])",
    "too few of its own epochs": (
        "def g(n):\n    for e in range(n):\n        for k in range(8):\n            yield X[:32], X[:32, 0]\nm.fit(g(2), steps_per_epoch=8, epochs=5)"
    ),
}
LASTING = {
    "while True": "def g():\n    while True:\n        for k in range(8):\n            yield X[:9], X[:9, 0]\nm.fit(g(), steps_per_epoch=8, epochs=4)",
    "while 1 with a reset": (
        "def g():\n    k = 0\n    while 1:\n        if k > 200:\n            k = 0\n        k += 32\n        yield X[k:k + 32], X[k:k + 32, 0]\nm.fit(g(), steps_per_epoch=8, epochs=4)"
    ),
    "drawn from an endless one": (
        "def g():\n    while True:\n        yield X, X[:, 0]\ndef h():\n    for x, y in g():\n        yield x * 2, y\nm.fit(h(), steps_per_epoch=8, epochs=4)"
    ),
    "zip of endless ones": (
        "def g():\n    while True:\n        yield X\ndef h():\n    for x, y in zip(g(), g()):\n        yield x, y[:, :1]\nm.fit(h(), steps_per_epoch=8, epochs=4)"
    ),
    "flow of an image generator": (
        "d = keras.preprocessing.image.ImageDataGenerator()\ndef g():\n    for x, y in d.flow(X, X[:, 0]):\n        yield x, y\nm.fit(g(), steps_per_epoch=8, epochs=4)"
    ),
    "as many as are drawn": ONE_PASS + "m.fit(g(), steps_per_epoch=2, epochs=4)",
    "total given": "EPOCHS, STEPS = 30, 8\ndef g():\n    for k in range(EPOCHS * STEPS):\n        yield X, X[:, 0]\nm.fit(g(), steps_per_epoch=STEPS, epochs=EPOCHS)",
    "length of another module": "from data import batches\nm.fit(batches(), steps_per_epoch=8, epochs=4)",
    "unknown number of turns": "import sys\ndef g(n):\n    for k in range(n):\n        yield X, X[:, 0]\nm.fit(g(int(sys.argv[1])), steps_per_epoch=8, epochs=4)",
    "ended by a condition that is not known": (
        "def g():\n    while True:\n        if keras.backend.epsilon():\n            break\n        yield X, X[:, 0]\nm.fit(g(), steps_per_epoch=8, epochs=4)"
    ),
    "few steps of unknown data": "Z = np.load('z.npy')\ndef g():\n    for row in Z:\n        yield row[None], row[None, :1]\nm.fit(g(), steps_per_epoch=10, epochs=3)",
    "two batches are kept": "def g():\n    for k in range(2):\n        yield X, X[:, 0]\nm.fit(g(), epochs=4)",
    "cycle around it": ONE_PASS + "m.fit(itertools.cycle(g()), steps_per_epoch=8, epochs=4)",
    "restarted at an epoch": ONE_PASS + "m.fit(g(), steps_per_epoch=8, epochs=4, initial_epoch=3)",
    "fitted on arrays": "m.fit(X, X[:, 0], epochs=9)",
}


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", ENDING.values(), ids=ENDING.keys())
def test_a_generator_that_ends_too_soon(script: str) -> None:
    assert found(script) == ["ZL502"]


@pytest.mark.parametrize("script", LASTING.values(), ids=LASTING.keys())
def test_a_generator_that_lasts(script: str) -> None:
    assert found(script) == []


@pytest.mark.parametrize(("steps", "severity"), [("steps_per_epoch=8, ", "error"), ("", "warning")])
def test_only_counted_steps_report_a_zero(steps: str, severity: str) -> None:
    report = check_source("train.py", (HEAD + ONE_PASS + f"m.fit(g(), {steps}epochs=4)\n").encode())
    assert [(each.code, each.severity) for each in report.findings] == [("ZL502", severity)]
