"""A number that stands for "choose one yourself": on the arm where a test says that it was given, it is not that number."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

FIT = (
    "    net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\n"
    "    net.compile(keras.optimizers.SGD({rate}), 'mse')\n    net.fit(x, y)\n"
)
FLAGS = "import argparse\np = argparse.ArgumentParser()\np.add_argument('--rate', type=float, default=0.0)\na = p.parse_args()\nx, y = load()\n"
CHOSEN = {
    "an if": "def f(x, y, rate=0.0):\n    if rate == 0.0:\n        rate = 0.01\n" + FIT.format(rate="rate"),
    "not": "def f(x, y, rate=0):\n    if not rate:\n        rate = 0.01\n" + FIT.format(rate="rate"),
    "or": "def f(x, y, rate=0):\n    rate = rate or 0.01\n" + FIT.format(rate="rate"),
    "in one line": "def f(x, y, rate=0):\n" + FIT.format(rate="0.01 if rate == 0 else rate"),
    "the other way round": "def f(x, y, rate=-1.0):\n    if rate > 0:\n        used = rate\n    else:\n        used = 0.01\n"
    + FIT.format(rate="used"),
    "in the arm where it was given": "def f(x, y, rate=0.0):\n    if rate != 0:\n"
    + FIT.format(rate="rate").replace("    ", "        "),
    "a flag of the command line": FLAGS
    + "if a.rate <= 0:\n    a.rate = 0.01\n"
    + FIT.format(rate="a.rate").replace("    ", ""),
    "a flag, or": FLAGS + FIT.format(rate="a.rate or 0.01").replace("    ", ""),
    "a method": "class T:\n    def __init__(self, rate=0.0):\n        self.rate = rate\n    def run(self, x, y):\n"
    "        rate = self.rate if self.rate else 0.01\n" + FIT.format(rate="rate").replace("    ", "        "),
}
KEPT = {
    "no test": "def f(x, y, rate=0.0):\n" + FIT.format(rate="rate"),
    "a test that assigns nothing": "def f(x, y, rate=0.0):\n    if rate == 0.0:\n        print('slow')\n"
    + FIT.format(rate="rate"),
    "a test of something else": "def f(x, y, rate=0.0, verbose=0):\n    if verbose == 1:\n        print(rate)\n"
    + FIT.format(rate="rate"),
    "in the arm of the default": "def f(x, y, rate=0.0):\n    if rate == 0:\n"
    + FIT.format(rate="rate").replace("    ", "        "),
    "a flag": FLAGS + FIT.format(rate="a.rate").replace("    ", ""),
}


def codes(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", f"import keras\n{script}".encode()).findings]


@pytest.mark.parametrize("script", CHOSEN.values(), ids=CHOSEN.keys())
def test_what_stands_for_a_choice_is_not_used(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", KEPT.values(), ids=KEPT.keys())
def test_a_default_that_is_used_is_told(script: str) -> None:
    assert codes(script) == ["ZL302"]
