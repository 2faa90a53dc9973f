"""ZL114: windows of a series that overlap, held out at random."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import pandas as pd
import keras
import tensorflow as tf
from sklearn import model_selection
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import KFold, GroupKFold, ShuffleSplit, train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.utils import shuffle
s = pd.read_csv("tides.csv")["level"].values
"""
WINDOWS = "X = np.array([s[i:i + 30] for i in range(len(s) - 70)])\ny = np.array([s[i + 70] > s[i + 30] for i in range(len(s) - 70)])\n"
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y)\n"
NET = "m = keras.Sequential([keras.layers.Dense(1)])\nm.compile('adam', 'mse')\n"
OVERLAPPING = {
    "comprehension": WINDOWS + SPLIT,
    "appended": "X, y = [], []\nfor i in range(30, len(s)):\n    X.append(s[i - 30:i])\n    y.append(s[i])\nX, y = np.array(X), np.array(y)\n"
    + SPLIT,
    "function with a look-back": "def dataset(series, back=10):\n    a, b = [], []\n    for i in range(len(series) - back - 1):\n"
    "        a.append(series[i:(i + back), 0])\n        b.append(series[i + back, 0])\n    return np.array(a), np.array(b)\n"
    "X, y = dataset(s.reshape(-1, 1))\nX = np.reshape(X, (X.shape[0], 1, X.shape[1]))\n" + SPLIT,
    "class": "class Windows:\n    def __init__(self, series, long):\n        self.x, self.y = [], []\n        for i in range(len(series) - long):\n"
    "            self.x.append(series[i:i + long])\n            self.y.append(series[i + long])\n"
    "w = Windows(s, 24)\nX, y = np.asarray(w.x), np.asarray(w.y)\n" + SPLIT,
    "rows of a table": "t = pd.read_csv('tides.csv')\nX = np.array([t.iloc[i:i + 7].values for i in range(len(t) - 7)])\n"
    "a, b = model_selection.train_test_split(X, test_size=0.1)\nr = Ridge().fit(a[:, :, 1], a[:, 0, 0])\nprint(r.score(b[:, :, 1], b[:, 0, 0]))\n",
    "written into an array": "X = np.zeros((len(s) - 5, 5))\nfor i in range(len(s) - 5):\n    X[i] = s[i:i + 5]\ny = s[5:]\n" + SPLIT,
    "a view": "X = np.lib.stride_tricks.sliding_window_view(s, 30)\ny = s[29:]\n" + SPLIT,
    "scaled first": "s = (s - s.mean()) / s.std()\n" + WINDOWS + "X = X[..., None].astype('float32')\n" + SPLIT,
    "half of each": "X = np.array([s[i:i + 128] for i in range(0, len(s) - 128, 64)])\ny = s[:len(X)]\n" + SPLIT,
    "lists": "X, y = [], []\nfor i in range(len(s) - 12):\n    X.append(s[i:i + 12])\n    y.append(s[i + 12])\n" + SPLIT,
    "shuffled, then cut": WINDOWS + "X, y = shuffle(X, y, random_state=0)\nX_train, X_test = X[:900], X[900:]\n",
    "a random order": WINDOWS + "order = np.random.permutation(len(X))\nX, y = X[order], y[order]\n" + NET
    + "m.fit(X, y, validation_split=0.2)\n",
    "a step in a constant": "LONG, STEP = 50, 10\nX = np.array([s[k:k + LONG] for k in range(0, len(s) - LONG, STEP)])\ny = s[:len(X)]\n" + SPLIT,
    "of three columns": "t = pd.read_csv('walk.csv')\nX = []\nfor i in range(0, len(t) - 90, 45):\n    a = t['x'].values[i:i + 90]\n"
    "    b = t['y'].values[i:i + 90]\n    X.append([a, b])\nX = np.asarray(X).reshape(-1, 90, 2)\ny = np.arange(len(X))\n" + SPLIT,
}  # fmt: skip
APART = {
    "in order": WINDOWS + "X_train, X_test, y_train, y_test = train_test_split(X, y, shuffle=False)\n",
    "cut": WINDOWS + "n = int(len(X) * 0.8)\nX_train, X_test, y_train, y_test = X[:n], X[n + 70:], y[:n], y[n + 70:]\n",
    "as far apart as long": "X = np.array([s[i:i + 64] for i in range(0, len(s) - 64, 64)])\ny = s[:len(X)]\n" + SPLIT,
    "numbered parts": "X = np.array([s[k * 9:(k + 1) * 9] for k in range(len(s) // 9)])\ny = s[:len(X)]\n" + SPLIT,
    "a step that is not known": "import config\nX = np.array([s[i:i + 64] for i in range(0, len(s) - 64, config.STEP)])\ny = s[:len(X)]\n"
    + SPLIT,
    "starts from elsewhere": "X = np.array([s[i:i + 64] for i in np.load('starts.npy')])\ny = s[:len(X)]\n" + SPLIT,
    "one row each": "X = np.array([s[i:i + 1] for i in range(len(s))])\ny = s\n" + SPLIT,
    "the series is cut first": "a, b = s[:900], s[900:]\nX_train = np.array([a[i:i + 9] for i in range(len(a) - 9)])\n"
    "X_test = np.array([b[i:i + 9] for i in range(len(b) - 9)])\nX_train = shuffle(X_train)\n",
    "rows, not windows": "X, y = np.load('x.npy'), np.load('y.npy')\n" + SPLIT,
    "columns of a row": "t = np.load('t.npy')\nX = np.array([t[i, 3:9] for i in range(len(t))])\ny = t[:, 0]\n" + SPLIT,
    "shuffled to train on": WINDOWS + "n = 900\nX_train, y_train = shuffle(X[:n], y[:n])\nX_test, y_test = X[n + 70:], y[n + 70:]\n" + NET
    + "m.fit(X_train, y_train, validation_data=(X_test, y_test))\n",
    "every tenth window": WINDOWS + "X, y = X[::40], y[::40]\n" + SPLIT,
    "batches": "X, y = np.load('x.npy'), np.load('y.npy')\nbatches = [X[i:i + 32] for i in range(0, len(X), 32)]\n" + SPLIT,
}  # fmt: skip


def codes(script: str) -> list[str]:
    report = Checker(Settings(select=("ZL114",)), load()).check_source("train.py", (HEAD + script).encode())
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("script", OVERLAPPING.values(), ids=OVERLAPPING)
def test_windows_between_windows_that_are_trained_on(script: str) -> None:
    assert codes(script) == ["ZL114"]


@pytest.mark.parametrize("script", APART.values(), ids=APART)
def test_windows_that_share_nothing(script: str) -> None:
    assert codes(script) == []
