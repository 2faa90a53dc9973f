"""Windows, lags and lists between a scaler and the split: they hold no rows of the table, and are made of them."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import glob
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
levels = pd.read_csv("tides.csv").values
target = pd.read_csv("flood.csv").values
"""
SCALED = "s = MinMaxScaler().fit_transform(levels)\n"
CUT = "n = int(len(X) * 0.8)\nx_train, x_test, y_train, y_test = X[:n], X[n:], target[:n], target[n:]\n"
MODEL = "net = keras.Sequential([layers.LSTM(4), layers.Dense(1)])\nnet.compile('adam', 'mse')\n"
TAUGHT = CUT + MODEL + "net.fit(x_train, y_train)\nprint(net.evaluate(x_test, y_test))\n"
WINDOWS = (
    "def windows(series, steps):\n    x, y = [], []\n    for i in range(steps, len(series)):\n"
    "        x.append(series[i - steps:i])\n        y.append(series[i, 0])\n    return np.array(x), np.array(y)\n"
)
WALK = "for i in range(len(s) - 5):\n    "
FRAME = "df = pd.DataFrame(MinMaxScaler().fit_transform(levels), columns=['a', 'b'])\n"
FILES = "for name in glob.glob('stations/*'):\n    "

SCALED_BEFORE = {
    "appended in a loop": SCALED + "X = []\n" + WALK + "X.append(s[i:i + 5])\nX = np.array(X)\n" + TAUGHT,
    "method under another name": SCALED
    + "X = []\nadd = X.append\n"
    + WALK
    + "add(s[i:i + 5])\nX = np.array(X)\n"
    + TAUGHT,
    "added to the list": SCALED + "X = []\n" + WALK + "X += [s[i:i + 5]]\nX = np.array(X)\n" + TAUGHT,
    "extended": SCALED + "X = []\n" + WALK + "X.extend([s[i:i + 5]])\nX = np.asarray(X)\n" + TAUGHT,
    "inserted in front": SCALED + "X = []\n" + WALK + "X.insert(0, s[i:i + 5])\nX = np.array(X)\n" + TAUGHT,
    "while loop": SCALED
    + "X, i = [], 0\nwhile i < len(s) - 5:\n    X.append(s[i:i + 5])\n    i += 1\nX = np.array(X)\n"
    + TAUGHT,
    "comprehension": SCALED + "X = np.array([s[i:i + 5] for i in range(len(s) - 5)])\n" + TAUGHT,
    "mapped": SCALED + "X = np.array(list(map(lambda i: s[i:i + 5], range(len(s) - 5))))\n" + TAUGHT,
    "generator": SCALED
    + "def windows(series):\n    for i in range(len(series) - 5):\n        yield series[i:i + 5]\n"
    + "X = np.array(list(windows(s)))\n"
    + TAUGHT,
    "stacked": SCALED + "X = []\n" + WALK + "X.append(s[i:i + 5])\nX = np.stack(X)\n" + TAUGHT,
    "stacked by TensorFlow": SCALED + "X = []\n" + WALK + "X.append(s[i:i + 5])\nX = tf.stack(X)\n" + TAUGHT,
    "concatenated": SCALED + "X = []\n" + WALK + "X.append(s[i:i + 5].T)\nX = np.concatenate(X, axis=0)\n" + TAUGHT,
    "given a shape": SCALED
    + "X = []\n"
    + WALK
    + "X.append(s[i:i + 5, 0])\nX = np.reshape(X, (len(X), 5, 1))\n"
    + TAUGHT,
    "written into an array": SCALED + "X = np.zeros((len(s) - 5, 5))\n" + WALK + "X[i] = s[i:i + 5, 0]\n" + TAUGHT,
    "appended to an array": SCALED
    + "X = np.empty((0, 5))\n"
    + WALK
    + "X = np.append(X, [s[i:i + 5, 0]], axis=0)\n"
    + TAUGHT,
    "array that grows": SCALED + "X = np.empty((0, 5))\n" + WALK + "X = np.vstack([X, s[i:i + 5, 0]])\n" + TAUGHT,
    "view with strides": SCALED + "X = np.lib.stride_tricks.sliding_window_view(s, 5, axis=0)\n" + TAUGHT,
    "pairs taken apart": SCALED
    + "pairs = []\n"
    + WALK
    + "pairs.append((s[i:i + 5], s[i + 5]))\nX = np.array([window for window, _ in pairs])\n"
    + TAUGHT,
    "pairs unpacked into zip": SCALED
    + "pairs = []\n"
    + WALK
    + "pairs.append((s[i:i + 5], s[i + 5]))\nX, y = zip(*pairs)\nX = np.array(X)\n"
    + TAUGHT,
    "pairs unpacked into zip, in a helper": SCALED
    + "def arrays(pairs):\n    return [np.stack(column) for column in zip(*pairs)]\n"
    + "X, y = arrays([(s[i:i + 5], s[i + 5]) for i in range(len(s) - 5)])\n"
    + TAUGHT,
    "list in a dict": SCALED + "d = {'x': []}\n" + WALK + "d['x'].append(s[i:i + 5])\nX = np.array(d['x'])\n" + TAUGHT,
    "attribute": SCALED
    + "class Windows:\n    def __init__(self, series):\n        self.rows = []\n        for i in range(len(series) - 5):\n"
    + "            self.rows.append(series[i:i + 5])\n    def array(self):\n        return np.array(self.rows)\n"
    + "X = Windows(s).array()\n"
    + TAUGHT,
    "row by row": SCALED + "X = []\nfor row in s:\n    X.append(row[::-1])\nX = np.asarray(X)\n" + TAUGHT,
    "lists given to the split": SCALED
    + "X, y = [], []\n"
    + WALK
    + "X.append(s[i:i + 5])\n    y.append(s[i + 5])\nx_train, x_test, y_train, y_test = train_test_split(X, y)\n",
    "slices of the list": SCALED
    + "X = []\n"
    + WALK
    + "X.append(s[i:i + 5])\nc = LogisticRegression()\nc.fit(X[:800], target[:800])\nprint(c.score(X[800:], target[800:]))",
    "helper for either part": SCALED
    + WINDOWS
    + "n = int(len(s) * 0.8)\nx_train, y_train = windows(s[:n], 5)\nx_test, y_test = windows(s[n:], 5)\n"
    + MODEL
    + "net.fit(x_train, y_train)\nprint(net.evaluate(x_test, y_test))",
    "test windows that begin in the training part": SCALED
    + WINDOWS
    + "n = int(len(s) * 0.8)\nx_train, y_train = windows(s[:n, :], 5)\nx_test, y_test = windows(s[n - 5:, :], 5)\n"
    + MODEL
    + "net.fit(x_train, y_train, validation_data=(x_test, y_test))",
    "predictions called a test": SCALED
    + WINDOWS
    + "n = int(len(s) * 0.8)\nx_train, y_train = windows(s[:n], 5)\nahead, _ = windows(s[n - 5:], 5)\n"
    + MODEL
    + "net.fit(x_train, y_train)\ntest_answers = net.predict(ahead)",
    "lags": FRAME + "X = pd.concat([df.shift(k) for k in (1, 2, 3)], axis=1).dropna().values\n" + TAUGHT,
    "list of lags": FRAME
    + "lags = []\nfor k in range(1, 49):\n    lags.append(df.shift(k))\nX = pd.concat(lags, axis=1).dropna().to_numpy()\n"
    + TAUGHT,
    "lags beside their column": FRAME + "df['c'] = df['a'].shift(1)\nX = df.dropna()[['c']].values\n" + TAUGHT,
    "differences": FRAME + "X = df.diff().dropna().values\n" + TAUGHT,
    "moving average": FRAME + "X = df.rolling(7).mean().dropna().values\n" + TAUGHT,
    "weighted moving average": FRAME + "X = df.ewm(span=7).mean().values\n" + TAUGHT,
    "datasets of windows": SCALED
    + "n = 900\ntrain = keras.utils.timeseries_dataset_from_array(s[:n], s[5:n], 5)\n"
    + "test = keras.utils.timeseries_dataset_from_array(s[n:], s[n + 5:], sequence_length=5)\n"
    + MODEL
    + "net.fit(train, validation_data=test)",
    "generators of windows": "from tensorflow.keras.preprocessing.sequence import TimeseriesGenerator\n"
    + SCALED
    + "train = TimeseriesGenerator(s, s, 5, end_index=899)\ntest = TimeseriesGenerator(s, s, length=5, start_index=900)\n"
    + MODEL
    + "net.fit(train, validation_data=test)",
    "stations of one scaler": "scaler = StandardScaler().fit(levels)\nX = []\n"
    + "for k in range(0, len(levels), 24):\n    X.append(scaler.transform(levels[k:k + 24]))\nX = np.array(X)\n"
    + TAUGHT,
}
"""A scaler that saw all rows, then something that makes other rows of them, then the split."""

HELD_OUT = "train, test = table[:800], table[800:]"
SCALED_IN_A_HELPER = {
    "all columns, then windows in another": "def scaled(t):\n    t[t.columns] = MinMaxScaler().fit_transform(t)\n    return t\n"
    "def windows(t, k):\n    x = np.array([t.iloc[i:i + k] for i in range(len(t) - k)])\n    return x, t.iloc[k:, 0].values\n"
    "table = scaled(pd.read_csv('a.csv'))\nx_train, y_train = windows(table[:800], 5)\nx_test, y_test = windows(table[800:], 5)\n"
    + MODEL
    + "net.fit(x_train, y_train)\nprint(net.evaluate(x_test, y_test))",
    "by position": "def scaled(t):\n    t.iloc[:, :] = MinMaxScaler().fit_transform(t)\n    return t\ntable = scaled(pd.read_csv('a.csv'))\n"
    + HELD_OUT,
    "everything": "def scaled(t):\n    t[:] = MinMaxScaler().fit_transform(t)\n    return t\ntable = scaled(pd.read_csv('a.csv'))\n"
    + HELD_OUT,
    "some columns of the caller's": "def scale(t):\n    t.loc[:, ['a', 'b']] = MinMaxScaler().fit_transform(t[['a', 'b']])\n"
    "table = pd.read_csv('a.csv')\nscale(table)\n" + HELD_OUT,
    "frame made anew": "def scaled(t):\n    return pd.DataFrame(MinMaxScaler().fit_transform(t), columns=t.columns, index=t.index)\n"
    "table = scaled(pd.read_csv('a.csv'))\n" + HELD_OUT,
    "methods of an object": "class Data:\n    def __init__(self, name):\n        self.table, self.scaler = pd.read_csv(name), StandardScaler()\n"
    "    def scale(self):\n        self.table[self.table.columns] = self.scaler.fit_transform(self.table)\n"
    "    def parts(self, n):\n        return self.table[:n], self.table[n:]\n"
    "data = Data('a.csv')\ndata.scale()\ntrain, test = data.parts(800)",
    "lags and their names": "def supervised(data, before):\n    df, lags, names = pd.DataFrame(data), list(), list()\n"
    "    for k in range(before, 0, -1):\n        lags.append(df.shift(k))\n        names += [f'v{j}(t-{k})' for j in range(2)]\n"
    "    joined = pd.concat(lags + [df], axis=1)\n    joined.dropna(inplace=True)\n    return joined\n"
    "frame = supervised(MinMaxScaler().fit_transform(levels), 3)\nframe.drop(frame.columns[[4, 5]], axis=1, inplace=True)\n"
    "table = frame.values\n" + HELD_OUT,
    "windows that are shuffled": SCALED
    + "X = []\nfor i in range(len(s) - 30):\n    X.append(s[i:i + 30])\ntable = np.array(X)\nnp.random.shuffle(table)\n"
    + "n = int(0.9 * table.shape[0])\ntrain, test = table[:n, :-1], table[n:, :-1]",
}
"""One function scales what another cuts."""

FITTED_ON_TRAINING_ROWS = {
    "helper that transforms": "def scaled(t, scaler):\n    t[t.columns] = scaler.transform(t)\n    return t\n"
    "t = pd.read_csv('a.csv')\ntrain, test = t[:800].copy(), t[800:].copy()\nscaler = MinMaxScaler().fit(train)\n"
    "train, test = scaled(train, scaler), scaled(test, scaler)",
    "test windows that begin in the training file": "scaler = MinMaxScaler()\ns = scaler.fit_transform(pd.read_csv('a.csv')[['x']].values)\n"
    + WINDOWS
    + "x_train, y_train = windows(s, 60)\nlater = pd.read_csv('b.csv')\n"
    "both = pd.concat((pd.read_csv('a.csv')['x'], later['x']), axis=0)\n"
    "rest = scaler.transform(both[len(both) - len(later) - 60:].values.reshape(-1, 1))\nx_test, y_test = windows(rest, 60)\n"
    + MODEL
    + "net.fit(x_train, y_train)\nprint(net.predict(x_test))",
    "a counted number of test windows that begin in the training file": "scaler = MinMaxScaler()\nknown = pd.read_csv('a.csv')\n"
    "s = scaler.fit_transform(known[['x']].values)\nx_train, y_train = [], []\nfor i in range(60, 1200):\n"
    "    x_train.append(s[i - 60:i, 0])\n    y_train.append(s[i, 0])\nx_train, y_train = np.array(x_train), np.array(y_train)\n"
    "later = pd.read_csv('b.csv')\nboth = pd.concat((known['x'], later['x']), axis=0)\n"
    "rest = scaler.transform(both[len(both) - len(later) - 60:].values.reshape(-1, 1))\n"
    "x_test = []\nfor i in range(60, 80):\n    x_test.append(rest[i - 60:i, 0])\nx_test = np.array(x_test)\n"
    + MODEL
    + "net.fit(x_train[..., None], y_train)\nprint(net.predict(x_test[..., None]))",
    "a counted number of test windows over one file": "n = int(len(levels) * 0.8)\nscaler = MinMaxScaler().fit(levels[:n])\n"
    "rest = scaler.transform(levels[n - 5:])\nx_train, y_train = levels[:n], target[:n]\n"
    "x_test = np.array([rest[i - 5:i] for i in range(5, 25)])\n"
    + MODEL
    + "net.fit(scaler.transform(x_train), y_train)\nprint(net.evaluate(x_test, target[n:n + 20]))",
    "a counted number of test windows in a helper": "def cut(rows, first, last, steps=5):\n    return np.stack([rows[i:i + steps] for i in range(first, last)])\n"
    "n = 800\nscaler = StandardScaler()\nscaler.fit(levels[:n])\ns = scaler.transform(levels)\n"
    "x_train, x_test = cut(s, 0, 600), cut(s, 798, 830)\n"
    + MODEL
    + "net.fit(x_train, target[5:605])\nprint(net.evaluate(x_test, target[803:835]))",
    "the first test window written out": "known, later = np.load('a.npy'), np.load('b.npy')\nscaler = StandardScaler().fit(known)\n"
    "line = scaler.transform(np.vstack([known[-5:], later]))\nx_test = np.array([line[0:5], line[1:6], line[2:7]])\n"
    "x_train = np.array([scaler.transform(known)[i:i + 5] for i in range(len(known) - 5)])\n"
    + MODEL
    + "net.fit(x_train, known[5:])\nprint(net.evaluate(x_test, later[:3]))",
    "what comes next": SCALED
    + WINDOWS
    + "X, y = windows(s, 60)\n"
    + MODEL
    + "net.fit(X, y)\nlast = list(s[-60:])\nfor day in range(30):\n    last.append(net.predict(np.array(last[-60:])[None])[0])",
    "windows of either part": WINDOWS
    + "n = int(len(levels) * 0.8)\nscaler = MinMaxScaler().fit(levels[:n])\ns = scaler.transform(levels)\n"
    + "x_train, y_train = windows(s[:n], 5)\nx_test, y_test = windows(s[n:], 5)\n"
    + MODEL
    + "net.fit(x_train, y_train)\nprint(net.evaluate(x_test, y_test))",
    "test windows that begin in the training part": WINDOWS
    + "n = int(len(levels) * 0.8)\nscaler = MinMaxScaler().fit(levels[:n])\ns = scaler.transform(levels)\n"
    + "x_train, y_train = windows(s[:n], 5)\nx_test, y_test = windows(s[n - 5:], 5)\n"
    + MODEL
    + "net.fit(x_train, y_train)\nprint(net.evaluate(x_test, y_test))",
    "two files": WINDOWS
    + "scaler = MinMaxScaler()\nx_train, y_train = windows(scaler.fit_transform(levels), 5)\n"
    + "x_test, y_test = windows(scaler.transform(pd.read_csv('next.csv').values), 5)\n"
    + MODEL
    + "net.fit(x_train, y_train)\nprint(net.evaluate(x_test, y_test))",
    "windows scaled behind the cut": WINDOWS
    + "X, y = windows(levels, 5)\n"
    + CUT
    + "mean = x_train.mean(axis=0)\nx_train, x_test = x_train - mean, x_test - mean\n"
    + MODEL
    + "net.fit(x_train, y_train)\nprint(net.evaluate(x_test, y_test))",
    "lags scaled behind the cut": "df = pd.DataFrame(levels)\nX = pd.concat([df.shift(1), df.shift(2)], axis=1).dropna().values\n"
    + CUT
    + "scaler = MinMaxScaler().fit(x_train)\nx_train, x_test = scaler.transform(x_train), scaler.transform(x_test)\n"
    + MODEL
    + "net.fit(x_train, y_train)\nprint(net.evaluate(x_test, y_test))",
    "each window by itself": "X = []\nfor i in range(len(levels) - 5):\n    w = levels[i:i + 5]\n"
    "    X.append((w - w.mean()) / w.std())\nX = np.array(X)\n" + TAUGHT,
    "each window with a scaler of its own": "X = []\nfor i in range(len(levels) - 5):\n"
    "    X.append(MinMaxScaler().fit_transform(levels[i:i + 5]))\nX = np.array(X)\n" + TAUGHT,
    "each window in a comprehension": "X = np.array([StandardScaler().fit_transform(levels[i:i + 5]) for i in range(len(levels) - 5)])\n"
    + TAUGHT,
    "each file by itself": "X = []\n"
    + FILES
    + "sound = np.load(name)\n    X.append((sound - np.mean(sound)) / np.std(sound))\nX = np.array(X)\n"
    + TAUGHT,
    "each file by itself, stacked": "X = np.empty((0, 40))\n"
    + FILES
    + "X = np.vstack([X, StandardScaler().fit_transform(np.load(name)).T])\n"
    + TAUGHT,
    "each of a few files": "X = []\nfor name in ('north', 'south', 'west'):\n"
    "    X.append(StandardScaler().fit_transform(pd.read_csv(name).values))\nX = np.array(X)\n" + TAUGHT,
    "less the moving average": "df = pd.DataFrame(levels)\nX = (df - df.rolling(7).mean()).dropna().values\n" + TAUGHT,
    "less all that came before": "df = pd.DataFrame(levels)\nX = ((df - df.expanding().mean()) / df.ewm(9).std()).values\n"
    + TAUGHT,
    "walk forward": "n = int(len(levels) * 0.8)\ntrain, test = levels[:n], levels[n:]\nhistory = [row for row in train]\n"
    "for t in range(len(test)):\n    scaler = StandardScaler().fit(history)\n"
    "    c = LogisticRegression().fit(scaler.transform(history), target[:n + t])\n"
    "    print(c.predict(scaler.transform([test[t]])))\n    history.append(test[t])",
    "lists of two folders": "train, test = [], []\nfor name in glob.glob('train/*'):\n    train.append(np.load(name))\n"
    "for name in glob.glob('test/*'):\n    test.append(np.load(name))\nx_train, x_test = np.array(train), np.array(test)\n"
    "mean = x_train.mean(axis=0)\nx_train, x_test = x_train - mean, x_test - mean",
    "generators that share no row": "from tensorflow.keras.preprocessing.sequence import TimeseriesGenerator\n"
    "train = TimeseriesGenerator(levels, levels, 5, end_index=799)\ntest = TimeseriesGenerator(levels, levels, 5, start_index=800)\n"
    + MODEL
    + "net.fit(train, validation_data=test)",
    "numbers that the script draws": WINDOWS
    + "walk = np.cumsum(np.random.default_rng(3).normal(size=3600))\nX, y = windows((walk - walk.mean()) / walk.std(), 5)\n"
    + TAUGHT,
}

GENERATORS = {
    "whole table": "train = TimeseriesGenerator(levels, target, 5)\ntest = TimeseriesGenerator(levels[900:], target[900:], 5)",
    "one row too many": "train = TimeseriesGenerator(levels, target, length=5, end_index=900)\n"
    "test = TimeseriesGenerator(levels, target, length=5, start_index=900)",
    "datasets": "train = keras.utils.timeseries_dataset_from_array(levels, target, 5, end_index=1000)\n"
    "test = keras.utils.timeseries_dataset_from_array(levels, target, 5, start_index=900)",
    "parts of a split": "a, b, c, d = train_test_split(levels, target, shuffle=False)\n"
    "train = TimeseriesGenerator(data=levels, targets=target, length=5)\ntest = TimeseriesGenerator(b, d, length=5)",
    "in a helper": "def batches(x, y):\n    return TimeseriesGenerator(x, y, 5, batch_size=16)\n"
    "train, test = batches(levels, target), batches(levels[-100:], target[-100:])",
}
"""Generators of windows whose test rows are training rows too."""


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SCALED_BEFORE.values(), ids=SCALED_BEFORE.keys())
def test_a_scaler_that_saw_what_later_windows_are_made_of(script: str) -> None:
    assert codes(script) == ["ZL105"]


@pytest.mark.parametrize("script", SCALED_IN_A_HELPER.values(), ids=SCALED_IN_A_HELPER.keys())
def test_a_helper_that_scales_what_another_cuts(script: str) -> None:
    assert codes(script) == ["ZL105"]


@pytest.mark.parametrize("script", FITTED_ON_TRAINING_ROWS.values(), ids=FITTED_ON_TRAINING_ROWS.keys())
def test_windows_that_learned_nothing_of_the_test(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", GENERATORS.values(), ids=GENERATORS.keys())
def test_windows_of_rows_that_are_trained_on(script: str) -> None:
    imported = "from tensorflow.keras.preprocessing.sequence import TimeseriesGenerator\n"
    assert codes(imported + script + "\n" + MODEL + "net.fit(train, validation_data=test)") == ["ZL101"]
