"""Functions that build a model for a wrapper or a search: a parameter that these set is not what its default says."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

BUILDER = """
from functools import partial
from threading import Thread
import numpy as np
import keras
import keras_tuner
from keras import layers as L
from scikeras.wrappers import KerasClassifier, KerasRegressor
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV, validation_curve
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
X, y = np.load('x.npy'), np.load('y.npy')


def build(units=16, activation=None, rate=1e-12):
    model = keras.Sequential([keras.Input((8,)), L.Dense(units, activation=activation), L.Dense(1, 'sigmoid')])
    model.compile(keras.optimizers.Adam(rate), 'binary_crossentropy')
    return model

"""
SETTING = {
    "keywords of a wrapper": "KerasClassifier(build_fn=build, activation='relu', rate=1e-3).fit(X, y)",
    "routed keywords": "KerasRegressor(model=build, model__activation='relu', model__rate=1e-3).fit(X, y)",
    "the wrapper that Keras had": (
        "from tensorflow.keras.wrappers.scikit_learn import KerasClassifier as Old\n"
        "Old(build, epochs=9, activation='relu', rate=1e-3).fit(X, y)"
    ),
    "a search": "GridSearchCV(KerasClassifier(build), {'activation': ['relu', 'tanh'], 'rate': [1e-3]}).fit(X, y)",
    "a search through a pipeline": (
        "steps = Pipeline([('scale', StandardScaler()), ('net', KerasClassifier(model=build))])\n"
        "RandomizedSearchCV(steps, dict(net__model__activation=['relu'], net__model__rate=[1e-3, 1e-2])).fit(X, y)"
    ),
    "a search over several grids": (
        "net = KerasClassifier(model=build)\n"
        "grids = [{'model__activation': ['relu']}, {'model__rate': [1e-3], 'model__units': [4, 8]}]\n"
        "GridSearchCV(estimator=net, param_grid=grids).fit(X, y)"
    ),
    "a grid from elsewhere": "from settings import grid\nGridSearchCV(KerasClassifier(build), grid).fit(X, y)",
    "a search from elsewhere": (
        "from tune_sklearn import TuneSearchCV\n"
        "TuneSearchCV(KerasClassifier(build), {'activation': ['relu'], 'rate': (1e-4, 1e-2)}).fit(X, y)"
    ),
    "unpacked keywords": "best = dict(activation='relu', rate=0.01)\nKerasClassifier(build, **best).fit(X, y)",
    "unknown keywords": "from settings import best\nKerasClassifier(build, **best).fit(X, y)",
    "set later": "net = KerasClassifier(build)\nnet.set_params(activation='relu', rate=1e-3)\nnet.fit(X, y)",
    "set from what a search found": (
        "from settings import found\nnet = KerasClassifier(build)\nnet.set_params(**found.best_params_)\nnet.fit(X, y)"
    ),
    "validation curves": (
        "net = KerasClassifier(build, rate=1e-3)\n"
        "validation_curve(net, X, y, param_name='model__activation', param_range=['relu', 'tanh'])"
    ),
    "a partial function": "KerasClassifier(partial(build, activation='relu', rate=1e-3)).fit(X, y)",
    "a partial function nobody is seen to call": "small = partial(build, 8, 'relu', 1e-3)",
    "a partial class": "wrapped = partial(KerasClassifier, build_fn=build)\nwrapped(activation='relu', rate=1e-3).fit(X, y)",
    "a subclass of the wrapper": (
        "class Net(KerasClassifier):\n    pass\nNet(build, activation='relu', rate=1e-3).fit(X, y)"
    ),
    "a builder that is a method": (
        "class Nets:\n    def small(self, activation=None, rate=1e-12):\n        return build(8, activation, rate)\n"
        "    def fit(self):\n        return KerasClassifier(self.small, activation='relu', rate=1e-3).fit(X, y)\nNets().fit()"
    ),
    "a wrapper made in a function": (
        "def main(options):\n    net = KerasClassifier(model=build, model__activation='relu', model__rate=1e-3)\n"
        "    return net.fit(X, y)"
    ),
    "a thread": "Thread(target=build, args=(16, 'relu', 1e-3)).start()",
    "a tuner": "keras_tuner.RandomSearch(lambda hp: build(8, hp.Choice('act', ['relu']), hp.Float('rate', 1e-4, 1e-2)))",
    "an estimator of its own": (
        "from sklearn.base import BaseEstimator\n"
        "class Net(BaseEstimator):\n    def __init__(self, activation=None, rate=1e-12):\n"
        "        self.activation, self.rate = activation, rate\n"
        "    def fit(self, X, y):\n"
        "        self.model = keras.Sequential([L.Dense(16, self.activation), L.Dense(1, 'sigmoid')])\n"
        "        self.model.compile(keras.optimizers.Adam(self.rate), 'binary_crossentropy')\n"
        "        self.model.fit(X, y)\n        return self\n"
        "build(16, 'relu', 1e-3)\nGridSearchCV(Net(), {'activation': ['relu', 'elu'], 'rate': [0.01]}).fit(X, y)"
    ),
}
LEAVING = {
    "a wrapper that sets how long": "KerasClassifier(build_fn=build, epochs=50, batch_size=8).fit(X, y)",
    "a search over something else": "GridSearchCV(KerasClassifier(build), {'batch_size': [8, 16]}).fit(X, y)",
    "a search beside it": (
        "from sklearn.svm import SVC\nGridSearchCV(SVC(), {'C': [1, 10]}).fit(X, y)\nnet = KerasClassifier(build)"
    ),
    "a wrapper around another": (
        "def other(activation=None, rate=1e-12):\n    return load(activation, rate)\n"
        "KerasClassifier(other, activation='relu', rate=1e-3).fit(X, y)"
    ),
    "a partial wrapper": "partial(KerasClassifier, build, epochs=3)(batch_size=4).fit(X, y)",
    "a call of its own": "KerasClassifier(build, activation='relu', rate=1e-3)\nbuild().fit(X, y)",
}


def _codes(calls: str) -> set[str]:
    report = check_source("t.py", (BUILDER + calls + "\n").encode())
    return {each.code for each in report.findings} & {"ZL602", "ZL301"}


@pytest.mark.parametrize("calls", SETTING.values(), ids=SETTING)
def test_what_is_set_elsewhere_is_not_the_default(calls: str) -> None:
    assert _codes(calls) == set()


@pytest.mark.parametrize("calls", LEAVING.values(), ids=LEAVING)
def test_what_nobody_sets_is_the_default(calls: str) -> None:
    assert _codes(calls) == {"ZL602", "ZL301"}
