"""Training rows that are taken for a test: read from files of numbers, or made into the features of the test."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
import keras
from keras import layers
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, classification_report
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import MultinomialNB
from sklearn.preprocessing import StandardScaler
"""
NET = "net = keras.Sequential([layers.Dense(1, activation='sigmoid')])\nnet.compile('adam', 'binary_crossentropy')\n"
SCORED = "c = LogisticRegression().fit(x, y)\nprint(classification_report(y, c.predict(x)))"
FROM_FILES = {
    "text": "d = np.loadtxt('wheat.txt')\nx, y = d[:, :7], d[:, 7]\n" + SCORED,
    "text with names": "d = np.genfromtxt('wheat.csv', delimiter=',', skip_header=1)\nx, y = d[:, 1:], d[:, 0]\n"
    + SCORED,
    "two files": "x, y = np.load('x.npy'), np.load('y.npy')\n" + SCORED,
    "archive": "with np.load('wheat.npz') as d:\n    x, y = d['x'], d['y']\n" + SCORED,
    "bytes": "x = np.fromfile('x.bin', dtype='float32').reshape(-1, 7)\ny = np.loadtxt('y.txt')\n" + SCORED,
    "helper": "def read(name):\n    return np.loadtxt(name, delimiter=';')\nx, y = read('x'), read('y')\n" + SCORED,
}
WRITTEN = {
    "table": "x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])\n" + SCORED,
    "line": "x = np.linspace(-1, 1, 100).reshape(-1, 1)\ny = (x > 0).ravel()\n" + SCORED,
    "unit vectors": "x, y = np.eye(8), np.tile([0, 1], 4)\n" + SCORED,
}

TEXTS = "t = pd.read_csv('letters.csv')\ntrain, test, kinds, test_kinds = train_test_split(t['text'], t['kind'], test_size=0.3)\n"
NUMBERS = "x, y = np.load('x.npy'), np.load('y.npy')\na, b, c, d = train_test_split(x, y)\n"
OF_THE_WRONG_ROWS = {
    "second vectorizer": TEXTS
    + "first = TfidfVectorizer().fit(train)\na = first.transform(train)\nb = first.transform(train)\n"
    + "print(MultinomialNB().fit(a, kinds).score(b, test_kinds))",
    "predictions": TEXTS
    + "v = CountVectorizer()\na = v.fit_transform(train)\nb = v.transform(train)\nm = MultinomialNB()\nm.fit(a, kinds)\n"
    + "print(accuracy_score(test_kinds, m.predict(b)))",
    "scaler": NUMBERS
    + "s = StandardScaler()\na = s.fit_transform(a)\nb = s.transform(a)\nm = LogisticRegression().fit(a, c)\nprint(m.score(b, d))",
    "the training rows themselves": NUMBERS
    + "m = LogisticRegression().fit(a, c)\nprint(accuracy_score(d, m.predict(a)))",
    "network": NUMBERS + NET + "net.fit(a, c)\nprint(net.evaluate(a, d))",
    "slices": "x, y = np.load('x.npy'), np.load('y.npy')\nm = LogisticRegression().fit(x[:500], y[:500])\nprint(m.score(x[:500], y[500:]))",
    "helper": NUMBERS
    + "def ready(train, test):\n    s = StandardScaler().fit(train)\n    return s.transform(train), s.transform(train)\n"
    + "a, b = ready(a, b)\nprint(LogisticRegression().fit(a, c).score(b, d))",
}
OF_THE_RIGHT_ROWS = {
    "test rows": NUMBERS
    + "s = StandardScaler()\na = s.fit_transform(a)\nb = s.transform(b)\nm = LogisticRegression().fit(a, c)\nprint(m.score(b, d))",
    "training score beside it": NUMBERS
    + "m = LogisticRegression().fit(a, c)\nprint(m.score(a, c), accuracy_score(c, m.predict(a)), m.score(b, d))",
    "labels of another column": "t = pd.read_csv('a.csv')\nx = t[['a', 'b']]\na, b, c, d = train_test_split(x, t['kind'])\n"
    "m = LogisticRegression().fit(a, c)\nprint(m.score(b, d), accuracy_score(t['other'], m.predict(x)))",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", FROM_FILES.values(), ids=FROM_FILES.keys())
def test_the_only_score_of_rows_from_a_file(script: str) -> None:
    assert codes(script) == ["ZL102"]


@pytest.mark.parametrize("script", WRITTEN.values(), ids=WRITTEN.keys())
def test_rows_that_the_script_makes_itself(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", OF_THE_WRONG_ROWS.values(), ids=OF_THE_WRONG_ROWS.keys())
def test_features_of_training_rows_beside_labels_of_test_rows(script: str) -> None:
    assert codes(script) == ["ZL102"]


@pytest.mark.parametrize("script", OF_THE_RIGHT_ROWS.values(), ids=OF_THE_RIGHT_ROWS.keys())
def test_features_and_labels_of_the_same_rows(script: str) -> None:
    assert codes(script) == []


TABLE = "table = pd.read_csv('a.csv')[:900]\ndays = table['day']\n"
FITTED = "x = table.drop(columns='y')\nm = LogisticRegression().fit(x[train_mask], table[train_mask].y)\nprint(m.score(x[test_mask], table[test_mask].y))"
MASKS = {
    "days": TABLE + "train_mask, test_mask = days < 300, days >= 300\n" + FITTED,
    "from day to day": TABLE
    + "train_mask = (days >= 10) & (days <= 300)\ntest_mask = (days > 300) & (days <= 400)\n"
    + FITTED,
    "the rest": TABLE + "train_mask = days.isin([1, 2, 3])\ntest_mask = ~train_mask\n" + FITTED,
    "in a function": "def run(table, column, a, b):\n    days = table[column]\n    for k in b:\n        train_mask = days <= a\n"
    "        test_mask = (days > a) & (days <= k)\n        " + FITTED.replace("\n", "\n        "),
    "missing values": TABLE + "train_mask, test_mask = table['age'].notna(), table['age'].isna()\n" + FITTED,
}
"""Conditions that choose the rows of a slice: each holds a yes or no for all of them, and no row."""


@pytest.mark.parametrize("script", MASKS.values(), ids=MASKS.keys())
def test_masks_called_train_and_test_share_no_rows(script: str) -> None:
    assert codes(script) == []


CUT = (
    "x, y = np.load('x.npy'), np.load('y.npy')\nx_train, x_test, y_train, y_test = x[:800], x[800:], y[:800], y[800:]\n"
)
BOX = CUT + "box = LogisticRegression().fit(x_train, y_train)\nprint(box.score(x_test, y_test))\n"
IMITATED = {
    "a tree for a model": BOX
    + "from sklearn.tree import DecisionTreeClassifier\np = box.predict(x_test)\nt = DecisionTreeClassifier(max_depth=3)\n"
    + "t.fit(x_test, p)\nprint(t.score(x_test, p))",
    "the best of a search": CUT
    + "from sklearn.model_selection import GridSearchCV\nfrom sklearn.tree import DecisionTreeClassifier\n"
    + "s = GridSearchCV(LogisticRegression(), {'C': [1, 2]}).fit(x_train, y_train)\nboxes = {'best': s.best_estimator_}\n"
    + "for name in boxes:\n    p = boxes[name].predict(x_test)\n    t = DecisionTreeClassifier()\n    t.fit(x_test, p)\n"
    + "    print(name, t.score(x_test, p))",
    "a model of another file": CUT
    + "import joblib\np = joblib.load('box.pkl').predict(x_test)\nt = LogisticRegression().fit(x_test, p)\nprint(t.score(x_test, p))",
    "a small network": BOX
    + NET
    + "taught = box.predict(x_test)\nnet.fit(x_test, taught)\nprint(net.evaluate(x_test, taught))",
    "in a helper": BOX
    + "def fidelity(model, rows):\n    answers = model.predict(rows)\n    t = LogisticRegression()\n    t.fit(rows, answers)\n"
    + "    return t.score(rows, answers)\nprint(fidelity(box, x_test))",
}


@pytest.mark.parametrize("script", IMITATED.values(), ids=IMITATED.keys())
def test_a_model_that_imitates_another_one_on_test_rows(script: str) -> None:
    """How well it does so on these rows is what is asked, and no test of a prediction."""
    assert "ZL101" not in codes(script)


def test_a_model_that_is_fitted_on_the_test_rows_and_their_labels() -> None:
    assert codes(CUT + "m = LogisticRegression()\nm.fit(x_test, y_test)\nprint(m.score(x_test, y_test))") == ["ZL101"]
