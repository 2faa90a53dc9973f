"""A message says what is affected: the test, or the part that only chooses a model."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import keras
import tensorflow as tf
from keras import layers
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.preprocessing import StandardScaler
from imblearn.over_sampling import RandomOverSampler
X, y = np.load('rooms.npy'), np.load('prices.npy')
X_new, y_new = np.load('new_rooms.npy'), np.load('new_prices.npy')


def build():
    net = keras.Sequential([keras.Input((9,)), layers.Dense(8, 'relu'), layers.Dense(1, 'sigmoid')])
    net.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
    return net

"""
VALIDATION = {
    "a scaler before the validation part is cut": (
        "scaler = StandardScaler().fit(X)\nX = scaler.transform(X)\nX_test, y_test = scaler.transform(X_new), y_new\n"
        "X_train, X_val, y_train, y_val = train_test_split(X, y)\nnet = build()\n"
        "net.fit(X_train, y_train, validation_data=(X_val, y_val))\nprint(net.evaluate(X_test, y_test))",
        "the validation is not on unseen rows",
    ),
    "a selector where no other rows test": (
        "X = SelectKBest(k=9).fit_transform(X, y)\nX_train, X_dev, y_train, y_dev = train_test_split(X, y)\n"
        "model = LogisticRegression().fit(X_train, y_train)\n"
        "val = X_dev\nX_val = val\nprint(model.score(X_val, y_dev))",
        "the validation score looks far better",
    ),
    "slices that a fit validates on": (
        "X = (X - X.mean(axis=0)) / X.std(axis=0)\nnet = build()\n"
        "net.fit(X[:800], y[:800], validation_data=(X[800:], y[800:]))",
        "the validation is not on unseen rows",
    ),
    "rows that are copied": (
        "X_more, y_more = RandomOverSampler().fit_resample(X, y)\n"
        "X_train, X_valid, y_train, y_valid = train_test_split(X_more, y_more)\n"
        "model = RandomForestClassifier().fit(X_train, y_train)\nprint(model.score(X_valid, y_valid))",
        "copies of validation rows are trained on",
    ),
    "a scaler that is fitted anew": (
        "X_train, X_val, y_train, y_val = train_test_split(X, y)\nscaler = StandardScaler()\n"
        "X_train = scaler.fit_transform(X_train)\nX_val = scaler.fit_transform(X_val)\n"
        "net = build()\nnet.fit(X_train, y_train, validation_data=(X_val, y_val))",
        "anew on the validation rows",
    ),
    "a scaler that is fitted anew in the call": (
        "a, b, c, d = train_test_split(X, y)\nscaler = StandardScaler()\nnet = build()\n"
        "net.fit(scaler.fit_transform(a), c, validation_data=(scaler.fit_transform(b), d))",
        "anew on the validation rows",
    ),
    "cross-validation of the validation part": (
        "X_train, X_val, y_train, y_val = train_test_split(X, y)\nmodel = LogisticRegression().fit(X_train, y_train)\n"
        "print(cross_val_score(model, X_val, y_val))",
        "on folds of the validation rows",
    ),
    "rows without a name that are validated": (
        "net = build()\nnet.fit(X[:900], y[:900], validation_data=(X[800:], y[800:]))",
        "the validation data has rows the model trains on",
    ),
}
TEST = {
    "a scaler before a split": (
        "X = StandardScaler().fit_transform(X)\nX_train, X_test, y_train, y_test = train_test_split(X, y)\n"
        "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
        "the test is not on unseen rows",
    ),
    "a part called test that a fit validates on": (
        "X = StandardScaler().fit_transform(X)\nX_train, X_test, y_train, y_test = train_test_split(X, y)\n"
        "build().fit(X_train, y_train, validation_data=(X_test, y_test))",
        "the test is not on unseen rows",
    ),
    "a selector before folds": (
        "X = SelectKBest(k=5).fit_transform(X, y)\nprint(cross_val_score(LogisticRegression(), X, y))",
        "the test score looks far better",
    ),
    "copies": (
        "X, y = RandomOverSampler().fit_resample(X, y)\nX_train, X_test, y_train, y_test = train_test_split(X, y)\n"
        "print(RandomForestClassifier().fit(X_train, y_train).score(X_test, y_test))",
        "copies of test rows are trained on",
    ),
    "a scaler that is fitted anew": (
        "X_train, X_test, y_train, y_test = train_test_split(X, y)\nscaler = StandardScaler()\n"
        "model = LogisticRegression().fit(scaler.fit_transform(X_train), y_train)\n"
        "print(model.score(scaler.fit_transform(X_test), y_test))",
        "anew on the test rows",
    ),
    "rows without a name that are evaluated": (
        "net = build()\nnet.fit(X[:900], y[:900])\nprint(net.evaluate(X[800:], y[800:]))",
        "the test data has rows the model trains on",
    ),
    "cross-validation of the test part": (
        "X_train, X_test, y_train, y_test = train_test_split(X, y)\nmodel = LogisticRegression().fit(X_train, y_train)\n"
        "print(cross_val_score(model, X_test, y_test))",
        "on folds of the test rows",
    ),
}


@pytest.mark.parametrize(("script", "said"), [*VALIDATION.values(), *TEST.values()], ids=[*VALIDATION, *TEST])
def test_a_message_says_which_part_is_affected(script: str, said: str) -> None:
    catalog = load()
    report = Checker(Settings(select=("ZL1",)), catalog).check_source("train.py", (HEAD + script + "\n").encode())
    messages = [catalog.message(each) for each in report.findings]
    assert [said in each for each in messages] == [True], messages
