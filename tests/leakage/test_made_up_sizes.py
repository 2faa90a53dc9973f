"""Where the script does not tell how many rows there are, sizes are made up: nothing that hangs on them is told."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.findings.finding import Finding

HEAD = """
import numpy as np
import pandas as pd
import keras
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
"""
MODEL = "m = keras.Sequential([keras.layers.Dense(1)])\nm.compile('adam', 'mse')\n"
READ = "v = pd.read_csv('loads.csv').to_numpy('float32')\nn = len(v)\n"
GENERATE = (
    "import glob\nfiles = glob.glob('*.png')\ndef batches():\n    for k in range(0, len(files), 32):\n"
    "        yield np.zeros((32, 4)), np.zeros((32, 1))\n"
) + MODEL

WINDOWS = (
    READ
    + "def windows(d, k):\n    x, y = [], []\n    for i in range(len(d) - k):\n        x.append(d[i:i + k])\n        y.append(d[i + k, 0])\n"
    + "    return np.array(x), np.array(y)\nx_train, y_train = windows(v[:n - 30], 5)\nx_test, y_test = windows(v[n - 30:], 5)\n"
    + MODEL
    + "m.fit(x_train, y_train, validation_data=(x_test, y_test))\ndf = pd.DataFrame(v)\n"
)

SOME_LENGTHS = {
    "the days of the last windows": WINDOWS + "test_days = df.index[-len(y_test):]",
    "the last rows of a table, as many as windows": WINDOWS + "test_days = df.tail(len(x_test)).index",
    "a column from where the windows begin": WINDOWS + "days_test = df[0].values[len(df) - len(x_test):]",
    "rows by position, as many as predictions": WINDOWS + "test_rows = df.iloc[-len(m.predict(x_test)):]",
    "as many rows as a list has windows": READ
    + "train, test = v[:-40], v[-40:]\ntests = [test[i:i + 5] for i in range(len(test) - 5)]\n"
    + MODEL
    + "m.fit(train[:, 1:], train[:, 0])\nm.predict(np.array(tests))\nshown_test = v[-len(tests):]",
    "context before a later cut": READ
    + "a, b = int(0.6 * n), int(0.85 * n)\ntrain, val, test = v[:a], v[a - 24:b], v[b - 24:]\n"
    + MODEL
    + "m.fit(train[:, 1:], train[:, 0], validation_data=(val[:, 1:], val[:, 0]))\nm.evaluate(test[:, 1:], test[:, 0])",
    "context behind a cut that is rounded again": READ
    + "cut = int(np.ceil(n * 0.9))\ntrain, test = v[:int(cut)], v[cut - 60:]",
    "context behind a cut that is rounded for both": READ
    + "import math\ncut = math.floor(n * 0.9)\ntrain_v, test_v = v[0:round(cut), :], v[int(cut) - 12:, :]",
    "context behind a cut of an object": READ
    + "class Series:\n    def __init__(self, rows, lag):\n        self.cut = int(round(len(rows) * 0.7))\n"
    + "        self.train, self.test = rows[:int(self.cut)], rows[self.cut - lag:]\nSeries(v, 24)",
    "context that does not begin before the first row": READ
    + "def cut(rows, share, lag):\n    at = int(share * len(rows))\n    return rows[:at], rows[max(0, at - lag):]\ntrain, test = cut(v, 0.8, 48)",
    "context in a helper": READ
    + "def part(rows, start, stop, context=0):\n    return rows[int(start * len(rows)) - context:int(stop * len(rows))]\n"
    + "train, test = part(v, 0, 0.7), part(v, 0.9, 1, context=96)",
    "context by iloc and a dict": "cfg = {'train': 0.7, 'test': 0.75, 'window': 30}\ndf = pd.read_csv('a.csv')\n"
    + "train_df = df.iloc[:int(len(df) * cfg['train'])]\n"
    + "test_df = df.iloc[int(len(df) * cfg['test']) - cfg['window']:]",
    "context kept by an object": READ
    + "class Data:\n    def __init__(self, rows, window):\n        stop, start = len(rows) * 7 // 10, len(rows) * 8 // 10\n"
    + "        self.train = rows[:stop]\n        self.test = rows[start - window:]\nData(v, 64)",
    "share against a number of rows": READ + "train, test = v[:int(0.8 * n)], v[1000:]",
    "all but some against a share": READ + "x_train = v[:-500]\nx_test = v[int(n * 0.9):]",
    "a number of rows and the last ones": READ + "train = v[:3000]\ntest = v[n - 900:]",
    "numbers beyond the length of any array": READ + "train, test = v[:10**30], v[10**29:]",
    "as long as two other files": "x = np.load('all.npy')\na, b = np.load('train_y.npy'), np.load('test_y.npy')\n"
    + "x_train, x_test = x[:len(a)], x[-len(b):]\n",
    "batches of some data and steps of the script": GENERATE + "m.fit(batches(), steps_per_epoch=100, epochs=4)",
    "scaled on a share, tested behind a number of rows": READ
    + "s = StandardScaler().fit(v[:int(0.8 * n)])\nv = s.transform(v)\ntrain, test = v[:2000], v[2500:]\n"
    + "c = LogisticRegression().fit(train[:, 1:], train[:, 0])\nprint(c.score(test[:, 1:], test[:, 0]))",
}
EVERY_LENGTH = {
    "context before the same cut as another one": (
        "ZL101",
        READ + "a, b = int(0.6 * n), int(0.5 * n)\ntrain, test = v[:a], v[b:]",
    ),
    "context before a share that was rounded": (
        "ZL101",
        READ + "cut = int(0.7 * n)\ntrain, test = v[:int(cut)], v[int(0.6 * n) - 60:]",
    ),
    "one row": ("ZL101", READ + "cut = n // 3\ntrain, test = v[:cut + 1], v[cut:]"),
    "numbers of rows": ("ZL101", READ + "train, test = v[:3000], v[2000:4000]"),
    "a length of another array of as many rows": (
        "ZL101",
        "x, y = np.load('x.npy'), np.load('y.npy')\nn = len(y)\nx_train, x_test = x[:int(0.8 * n)], x[int(0.7 * n):]",
    ),
    "as many rows as there are windows, and half of them": (
        "ZL101",
        READ
        + "w = []\nfor i in range(n - 5):\n    w.append(v[i:i + 5])\ntrain, test = v[:len(w)], v[:len(w) // 2 + 1]",
    ),
    "parts of two files": (
        "ZL101",
        "v = np.concatenate([np.load('a.npy'), np.load('b.npy')])\nn = len(v)\ntrain, test = v[:n // 2], v[n // 4:]",
    ),
    "steps of all data in every epoch": (
        "ZL502",
        GENERATE + "m.fit(batches(), steps_per_epoch=len(files) // 32, epochs=4)",
    ),
    "scaled on all": (
        "ZL105",
        READ
        + "v = StandardScaler().fit_transform(v)\ntrain, test = v[:2000], v[2500:]\n"
        + "c = LogisticRegression().fit(train[:, 1:], train[:, 0])\nprint(c.score(test[:, 1:], test[:, 0]))",
    ),
}


def findings(script: str) -> list[Finding]:
    report = check_source("script.py", (HEAD + script + "\n").encode())
    return [each for each in report.findings if each.severity != "info"]


@pytest.mark.parametrize("script", SOME_LENGTHS.values(), ids=SOME_LENGTHS.keys())
def test_what_holds_for_some_lengths_alone_is_no_finding(script: str) -> None:
    assert findings(script) == []


@pytest.mark.parametrize(("code", "script"), EVERY_LENGTH.values(), ids=EVERY_LENGTH.keys())
def test_what_holds_for_every_length_is_a_finding(code: str, script: str) -> None:
    assert [each.code for each in findings(script)] == [code]
