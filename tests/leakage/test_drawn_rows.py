"""ZL101: rows for training and rows for testing are drawn each by a chance of its own, and so meet."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import random
import numpy as np
import keras
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
X, y = np.load("soil.npy"), np.load("kind.npy")
n = len(X)
"""
MODEL = "m = keras.Sequential([keras.layers.Dense(1)])\nm.compile('adam', 'mse')\n"
FITTED = MODEL + "m.fit(X[a], y[a], validation_data=(X[b], y[b]))\n"
SCORED = "c = LogisticRegression().fit(X[a], y[a])\nprint(c.score(X[b], y[b]))\n"
MEET = {
    "two draws": "a, b = np.random.choice(n, 600), np.random.choice(n, 300)\n" + FITTED,
    "none twice in either": "a = np.random.choice(n, 600, replace=False)\nb = np.random.choice(n, 300, replace=False)\n"
    + SCORED,
    "generator": "rng = np.random.default_rng(3)\na = rng.choice(len(X), size=600, replace=False)\n"
    "b = rng.choice(len(X), size=300, replace=False)\n" + FITTED,
    "helper": "def some(rows, k):\n    return np.random.choice(rows.shape[0], k, replace=False)\n"
    "a, b = some(X, 700), some(X, 250)\n" + SCORED,
    "of an index array": "index = np.arange(n)\na = np.random.choice(index, 600, replace=False)\n"
    "b = np.random.choice(index, 300, replace=False)\n" + FITTED,
    "shares": "a = np.random.choice(n, int(n * 0.8), replace=False)\nb = np.random.choice(n, int(n * 0.2), replace=False)\n"
    + FITTED,
    "numbers drawn": "a, b = np.random.randint(0, n, 900), np.random.randint(0, n, 300)\n" + SCORED,
    "numbers drawn by a generator": "rng = np.random.default_rng()\na, b = rng.integers(n, size=900), rng.integers(n, size=300)\n"
    + FITTED,
    "random.sample": "a, b = random.sample(range(n), 600), random.sample(range(n), 300)\n" + SCORED,
    "in a class": "class Data:\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n"
    "    def draw(self, k):\n        rows = np.random.choice(len(self.x), k, replace=False)\n"
    "        return self.x[rows], self.y[rows]\n"
    "d = Data(X, y)\nX_train, y_train = d.draw(600)\nX_test, y_test = d.draw(300)\n"
    "c = LogisticRegression().fit(X_train, y_train)\nprint(accuracy_score(y_test, c.predict(X_test)))\n",
    "part of the training rows": "X_train, y_train = X[:900], y[:900]\nb = np.random.choice(900, 300, replace=False)\n"
    "c = LogisticRegression().fit(X_train, y_train)\nprint(c.score(X[b], y[b]))\n",
}
APART = {
    "batches of a table that is too long to be written out": (
        "from sklearn.datasets import fetch_california_housing\nhousing = fetch_california_housing()\n"
        "rows, columns = housing.data.shape\nX, y = np.c_[np.ones((rows, 1)), housing.data], housing.target\n"
    )
    + MODEL
    + "for _ in range(99):\n    i = np.random.randint(rows, size=50)\n    m.train_on_batch(X[i], y[i])\nprint(m.predict(X))\n",
    "the rest of what was drawn": "b = np.random.choice(n, 300, replace=False)\na = np.setdiff1d(np.arange(n), b)\n" + FITTED,
    "deleted": "b = np.random.choice(n, 300, replace=False)\na = np.delete(np.arange(n), b)\n" + SCORED,
    "rows deleted": "b = np.random.choice(n, 300, replace=False)\nX_test, y_test = X[b], y[b]\n"
    "X_train, y_train = np.delete(X, b, axis=0), np.delete(y, b, axis=0)\n"
    "c = LogisticRegression().fit(X_train, y_train)\nprint(c.score(X_test, y_test))\n",
    "sets": "b = np.random.choice(n, 300, replace=False)\na = list(set(range(n)) - set(b))\n" + SCORED,
    "mask": "b = np.random.choice(n, 300, replace=False)\nkept = np.ones(n, dtype=bool)\nkept[b] = False\n"
    "c = LogisticRegression().fit(X[kept], y[kept])\nprint(c.score(X[b], y[b]))\n",
    "not in": "b = np.random.choice(n, 300, replace=False)\na = ~np.isin(np.arange(n), b)\n" + SCORED,
    "not in, of a mask by its name": "b = np.random.choice(n, 300)\nheld = np.isin(np.arange(n), b)\n"
    "c = LogisticRegression().fit(X[~held], y[~held])\nprint(c.score(X[b], y[b]))\n",
    "comprehension": "b = set(random.sample(range(n), 300))\na = [i for i in range(n) if i not in b]\nb = list(b)\n" + SCORED,
    "bootstrap, tested outside of it": "a = np.random.choice(n, n)\nb = np.setdiff1d(np.arange(n), a)\n" + SCORED,
    "one draw cut in two": "drawn = np.random.choice(n, 900, replace=False)\na, b = drawn[:600], drawn[600:]\n" + FITTED,
    "drawn of the rest": "b = np.random.choice(n, 300, replace=False)\nrest = np.delete(np.arange(n), b)\n"
    "a = np.random.choice(rest, 600, replace=False)\n" + FITTED,
    "drawn of two halves": "a = np.random.choice(500, 300, replace=False)\n"
    "b = np.random.choice(np.arange(500, n), 100, replace=False)\n" + FITTED,
    "rows to look at": "X_train, y_train, X_test, y_test = X[:800], y[:800], X[800:], y[800:]\n"
    "c = LogisticRegression().fit(X_train, y_train)\nprint(c.score(X_test, y_test))\n"
    "for i in np.random.choice(len(X_train), 5):\n    print(X_train[i])\n",
    "batches": "X_train, y_train, X_test, y_test = X[:800], y[:800], X[800:], y[800:]\n" + MODEL
    + "for _ in range(100):\n    i = np.random.randint(0, len(X_train), 32)\n    m.train_on_batch(X_train[i], y_train[i])\n"
    "j = np.random.randint(0, len(X_test), 100)\nprint(m.evaluate(X_test[j], y_test[j]))\n",
    "labels that are made up": "y = np.random.choice(10, n)\nX_train, X_test, y_train, y_test = X[:800], X[800:], y[:800], y[800:]\n"
    "c = LogisticRegression().fit(X_train, y_train)\nprint(c.score(X_test, y_test))\n",
}  # fmt: skip


def codes(script: str) -> set[str]:
    return {finding.code for finding in check_source("train.py", (HEAD + script).encode()).findings}


@pytest.mark.parametrize("script", MEET.values(), ids=MEET)
def test_rows_that_are_drawn_apart_from_each_other(script: str) -> None:
    assert codes(script) == {"ZL101"}


@pytest.mark.parametrize("script", APART.values(), ids=APART)
def test_rows_of_one_draw_and_those_it_left(script: str) -> None:
    assert codes(script) == set()


def reasons(script: str) -> list[str]:
    (finding,) = check_source("train.py", (HEAD + script).encode()).findings
    return [reason.text for reason in finding.reasons]


def test_the_reasons_say_that_each_part_was_drawn_by_itself() -> None:
    assert reasons(MEET["two draws"])[-1] == "these, drawn independently, are evaluated on"
    assert reasons(MEET["part of the training rows"])[-1] == "these rows are evaluated on"
