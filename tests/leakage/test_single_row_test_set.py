"""ZL118: a split whose size is one row."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
from sklearn import model_selection
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
X, y = np.load("x.npy"), np.load("y.npy")
"""
SINGLE = {
    "constant": "TEST_SIZE = 1\nX_train, X_test, y_train, y_test = train_test_split(X, y, test_size=TEST_SIZE)",
    "module": "a_train, a_test = model_selection.train_test_split(X, test_size=1, random_state=3)",
    "helper": "def halves(x, y, held_out):\n    return train_test_split(x, y, test_size=held_out)\n"
    "a, b, c, d = halves(X, y, 1)\nprint(LogisticRegression().fit(a, c).score(b, d))",
    "default of a parameter": "def load(x, share=1):\n    train, test = train_test_split(x, test_size=share)\n"
    "    return train, test\nload(X)",
    "by use alone": "a, b, c, d = train_test_split(X, y, test_size=1)\nm = LogisticRegression()\nm.fit(a, c)\nprint(m.score(b, d))",
    "keywords in a dict": "options = dict(test_size=1, random_state=0)\nX_train, X_test = train_test_split(X, **options)",
    "attribute of a class": "class Config:\n    held_out = 1\ntrain, test = train_test_split(X, test_size=Config.held_out)",
    "partial": "from functools import partial\nsplit = partial(train_test_split, test_size=1)\ntrain_x, test_x = split(X)",
    "whole quotient": "train, val = train_test_split(X, test_size=10 // 10)",
    "a table": "table = pd.read_csv('wheat.csv')\ntrain_df, test_df = train_test_split(table, test_size=1)",
    "network": "import keras\nm = keras.Sequential([keras.layers.Dense(1)])\nm.compile('adam', 'mse')\n"
    "a, b, c, d = train_test_split(X, y, test_size=1)\nm.fit(a, c, validation_data=(b, d))",
}
RIGHT = {
    "share": "X_train, X_test = train_test_split(X, test_size=1 / 5)",
    "default": "X_train, X_test = train_test_split(X, random_state=1)",
    "each row in its turn": "for k in range(200):\n    a, b, c, d = train_test_split(X, y, test_size=1, random_state=k)\n"
    "    print(LogisticRegression().fit(a, c).score(b, d))",
    "unknown": "import sys\nX_train, X_test = train_test_split(X, test_size=int(sys.argv[1]))",
    "a row to show": "rest, example = train_test_split(X, test_size=1)",
    "in order": "train, test = train_test_split(X, test_size=1, shuffle=False)",
    "sizes that are tried": "for size in [1, 10, 100]:\n    X_train, X_test = train_test_split(X, test_size=size)",
    "a function of the script's own": "def train_test_split(x, test_size):\n    return x[test_size:], x[:test_size]\n"
    "X_train, X_test = train_test_split(X, test_size=1)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SINGLE.values(), ids=SINGLE)
def test_a_part_of_one_row(script: str) -> None:
    assert codes(script) == ["ZL118"]


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_parts_of_other_sizes(script: str) -> None:
    assert codes(script) == []
