"""Which rows are held out of training, and which only look so: ends of a series, frames joined and taken apart."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from sklearn.linear_model import Ridge
from sklearn.preprocessing import MinMaxScaler, StandardScaler
"""
SERIES = "loads = pd.read_csv('loads.csv').to_numpy()\nloads = MinMaxScaler().fit_transform(loads)\n"
MODEL = "m = keras.Sequential([keras.layers.LSTM(4), keras.layers.Dense(1)])\nm.compile('adam', 'mse')\n"
BATCHES = "w, n = 24, len(loads)\nfor k in range(0, n - w, w):\n    m.fit(loads[k:k + w], loads[k + 1:k + w + 1])\n"
LAST = "last = (n // w) * w\n"

ASKED_FOR_A_FORECAST = {
    "last window of batches": SERIES + MODEL + BATCHES + LAST + "print(m.predict(loads[last:]))",
    "of a frame": SERIES.replace("to_numpy()", "iloc[:, 1:]")
    + "loads = pd.DataFrame(loads)\n"
    + MODEL
    + "w, n = 24, loads.shape[0]\nfor epoch in range(9):\n    for k in range(0, n - w, w):\n"
    + "        m.fit(loads.iloc[k:k + w], loads.iloc[k + 1:k + w + 1])\n"
    + LAST
    + "future = m.predict(loads.iloc[last:])",
    "in a function": SERIES
    + MODEL
    + "def train(rows, w):\n    for k in range(0, len(rows) - w, w):\n        m.fit(rows[k:k + w], rows[k + 1:k + w + 1])\n"
    + "def forecast(rows, w):\n    start = len(rows) - len(rows) % w\n    return m.predict(rows[start:])\n"
    + "train(loads, 24)\nprint(forecast(loads, 24))",
    "in a while loop": SERIES
    + MODEL
    + "w, n, k = 24, len(loads), 0\nwhile k + w < n:\n    m.fit(loads[k:k + w], loads[k + 1:k + w + 1])\n    k += w\n"
    + "plotted = m.predict(loads[k:])",
    "in a session": SERIES
    + "x, y = tf.placeholder(tf.float32, (None, 3)), tf.placeholder(tf.float32, (None, 1))\n"
    + "out = tf.layers.dense(x, 1)\nstep = tf.train.GradientDescentOptimizer(.1).minimize(tf.reduce_mean((out - y) ** 2))\n"
    + "with tf.Session() as s:\n    s.run(tf.global_variables_initializer())\n    w, n = 8, len(loads)\n"
    + "    for k in range(n // w):\n        s.run(step, {x: loads[k * w:(k + 1) * w], y: loads[k * w + 1:(k + 1) * w + 1]})\n"
    + "    print(s.run(out, {x: loads[(n // w) * w:]}))",
}
TESTED_ON_THE_REST = {
    "evaluated": SERIES + MODEL + BATCHES + LAST + "print(m.evaluate(loads[last:-1], loads[last + 1:]))",
    "named a test": SERIES + MODEL + BATCHES + LAST + "test = loads[last:]\nprint(m.predict(test))",
    "its answers are named a test": SERIES + MODEL + BATCHES + LAST + "test_predict = m.predict(loads[last:])",
    "trained on the rest alone": SERIES
    + MODEL
    + "n = int(0.8 * len(loads))\nhead = loads[:n]\nm.fit(head[:-1], head[1:])\nprint(m.predict(loads[n:]))",
    "walked over a part alone": SERIES
    + MODEL
    + "n = int(0.8 * len(loads))\nhead = loads[:n]\nw = 24\nfor k in range(0, len(head) - w, w):\n"
    + "    m.fit(head[k:k + w], head[k + 1:k + w + 1])\nprint(m.predict(loads[n:]))",
}

TABLES = "train, test = pd.read_csv('train.csv'), pd.read_csv('test.csv')\n"
SCALED = (
    "numbers = [each for each, column in train.items() if column.dtype != object]\ns = StandardScaler()\n"
    "train[numbers] = s.fit_transform(train[numbers])\ntest[numbers] = s.transform(test[numbers])\n"
)
TAKEN_APART_AGAIN = {
    "by the length of the first": TABLES
    + SCALED
    + "n = len(train)\nboth = pd.get_dummies(pd.concat([train, test]))\ntrain, test = both[:n], both[n:]",
    "by the shape and iloc": TABLES
    + SCALED
    + "both = pd.concat((train, test), ignore_index=True)\nboth['town'] = both['town'].astype('category').cat.codes\n"
    + "train_x, test_x = both.iloc[:train.shape[0], 1:], both.iloc[train.shape[0]:, 1:]",
    "by a mark in a column": TABLES
    + SCALED
    + "train['part'], test['part'] = 'a', 'b'\nboth = pd.get_dummies(pd.concat([train, test]), columns=['town'])\n"
    + "train, test = both[both['part'] == 'a'], both[both['part'] == 'b']",
    "in a helper": TABLES
    + SCALED
    + "def encoded(first, second):\n    both = pd.get_dummies(pd.concat([first, second], axis=0))\n"
    + "    return both[:len(first)], both[len(first):]\ntrain, test = encoded(train, test)",
    "arrays": TABLES
    + "x_train, x_test = train.to_numpy(), test.to_numpy()\ns = StandardScaler().fit(x_train)\n"
    + "x = np.concatenate([s.transform(x_train), s.transform(x_test)])\nx = np.nan_to_num(x)\n"
    + "x_train, x_test = x[:len(x_train)], x[len(x_train):]\nRidge().fit(x_train[:, 1:], x_train[:, 0])",
    "from the end": TABLES
    + SCALED
    + "k = len(test)\nboth = pd.concat([train, test]).fillna(0)\ntrain, test = both[:-k], both[-k:]",
}
SCALED_TOGETHER = {
    "joined first": TABLES
    + "n = len(train)\nboth = pd.concat([train, test])\nboth[['a', 'b']] = StandardScaler().fit_transform(both[['a', 'b']])\n"
    + "train, test = both[:n], both[n:]\nRidge().fit(train[['a']], train['b'])",
    "fitted on the second too": TABLES
    + "x = np.concatenate([train.to_numpy(), test.to_numpy()])\nx = StandardScaler().fit_transform(x)\n"
    + "x_train, x_test = x[:len(train)], x[len(train):]\nRidge().fit(x_train[:, 1:], x_train[:, 0])",
    "cut elsewhere": TABLES
    + "x = np.concatenate([StandardScaler().fit_transform(train.to_numpy()), test.to_numpy()])\n"
    + "x_train, x_test = x[:20], x[20:]\nRidge().fit(x_train[:, 1:], x_train[:, 0])",
}


def codes(script: str) -> list[str]:
    report = check_source("script.py", (HEAD + script + "\n").encode())
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", ASKED_FOR_A_FORECAST.values(), ids=ASKED_FOR_A_FORECAST.keys())
def test_the_end_of_a_series_that_is_asked_about_is_not_held_out(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", TESTED_ON_THE_REST.values(), ids=TESTED_ON_THE_REST.keys())
def test_the_end_of_a_series_that_is_tested_on_is_held_out(script: str) -> None:
    assert codes(script) == ["ZL105"]


@pytest.mark.parametrize("script", TAKEN_APART_AGAIN.values(), ids=TAKEN_APART_AGAIN.keys())
def test_frames_that_are_joined_and_taken_apart_are_the_frames_they_were(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", SCALED_TOGETHER.values(), ids=SCALED_TOGETHER.keys())
def test_frames_that_are_scaled_together_see_each_other(script: str) -> None:
    assert codes(script) == ["ZL105"]


TABLES = "old, new = pd.read_csv('old.csv'), pd.read_csv('new.csv')\nold['new'], new['new'] = 0, 1\n"
APART = (
    "train_rows, test_rows = both[both['new'] == 0], both[both['new'] == 1]\n"
    "model = Ridge().fit(train_rows[['a', 'b']], train_rows['y'])\nprint(model.score(test_rows[['a', 'b']], test_rows['y']))\n"
)
OF_ONE_TABLE = {
    "a mean": TABLES + "both = pd.concat([old, new])\nboth['a'] = both['a'].fillna(old['a'].mean())\n" + APART,
    "a median in place": TABLES
    + "middle = old['a'].median()\nboth = pd.concat([old, new])\nboth['a'].fillna(middle, inplace=True)\n"
    + APART,
    "numbers of several columns": TABLES
    + "low, high = old[['a', 'b']].min(), old[['a', 'b']].max()\nboth = pd.concat([old, new])\n"
    + "both[['a', 'b']] = (both[['a', 'b']] - low) / (high - low)\n"
    + APART,
    "a scaler": TABLES
    + "scaler = StandardScaler().fit(old[['a', 'b']])\nboth = pd.concat([old, new])\n"
    + "both[['a', 'b']] = scaler.transform(both[['a', 'b']])\n"
    + APART,
}
OF_BOTH = {
    "a mean": OF_ONE_TABLE["a mean"].replace("old['a'].mean()", "both['a'].mean()"),
    "a scaler": OF_ONE_TABLE["a scaler"].replace(
        "scaler = StandardScaler().fit(old[['a', 'b']])\nboth = pd.concat([old, new])\n",
        "both = pd.concat([old, new])\nscaler = StandardScaler().fit(both[['a', 'b']])\n",
    ),
}


@pytest.mark.parametrize("script", OF_ONE_TABLE.values(), ids=OF_ONE_TABLE)
def test_what_one_table_says_is_no_leak_where_a_condition_takes_the_tables_apart(script: str) -> None:
    assert check_source("t.py", (HEAD + script).encode()).findings == ()


@pytest.mark.parametrize("script", OF_BOTH.values(), ids=OF_BOTH)
def test_what_both_tables_say_is_a_leak(script: str) -> None:
    assert [each.code for each in check_source("t.py", (HEAD + script).encode()).findings] == ["ZL105"]
