"""ZL110 in other constructs: what is chosen on the rows that are reported, and what is chosen elsewhere or not at all."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import keras
import numpy as np
import pandas as pd
import tensorflow as tf
from keras.callbacks import CSVLogger, EarlyStopping, ModelCheckpoint, ReduceLROnPlateau
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import *
from sklearn.model_selection import *
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
table = pd.read_csv("bees.csv")
X, y = table.drop(columns="queen").values, table["queen"].values
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)
def build():
    net = keras.Sequential([keras.Input((7,)), keras.layers.Dense(1, activation="sigmoid")])
    net.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return net
net = build()
forest = RandomForestClassifier().fit(X_train, y_train)
chance = forest.predict_proba(X_test)[:, 1]
"""
STOP = "stop = EarlyStopping(patience=5, restore_best_weights=True)\n"
SAVE = "save = ModelCheckpoint('best.keras', save_best_only=True)\n"
CHOSEN_ON_THE_REPORTED = {
    "checkpoint whose weights are loaded": SAVE
    + "net.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=[save])\nnet.load_weights('best.keras')\nprint(net.evaluate(X_test, y_test))",
    "checkpoint that is loaded as a new model": SAVE
    + "net.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=[save])\nbest = keras.models.load_model('best.keras')\nprint(best.evaluate(X_test, y_test))",
    "predictions that are scored": STOP
    + "net.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=stop)\nanswers = net.predict(X_test) > 0.5\nprint(accuracy_score(y_test, answers))",
    "in a helper": "def train(model, data, held):\n    watch = [EarlyStopping(monitor='val_accuracy', restore_best_weights=True)]\n    model.fit(*data, validation_data=held, callbacks=watch)\n    return model.evaluate(*held)\n"
    "train(net, (X_train, y_train), (X_test, y_test))",
    "in a class": "class Trial:\n    callbacks = [EarlyStopping(patience=3, restore_best_weights=True), CSVLogger('log')]\n    def __init__(self):\n        self.net = build()\n    def run(self):\n        self.net.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=self.callbacks)\n        print(self.net.evaluate(X_test, y_test))\nTrial().run()",
    "datasets": STOP
    + "train = tf.data.Dataset.from_tensor_slices((X_train, y_train)).batch(32)\ntest = tf.data.Dataset.from_tensor_slices((X_test, y_test)).batch(32)\nnet.fit(train, validation_data=test, callbacks=[stop])\nprint(net.evaluate(test))",
    "options of a fit": STOP
    + "options = dict(epochs=90, validation_data=(X_test, y_test), callbacks=[stop])\nnet.fit(X_train, y_train, **options)\nprint(net.evaluate(X_test, y_test))",
    "slices": STOP
    + "net.fit(X[:900], y[:900], validation_data=(X[900:], y[900:]), callbacks=[stop])\nprint('test', net.evaluate(X[900:], y[900:]))",
    "folds": STOP
    + "for old, new in KFold(5).split(X):\n    net = build()\n    net.fit(X[old], y[old], validation_data=(X[new], y[new]), callbacks=[stop])\n    print(net.evaluate(X[new], y[new]))",
    "threshold of a helper": "def youden(truth, given):\n    false, true, at = roc_curve(truth, given)\n    return at[np.argmax(true - false)]\nprint(classification_report(y_test, chance > youden(y_test, chance)))",
    "threshold by precision and recall": "p, r, at = precision_recall_curve(y_test, chance)\nbest = at[(2 * p * r / (p + r)).argmax()]\nprint(f1_score(y_test, (chance >= best).astype(int)))",
    "threshold of those that were tried": "tried = np.linspace(0, 1, 99)\nfigures = [f1_score(y_test, chance > each) for each in tried]\nbest = tried[np.argmax(figures)]\nprint(confusion_matrix(y_test, np.where(chance > best, 1, 0)))",
    "threshold for a rate": "f, t, at = roc_curve(y_test, chance)\nprint(f1_score(y_test, chance >= at[np.where(t > 0.9)[0][0]]))",
    "least threshold under a mask": "f, t, at = roc_curve(y_test, chance)\nprint(f1_score(y_test, chance >= at[f < 0.1].min()))",
    "threshold of a loop": "f, t, at = roc_curve(y_test, chance)\nmost, best = 0, 0\nfor i in range(len(at)):\n    if t[i] - f[i] > most:\n        most, best = t[i] - f[i], at[i]\nprint(f1_score(y_test, chance >= best))",
    "threshold by a function from elsewhere": "from cuts import cut\nf, t, at = roc_curve(y_test, chance)\nprint(f1_score(y_test, chance >= at[cut(f, t)]))",
    "best of the sorted": "curve = roc_curve(y_test, chance)\norder = np.argsort(curve[1] - curve[0])\nprint(f1_score(y_test, chance >= curve[2][order[-1]]))",
    "unpacked parameters": "search = GridSearchCV(SVC(), {'C': [1, 9]})\nsearch.fit(X, y)\nmodel = SVC(**search.best_params_).fit(X_train, y_train)\nprint(model.score(X_test, y_test))",
    "parameters that are set": "search = RandomizedSearchCV(RandomForestClassifier(), {'max_depth': [3, 9]}).fit(table.drop(columns='queen'), y)\nforest.set_params(**search.best_params_)\nforest.fit(X_train, y_train)\nprint(roc_auc_score(y_test, forest.predict(X_test)))",
    "parameters of a step": "search = GridSearchCV(LogisticRegression(), {'C': [1, 9]}, cv=5)\nsearch.fit(X, y)\nbest = search.best_params_\npipe = make_pipeline(StandardScaler(), LogisticRegression(C=best['C']))\npipe.fit(X_train, y_train)\nprint(pipe.score(X_test, y_test))",
    "search of the test part": "search = GridSearchCV(SVC(), {'C': [1, 9]})\nsearch.fit(X_test, y_test)\nmodel = SVC(C=search.best_params_.get('C')).fit(X_train, y_train)\nprint(model.score(X_test, y_test))",
}
MILD = {
    "early stopping keeps the last epoch": "net.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=[EarlyStopping(patience=2)])\nprint(net.evaluate(X_test, y_test))",
    "data to practise on": STOP
    + "(a, b), (c, d) = keras.datasets.boston_housing.load_data()\nnet.fit(a, b, validation_data=(c, d), callbacks=[stop])\nprint(net.evaluate(c, d))",
}
CHOSEN_ELSEWHERE = {
    "validation split": STOP
    + "net.fit(X_train, y_train, validation_split=0.2, callbacks=[stop])\nprint(net.evaluate(X_test, y_test))",
    "part of the training rows": STOP
    + "a, b, c, d = train_test_split(X_train, y_train)\nnet.fit(a, c, validation_data=(b, d), callbacks=[stop])\nprint(net.evaluate(X_test, y_test))",
    "called validation": STOP
    + "X_val, y_val = X_test, y_test\nnet.fit(X_train, y_train, validation_data=(X_val, y_val), callbacks=[stop])\nprint('validation', net.evaluate(X_val, y_val))",
    "two reports": STOP
    + "a, b, c, d = train_test_split(X_train, y_train)\nnet.fit(a, c, validation_data=(b, d), callbacks=[stop])\nprint(net.evaluate(b, d), net.evaluate(X_test, y_test))",
    "checkpoint that is never loaded": SAVE
    + "net.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=[save])\nprint(net.evaluate(X_test, y_test))",
    "training cost is watched": "net.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=[EarlyStopping(monitor='loss', restore_best_weights=True)])\nprint(net.evaluate(X_test, y_test))",
    "rate alone": "net.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=[ReduceLROnPlateau()])\nprint(net.evaluate(X_test, y_test))",
    "every epoch is saved": "save = ModelCheckpoint('{epoch}.keras')\nnet.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=[save])\nprint(net.evaluate(X_test, y_test))",
    "overfitting on purpose": STOP
    + "net.fit(X[:8], y[:8], validation_data=(X[:8], y[:8]), callbacks=[stop])\nprint(net.evaluate(X[:8], y[:8]))",
    "threshold of a validation part": "a, X_val, c, y_val = train_test_split(X_train, y_train)\nmodel = SVC(probability=True).fit(a, c)\nf, t, at = roc_curve(y_val, model.predict_proba(X_val)[:, 1])\nbest = at[np.argmax(t - f)]\nprint(f1_score(y_test, model.predict_proba(X_test)[:, 1] > best))",
    "threshold that the validation part is scored with": "model = SVC().fit(X_train, y_train)\nX_val, y_val = X_test, y_test\ngiven = model.decision_function(X_val)\nf, t, at = roc_curve(y_val, given)\nprint(f1_score(y_val, given > at[np.argmax(t - f)]))",
    "a curve to look at": "f, t, at = roc_curve(y_test, chance)\nprint(auc(f, t), t[np.argmin(abs(f - 0.1))])\nprint(f1_score(y_test, chance > 0.5))",
    "a literal place on the curve": "f, t, at = roc_curve(y_test, chance)\nprint(classification_report(y_test, chance >= at[5]))",
    "the last of the thresholds": "at = precision_recall_curve(y_test, chance)[2]\nprint(f1_score(y_test, (chance >= at[-1]).astype(int)))",
    "a place in a variable": "place = 40\ncurve = roc_curve(y_test, chance)\nprint(f1_score(y_test, np.where(chance > curve[2][place], 1, 0)))",
    "the threshold in the middle": "f, t, at = roc_curve(y_test, chance)\nprint(f1_score(y_test, chance >= at[len(at) // 2]))",
    "a place as a default": "def cut(at, place=3):\n    return at[place]\nf, t, at = roc_curve(y_test, chance)\nprint(f1_score(y_test, chance >= cut(at)))",
    "a place behind a slice": "f, t, at = roc_curve(y_test, chance)\nprint(f1_score(y_test, chance >= at[1:][4]))",
    "mean of the thresholds": "f, t, at = roc_curve(y_test, chance)\nprint(f1_score(y_test, chance >= at.mean()))",
    "a few places in turn": "f, t, at = roc_curve(y_test, chance)\nfor place in (3, 30, 300):\n    print(f1_score(y_test, chance >= at[place]))",
    "every threshold in turn": "f, t, at = roc_curve(y_test, chance)\nfor i in range(len(at)):\n    print(at[i], f1_score(y_test, chance >= at[i]))",
    "search on the training part": "search = GridSearchCV(SVC(), {'C': [1, 9]}).fit(X_train, y_train)\nmodel = SVC(**search.best_params_).fit(X_train, y_train)\nprint(model.score(X_test, y_test))",
    "search that is scored itself": "search = GridSearchCV(SVC(), {'C': [1, 9]}).fit(X_train, y_train)\nprint(search.best_params_, search.score(X_test, y_test))",
    "nested cross-validation": "search = GridSearchCV(SVC(), {'C': [1, 9]})\nprint(cross_val_score(search, X, y))\nsearch.fit(X, y)\nprint(search.best_params_)",
    "other paths": "import sys\nif len(sys.argv) > 1:\n    search = GridSearchCV(SVC(), {'C': [1, 9]}).fit(X, y)\n    print(search.best_params_)\nelse:\n    model = SVC(C=3).fit(X_train, y_train)\n    print(model.score(X_test, y_test))",
    "test rows of another file": "other = pd.read_csv('other.csv')\nsearch = GridSearchCV(SVC(), {'C': [1, 9]}).fit(X, y)\nmodel = SVC(**search.best_params_).fit(X, y)\nprint(model.score(other.drop(columns='queen'), other['queen']))",
}


def found(script: str) -> list[tuple[str, str]]:
    report = Checker(Settings(select=("ZL110",)), load()).check_source("train.py", (HEAD + script + "\n").encode())
    return [(each.code, each.severity) for each in report.findings]


@pytest.mark.parametrize("script", CHOSEN_ON_THE_REPORTED.values(), ids=CHOSEN_ON_THE_REPORTED)
def test_the_best_of_many_is_reported(script: str) -> None:
    assert found(script) == [("ZL110", "warning")]


@pytest.mark.parametrize("script", MILD.values(), ids=MILD)
def test_info_where_it_matters_little_or_there_are_no_other_rows(script: str) -> None:
    assert found(script) == [("ZL110", "info")]


@pytest.mark.parametrize("script", CHOSEN_ELSEWHERE.values(), ids=CHOSEN_ELSEWHERE)
def test_chosen_on_rows_of_their_own_or_not_chosen(script: str) -> None:
    assert found(script) == []
