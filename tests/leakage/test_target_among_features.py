"""ZL108 in other constructs: the target is a column of the features, or was taken out in one of many ways."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import keras
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.ensemble import RandomForestClassifier, VotingRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder, StandardScaler
table = pd.read_csv("tides.csv")
class Columns(BaseEstimator, TransformerMixin):
    def __init__(self, names):
        self.names = names
    def fit(self, x, y=None):
        return self
    def transform(self, x):
        return x[self.names]
net = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
net.compile("adam", "mse")
"""
AMONG = {
    "frame itself": "LinearRegression().fit(table, table['height'])",
    "attribute, numpy": "X = table.to_numpy()\ny = table.height\nnet.fit(X, y, epochs=3)",
    "all positions": "X, y = table.iloc[:, :], table.iloc[:, -1]\nnet.fit(X, y)",
    "a slice to the wrong end": "X, y = table.iloc[:, 0:7].values, table.iloc[:, 6].values\nnet.fit(X, y)",
    "one too few from the end": "rows = np.loadtxt('tides.csv')\nX, y = rows[:, :-1], rows[:, -2]\nnet.fit(X, y)",
    "array of floats": "rows = np.genfromtxt('tides.csv').astype('float32')\nX, y = rows[:, 1:], rows[:, 3]\nnet.fit(X, y)",
    "split first": "train, test = train_test_split(table)\nmodel = LogisticRegression().fit(train, train['flood'])\nprint(model.score(test, test['flood']))",
    "split together": "a, b, c, d = train_test_split(table, table['flood'])\nRandomForestClassifier().fit(a, c)",
    "scaled": "X = StandardScaler().fit_transform(table)\ny = table['height'].values.reshape(-1, 1)\nnet.fit(X, y)",
    "labels encoded": "y = LabelEncoder().fit_transform(table['coast'])\nRandomForestClassifier().fit(table, y)",
    "labels encoded in the table": "table['coast'] = LabelEncoder().fit_transform(table['coast'])\nRandomForestClassifier().fit(table.values, table['coast'])",
    "one-hot": "y = keras.utils.to_categorical(table['coast'].map({'a': 0, 'b': 1}))\nX = table.fillna(0).values\nnet.fit(X, y)",
    "a threshold of a feature": "y = (table['height'] > 3).astype(int)\nLogisticRegression().fit(table, y)",
    "helper": "def parts(frame, name):\n    return frame.values, frame[name].values\nX, y = parts(table, 'height')\nnet.fit(X, y)",
    "class": "class Data:\n    columns = ['moon', 'wind', 'height']\n    def __init__(self, frame):\n        self.x = frame[self.columns]\n        self.y = frame['height']\ndata = Data(table)\nnet.fit(data.x, data.y)",
    "a search": "search = GridSearchCV(LogisticRegression(), {'C': [1, 9]})\nsearch.fit(table.values, table['flood'])",
    "another column is dropped": "rest = table.drop(columns=['id'])\nX, y = rest.values, rest['height']\nnet.fit(X, y)",
}
APART = {
    "dropped": "X = table.drop('height', axis=1)\nnet.fit(X, table['height'])",
    "dropped in place": "y = table['height']\ntable.drop(columns=['height'], inplace=True)\nnet.fit(table.values, y)",
    "popped": "y = table.pop('height')\nnet.fit(table.values, y)",
    "deleted": "y = table['height']\ndel table['height']\nnet.fit(table, y)",
    "popped from a copy": "rest = table.copy()\ny = rest.pop('height')\nnet.fit(rest, y)",
    "names without it": "names = [each for each in table.columns if each != 'height']\nnet.fit(table[names], table['height'])",
    "columns without it": "net.fit(table.loc[:, table.columns != 'height'], table['height'])",
    "difference": "net.fit(table[table.columns.difference(['height'])], table['height'])",
    "last by position": "net.fit(table.iloc[:, :-1], table.iloc[:, -1])",
    "first by position": "rows = table.values\nnet.fit(rows[:, 1:], rows[:, 0])",
    "before it": "rows = table.values\nnet.fit(rows[:, 0:8], rows[:, 8])",
    "another column": "net.fit(table[['moon', 'wind']], table['height'])",
    "autoencoder": "net.fit(table.values, table.values)",
    "next row": "net.fit(table.values[:-1], table['height'].values[1:])",
    "windows": "rows = table.values\nX = np.array([rows[i:i + 9] for i in range(len(rows) - 9)])\ny = np.array([rows[i + 9, 0] for i in range(len(rows) - 9)])\nnet.fit(X, y)",
    "a pipeline chooses": "chosen = ColumnTransformer([('kind', OneHotEncoder(), ['coast'])])\nPipeline([('columns', chosen), ('model', LinearRegression())]).fit(table, table['height'])",
    "made-up data": "rng = np.random.default_rng(0)\nX = rng.normal(size=(300, 4))\nnet.fit(X, (X[:, 0] > 0).astype(int))",
    "a search over pipelines": "pipe = make_pipeline(Columns(['moon']), LinearRegression())\nsearch = GridSearchCV(estimator=pipe, param_grid={})\nsearch.fit(table, table['height'])",
    "models that vote": "pipe = Pipeline([('x', Columns(['moon'])), ('y', LinearRegression())])\nVotingRegressor([('a', pipe), ('b', LinearRegression())]).fit(table, table['height'])",
    "a search over a model that is not seen": "from own_library import regressor\nGridSearchCV(regressor(), {}).fit(table, table['height'])",
    "another table": "other = pd.read_csv('heights.csv')\nnet.fit(table.values, other['height'])",
    "index": "table = table.set_index('height')\nnet.fit(table.values, table.index)",
    "images": "pixels = np.load('p.npy')\nnet.fit(pixels[:, :, :3], pixels[:, :, 3])",
    "sliced late": "rows = MinMaxScaler().fit_transform(table)\nX, y = rows[:, :5], rows[:, 5:]\nnet.fit(X, y)",
}


def found(script: str) -> list[str]:
    report = Checker(Settings(select=("ZL108",)), load()).check_source("train.py", (HEAD + script + "\n").encode())
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", AMONG.values(), ids=AMONG)
def test_the_target_is_a_feature(script: str) -> None:
    assert found(script) == ["ZL108"]


@pytest.mark.parametrize("script", APART.values(), ids=APART)
def test_no_feature_is_the_target(script: str) -> None:
    assert found(script) == []
