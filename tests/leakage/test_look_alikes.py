"""Scripts that look like leaks and are none: each is what a careful practitioner writes."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestRegressor
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, mean_squared_error
from sklearn.model_selection import GridSearchCV, GroupKFold, KFold, TimeSeriesSplit, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, LabelBinarizer, LabelEncoder, MinMaxScaler, Normalizer
from sklearn.preprocessing import OneHotEncoder, StandardScaler
X, y = np.load("soil.npy"), np.load("kind.npy")
"""
PARTS = "X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=3)\n"
THREE = PARTS + "X_train, X_val, y_train, y_val = train_test_split(X_train, y_train, test_size=0.25, random_state=3)\n"
NET = "m = keras.Sequential([keras.layers.Dense(8, 'relu'), keras.layers.Dense(1, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy', metrics=['accuracy'])\n"
SERIES = (
    "s = pd.read_csv('load.csv')[['load']].values\nn, w = int(len(s) * 0.8), 24\n"
    "def windows(r):\n    a, b = [], []\n    for i in range(w, len(r)):\n        a.append(r[i - w:i])\n        b.append(r[i, 0])\n"
    "    return np.array(a), np.array(b)\n"
    "def net():\n    m = keras.Sequential([keras.layers.LSTM(8), keras.layers.Dense(1)])\n    m.compile('adam', 'mse')\n    return m\n"
)
TESTED = (
    SERIES + "scaler = MinMaxScaler()\ntrain, test = scaler.fit_transform(s[:n]), scaler.transform(s[n:])\n"
    "m = net()\nm.fit(*windows(train), epochs=3)\nprint(m.evaluate(*windows(test)))\n"
)
LOOK_ALIKES = {
    "a split for its random order, the rest thrown away": (
        "X = StandardScaler().fit_transform(X)\nX, _, y, _ = train_test_split(X, y, test_size=1)\nLogisticRegression().fit(X, y)\n"
    ),
    "a sample of the rows": "X = MinMaxScaler().fit_transform(X)\nsome, _ = train_test_split(X, train_size=0.1)\nKMeans(3).fit(some)\n",
    "eigenvalues that are called val": PARTS
    + "sc = StandardScaler()\nA = sc.fit_transform(X_train)\neig_val, eig_vec = np.linalg.eig(np.cov(A.T))\nprint(eig_val[:2], sc.transform(X_test) @ eig_vec[:, :2])\n",
    "eigenvalues that a loop over classes led to": "import scipy\nfrom sklearn.discriminant_analysis import LinearDiscriminantAnalysis\n"
    + PARTS
    + "sc = StandardScaler()\nA, B = sc.fit_transform(X_train), sc.transform(X_test)\nval, vec = np.linalg.eig(np.cov(A.T))\n"
    "lda = LinearDiscriminantAnalysis(n_components=2)\nX_train_lda = lda.fit_transform(A, y_train)\n"
    "s_w = np.zeros((A.shape[1], A.shape[1]))\nfor k, label in enumerate(kinds):\n"
    "    s_w += priors[k] * np.cov(A[y_train == label].T, bias=True)\nei_val, ei_vec = scipy.linalg.eigh(s_b, s_w)\n"
    "ei_vec = ei_vec[:, np.argsort(ei_val)[::-1]]\n",
    "the accuracy of a batch of the training part": (
        "x, t = tf.compat.v1.placeholder('float32', [None, 4]), tf.compat.v1.placeholder('float32', [None, 2])\n"
        "train_X, train_y, eval_X = X[:800], y[:800], X[800:]\no = tf.compat.v1.layers.dense(x, 2)\n"
        "cost = tf.compat.v1.losses.softmax_cross_entropy(t, o)\nstep = tf.compat.v1.train.AdamOptimizer().minimize(cost)\n"
        "with tf.compat.v1.Session() as s:\n    for _ in range(99):\n        i = np.random.choice(len(train_X), size=64)\n"
        "        s.run(step, {x: train_X[i], t: train_y[i]})\n        print(s.run(cost, {x: train_X[:64], t: train_y[:64]}))\n"
    ),
    "refitted on train and validation before the final test": THREE
    + "best = max([0.1, 1, 10], key=lambda c: LogisticRegression(C=c).fit(X_train, y_train).score(X_val, y_val))\n"
    "whole, labels = np.concatenate([X_train, X_val]), np.concatenate([y_train, y_val])\n"
    "print(LogisticRegression(C=best).fit(whole, labels).score(X_test, y_test))",
    "a network refitted on train and validation": THREE + NET
    + "m.fit(X_train, y_train, validation_data=(X_val, y_val), epochs=9)\n"
    + NET + "m.fit(np.vstack([X_train, X_val]), np.hstack([y_train, y_val]), epochs=4)\nprint(m.evaluate(X_test, y_test))",
    "one batch that a network must be able to overfit": PARTS + NET
    + "sanity_x, sanity_y = X_train[:8], y_train[:8]\nm.fit(sanity_x, sanity_y, epochs=200)\n"
    "assert m.evaluate(sanity_x, sanity_y)[1] > 0.99\n" + NET + "m.fit(X_train, y_train)\nprint(m.evaluate(X_test, y_test))",
    "training score beside the test score": PARTS
    + "c = LogisticRegression().fit(X_train, y_train)\nprint(c.score(X_train, y_train), c.score(X_test, y_test))",
    "a look-back of the test windows into the training part": SERIES
    + "train, test = s[:n], s[n - w:]\nscaler = MinMaxScaler().fit(train)\nm = net()\nm.fit(*windows(scaler.transform(train)))\n"
    "print(m.evaluate(*windows(scaler.transform(test))))",
    "an autoencoder's inputs as its targets": PARTS
    + "a = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(X.shape[1])])\na.compile('adam', 'mse')\n"
    "a.fit(X_train, X_train, validation_data=(X_test, X_test))",
    "an autoencoder fitted on the normal rows": PARTS
    + "normal = X_train[y_train == 0]\na = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(X.shape[1])])\n"
    "a.compile('adam', 'mse')\na.fit(normal, normal)\nlimit = np.mean((a.predict(normal) - normal) ** 2)\n"
    "print(np.mean((a.predict(X_test) - X_test) ** 2, axis=1) > limit)",
    "names used again for another data set": PARTS
    + "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n"
    "X, y = np.load('clay.npy'), np.load('clay_kind.npy')\nX_train, X_test, y_train, y_test = train_test_split(X, y)\n"
    "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "a scaler fitted on train and assigned back": PARTS
    + "scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\n"
    "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "columns scaled and assigned back": "t = pd.read_csv('soil.csv')\ntrain, test = train_test_split(t)\ntrain, test = train.copy(), test.copy()\n"
    "scaler = MinMaxScaler().fit(train[['a', 'b']])\nfor part in (train, test):\n    part[['a', 'b']] = scaler.transform(part[['a', 'b']])\n"
    "print(Ridge().fit(train[['a', 'b']], train['k']).score(test[['a', 'b']], test['k']))",
    "rows normalised one by one": "X = Normalizer().fit_transform(X)\n" + PARTS
    + "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "hashed words": "texts = pd.read_csv('reviews.csv')\nX = HashingVectorizer(n_features=2 ** 12).fit_transform(texts['text'])\ny = texts['stars']\n"
    + PARTS + "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "a logarithm as a transformer": "X = FunctionTransformer(np.log1p).fit_transform(X)\n" + PARTS
    + "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "labels encoded before the split": "y = LabelEncoder().fit_transform(y)\n" + PARTS
    + "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "labels as columns before the split": "y = LabelBinarizer().fit_transform(y)\n" + PARTS + NET
    + "m.fit(X_train, y_train, validation_data=(X_test, y_test))",
    "categories as columns before the split": "t = pd.read_csv('soil.csv')\nX = OneHotEncoder().fit_transform(t[['region']])\ny = t['kind']\n" + PARTS
    + "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "nested cross-validation": "search = GridSearchCV(make_pipeline(StandardScaler(), LogisticRegression()), {'logisticregression__C': [0.1, 1]}, cv=3)\n"
    "print(cross_val_score(search, X, y, cv=5).mean())",
    "a search over the training part, tested once": PARTS
    + "search = GridSearchCV(LogisticRegression(), {'C': [0.1, 1, 10]}, cv=5).fit(X_train, y_train)\nprint(search.score(X_test, y_test))",
    "fit_transform of another object on other data": PARTS
    + "scaler = StandardScaler()\nX_train, X_test = scaler.fit_transform(X_train), scaler.transform(X_test)\n"
    "c = LogisticRegression().fit(X_train, y_train)\nprint(c.score(X_test, y_test))\n"
    "prices = np.load('prices.npy')\nprint(MinMaxScaler().fit_transform(prices).mean())",
    "a scaler of its own for the targets": "y = np.load('yield.npy').reshape(-1, 1)\n" + PARTS
    + "a, b = StandardScaler(), StandardScaler()\nX_train, X_test = a.fit_transform(X_train), a.transform(X_test)\n"
    "y_train = b.fit_transform(y_train)\nr = Ridge().fit(X_train, y_train)\n"
    "print(mean_squared_error(y_test, b.inverse_transform(r.predict(X_test))))",
    "walk-forward validation": "history = list(y[:900])\nerrors = []\nfor t in range(900, len(y)):\n"
    "    r = Ridge().fit(np.arange(len(history)).reshape(-1, 1), history)\n    errors.append(y[t] - r.predict([[t]])[0])\n"
    "    history.append(y[t])\nprint(np.mean(np.square(errors)))",
    "folds in the order of time": "for old, new in TimeSeriesSplit(5).split(X):\n    scaler = StandardScaler().fit(X[old])\n"
    "    print(Ridge().fit(scaler.transform(X[old]), y[old]).score(scaler.transform(X[new]), y[new]))",
    "folds of whole groups": "who = np.load('who.npy')\nfor old, new in GroupKFold(5).split(X, y, who):\n"
    "    print(LogisticRegression().fit(X[old], y[old]).score(X[new], y[new]))",
    "statistics to look at": "t = pd.read_csv('soil.csv')\nprint(t.mean(), t.corr(), (t['a'] - t['a'].mean()).abs().max())\ntrain, test = train_test_split(t)\n"
    "print(Ridge().fit(train[['a']], train['k']).score(test[['a']], test['k']))",
    "clusters of all rows to look at": "print(np.bincount(KMeans(3).fit_predict(StandardScaler().fit_transform(X))))\n" + PARTS
    + "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "gaps filled inside a pipeline": "steps = ColumnTransformer([('numbers', make_pipeline(SimpleImputer(), StandardScaler()), [0, 1])])\n" + PARTS
    + "print(make_pipeline(steps, LogisticRegression()).fit(X_train, y_train).score(X_test, y_test))",
    "words counted in the training texts": "t = pd.read_csv('reviews.csv')\na, b, c, d = train_test_split(t['text'], t['stars'])\n"
    "v = TfidfVectorizer()\nm = LogisticRegression().fit(v.fit_transform(a), c)\nprint(accuracy_score(d, m.predict(v.transform(b))))",
    "a forecast by a model fitted on everything, after the test": TESTED
    + "scaler = MinMaxScaler()\neverything = scaler.fit_transform(s)\nm = net()\nm.fit(*windows(everything))\n"
    "print(scaler.inverse_transform(m.predict(everything[-w:][None])))",
    "a forecast step by step, after the test": TESTED
    + "everything = scaler.fit_transform(s)\nm = net()\nm.fit(*windows(everything))\ntest_inputs = everything[-w:].tolist()\n"
    "for _ in range(12):\n    test_inputs.append(m.predict(np.array(test_inputs[-w:]).reshape(1, w, 1))[0])\n"
    "test_predictions = scaler.inverse_transform(np.array(test_inputs[w:]))",
    "a forecast under the names of a test, after the test": TESTED
    + "t = pd.DataFrame(s)\nt[:] = scaler.fit_transform(t)\nm.fit(*windows(t.values))\nX_test = np.array([t.values[-w:]])\n"
    "test_predict = scaler.inverse_transform(m.predict(X_test))",
    "a forecast from the last window of the training part, by a model fitted on everything": SERIES
    + "from keras.preprocessing.sequence import TimeseriesGenerator\nold, new = s[:n], s[n:]\nscaler = MinMaxScaler().fit(old)\n"
    "a, b = scaler.transform(old), scaler.transform(new)\nm = net()\n"
    "m.fit(TimeseriesGenerator(a, a, length=w), validation_data=TimeseriesGenerator(b, b, length=w))\n"
    "everything = MinMaxScaler().fit_transform(s)\nm = net()\nm.fit(TimeseriesGenerator(everything, everything, length=w))\n"
    "batch, ahead = a[-w:].reshape(1, w, 1), []\nfor _ in range(12):\n    ahead.append(m.predict(batch)[0])\n"
    "    batch = np.append(batch[:, 1:, :], [[ahead[-1]]], axis=1)",
    "a model for use, fitted on everything": PARTS
    + "scaler = StandardScaler().fit(X_train)\nprint(LogisticRegression().fit(scaler.transform(X_train), y_train).score(scaler.transform(X_test), y_test))\n"
    "final = LogisticRegression().fit(StandardScaler().fit_transform(X), y)",
}  # fmt: skip
HELD_OUT_AGAIN = {
    "a second part that is held out": "everything = scaler.fit_transform(s)\nX, y = windows(everything)\ntrain_x, test_x = X[:-30], X[-30:]\n"
    "m = net()\nm.fit(train_x, y[:-30])\nprint(m.predict(test_x))",
    "a second test": "everything = scaler.fit_transform(s)\na, b = everything[:n], everything[n:]\nm = net()\nm.fit(*windows(a))\n"
    "print(m.evaluate(*windows(b)))",
}  # fmt: skip


def codes(script: str) -> list[str]:
    report = Checker(Settings(select=("ZL1",)), load()).check_source("train.py", (HEAD + script + "\n").encode())
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("script", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_what_looks_like_a_leak_is_none(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", HELD_OUT_AGAIN.values(), ids=HELD_OUT_AGAIN)
def test_a_scaler_that_saw_what_is_held_out_later_on(script: str) -> None:
    assert codes(TESTED + script) == ["ZL105"]


SCANS = """
import glob
import nibabel
def scaled(a):
    return (a - a.min()) / (a.max() - a.min())
def read(path, how=None, deep=None):
    a = nibabel.load(path).get_fdata()
    if how is not None:
        a = scaled(a)
    return a
"""
BY_SCAN = {
    "in a comprehension": "def parts(paths, how):\n    x = np.array([read(p, how) for p in paths])\n"
    "    y = np.array([0.0 for _ in x])\n    return train_test_split(x, y, shuffle=False)",
    "appended": "def parts(paths, how):\n    found = []\n    for p in paths:\n        found.append(read(p, how=how))\n"
    "    return train_test_split(np.stack(found), test_size=0.3)",
    "in one of two ways": "def parts(paths, how):\n    x = []\n    for p in paths:\n        a = np.load(p)\n"
    "        x.append(a / a.max() if how else a)\n    x = np.array(x)\n    return train_test_split(x)",
    "in a list of pairs": "def parts(paths, how):\n    x = [(read(p, how), p) for p in paths]\n"
    "    a = np.array([scan for scan, _ in x])\n    return train_test_split(a)",
}


@pytest.mark.parametrize("script", BY_SCAN.values(), ids=BY_SCAN.keys())
def test_each_scan_is_scaled_by_itself(script: str) -> None:
    assert codes(SCANS + script) == []


def test_all_scans_are_scaled_together() -> None:
    script = "def parts(paths, how):\n    x = np.array([read(p) for p in paths])\n    if how:\n        x = scaled(x)\n    return train_test_split(x)"
    assert codes(SCANS + script) == ["ZL105"]
