"""Recurrent layers on one number a row, in the spellings of real scripts, and sequences that are some."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers as L
s = np.random.rand(200)
y = np.random.rand(200)
"""
FIT = "\nm.compile('adam', 'mse')\nm.fit(x, y)\n"
STACK = "\nm = keras.Sequential([L.LSTM(8), L.Dense(1)])" + FIT

ONE_STEP = {
    "a reshape": "x = s.reshape(200, 1, 1)" + STACK,
    "np.reshape of a length": "x = np.reshape(s, (len(s), 1, 1))" + STACK,
    "new axes": "x = s[:, None, None]" + STACK,
    "expand_dims": "x = np.expand_dims(np.expand_dims(s, -1), -1)" + STACK,
    "an input shape": "x = s.reshape(-1, 1, 1)\nm = keras.Sequential()\nm.add(L.GRU(8, input_shape=(1, 1)))\nm.add(L.Dense(1))" + FIT,
    "declared, the data unknown": "x = np.load('x.npy')\nm = keras.Sequential([keras.Input((1, 1)), L.SimpleRNN(4), L.Dense(1)])" + FIT,
    "functional": "x = s.reshape(-1, 1, 1)\ni = keras.Input(shape=(1, 1))\nm = keras.Model(i, L.Dense(1)(L.LSTM(units=8, activation='relu')(i)))" + FIT,
    "both directions": "x = s.reshape(-1, 1, 1)\nm = tf.keras.Sequential([tf.keras.layers.Bidirectional(tf.keras.layers.LSTM(4), input_shape=(1, 1)), tf.keras.layers.Dense(1)])" + FIT,
    "a setting": "c = {'steps': 1, 'features': 1}\nx = s.reshape(-1, c['steps'], c['features'])" + STACK,
    "a factory": "def build(n):\n    m = keras.Sequential([keras.Input((n, 1)), L.LSTM(8), L.Dense(1)])\n    m.compile('adam', 'mse')\n    return m\nx = s.reshape(-1, 1, 1)\nbuild(1).fit(x, y)",
    "the same one step in every turn": "x = s.reshape(-1, 1, 1)\nfor units in (4, 8):\n    m = keras.Sequential([L.LSTM(units), L.Dense(1)])\n    m.compile('adam', 'mse')\n    m.fit(x, y)",
    "a layer that reshapes": "x = s.reshape(-1, 1)\nm = keras.Sequential([keras.Input((1,)), L.Reshape((1, 1)), L.LSTM(8), L.Dense(1)])" + FIT,
}  # fmt: skip
SEQUENCES = {
    "several steps": "x = s.reshape(50, 4, 1)\ny = y[:50]" + STACK,
    "one step of several numbers": "x = s.reshape(50, 1, 4)\ny = y[:50]" + STACK,
    "stateful": "x = s.reshape(-1, 1, 1)\nm = keras.Sequential([keras.Input((1, 1), batch_size=1), L.LSTM(8, stateful=True), L.Dense(1)])" + FIT,
    "unknown steps": "x = s.reshape(-1, 1, 1)\nm = keras.Sequential([keras.Input((None, 1)), L.Conv1D(4, 1), L.LSTM(8), L.Dense(1)])" + FIT,
    "steps from outside": "import sys\nn = int(sys.argv[1])\nx = s.reshape(-1, n, 1)\nm = keras.Sequential([keras.Input((n, 1)), L.LSTM(8), L.Dense(1)])" + FIT,
    "a decoder": "e, d = keras.Input((7, 2)), keras.Input((1, 1))\n_, h, c = L.LSTM(8, return_state=True)(e)\no = L.LSTM(8)(d, initial_state=[h, c])\nm = keras.Model([e, d], L.Dense(1)(o))\nm.compile('adam', 'mse')\nm.fit([np.ones((9, 7, 2)), np.ones((9, 1, 1))], np.ones(9))",
    "windows of one step and more": "for k in (1, 2, 5):\n    x = s.reshape(-1, k, 1)\n    y = s[:len(x)]\n    m = keras.Sequential([L.LSTM(8), L.Dense(1)])\n    m.compile('adam', 'mse')\n    m.fit(x, y)",
    "windows of up to twenty steps": "def windows(v, k):\n    return np.array([v[i:i + k] for i in range(len(v) - k)]).reshape(len(v) - k, k), v[k:]\nfor i in range(20):\n    k = i + 1\n    x, y = windows(s, k)\n    x = x.reshape(x.shape[0], x.shape[1], 1)\n    m = keras.Sequential()\n    m.add(L.GRU(8, input_shape=(k, 1)))\n    m.add(L.Dense(1))\n    m.compile('adam', 'mse')\n    m.fit(x, y, verbose=0)",
    "windows that a function tries": "def score(k):\n    i = keras.Input((k, 1))\n    m = keras.Model(i, L.Dense(1)(L.LSTM(8)(i)))\n    m.compile('adam', 'mse')\n    return m.fit(s.reshape(-1, k, 1), y[:200 // k]).history['loss'][-1]\nlosses = [score(k) for k in [1, 4, 10]]",
    "windows of a table of settings": "for name, c in {'short': {'k': 1}, 'long': {'k': 8}}.items():\n    x = s.reshape(-1, c['k'], 1)\n    y = s[:len(x)]\n    m = keras.Sequential([keras.Input((c['k'], 1)), L.SimpleRNN(4), L.Dense(1)])\n    m.compile('adam', 'mse')\n    m.fit(x, y)",
    "not trained": "m = keras.Sequential([keras.Input((1, 1)), L.LSTM(8), L.Dense(1)])\nm.compile('adam', 'mse')",
    "repeated code": "x = s.reshape(-1, 1)\ni = keras.Input((1,))\nh = L.RepeatVector(1)(L.Dense(1)(i))\nm = keras.Model(i, L.Dense(1)(L.LSTM(8)(h)))" + FIT,
}  # fmt: skip


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", ONE_STEP.values(), ids=ONE_STEP.keys())
def test_sequences_of_one_number(script: str) -> None:
    assert found(script) == ["ZL608"]


@pytest.mark.parametrize("script", SEQUENCES.values(), ids=SEQUENCES.keys())
def test_sequences_of_several_numbers_or_with_a_state(script: str) -> None:
    assert found(script) == []
