"""Optimizers that other code gets, and rates for numbers of any size: who knows what moves, and by how much."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers, optimizers
from keras.optimizers import Adam, RMSprop, SGD
from nets import network
"""
MOVES_SOMETHING_ELSE = {
    "an option of an explainer": (
        "from masks import GraphExplainer\nwhy = GraphExplainer(network, compile_options={'optimizer': Adam(2.0), 'loss': 'mae'})\nwhy.explain([3])"
    ),
    "an attack": "from attacks import CarliniWagner\nCarliniWagner(network, optimizer=Adam(5.0)).generate(np.load('x.npy'))",
    "a method": "import saliency\nmaps = saliency.Masks(network)\nmaps.invert(np.load('x.npy'), optimizer=RMSprop(1.5))",
    "a variable in options of options": (
        "from dreams import dream\nhow = Adam(4.0)\noptions = dict(steps=20, descent={'by': [how]})\ndream(network, **options)"
    ),
    "a helper between": "from masks import explain\ndef look(by):\n    return explain(network, by=by)\nlook(Adam(3.0))",
    "an explainer of a library that is known": "import shap\nshap.explain(network, optimizer=Adam(3.0))",
}
MOVES_WEIGHTS = {
    "a trainer of another module": "from loops import train\ntrain(network, Adam(2.0))",
    "a class that trains": "from loops import Trainer\nTrainer(network, optimizer=Adam(2.0)).run()",
    "an agent": "from agents import DQN\nplayer = DQN(network)\nplayer.compile(Adam(2.0), metrics=['mae'])",
    "a network of another module": "from nets import build\nnet = build()\nnet.compile(Adam(2.0), 'mae')",
    "settings of a loop": "from loops import fit_network\nfit_network(network, {'optimizer': Adam(2.0), 'epochs': 3})",
    "given back": "def choose():\n    return Adam(2.0)",
    "an explainer's and a model's": (
        "from masks import Explainer\nby = Adam(2.0)\nm = keras.Sequential([keras.Input((3,)), layers.Dense(4, 'relu'), layers.Dense(1)])\n"
        "m.compile(by, 'mae')\nExplainer(m, by)"
    ),
    "on one path": (
        "m = keras.Sequential([keras.Input((3,)), layers.Dense(4, 'relu'), layers.Dense(1)])\n"
        "m.compile(Adam(2.0) if network else 'sgd', 'mae')\nm.fit(np.random.rand(9, 3), np.random.rand(9))"
    ),
}


def found(script: str, *asked: str) -> list[tuple[str, str]]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(extend_select=asked))
    return [(each.code, each.severity) for each in report.findings if each.code in ("ZL301", "ZL302", "ZL317")]


@pytest.mark.parametrize("script", MOVES_SOMETHING_ELSE.values(), ids=MOVES_SOMETHING_ELSE)
def test_a_large_rate_for_something_that_is_no_network(script):
    assert found(script, "ZL317") == []


@pytest.mark.parametrize("script", MOVES_WEIGHTS.values(), ids=MOVES_WEIGHTS)
def test_a_large_rate_for_the_weights_of_a_network(script):
    assert found(script) == [("ZL317", "warning")]


@pytest.mark.parametrize(
    ("rate", "code"), [("0.0", "ZL302"), ("-0.1", "ZL302"), ("1e-12", "ZL301")], ids=["zero", "negative", "tiny"]
)
def test_a_rate_that_moves_nothing_says_less_where_other_code_has_the_optimizer(rate, code):
    handed = f"from masks import Explainer\nExplainer(network, optimizer=Adam({rate}))"
    assert found(handed) == [(code, "warning")]
    assert found(handed.replace("Explainer", "Trainer")) == [(code, "error")]


NET = "m = keras.Sequential([keras.Input((2,)), layers.Dense(1)])\nby = SGD(1e-9)\nm.compile(by, 'mse')\n"
RAW = {
    "targets of a table": "t = pd.read_csv('h.csv')\nm.fit(t[['a', 'b']].values / 1e4, t['price'].values)",
    "inputs of a table": "t = pd.read_csv('h.csv')\nm.fit(t[['a', 'b']], np.log1p(t['price']))",
    "an array of a file": "d = np.loadtxt('h.csv', delimiter=',')\nm.fit(d[:, :2], d[:, 2])",
    "split first": (
        "from sklearn.model_selection import train_test_split\nt = pd.read_csv('h.csv')\n"
        "a, b, c, d = train_test_split(t[['a', 'b']].to_numpy(), t['price'].to_numpy())\nm.fit(a, c)"
    ),
    "in a tape": (
        "x, y = np.loadtxt('x.txt').astype('float32'), np.loadtxt('y.txt')\nfor step in range(50):\n"
        "    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean((m(x) - y) ** 2)\n"
        "    by.apply_gradients(zip(tape.gradient(cost, m.trainable_variables), m.trainable_variables))"
    ),
}
SCALED = {
    "scaled": (
        "from sklearn.preprocessing import StandardScaler\nt = pd.read_csv('h.csv')\n"
        "m.fit(StandardScaler().fit_transform(t[['a', 'b']]), StandardScaler().fit_transform(t[['price']]))"
    ),
    "drawn": "m.fit(np.random.rand(60, 2), np.random.rand(60))",
    "divided": "d = np.loadtxt('h.csv')\nm.fit(d[:, :2] / 1e3, d[:, 2] / 1e5)",
    "stored": "m.fit(np.load('x.npy'), np.load('y.npy'))",
    "not known": "from data import load\nx, y = load()\nm.fit(x, y)",
}


@pytest.mark.parametrize("script", RAW.values(), ids=RAW)
def test_a_tiny_rate_on_numbers_as_a_file_holds_them_is_no_more_than_a_hint(script):
    assert found(NET + script) == []
    assert ("ZL301", "info") in found(NET + script, "ZL301")


@pytest.mark.parametrize("script", SCALED.values(), ids=SCALED)
def test_a_tiny_rate_on_other_numbers(script):
    assert found(NET + script) == [("ZL301", "warning")]


NETS = "def net():\n    return keras.Sequential([keras.Input((4,)), layers.Dense(8, 'relu'), layers.Dense(1)])\nX = np.random.rand(64, 4)\n"
COMPARED = {
    "a loop over optimizers": "for by in [SGD(), Adam(), optimizers.Adadelta()]:\n    m = net()\n    m.compile(by, 'mae')\n    m.fit(X, X[:, 0])",
    "a loop over names": "for by in ('sgd', 'adam', 'adadelta'):\n    m = net()\n    m.compile(optimizer=by, loss='mae')\n    m.fit(X, X[:, 0])",
    "a dict of classes": "for name, kind in {'a': Adam, 'd': optimizers.Adadelta}.items():\n    m = net()\n    m.compile(kind(), 'mae')\n    m.fit(X, X[:, 0])",
    "a helper that is called with each": "def run(by):\n    m = net()\n    m.compile(by, 'mae')\n    return m.fit(X, X[:, 0])\nscores = [run(Adam()), run(optimizers.Adadelta())]",
    "models of another module": "for by in (RMSprop(), optimizers.Adadelta()):\n    network.compile(loss='mae', optimizer=by)",
}
CHOSEN = {
    "one line that trains twice": "for turn in range(3):\n    m = net()\n    m.compile(optimizers.Adadelta(), 'mae')\n    m.fit(X, X[:, 0])",
    "a rate that was written": "for by in [SGD(), Adam(), optimizers.Adadelta(1e-3)]:\n    m = net()\n    m.compile(by, 'mae')\n    m.fit(X, X[:, 0])",
    "two models, a line each": "a, b = net(), net()\na.compile(Adam(), 'mae')\nb.compile(optimizers.Adadelta(), 'mae')",
}


@pytest.mark.parametrize("script", COMPARED.values(), ids=COMPARED)
def test_a_comparison_of_optimizers_shows_their_default_rates(script: str) -> None:
    assert found(NETS + script) == []


@pytest.mark.parametrize("script", CHOSEN.values(), ids=CHOSEN)
def test_what_is_no_comparison_of_default_rates(script: str) -> None:
    assert [code for code, _ in found(NETS + script)] == ["ZL301"]
