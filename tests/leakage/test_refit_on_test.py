"""ZL111 in the constructs that scripts refit transformers in, and what only looks like it."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import keras
import numpy as np
import pandas as pd
import tensorflow as tf
from functools import partial
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import *
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, mean_squared_error
from sklearn.model_selection import *
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import *
wells = pd.read_csv("wells.csv")
X, y = wells.drop(columns="depth"), wells["depth"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=3)
"""
RIDGE = "\nmodel = Ridge().fit(X_train, y_train)\nprint(model.score(X_test, y_test))"
FILES = "past, next_year = pd.read_csv('past.csv'), pd.read_csv('next.csv')\nwanted = past.pop('rain')\n"
NET = "net = keras.Sequential([keras.layers.Dense(8, activation='relu'), keras.layers.Dense(1)])\nnet.compile('adam', 'mse')\n"

REFITTED = {
    "two instances": "X_train = RobustScaler().fit_transform(X_train)\nX_test = RobustScaler().fit_transform(X_test)"
    + RIDGE,
    "fit, then transform": "s = MinMaxScaler()\ns.fit(X_train)\nX_train = s.transform(X_train)\ns.fit(X_test)\nX_test = s.transform(X_test)"
    + RIDGE,
    "an alias of the object": "s = MaxAbsScaler()\nagain = s\nX_train = s.fit_transform(X_train)\nX_test = again.fit_transform(X_test)"
    + RIDGE,
    "in a loop over both parts": "parts = []\nfor part in (X_train, X_test):\n    parts.append(StandardScaler().fit_transform(part))\nX_train, X_test = parts"
    + RIDGE,
    "in a comprehension": "X_train, X_test = [PCA(5).fit_transform(part) for part in (X_train, X_test)]" + RIDGE,
    "in a helper": "def prepared(rows):\n    steps = make_pipeline(SimpleImputer(), StandardScaler())\n    return steps.fit_transform(rows)\nX_train, X_test = prepared(X_train), prepared(X_test)"
    + RIDGE,
    "in a class": "class Data:\n    def __init__(self):\n        self.scaler = StandardScaler()\n    def prepare(self, rows):\n        return self.scaler.fit_transform(rows)\ndata = Data()\n"
    "X_train = data.prepare(X_train)\nX_test = data.prepare(X_test)" + RIDGE,
    "a partial": "scaled = partial(scale, with_mean=False)\nX_train, X_test = scaled(X_train), scaled(X_test)" + RIDGE,
    "a function of scikit-learn": "X_train, X_test = minmax_scale(X_train), minmax_scale(X_test)" + RIDGE,
    "in the call of the model": "s = StandardScaler()\nmodel = Ridge().fit(s.fit_transform(X_train), y_train)\nprint(mean_squared_error(y_test, model.predict(s.fit_transform(X_test))))",
    "columns of two files": FILES
    + "s = StandardScaler()\npast[['a', 'b']] = s.fit_transform(past[['a', 'b']])\nnext_year[['a', 'b']] = s.fit_transform(next_year[['a', 'b']])\n"
    + "print(Ridge().fit(past, wanted).predict(next_year))",
    "each column by its name": FILES
    + "for name in ('soil', 'rock'):\n    code = LabelEncoder()\n    past[name] = code.fit_transform(past[name])\n    next_year[name] = code.fit_transform(next_year[name])\n"
    + "print(RandomForestClassifier().fit(past, wanted).predict(next_year))",
    "each column of text": FILES
    + "for name in past.columns:\n    if past[name].dtype == object:\n        code = OrdinalEncoder()\n        past[name] = code.fit_transform(past[[name]])\n        next_year[name] = code.fit_transform(next_year[[name]])\n"
    + "print(RandomForestClassifier().fit(past, wanted).predict(next_year))",
    "columns by a transformer": "t = ColumnTransformer([('numbers', StandardScaler(), ['a']), ('kinds', OneHotEncoder(), ['b'])])\n"
    "X_train = t.fit_transform(X_train)\nX_test = t.fit_transform(X_test)" + RIDGE,
    "texts": FILES
    + "v = TfidfVectorizer(max_features=500)\na = v.fit_transform(past['note'])\nb = v.fit_transform(next_year['note'])\n"
    + "print(LogisticRegression().fit(a, wanted).predict(b))",
    "validation of a network": "s = StandardScaler()\nX_train, X_test = s.fit_transform(X_train), s.fit_transform(X_test)\n"
    + NET
    + "net.fit(X_train, y_train, validation_data=(X_test, y_test), epochs=5)",
    "evaluated network": "s = StandardScaler()\na = s.fit_transform(X_train).reshape(-1, 4, 1)\nb = s.fit_transform(X_test).reshape(-1, 4, 1)\n"
    + NET
    + "net.fit(a, y_train, epochs=5)\nprint(net.evaluate(b, y_test))",
    "a dataset": "s = StandardScaler()\na = tf.data.Dataset.from_tensor_slices((s.fit_transform(X_train), y_train)).batch(8)\n"
    "b = tf.data.Dataset.from_tensor_slices((s.fit_transform(X_test), y_test)).batch(8)\n"
    + NET
    + "net.fit(a)\nnet.evaluate(b)",
    "targets": "s = MinMaxScaler()\ny_train = s.fit_transform(y_train.values.reshape(-1, 1))\ny_test = s.fit_transform(y_test.values.reshape(-1, 1))"
    + RIDGE,
    "by hand, without the deviation": "X_train = X_train - X_train.mean()\nX_test = X_test - X_test.mean()" + RIDGE,
    "by hand, in a function": "def standard(rows):\n    return (rows - np.mean(rows, axis=0)) / np.std(rows, axis=0)\nX_train, X_test = standard(X_train), standard(X_test)"
    + RIDGE,
    "one row typed in": "s = StandardScaler()\nmodel = Ridge().fit(s.fit_transform(X_train), y_train)\nprint(model.predict(s.fit_transform([[1.0, 2.5, 0.0]])))",
    "joined and taken apart again": "a, b = pd.read_csv('a.csv'), pd.read_csv('b.csv')\n"
    "a, b = SimpleImputer().fit_transform(a), SimpleImputer().fit_transform(b)\nboth = np.concatenate([a, b])\n"
    "model = Ridge().fit(both[:len(a)], y)\nprint(model.score(both[len(a):], y))",
    "a lookup": FILES
    + "look = keras.layers.StringLookup(output_mode='one_hot')\nlook.adapt(past)\n"
    + "net = keras.Sequential([look, keras.layers.Dense(1)])\nnet.compile('adam', 'mse')\nnet.fit(past, wanted)\nlook.adapt(next_year)\nprint(net.predict(next_year))",
    "a class behind a choice": "import sys\ns = StandardScaler() if len(sys.argv) > 1 else MinMaxScaler()\nX_train = s.fit_transform(X_train)\nX_test = s.fit_transform(X_test)"
    + RIDGE,
}
NOT_REFITTED = {
    "each data set is repeated": "data = tf.data.Dataset.from_tensor_slices((X, y)).batch(8)\n"
    "last, first = data.take(4).repeat(), data.skip(4).repeat()\n" + NET + "net.fit(first, validation_data=last)\n",
    "each table is put below itself": "X_train, X_test = np.vstack([X_train, X_train]), np.vstack([X_test, X_test])\n"
    "y_train, y_test = np.concatenate([y_train, y_train]), np.concatenate([y_test, y_test])" + RIDGE,
    "each row twice": "X_train, X_test = np.repeat(X_train, 2, axis=0), np.repeat(X_test, 2, axis=0)\n"
    "y_train, y_test = np.repeat(y_train, 2), np.repeat(y_test, 2)" + RIDGE,
    "transformed": "s = StandardScaler()\nX_train = s.fit_transform(X_train)\nX_test = s.transform(X_test)" + RIDGE,
    "each row by itself": "n = Normalizer()\nX_train, X_test = n.fit_transform(X_train), n.fit_transform(X_test)"
    + RIDGE,
    "hashes": "h = HashingVectorizer()\na, b = h.fit_transform(X_train['note']), h.fit_transform(X_test['note'])\nm = Ridge().fit(a, y_train)\nprint(m.score(b, y_test))",
    "polynomials": "p = PolynomialFeatures(2)\nX_train, X_test = p.fit_transform(X_train), p.fit_transform(X_test)"
    + RIDGE,
    "a picture of each": "for part in (X_train, X_test):\n    print(PCA(2).fit_transform(part))" + RIDGE,
    "a scaler of another model": "s = StandardScaler()\nother = Ridge().fit(s.fit_transform(X_test), y_test)\nX_train = StandardScaler().fit_transform(X_train)\nmodel = Ridge().fit(X_train, y_train)\n"
    "print(other.coef_ - model.coef_)",
    "features and target": "a, b = MinMaxScaler(), MinMaxScaler()\nX_train, y_train = a.fit_transform(X_train), b.fit_transform(y_train.values.reshape(-1, 1))\n"
    "X_test, y_test = a.transform(X_test), b.transform(y_test.values.reshape(-1, 1))" + RIDGE,
    "folds": "for a, b in KFold(5).split(X):\n    s = StandardScaler()\n    m = Ridge().fit(s.fit_transform(X.iloc[a]), y.iloc[a])\n    print(m.score(s.transform(X.iloc[b]), y.iloc[b]))",
    "walked forward": "rows = X.to_numpy()\nfor k in range(100, 900, 100):\n    s = StandardScaler().fit(rows[k - 100:k])\n    m = Ridge().fit(s.transform(rows[k - 100:k]), y[k - 100:k])\n"
    "    print(m.predict(s.transform(rows[k:k + 100])))",
    "fitted again for the final model": "a, c, b, d = train_test_split(X_train, y_train)\ns = StandardScaler()\nm = Ridge().fit(s.fit_transform(a), b)\nprint(m.score(s.transform(c), d))\n"
    "m = Ridge().fit(s.fit_transform(X_train), y_train)\nprint(m.score(s.transform(X_test), y_test))",
    "trained again where it is scaled anew": "s = StandardScaler()\n"
    + NET
    + "net.fit(s.fit_transform(X_train), y_train)\nnet.fit(s.fit_transform(X_test), y_test)\nprint(net.predict(s.transform(X_test)))",
    "a word list of both": "t = keras.preprocessing.text.Tokenizer()\nt.fit_on_texts(X_train['note'])\nt.fit_on_texts(X_test['note'])\n"
    "a, b = t.texts_to_matrix(X_train['note']), t.texts_to_matrix(X_test['note'])\nprint(Ridge().fit(a, y_train).score(b, y_test))",
    "the words are given": "v = CountVectorizer(vocabulary=['clay', 'sand'])\na, b = v.fit_transform(X_train['note']), v.fit_transform(X_test['note'])\nprint(Ridge().fit(a, y_train).score(b, y_test))",
    "each file by itself": "import glob\ndef standard(name):\n    a = np.load(name)\n    return (a - a.mean(axis=0)) / a.std(axis=0)\n"
    "a = np.array([standard(each) for each in glob.glob('old/*.npy')])\nb = np.array([standard(each) for each in glob.glob('new/*.npy')])\n"
    + NET
    + "net.fit(a, y_train)\nnet.evaluate(b, y_test)",
    "mirrored copies of both parts": "a, b = X_train.to_numpy(), X_test.to_numpy()\na = np.concatenate([a, a[:, ::-1]])\nb = np.concatenate([b, b[:, ::-1]])\n"
    "m = Ridge().fit(a, np.concatenate([y_train, y_train]))\nprint(m.score(b, np.concatenate([y_test, y_test])))",
    "one pattern for each class, in both parts": "def drawn(n, seed):\n    rng = np.random.default_rng(seed)\n    kind = rng.choice(5, size=n, p=[0.4, 0.3, 0.1, 0.1, 0.1])\n"
    "    shapes = np.random.default_rng(9).normal(size=(5, 20))\n    return shapes[kind] + rng.normal(size=(n, 20)), kind\n"
    "a, c = drawn(900, 1)\nb, d = drawn(300, 2)\nprint(LogisticRegression().fit(a, c).score(b, d))",
    "adapted before training": "n = keras.layers.Normalization()\nn.adapt(X_test)\nn.adapt(X_train)\nnet = keras.Sequential([n, keras.layers.Dense(1)])\nnet.compile('adam', 'mse')\n"
    "net.fit(X_train, y_train)\nnet.evaluate(X_test, y_test)",
}


def found(script: str) -> list[tuple[str, str]]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=("ALL",)))
    return [(each.code, each.severity) for each in report.findings if each.code.startswith("ZL1")]


@pytest.mark.parametrize("script", REFITTED.values(), ids=REFITTED)
def test_what_the_training_rows_taught_is_learned_anew_from_the_test_rows(script: str) -> None:
    assert {code for code, _ in found(script)} == {"ZL111"}


@pytest.mark.parametrize("script", NOT_REFITTED.values(), ids=NOT_REFITTED)
def test_the_test_rows_go_through_what_the_training_rows_taught(script: str) -> None:
    assert found(script) == []


FILLED = "for name in ('a', 'b'):\n    X_train[name] = X_train[name].fillna(X_train[name].median())\n    X_test[name] = X_test[name].fillna(X_test[name].median())"
SEVERITIES = {
    "gaps": (FILLED + RIDGE, "info"),
    "a scale": (REFITTED["two instances"], "warning"),
    "categories": (REFITTED["each column by its name"], "error"),
    "classes": (
        "e = LabelEncoder()\nm = RandomForestClassifier().fit(X_train, e.fit_transform(y_train))\nprint(accuracy_score(e.fit_transform(y_test), m.predict(X_test)))",
        "warning",
    ),
    "classes that both parts have": (
        "(a, c), (b, d) = keras.datasets.fashion_mnist.load_data()\ne = LabelBinarizer()\nc = e.fit_transform(c)\nd = e.fit_transform(d)\n"
        + NET
        + "net.fit(a, c)\nnet.evaluate(b, d)",
        "info",
    ),
    "columns": (REFITTED["texts"], "error"),
}


@pytest.mark.parametrize(("script", "severity"), SEVERITIES.values(), ids=SEVERITIES)
def test_how_bad_it_is(script: str, severity: str) -> None:
    assert {each for _, each in found(script)} == {severity}


SCENE_AGAIN = """import os
import numpy as np
import pandas as pd
import scipy.io
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split


def load():
    return {load}


def fewer(pixels):
    return PCA(n_components=4, whiten=True).fit_transform(pixels)


soil = np.load("soil.npy")
a, b, c, d = train_test_split(fewer(load()), soil, random_state=0)
model = LogisticRegression().fit(a, c)
print(model.score(b, d))
print(model.predict(fewer({again})))
"""


@pytest.mark.parametrize(
    "load",
    [
        "np.load('scene.npy')",
        "np.loadtxt(os.path.join(os.getcwd(), 'scene.txt'))",
        "scipy.io.loadmat('scene.mat')['pixels']",
        "scipy.io.loadmat(os.path.join(os.getcwd(), 'scene.mat'))['pixels']",
        "pd.read_csv('scene.csv').to_numpy()",
    ],
)
def test_all_rows_of_the_file_read_again_teach_the_same(load: str) -> None:
    script = SCENE_AGAIN.replace("{load}", load).replace("{again}", "load()")
    assert "ZL111" not in [each.code for each in check_source("map.py", script.encode()).findings]
    other = SCENE_AGAIN.replace("{load}", load).replace("{again}", load.replace("scene.", "other."))
    assert "ZL111" in [each.code for each in check_source("map.py", other.encode()).findings]


EFFECTS = {
    "weights of words": (
        "t = TfidfTransformer()\nX_train, X_test = t.fit_transform(X_train), t.fit_transform(X_test)",
        "its columns are weighted by other numbers than in training",
    ),
    "weights of words in a new object": (
        "X_train = TfidfTransformer(norm='l1').fit_transform(X_train)\nX_test = TfidfTransformer(norm='l1').fit_transform(X_test)",
        "its columns are weighted by other numbers than in training",
    ),
    "weights of words fitted in a helper": (
        "def weigh(table):\n    return TfidfTransformer().fit(table).transform(table)\nX_train, X_test = weigh(X_train), weigh(X_test)",
        "its columns are weighted by other numbers than in training",
    ),
    "bins": (
        "b = KBinsDiscretizer(4, encode='ordinal')\nX_train = b.fit_transform(X_train)\nb.fit(X_test)\nX_test = b.transform(X_test)",
        "its bins have other edges than in training",
    ),
    "a scale": (
        "s = MinMaxScaler()\nX_train, X_test = s.fit_transform(X_train), s.fit_transform(X_test)",
        "the model gets them on another scale than in training",
    ),
    "components": (
        "p = PCA(3)\nX_train, X_test = p.fit_transform(X_train), p.fit_transform(X_test)",
        "its columns are not those that the model was trained on",
    ),
}


@pytest.mark.parametrize(("steps", "effect"), EFFECTS.values(), ids=EFFECTS)
def test_what_is_said_is_what_the_transformer_does(steps: str, effect: str) -> None:
    report = check_source("train.py", (HEAD + steps + RIDGE + "\n").encode(), Settings(select=("ZL111",)))
    assert [each.data["effect"] for each in report.findings] == [effect]
