"""Counts of turns and items: what is believed of ranges and generators is what Python counts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.facts.events import Fitted
from zerolint.facts.sizes import ENDLESS, in_worlds, plus, times, turns
from zerolint.facts.values import Known, Unknown
from zerolint.interp import interpret

GENERATORS = {
    "one loop": "def g():\n    for k in range(8):\n        yield k",
    "a long loop": "def g():\n    for k in range(3, 500, 7):\n        yield k",
    "loops in loops": "def g():\n    for e in range(70):\n        for k in (1, 2, 3):\n            yield k\n        yield e",
    "two yields": "def g():\n    yield 1\n    for k in 'abc':\n        yield k",
    "delegated": "def f():\n    yield from range(100)\ndef g():\n    yield from f()\n    yield from [1, 2]",
    "enumerated": "def g():\n    for k, v in enumerate(range(200)):\n        yield v",
    "zipped": "def g():\n    for k, v in zip(range(200), range(200)):\n        yield v",
    "endless": "def g():\n    while True:\n        for k in range(3):\n            yield k",
}


def length(code: str) -> object:
    """How many batches `fit` is believed to get from g()."""
    script = f"import keras\n{code}\nm = keras.Sequential([keras.layers.Dense(1)])\nm.fit(g(), epochs=2)\n"
    (fit,) = interpret(script).facts.of(Fitted)
    return fit.batches.value if isinstance(fit.batches, Known) else None


@pytest.mark.parametrize("code", GENERATORS.values(), ids=GENERATORS.keys())
def test_a_generator_gives_as_many_items_as_python_counts(code: str) -> None:
    names: dict[str, object] = {}
    exec(code, names)
    if "while True" in code:
        assert length(code) == math.inf
        return
    assert length(code) == len(list(names["g"]()))  # type: ignore[operator]


@pytest.mark.parametrize(
    "code",
    [
        "from data import rows\ndef g():\n    for r in rows():\n        yield r",
        "def g(n=None):\n    k = 0\n    while k < n:\n        yield k\n        k += 1",
        "import os\ndef g():\n    while True:\n        if os.path.exists('stop'):\n            return\n        yield 1",
    ],
    ids=["unknown iterable", "condition", "endless loop that is left"],
)
def test_a_length_that_is_not_known(code: str) -> None:
    assert length(code) is None


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-9, 9).filter(bool))
def test_turns_of_a_range(start: int, stop: int, step: int) -> None:
    assert turns(Known(start), Known(stop), Known(step)) == Known(len(range(start, stop, step)))


def test_what_never_ends_stays_endless() -> None:
    assert times(ENDLESS, Unknown("n")) == plus(Known(3), ENDLESS) == ENDLESS


def test_an_unknown_count_is_in_no_world() -> None:
    assert in_worlds(Known(3), Unknown("n")) == []
